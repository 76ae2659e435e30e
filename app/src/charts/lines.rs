//! Lines over time, with their names beside their last values.

use charming::{
    component::Grid,
    datatype::{DataPoint, DataPointItem},
    element::{
        AreaStyle, AxisPointerType, Emphasis, ItemStyle, Label, LabelPosition, LineStyle, LineStyleType, Step, Symbol, Tooltip, Trigger,
    },
    series::{Line, Scatter},
};
use domain::view::chart::{Chart, Role, Series};

use super::{
    LINE, Look, TEXT, dotted_name, hidden_axis, label,
    marks::{Mark, mark},
    name_axis, place,
    scale::{Scale, plain},
    still_life,
    text::{apart, lines, longest, pixels, wrap},
    value_axis, written,
};

/// Height of a chart of lines, in pixels.
pub(super) const HEIGHT: u32 = 320;
/// Above and below the plot, in pixels.
const TOP: f64 = 14.0;
const BOTTOM: f64 = 34.0;
/// Height of the plot.
const PLOT: f64 = HEIGHT as f64 - TOP - BOTTOM;
/// More values than this crowd a wide chart.
const CROWD: usize = 40;
/// Between the last value and its name.
const ASIDE: f64 = 12.0;

pub(super) fn model(chart: &Chart, look: &Look) -> charming::Chart {
    let scale = scale(chart);
    let names = names(chart, scale, look);
    let right = (pixels(longest(names.iter().map(|name| name.text.as_str()))) + ASIDE + 4.0).max(pixels(5));
    let left = pixels(scale.widest(|value| written(chart, value))) + 14.0;
    let shown = shown(chart.labels.len(), if look.wide { 5 } else { 3 });
    let axis_label = shown.into_iter().fold(label(look), |label, at| label.custom_values(at as f64));
    let mut model = still_life(look, AxisPointerType::Line)
        .grid(Grid::new().left(left.max(pixels(6))).right(right).top(TOP).bottom(BOTTOM))
        .x_axis(name_axis(chart.labels.clone(), look).boundary_gap(false).axis_label(axis_label))
        .y_axis(value_axis(chart, scale, look))
        // The same scale, moved to start at 1: a band of two stacked areas is right only above zero.
        .y_axis(hidden_axis(1.0, scale.max - scale.min + 1.0))
        .series(told(chart, scale));
    let mine = chart.series.iter().find(|series| series.role == Role::Mine);
    for part in band(mine, scale, look) {
        model = model.series(part);
    }
    model = model.series(lone_intervals(mine, look));
    let crowded = chart.labels.len() > if look.wide { CROWD } else { CROWD / 3 };
    for series in &chart.series {
        model = model.series(line(series, mark(series.role, look), crowded));
    }
    for part in target(chart, look) {
        model = model.series(part);
    }
    let last = chart.labels.len().saturating_sub(1) as f64;
    names.iter().fold(model, |model, name| model.series(written_name(name, last, scale, look)))
}

/// A name after the last label, each of its lines in its place.
fn written_name(name: &Name, last: f64, scale: Scale, look: &Look) -> Scatter {
    let top = name.middle - (lines(&name.text) - 1) as f64 * LINE / 2.0;
    let places = name.text.split('\n').enumerate().map(|(at, text)| place(Some(last), Some(scale.at(top + at as f64 * LINE, PLOT)), text));
    Scatter::new()
        .id(format!("name-{}", name.id))
        .symbol(Symbol::Circle)
        .symbol_size(1)
        .item_style(ItemStyle::new().color("transparent").opacity(1.0))
        .emphasis(Emphasis::new().disabled(true))
        .label(
            Label::new()
                .show(true)
                .position(LabelPosition::Right)
                .distance(ASIDE)
                .formatter("{b}")
                .color(name.colour)
                .font_family(look.font)
                .font_size(TEXT),
        )
        .data(places.collect::<Vec<_>>())
}

