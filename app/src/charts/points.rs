//! One dot with its interval for each label, one under the other.

use charming::{
    component::Grid,
    datatype::{DataPoint, DataPointItem},
    element::{
        AxisPointerType, Emphasis, ItemStyle, Label, LabelPosition, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant,
        Symbol, Tooltip, Trigger,
    },
    series::{Line, Scatter},
};
use domain::view::chart::{Chart, Role, Series};

use super::{
    Look, TEXT, dotted_name, label,
    marks::mark,
    name_axis, place,
    scale::Scale,
    still_life,
    text::{lines, longest, pixels, wrap},
    value_axis, written,
};

/// Above the first row, for the name of the dotted line; below the last, for the axis.
const TOP: u32 = 30;
const BOTTOM: u32 = 34;
/// Height of a line of a label, and between rows.
pub(super) const LABEL_LINE: u32 = 16;
const BETWEEN: u32 = 12;
/// Characters in a line of a label, where there is room and where there is not.
const WIDE: usize = 36;
const NARROW: usize = 19;

pub(super) fn height(chart: &Chart) -> u32 {
    let most = chart.labels.iter().map(|name| lines(&wrap(name, NARROW))).max().unwrap_or(1);
    TOP + BOTTOM + chart.labels.len() as u32 * (most as u32 * LABEL_LINE + BETWEEN)
}

pub(super) fn model(chart: &Chart, look: &Look) -> charming::Chart {
    let names: Vec<String> = chart.labels.iter().map(|name| wrap(name, if look.wide { WIDE } else { NARROW })).collect();
    let left = pixels(longest(names.iter().map(String::as_str))) + 12.0;
    let level = chart.target.iter().find_map(|value| *value);
    let empty = Series { name: String::new(), role: Role::Mine, values: Vec::new(), limits: Vec::new(), texts: Vec::new() };
    let series = chart.series.first().unwrap_or(&empty);
    let limits = series.limits.iter().flatten().flat_map(|&(low, high)| [low, high]);
    let values = series.values.iter().flatten().copied().chain(limits).chain(level);
    let scale = Scale::around(values, if look.wide { 5.0 } else { 3.0 }, 10_f64.powi(-i32::from(chart.number.2)));
    // Where one of the labels is mine, the others are comparators.
    let own = chart.labels.iter().position(|label| *label == series.name);
    let is_mine = |at: usize| own.is_none_or(|own| own == at);
    still_life(look, AxisPointerType::None)
        .grid(Grid::new().left(left).right(18.0).top(f64::from(TOP)).bottom(f64::from(BOTTOM)))
        .x_axis(value_axis(chart, scale, look))
        .y_axis(name_axis(names, look).inverse(true).axis_label(label(look).interval(0.0).color(look.ink)))
        .series(told(chart, series, scale, level).mark_line(level_line(chart, level, look)))
        .series(intervals("intervals", look.comparator_band, series, |at| !is_mine(at)))
        .series(intervals("intervals-mine", look.mine_band, series, is_mine))
        .series(dots("dots", Role::Comparator, series, look, |at| !is_mine(at)))
        .series(dots("dots-mine", Role::Mine, series, look, is_mine))
        .series(missing(series, scale, look))
}

/// What a tooltip says in each row. Nothing is drawn but the dotted line that belongs to it.
fn told(chart: &Chart, series: &Series, scale: Scale, level: Option<f64>) -> Line {
    let level = level.map(|level| format!("\n{}: {}", dotted_name(chart), written(chart, level))).unwrap_or_default();
    let data = chart.labels.iter().enumerate().map(|(at, name)| {
        let figure = series.texts.get(at).map_or("", String::as_str);
        place(Some(scale.min), Some(at as f64), &format!("{name}\n{figure}{level}"))
    });
    Line::new()
        .id("told")
        .symbol(Symbol::None)
        .line_style(LineStyle::new().width(0.0).opacity(0.0))
        .emphasis(Emphasis::new().disabled(true))
        .silent(true)
        .z(2)
        .data(data.collect::<Vec<_>>())
}

/// The dotted line that every row is held against.
fn level_line(chart: &Chart, level: Option<f64>, look: &Look) -> MarkLine {
    let text = level.map(|level| format!("{} {}", dotted_name(chart), written(chart, level))).unwrap_or_default();
    let data = level.map(|level| MarkLineVariant::Simple(MarkLineData::new().name(text).x_axis(level)));
    MarkLine::new()
        .silent(true)
        .symbol(vec![Symbol::None, Symbol::None])
        .line_style(LineStyle::new().color(look.ink).width(1.5).type_(LineStyleType::Dotted))
        .label(
            Label::new()
                .show(true)
                // The rows run downwards, so the line starts at the top.
                .position(LabelPosition::Start)
                .formatter("{b}")
                .color(look.ink)
                .font_family(look.font)
                .font_size(TEXT),
        )
        .data(data.into_iter().collect::<Vec<_>>())
}

/// The intervals of some rows: one broken line.
fn intervals(id: &str, colour: &str, series: &Series, these: impl Fn(usize) -> bool) -> Line {
    let rows = series.limits.iter().enumerate().filter(|(at, _)| these(*at));
    let rows = rows.filter_map(|(at, limit)| limit.map(|(low, high)| (Some(at as f64), low, high)));
    let data: Vec<DataPoint> =
        rows.flat_map(|(at, low, high)| [vec![Some(low), at], vec![Some(high), at], vec![None, at]]).map(DataPoint::from).collect();
    Line::new()
        .id(id)
        .symbol(Symbol::None)
        .connect_nulls(false)
        .silent(true)
        .emphasis(Emphasis::new().disabled(true))
        .tooltip(Tooltip::new().trigger(Trigger::None))
        .line_style(LineStyle::new().color(colour).width(8.0).type_(LineStyleType::Solid))
        .z(1)
        .data(data)
}

/// The dots of some rows.
fn dots(id: &str, role: Role, series: &Series, look: &Look, these: impl Fn(usize) -> bool) -> Scatter {
    let mark = mark(role, look);
    let rows = series.values.iter().enumerate().filter(|(at, value)| these(*at) && value.is_some());
    let data: Vec<DataPoint> = rows.map(|(at, value)| DataPoint::from(vec![*value, Some(at as f64)])).collect();
    Scatter::new()
        .id(id)
        .symbol(mark.symbol)
        .symbol_size(mark.size + 1.0)
        .item_style(mark.item)
        .emphasis(Emphasis::new().disabled(true))
        .data(data)
}

/// The marker of each row without a value, at its left edge, with the reason where there is room.
fn missing(series: &Series, scale: Scale, look: &Look) -> Scatter {
    let rows = series.values.iter().enumerate().filter(|(_, value)| value.is_none());
    let data: Vec<DataPointItem> = rows
        .filter_map(|(at, _)| {
            let text = series.texts.get(at)?;
            let marker = text.split(" (").next().unwrap_or(text);
            Some(place(Some(scale.min), Some(at as f64), if look.wide { text } else { marker }))
        })
        .collect();
    Scatter::new()
        .id("missing")
        .symbol(Symbol::Circle)
        .symbol_size(1)
        .item_style(ItemStyle::new().color("transparent").opacity(1.0))
        .emphasis(Emphasis::new().disabled(true))
        .label(
            Label::new()
                .show(true)
                .position(LabelPosition::Right)
                .distance(4.0)
                .formatter("{b}")
                .color(look.quiet)
                .font_family(look.font)
                .font_size(TEXT),
        )
        .data(data)
}
