//! Large charts as charming models: pure functions from a chart's data and the look of the page to what ECharts draws.
//!
//! Everything a model says is said in full (colours, sizes, both limits of the value axis), so that a new model can be laid
//! over an old one of the same [shape](same_shape) and the marks glide to their new places.

mod lines;
mod look;
mod marks;
mod points;
mod scale;
mod text;

use charming::{
    component::Axis,
    datatype::DataPointItem,
    element::{
        AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, LineStyle, LineStyleType, SplitLine, Tooltip, Trigger,
    },
};
use domain::view::chart::{Chart, Drawing};

pub use self::look::Look;
use self::scale::Scale;

/// Size of all text, in pixels.
const TEXT: f64 = 14.0;
/// Height of a line of text, in pixels.
const LINE: f64 = 17.0;
/// How long a mark takes to its new place, in milliseconds.
const GLIDE: f64 = 150.0;

/// The charming model of a chart.
pub fn model(chart: &Chart, look: &Look) -> charming::Chart {
    match chart.drawing {
        Drawing::Lines => lines::model(chart, look),
        Drawing::Points => points::model(chart, look),
    }
}

/// The height of a chart, in pixels: the same for every width, so that the server can leave the room.
pub fn height(chart: &Chart) -> u32 {
    match chart.drawing {
        Drawing::Lines => lines::HEIGHT,
        Drawing::Points => points::height(chart),
    }
}

/// Whether the model of one chart can be laid over the model of another: the same marks, only in other places.
pub fn same_shape(one: &Chart, other: &Chart) -> bool {
    let roles = |chart: &Chart| chart.series.iter().map(|series| series.role).collect::<Vec<_>>();
    let dotted = |chart: &Chart| chart.target.iter().any(Option::is_some);
    one.drawing == other.drawing && roles(one) == roles(other) && dotted(one) == dotted(other)
}

/// What ECharts can do and charming cannot say, as JSON to be set after the model: the tooltip keeps to the chart, breaks its
/// lines where its text does, and has the page's type; labels of several lines have room; no symbol of a line is left out.
pub fn beyond(chart: &Chart, look: &Look) -> String {
    let Look { ink, font, .. } = look;
    let font = font.replace('"', "'");
    let style = "white-space:pre-line;width:max-content;max-width:min(24rem,100%);box-sizing:border-box;box-shadow:none";
    let tooltip = format!(
        r#""tooltip":{{"confine":true,"transitionDuration":0,"textStyle":{{"color":"{ink}","fontSize":{TEXT},"fontFamily":"{font}"}},"extraCssText":"{style}"}}"#
    );
    match chart.drawing {
        Drawing::Lines => {
            let all = chart.series.iter().map(|series| format!(r#"{{"id":"{}","showAllSymbol":true}}"#, lines::id(series.role)));
            format!(r#"{{{tooltip},"series":[{}]}}"#, all.collect::<Vec<_>>().join(","))
        }
        Drawing::Points => format!(r#"{{{tooltip},"yAxis":{{"axisLabel":{{"lineHeight":{}}}}}}}"#, points::LABEL_LINE),
    }
}

/// What the dotted line of a chart stands for.
fn dotted_name(chart: &Chart) -> &str {
    match (chart.drawing, chart.id.as_str()) {
        (Drawing::Lines, "gap") => "no gap",
        (Drawing::Lines, _) => "target",
        (Drawing::Points, _) => match chart.series.first() {
            Some(series) if chart.labels.contains(&series.name) => &series.name,
            _ => "everyone",
        },
    }
}

/// A value as the chart's table writes it.
fn written(chart: &Chart, value: f64) -> String {
    let (prefix, suffix, decimals) = &chart.number;
    domain::format::value(value, prefix, suffix, *decimals)
}

/// A chart without series: nothing moves but marks that change, and not even they where motion is not wanted.
fn still_life(look: &Look, pointer: AxisPointerType) -> charming::Chart {
    charming::Chart::new()
        .animation(!look.still)
        .animation_duration(0.0)
        .animation_duration_update(GLIDE)
        .background_color("transparent")
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .formatter("{b0}")
                .background_color(look.paper)
                .border_color(look.quiet)
                .border_width(1.0)
                .padding((6.0, 10.0))
                .axis_pointer(
                    AxisPointer::new()
                        .type_(pointer)
                        .animation(false)
                        .line_style(LineStyle::new().color(look.quiet).width(1.0).type_(LineStyleType::Solid)),
                ),
        )
}

/// An axis of values, with a rule at each step.
fn value_axis(chart: &Chart, scale: Scale, look: &Look) -> Axis {
    let (prefix, suffix, _) = &chart.number;
    Axis::new()
        .type_(AxisType::Value)
        .min(scale.min)
        .max(scale.max)
        .interval(scale.step)
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_label(label(look).formatter(format!("{prefix}{{value}}{suffix}").as_str()))
        .split_line(SplitLine::new().show(true).line_style(LineStyle::new().color(look.rule).width(1.0)))
}

/// An axis of names.
fn name_axis(names: Vec<String>, look: &Look) -> Axis {
    Axis::new()
        .type_(AxisType::Category)
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .split_line(SplitLine::new().show(false))
        .axis_label(label(look).interval(0.0))
        .data(names)
}

/// An axis that is not drawn.
fn hidden_axis(min: f64, max: f64) -> Axis {
    Axis::new().type_(AxisType::Value).show(false).min(min).max(max).axis_pointer(AxisPointer::new().show(false))
}

fn label(look: &Look) -> AxisLabel {
    AxisLabel::new().color(look.quiet).font_family(look.font).font_size(TEXT)
}

/// A place in the drawing that carries a text: `x` and `y` in the units of their axes.
fn place(x: Option<f64>, y: Option<f64>, text: &str) -> DataPointItem {
    DataPointItem::new(vec![x, y]).name(text)
}

#[cfg(test)]
mod tests;