/// The scale around all that is drawn.
fn scale(chart: &Chart) -> Scale {
    let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let limits = chart.series.iter().filter(|series| series.role == Role::Mine);
    let limits = limits.flat_map(|series| series.limits.iter().flatten().flat_map(|&(low, high)| [low, high]));
    let target = chart.target.iter().flatten().copied();
    Scale::around(values.chain(limits).chain(target), 4.0, 10_f64.powi(-i32::from(chart.number.2)))
}

/// The places of the few labels that are shown, evenly from the last backwards.
fn shown(labels: usize, most: usize) -> Vec<usize> {
    let Some(last) = labels.checked_sub(1) else { return Vec::new() };
    let step = last.div_ceil(most - 1).max(1);
    let mut shown: Vec<usize> = (0..=last).rev().step_by(step).collect();
    shown.reverse();
    shown
}

/// A name beside a last value.
struct Name {
    id: String,
    text: String,
    colour: &'static str,
    /// Pixels from the top of the plot to its middle.
    middle: f64,
}

/// The names of the series and the target, kept apart.
fn names(chart: &Chart, scale: Scale, look: &Look) -> Vec<Name> {
    let width = if look.wide { 24 } else { 13 };
    let ends = chart.series.iter().enumerate().map(|(at, series)| {
        let end = series.values.iter().rev().find_map(|value| *value);
        (at.to_string(), wrap(&series.name, width), mark(series.role, look).name, end)
    });
    let goal = chart.target.iter().rev().find_map(|value| *value);
    let goal = goal.map(|value| ("target".to_owned(), wrap(dotted_name(chart), width), look.quiet, Some(value)));
    // A series without any value keeps its place among the series, and has no name in the drawing.
    let all: Vec<_> = ends
        .chain(goal)
        .map(|(id, text, colour, end)| Name {
            id,
            text: if end.is_some() { text } else { String::new() },
            colour,
            middle: scale.below_top(end.unwrap_or(scale.max), PLOT),
        })
        .collect();
    let size = |name: &Name| if name.text.is_empty() { 0.0 } else { lines(&name.text) as f64 * LINE };
    let wanted: Vec<(f64, f64)> = all.iter().map(|name| (name.middle, size(name))).collect();
    let middles = apart(&wanted, PLOT);
    all.into_iter().zip(middles).map(|(name, middle)| Name { middle, ..name }).collect()
}

/// What a tooltip says at each label. Nothing is drawn.
fn told(chart: &Chart, scale: Scale) -> Line {
    let data = chart.labels.iter().enumerate().map(|(at, period)| {
        let figures = chart
            .series
            .iter()
            .filter_map(|series| Some(format!("\n{}: {}", series.name, series.texts.get(at).filter(|text| !text.is_empty())?)));
        let target = chart.target.get(at).copied().flatten().filter(|_| dotted_name(chart) == "target");
        let target = target.map(|target| format!("\ntarget: {}", written(chart, target)));
        let text = std::iter::once(period.clone()).chain(figures).chain(target).collect::<String>();
        DataPointItem::new(scale.min).name(text)
    });
    Line::new()
        .id("told")
        .symbol(Symbol::None)
        .line_style(LineStyle::new().width(0.0).opacity(0.0))
        .silent(true)
        .emphasis(Emphasis::new().disabled(true))
        .data(data.collect::<Vec<_>>())
}

/// A line that no tooltip speaks of and no pointer touches.
fn quiet_line(id: impl Into<String>) -> Line {
    Line::new()
        .id(id)
        .silent(true)
        .connect_nulls(false)
        .emphasis(Emphasis::new().disabled(true))
        .tooltip(Tooltip::new().trigger(Trigger::None))
}

