//! A large chart as data: what a drawing library draws, what the sentence says and what the table holds, all from one place.

use super::figure::{Figure, value_text};
use crate::measure::Measure;

/// What a series stands for; decides its colour and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// My group in my area.
    Mine,
    /// What it is held against.
    Reference,
    /// The comparator.
    Comparator,
    /// An area compared, by its mark.
    Other(u8),
}

/// One series: a value for each label of the chart, or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name, written beside its last point.
    pub name: String,
    /// What it stands for.
    pub role: Role,
    /// Values.
    pub values: Vec<Option<f64>>,
    /// 95 % limits.
    pub limits: Vec<Option<(f64, f64)>>,
    /// As they are written in the table: value, or marker and reason.
    pub texts: Vec<String>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// Lines over time.
    Lines,
    /// One point with its interval for each label, one under the other.
    Points,
}

/// A large chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Id, unique on its page.
    pub id: String,
    /// What it finds.
    pub headline: String,
    /// The statistic: `% of complaints, Q1 2022/23 to Q2 2026/27`.
    pub subtitle: String,
    /// What it shows, in one sentence.
    pub sentence: String,
    /// How it is drawn.
    pub drawing: Drawing,
    /// Periods, groups or areas.
    pub labels: Vec<String>,
    /// What the labels are: `Period`, `Group`, `Area`.
    pub label_head: String,
    /// Series, at most four.
    pub series: Vec<Series>,
    /// The target at each label.
    pub target: Vec<Option<f64>>,
    /// Put before and after a value, and its decimals.
    pub number: (String, String, u8),
    /// Whether figures in it are made up.
    pub illustrative: bool,
}

impl Series {
    /// A series from cells.
    pub fn of(
        name: impl Into<String>,
        role: Role,
        measure: &Measure,
        cells: impl Iterator<Item = (crate::cell::Cell, Option<(f64, f64)>)>,
    ) -> Self {
        let mut series = Self { name: name.into(), role, values: Vec::new(), limits: Vec::new(), texts: Vec::new() };
        for (cell, supplied) in cells {
            let figure = Figure::of_cell(cell, supplied, measure);
            series.values.push(cell.value(measure));
            series.limits.push(crate::interval::of(cell, supplied, measure));
            series.texts.push(match figure.note {
                Some(note) => format!("{} ({note})", figure.text),
                None => figure.text,
            });
        }
        series
    }

    /// First and last place that has a value.
    pub fn span(&self) -> Option<(usize, usize)> {
        let held = |value: &Option<f64>| value.is_some();
        Some((self.values.iter().position(held)?, self.values.iter().rposition(held)?))
    }
}

/// How a measure's values are written.
pub fn number(measure: &Measure) -> (String, String, u8) {
    (measure.prefix.clone(), measure.suffix.clone(), measure.decimals)
}

/// `rose from 61.2% to 64.0%`, `fell …`, `stayed at …`.
pub fn moved(first: f64, last: f64, measure: &Measure) -> String {
    let (from, to) = (value_text(first, measure), value_text(last, measure));
    if from == to {
        format!("stayed at {from}")
    } else if last > first {
        format!("rose from {from} to {to}")
    } else {
        format!("fell from {from} to {to}")
    }
}
