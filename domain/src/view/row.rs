//! One measure as one row: where this group of this area stands, among whom, against what, and which way it goes.

mod compared;
mod marks;

pub use self::compared::Compared;
pub use self::marks::{SPARK, STRIP_WIDTH, Spark, Strip};
use self::{
    compared::compared,
    marks::{sparkline, strip},
};
use super::{
    Scene,
    area::Link,
    figure::{Figure, value_text},
    lead::capital,
};
use crate::{
    average,
    catalogue::Catalogue,
    change::Change,
    changed,
    code::{AreaCode, MeasureCode},
    due,
    filter::{Filter, Resolved},
    forecast::{self, Forecast},
    format,
    frame::Cube,
    gap, interval,
    judged::Judged,
    measure::{Kind, Measure, Polarity, Target},
    rating::Rating,
    statistics::good,
    target, unknown,
};

/// A rating as it is shown: word, shape (by class) and colour, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Rated {
    /// `on-target`, `near-target`, `off-target` or `cannot-tell`.
    pub class: String,
    /// In words.
    pub word: String,
    /// Why, for one that cannot tell; the target otherwise.
    pub why: String,
}

/// The difference between this group here and what it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// `5.9 points worse`.
    pub text: String,
    /// `within chance`, or nothing.
    pub note: Option<String>,
    /// Signed size, in the measure's unit; positive where better (higher, where neither is better).
    pub size: f64,
    /// Whether it is beyond chance; none where that cannot be told.
    pub beyond_chance: Option<bool>,
    /// Whether it is to the better; none where neither high nor low is, or there is none to speak of.
    pub good: Option<bool>,
}

/// One measure as one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Code of the measure.
    pub code: MeasureCode,
    /// Title.
    pub title: String,
    /// Its page, with the choice carried along.
    pub href: String,
    /// The query that colours the map by it; none where it has no figures for small areas.
    pub map: Option<String>,
    /// `% of complaints, higher is better`.
    pub unit: String,
    /// `to Sep 2026 · 7 weeks old`.
    pub when: String,
    /// Whether the next figure is overdue: `was due 14 Nov 2026`.
    pub late: Option<String>,
    /// Whether figures in it are made up.
    pub illustrative: bool,
    /// The strip.
    pub strip: Strip,
    /// The figure of this group here.
    pub figure: Figure,
    /// What it is held against; no text where there is nothing to hold it against.
    pub reference: Figure,
    /// What that is called; no text where there is nothing.
    pub reference_name: String,
    /// The difference.
    pub gap: Option<Difference>,
    /// The rating.
    pub rating: Rated,
    /// What a city figure on or near its target hides, and the page that lists it.
    pub hidden: Option<Link>,
    /// Which way it goes: arrow and words.
    pub change: (String, String),
    /// Whether it will make year-end, where that can be told before the year is over.
    pub forecast: Option<&'static str>,
    /// The sparkline.
    pub spark: Spark,
    /// Areas compared.
    pub compared: Vec<Compared>,
    /// The row in one sentence.
    pub sentence: String,
}

/// What a figure is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    /// Its area.
    pub(super) area: u16,
    /// Its group.
    pub(super) group: u16,
}

impl Reference {
    /// What a figure of this area is held against: a group against another group here, everyone against the comparator.
    /// None for everyone where there is no comparator: the figure would only be shown a second time.
    pub(super) fn of(scene: &Scene, area: u16, chosen: &Resolved) -> Option<Self> {
        if chosen.group != chosen.against {
            return Some(Self { area, group: chosen.against });
        }
        match chosen.comparator_of(&scene.catalogue, area) {
            Some(other) => Some(Self { area: other, group: chosen.against }),
            None => (chosen.group != 0).then_some(Self { area, group: 0 }),
        }
    }

    /// What it is called: a group here, or another area.
    fn name(self, scene: &Scene, area: u16) -> String {
        if self.area == area { scene.group_name(self.group).to_lowercase() } else { scene.area_name(self.area).to_owned() }
    }
}