/// The band of an interval: its foot, not drawn, and its width stacked on it, both on the scale that starts at 1.
fn band(mine: Option<&Series>, scale: Scale, look: &Look) -> [Line; 2] {
    let limits = mine.map_or(&[][..], |series| &series.limits[..]);
    let feet: Vec<Option<f64>> = limits.iter().map(|limit| limit.map(|(low, _)| plain(low - scale.min + 1.0))).collect();
    let widths: Vec<Option<f64>> = limits.iter().map(|limit| limit.map(|(low, high)| plain(high - low))).collect();
    let part = |id, values| {
        quiet_line(id)
            .y_axis_index(1)
            .stack("interval")
            .symbol(Symbol::None)
            .line_style(LineStyle::new().width(0.0).opacity(0.0))
            .z(1)
            .data(values)
    };
    [part("interval-foot", feet), part("interval", widths).area_style(AreaStyle::new().color(look.mine_band).opacity(1.0))]
}

/// Whether a value stands alone, without one before or after it: no line and no band can be drawn there.
fn alone<T>(values: &[Option<T>], at: usize) -> bool {
    let there = |at: Option<usize>| at.and_then(|at| values.get(at)).is_some_and(Option::is_some);
    there(Some(at)) && !there(at.checked_sub(1)) && !there(at.checked_add(1))
}

/// The intervals that stand alone, as upright bars.
fn lone_intervals(mine: Option<&Series>, look: &Look) -> Line {
    let limits = mine.map_or(&[][..], |series| &series.limits[..]);
    let bars = limits.iter().enumerate().filter(|(at, _)| alone(limits, *at));
    let bars = bars.filter_map(|(at, limit)| limit.map(|(low, high)| (at as f64, low, high)));
    let data: Vec<DataPoint> = bars
        .flat_map(|(at, low, high)| [(at, Some(low)), (at, Some(high)), (at, None)])
        .map(|(at, value)| DataPoint::from(vec![Some(at), value]))
        .collect();
    quiet_line("interval-alone").symbol(Symbol::None).line_style(LineStyle::new().color(look.mine_band).width(8.0)).z(1).data(data)
}

/// The id of the line of a role.
pub(super) fn id(role: Role) -> String {
    match role {
        Role::Mine => "mine".to_owned(),
        Role::Reference => "reference".to_owned(),
        Role::Comparator => "comparator".to_owned(),
        Role::Other(mark) => format!("other-{mark}"),
    }
}

/// The line of a series, broken where a value is missing. Where values crowd, their symbols are smaller.
fn line(series: &Series, mark: Mark, crowded: bool) -> Line {
    quiet_line(id(series.role))
        .name(series.name.as_str())
        .symbol(mark.symbol)
        .symbol_size(if crowded { mark.size * 0.6 } else { mark.size })
        .show_symbol(true)
        .line_style(mark.line)
        .item_style(mark.item)
        .z(mark.depth)
        .data(series.values.clone())
}

/// The target: a dotted line in steps, and a dot where it is set for one label only.
fn target(chart: &Chart, look: &Look) -> [Line; 2] {
    let quiet = || ItemStyle::new().color(look.quiet);
    let lone = |at: usize| alone(&chart.target, at);
    let alone: Vec<Option<f64>> = chart.target.iter().enumerate().map(|(at, value)| value.filter(|_| lone(at))).collect();
    let steps = quiet_line("target")
        .symbol(Symbol::None)
        .step(Step::Middle)
        .line_style(LineStyle::new().color(look.quiet).width(1.5).type_(LineStyleType::Dotted))
        .item_style(quiet())
        .z(2)
        .data(chart.target.clone());
    let dots = quiet_line("target-alone")
        .symbol(Symbol::Rect)
        .symbol_size(4)
        .show_symbol(true)
        .line_style(LineStyle::new().width(0.0).opacity(0.0))
        .item_style(quiet())
        .z(2)
        .data(alone);
    [steps, dots]
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn the_last_label_is_always_shown() {
        assert_eq!(shown(18, 5), [2, 7, 12, 17]);
        assert_eq!(shown(18, 3), [8, 17]);
        assert_eq!(shown(3, 5), [0, 1, 2]);
        assert_eq!(shown(1, 3), [0]);
        assert!(shown(0, 3).is_empty());
    }
}
