//! What the page of like-for-like wards says.

use super::{
    Expected, Recipe, Standing, expected,
    nearest::{Alone, Near, nearest},
    table::{Known, Table},
};
use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::reason,
    filter::Filter,
    format, interval,
    measure::Kind,
    release::Release,
    view::{
        area::Link,
        figure::{Figure, value_text},
    },
};

/// An input, here and in the wards most like this one.
#[derive(Debug, Clone, PartialEq)]
pub struct InputRow {
    /// What it is, and the page of its measure.
    pub input: Link,
    /// `40%` of the recipe, and of when the figures are.
    pub note: String,
    /// The figure here, then of each ward of the list; the reason where there is none.
    pub figures: Vec<String>,
    /// Whether any of them is made up.
    pub made_up: bool,
}

/// A measure, against what one would expect.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedRow {
    /// The measure, and its page.
    pub measure: Link,
    /// Its unit.
    pub unit: String,
    /// The figure here.
    pub figure: Figure,
    /// `61.0% to 72.4%`; none where there is no range.
    pub range: Option<String>,
    /// `66.1%`
    pub middle: String,
    /// How it stands.
    pub standing: Standing,
    /// Why, where that needs words.
    pub why: Option<&'static str>,
    /// Whether the figure here is made up.
    pub made_up: bool,
}

/// The wards most like one, and what one would expect of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikeView {
    /// The ward, and its dashboard.
    pub ward: Link,
    /// The wards most like it, nearest first, each with its distance.
    pub like: Vec<(Link, String)>,
    /// Why there are none.
    pub alone: Option<&'static str>,
    /// The dashboard with all of them compared.
    pub compare: String,
    /// How many the recipe asks for.
    pub wanted: u16,
    /// What the recipe says of itself.
    pub note: String,
    /// Its inputs.
    pub inputs: Vec<InputRow>,
    /// Whether any of the figures that the list rests on is made up.
    pub made_up: bool,
    /// Every measure that wards are compared by, those that stand out first.
    pub expected: Vec<ExpectedRow>,
}

/// The page of a ward; none where the council has no recipe, or the area is not a ward.
pub fn alike_view(release: &Release, area: u16) -> Option<AlikeView> {
    let (catalogue, recipe) = (&*release.catalogue, release.council.alike.as_ref()?);
    let frames: Vec<_> = (0..).zip(&catalogue.areas).map(|(at, _)| release.area(at)).collect();
    let table = Table::read(catalogue, &frames, recipe, AreaType::Ward);
    let ward = table.places.iter().position(|&at| at == area)?;
    let list = nearest(&table.columns(recipe), usize::from(recipe.wards)).into_iter().nth(ward)?;
    let alone = list.as_ref().err().map(|alone| match alone {
        Alone::TooLittleKnown => "too few of the figures it is made from are known here",
        Alone::TooFew => "too few wards have the figures it is made from",
    });
    let near: Vec<Near> = list.unwrap_or_default();
    let like: Vec<u16> = near.iter().map(|near| table.places[near.ward]).collect();
    let link = |at: u16| {
        let known = &catalogue.areas[usize::from(at)];
        Link { label: known.name.clone(), href: format!("/areas/{}", known.code) }
    };
    Some(AlikeView {
        ward: link(area),
        like: near.iter().map(|near| (link(table.places[near.ward]), format::value(near.distance, "", "", 2))).collect(),
        alone,
        compare: compare(catalogue, area, &like),
        wanted: recipe.wards,
        note: recipe.note.clone(),
        inputs: inputs(catalogue, recipe, &table, ward, &near),
        made_up: table.inputs.iter().any(|known| known.made_up),
        expected: if like.is_empty() { Vec::new() } else { rows(release, recipe, area, &like) },
    })
}

/// The dashboard of a ward with those most like it compared: fewer of them than may be ([`super::MOST`]).
fn compare(catalogue: &Catalogue, area: u16, like: &[u16]) -> String {
    let code = |at: u16| catalogue.areas[usize::from(at)].code.clone();
    let filter = Filter { compare: like.iter().map(|&at| code(at)).collect(), ..Filter::default() };
    filter.href(&format!("/areas/{}", code(area)))
}

fn inputs(catalogue: &Catalogue, recipe: &Recipe, table: &Table, ward: usize, near: &[Near]) -> Vec<InputRow> {
    let all: f64 = recipe.inputs.iter().map(|input| input.weight).sum();
    let row = |(at, input): (usize, &super::Input)| {
        let measure = catalogue.measures.iter().find(|measure| measure.code == input.measure)?;
        let known: Option<&Known> = table.inputs.iter().find(|known| known.input == at);
        let figure = |place: usize| match known.map(|known| (known, known.values[place])) {
            Some((known, Ok(value))) if known.share => format::value(value, "", "%", 1),
            Some((_, Ok(value))) => value_text(value, measure),
            Some((_, Err(why))) => reason(why).to_owned(),
            None => "no figure".to_owned(),
        };
        let when = known.map(|known| catalogue.periods[usize::from(known.period)].label()).unwrap_or_default();
        let weight = format::value(100.0 * input.weight / all, "", "%", 0);
        Some(InputRow {
            input: Link { label: input.label.clone(), href: format!("/measures/{}", measure.code) },
            note: format!("{weight} of the recipe · {when}"),
            figures: std::iter::once(ward).chain(near.iter().map(|near| near.ward)).map(figure).collect(),
            made_up: known.is_some_and(|known| known.made_up),
        })
    };
    recipe.inputs.iter().enumerate().filter_map(row).collect()
}

/// Every measure of wards that does not grow with their size and is not one that they were chosen by.
fn rows(release: &Release, recipe: &Recipe, area: u16, like: &[u16]) -> Vec<ExpectedRow> {
    let catalogue = &*release.catalogue;
    let latest = catalogue.latest();
    let mut rows: Vec<ExpectedRow> = (0_u16..)
        .zip(&catalogue.measures)
        .filter(|(_, measure)| measure.levels.contains(&AreaType::Ward) && measure.kind != Kind::Count)
        .filter(|(_, measure)| recipe.inputs.iter().all(|input| input.measure != measure.code))
        .filter_map(|(at, measure)| {
            let period = catalogue.as_of(at, latest?)?;
            let frame = release.area(area);
            let (cell, notes) = frame.cell(at, 0, period);
            let supplied = frame.cube(at).and_then(|cube| cube.supplied(0, period));
            let figure = Figure::of(frame.cube(at), measure, 0, Some(period));
            let own = cell.value(measure).map(|value| (value, interval::estimate(cell, supplied, measure)));
            let own = own.ok_or_else(|| cell.missing().map_or("nobody to count", reason));
            let like: Vec<f64> = like.iter().filter_map(|&other| release.area(other).cell(at, 0, period).0.value(measure)).collect();
            let Expected { range, standing, why } = expected(own, &like, measure.polarity);
            let text = |value: f64| value_text(value, measure);
            Some(ExpectedRow {
                measure: Link { label: measure.title.clone(), href: format!("/measures/{}", measure.code) },
                unit: crate::view::row::unit(measure),
                figure,
                range: range.map(|(low, _, high)| format!("{} to {}", text(low), text(high))),
                middle: range.map(|(_, middle, _)| text(middle)).unwrap_or_default(),
                standing,
                why,
                made_up: notes.illustrative(),
            })
        })
        .collect();
    rows.sort_by_key(|row| row.standing);
    rows
}