/// The heads of the columns of figures: this group, and what it is held against.
pub fn heads(scene: &Scene, area: u16, chosen: &Resolved) -> (String, String) {
    let reference = Reference::of(scene, area, chosen);
    (
        capital(scene.group_phrase(chosen.group)),
        reference.map_or_else(|| "No comparator".to_owned(), |reference| capital(&reference.name(scene, area))),
    )
}

/// The row of a measure.
pub fn row(scene: &Scene, at: u16, area: u16, filter: &Filter, chosen: &Resolved) -> Row {
    let mut row = judged(scene, at, area, chosen);
    draw(&mut row, scene, at, area, filter, chosen);
    row
}

/// The row of a measure as far as it says how the measure stands: most rows of a dashboard are only counted.
pub(super) fn judged(scene: &Scene, at: u16, area: u16, chosen: &Resolved) -> Row {
    let measure = scene.measure(at);
    let cube = scene.frames.get(&area).and_then(|frame| frame.cube(at));
    let period = scene.spread.period(at);
    let reference = Reference::of(scene, area, chosen);
    let target = target(scene, at, area, period);
    let figure = Figure::of(cube, measure, chosen.group, period);
    let reference_cube = reference.and_then(|reference| scene.frames.get(&reference.area)?.cube(at));
    let reference_figure = reference.map_or_else(Figure::none, |reference| Figure::of(reference_cube, measure, reference.group, period));
    // A measure that is not broken down this way is judged for everyone, and says so where the figure would be.
    let for_everyone = rated_for_everyone(cube, chosen.group, period);
    let judged = if for_everyone { 0 } else { chosen.group };
    let mut gap = period.and_then(|period| gap(measure, (cube?, chosen.group), (reference_cube?, reference?.group), period));
    if let (Some(gap), Some(cube), Some(period)) = (&mut gap, cube, period)
        && [chosen.group, chosen.against].iter().any(|&group| unknown::withheld(&scene.catalogue, cube, measure, group, period))
    {
        (gap.beyond_chance, gap.note) = (None, Some("no verdict: too many not known".to_owned()));
    }
    let rating = rated(scene, cube, measure, judged, period, target);
    let change = changed(scene, cube, measure, judged, period);
    Row {
        code: measure.code.clone(),
        title: measure.title.clone(),
        href: String::new(),
        map: None,
        unit: String::new(),
        when: String::new(),
        late: None,
        illustrative: scene.catalogue.spans[usize::from(at)].illustrative,
        strip: Strip::default(),
        figure,
        reference: reference_figure,
        reference_name: reference.map(|reference| reference.name(scene, area)).unwrap_or_default(),
        gap,
        rating,
        hidden: None,
        change,
        forecast: None,
        spark: Spark::default(),
        compared: Vec::new(),
        sentence: String::new(),
    }
}

/// Gives a row its marks, its links, what is said of the measure and its sentence.
pub(super) fn draw(row: &mut Row, scene: &Scene, at: u16, area: u16, filter: &Filter, chosen: &Resolved) {
    let measure = scene.measure(at);
    let cube = scene.frames.get(&area).and_then(|frame| frame.cube(at));
    let period = scene.spread.period(at);
    let reference = Reference::of(scene, area, chosen);
    let target = target(scene, at, area, period);
    let for_everyone = rated_for_everyone(cube, chosen.group, period);
    let judged = if for_everyone { 0 } else { chosen.group };
    let beside = reference.and_then(|reference| Some((scene.frames.get(&reference.area)?.cube(at)?, reference.group)));
    let mapped = measure.levels.contains(&crate::area::AreaType::Ward);
    row.href = link(scene, measure, area, filter);
    row.unit = unit(measure);
    row.when = period.map_or_else(String::new, |period| {
        let period = scene.catalogue.periods[usize::from(period)];
        format!("{} · {}", period.until(), format::age(period.end(), scene.today))
    });
    row.late = late(scene, at, measure);
    row.map = mapped.then(|| filter.with(|f| f.measure = Some(measure.code.clone())).to_string());
    let line = target
        .zip(period)
        .filter(|(target, period)| target::level(measure, target, scene.catalogue.periods[usize::from(*period)], chosen.group).is_some());
    row.strip = strip(scene, at, area, reference, chosen, line.map(|(target, _)| target));
    row.forecast = match cube.zip(period).map(|(cube, period)| forecast::of(&scene.catalogue, cube, judged, period)) {
        Some(forecast @ (Forecast::Likely(_) | Forecast::Uncertain(_) | Forecast::Unlikely(_))) => Some(forecast.words()),
        _ => None,
    };
    row.spark = sparkline(scene, (cube, judged), beside, measure, period, target);
    row.compared = compared(scene, at, area, period, chosen);
    row.hidden = hidden(scene, at, area, filter, chosen);
    row.sentence = sentence(scene, row, area, chosen.group, for_everyone);
}

/// A measure's page, with the choice carried along.
pub(super) fn link(scene: &Scene, measure: &Measure, area: u16, filter: &Filter) -> String {
    filter.with(carry).with(|f| f.area = own(&scene.catalogue, area)).href(&format!("/measures/{}", measure.code))
}

/// What the figure for everyone in the city hides: how many parts of each kind, and the list of them.
fn hidden(scene: &Scene, at: u16, area: u16, filter: &Filter, chosen: &Resolved) -> Option<Link> {
    let hidden = scene.spread.hidden(at).filter(|_| chosen.group == 0 && area == scene.catalogue.city())?;
    let label = average::counted(&scene.catalogue, hidden)?;
    Some(Link { label: format!("Hidden by the average: {label}"), href: average_href(scene.measure(at), filter) })
}

/// The page that lists what the average of a measure hides, in the period chosen.
pub(super) fn average_href(measure: &Measure, filter: &Filter) -> String {
    Filter { period: filter.period, ..Filter::default() }.href(&format!("/measures/{}/average", measure.code))
}

/// The target that judges a measure in an area.
fn target(scene: &Scene, at: u16, area: u16, period: Option<u16>) -> Option<&Target> {
    scene.catalogue.target(area, scene.measure(at), period?)
}

/// Whether a measure is rated for everyone because it is not broken down by the group chosen.
pub(crate) fn rated_for_everyone(cube: Option<&Cube>, group: u16, period: Option<u16>) -> bool {
    let (Some(cube), Some(period)) = (cube, period) else { return false };
    group != 0 && cube.shape.at(group, period).is_none() && cube.shape.at(0, period).is_some()
}

/// The area of a link to another page; none for the whole place, which is what a page shows that is told of no area.
fn own(catalogue: &Catalogue, area: u16) -> Option<AreaCode> {
    (area != catalogue.city()).then(|| catalogue.areas[usize::from(area)].code.clone())
}

/// The parts of a choice that a link to another page carries along.
pub fn carry(filter: &mut Filter) {
    filter.rating = None;
    filter.measure = None;
    filter.show = crate::filter::Show::Leads;
}

/// `% of complaints, higher is better`.
pub fn unit(measure: &Measure) -> String {
    let polarity = match measure.polarity {
        Polarity::High => ", higher is better",
        Polarity::Low => ", lower is better",
        Polarity::Range => ", best within a range",
        Polarity::None => "",
    };
    format!("{}{polarity}", measure.unit)
}

/// Says when the figure that follows the newest should have come, if that day has passed.
fn late(scene: &Scene, at: u16, measure: &Measure) -> Option<String> {
    let newest = scene.catalogue.spans[usize::from(at)].periods.last()?;
    let next = due::next(measure, scene.catalogue.periods[usize::from(*newest)]).filter(|next| next.late(scene.today))?;
    Some(format!("{} was due {}", next.period.label(), crate::period::long_date(next.by)))
}

/// The difference from the reference, and whether chance alone could make it.
fn gap(measure: &Measure, mine: (&Cube, u16), other: (&Cube, u16), period: u16) -> Option<Difference> {
    if std::ptr::eq(mine.0, other.0) && mine.1 == other.1 || (measure.kind == Kind::Count && mine.0.area != other.0.area) {
        return None;
    }
    let (cell, against) = (mine.0.cell(mine.1, period).0, other.0.cell(other.1, period).0);
    let difference = cell.value(measure)? - against.value(measure)?;
    let beyond_chance = gap::estimate(mine, other, period, measure).map(interval::beyond_chance);
    let good = good(measure.polarity, difference > 0.0);
    let size = if good == Some(difference < 0.0) { -difference } else { difference };
    if format::rounds_to_zero(difference, measure.decimals) {
        return Some(Difference { text: "the same".to_owned(), note: None, size: 0.0, beyond_chance: Some(false), good: None });
    }
    let amount = measure.amount(difference);
    let words = match (beyond_chance, good) {
        (Some(false), _) | (_, None) => {
            if difference > 0.0 {
                "higher"
            } else {
                "lower"
            }
        }
        (_, Some(true)) => "better",
        (_, Some(false)) => "worse",
    };
    let note = (beyond_chance == Some(false)).then(|| "within chance".to_owned());
    Some(Difference { text: format!("{amount} {words}"), note, size, beyond_chance, good })
}

fn rated(scene: &Scene, cube: Option<&Cube>, measure: &Measure, group: u16, period: Option<u16>, target: Option<&Target>) -> Rated {
    let judged = Judged::in_release(&scene.catalogue, measure, cube, group, period, target);
    let rating = judged.rate(measure);
    let why = match (&rating, &judged.target) {
        (Rating::CannotTell(why), _) => why.sentence().to_owned(),
        (_, Some(target)) => {
            let mut goal = format!("target {}", value_text(target.value, measure));
            if let Some(upper) = target.upper {
                goal = format!("{goal} to {}", value_text(upper, measure));
            }
            match (judged.so_far, judged.value) {
                (Some(_), Ok(value)) => format!("{} so far, {goal} by now", value_text(value, measure)),
                _ => goal,
            }
        }
        (_, None) => String::new(),
    };
    Rated { class: rating.code().to_owned(), word: rating.words().to_owned(), why }
}

/// The change since the same period a year before: an arrow and words.
fn changed(scene: &Scene, cube: Option<&Cube>, measure: &Measure, group: u16, period: Option<u16>) -> (String, String) {
    let (Some(cube), Some(period)) = (cube, period) else { return (String::new(), Change::TooFewPoints.words().to_owned()) };
    let change = changed::changed(&scene.catalogue, cube, group, period);
    let rising = measure.polarity != Polarity::Low;
    let arrow = match (change, rising) {
        (Change::Improving, true) | (Change::GettingWorse, false) | (Change::Higher, _) => "↗",
        (Change::Improving, false) | (Change::GettingWorse, true) | (Change::Lower, _) => "↘",
        (Change::NoRealChange, _) => "→",
        (Change::TooFewPoints | Change::Unknown | Change::NotComparable(_), _) => "",
    };
    (arrow.to_owned(), change.words().to_owned())
}

/// The row in one sentence: what a screen reader says and a printed page keeps.
fn sentence(scene: &Scene, row: &Row, area: u16, group: u16, for_everyone: bool) -> String {
    let mut parts = vec![format!("{}, {} in {}: {}.", row.title, scene.group_phrase(group), scene.area_name(area), row.figure.spoken())];
    if row.reference.present {
        parts.push(format!("{}: {}.", capital(&row.reference_name), row.reference.text));
    }
    if let Some(gap) = &row.gap {
        parts.push(format!("{}{}.", capital(&gap.text), gap.note.as_ref().map(|note| format!(", {note}")).unwrap_or_default()));
    }
    let word = if for_everyone { format!("Rated for everyone, {}", row.rating.word.to_lowercase()) } else { row.rating.word.clone() };
    parts.push(format!("{word}: {}. {}.", row.rating.why.trim_end_matches('.'), row.change.1));
    if row.illustrative {
        parts.push("Made-up figure.".to_owned());
    }
    parts.join(" ")
}
