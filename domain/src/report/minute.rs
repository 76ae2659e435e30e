//! A ward in one minute: what is better and worse here than in the whole place, what is unlike wards of its kind, what comes first in its
//! neighbourhood, and one action nearby. Every sentence has its figures behind it and says within itself what chance could make.

use chrono::NaiveDate;

use super::{
    document::{Block, Fact, Run, Text},
    words::plain,
    write::Subject,
};
use crate::{
    alike::{Standing, alike_view},
    area::AreaType,
    catalogue::Catalogue,
    filter::{Filter, Resolved},
    format::{joined, plural},
    measure::Reach,
    period::long_date,
    programme::{Action, Status, standing::standings},
    release::Release,
    view::{Scene, figure::value_text, lead::sentence, row},
};

/// How many sentences of each kind.
const EACH: usize = 3;

/// A ward in one minute.
#[derive(Debug, Clone, PartialEq)]
pub struct Minute {
    /// The ward's name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// What it is, in a sentence: where it lies, and how many councillors it elects.
    pub about: String,
    /// Better here than in the whole place, beyond chance.
    pub better: Vec<Sentence>,
    /// Worse here, beyond chance.
    pub worse: Vec<Sentence>,
    /// Unlike the wards most like it.
    pub unlike: Vec<Sentence>,
    /// What comes first in its neighbourhood; none where it has no plan.
    pub first: Option<Sentence>,
    /// One action nearby.
    pub action: Option<Sentence>,
    /// Whether anything here is made up.
    pub illustrative: bool,
}

/// A sentence and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// What it is about.
    pub head: String,
    /// What is said of it.
    pub words: String,
    /// The page that has more.
    pub href: String,
    /// The figures that it is made from; empty where it is not about figures.
    pub from: Vec<Fact>,
    /// Whether it is made up.
    pub illustrative: bool,
}

/// What is told of a ward on a day; nothing where the area is no ward.
pub fn minute(release: &Release, area: u16, today: NaiveDate) -> Option<Minute> {
    let catalogue = &*release.catalogue;
    let place = catalogue.areas.get(usize::from(area)).filter(|place| place.kind == AreaType::Ward)?;
    let chosen = Filter::default().resolve(catalogue).ok()?;
    let scene = release.scene(area, &chosen, today);
    let mut beside: Vec<(f64, bool, Sentence)> =
        (0..catalogue.measures.len() as u16).filter_map(|at| against(&scene, at, area, &chosen)).collect();
    beside.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.2.head.cmp(&other.2.head)));
    let side = |good: bool| beside.iter().filter(|(_, is, _)| *is == good).take(EACH).map(|(.., sentence)| sentence.clone()).collect();
    let (better, worse): (Vec<Sentence>, Vec<Sentence>) = (side(true), side(false));
    let unlike = unlike(release, area);
    let (first, action) = (first(catalogue, area), nearby(release, area, today));
    let sentences = better.iter().chain(&worse).chain(&unlike).chain(&first).chain(&action);
    Some(Minute {
        illustrative: sentences.into_iter().any(|sentence| sentence.illustrative),
        name: place.name.clone(),
        code: place.code.to_string(),
        about: about(catalogue, area),
        better,
        worse,
        unlike,
        first,
        action,
    })
}

fn about(catalogue: &Catalogue, area: u16) -> String {
    let place = &catalogue.areas[usize::from(area)];
    let parent = place.parent.as_ref().and_then(|code| catalogue.area_index(code)).map(|at| &catalogue.areas[usize::from(at)]);
    let inside = parent.map_or_else(|| catalogue.place.clone(), |parent| parent.name.clone());
    let (one, many) = &catalogue.words.councillor;
    let councillors = place.councillors.map(|count| format!(" with {}", plural(u64::from(count), (one, many)))).unwrap_or_default();
    let note = place.note.as_ref().map(|note| format!(" {}", sentence(note))).unwrap_or_default();
    format!("{} is a {} in {inside}{councillors}.{note}", place.name, catalogue.words.area(AreaType::Ward).0)
}

/// A figure of everyone here.
fn fact(scene: &Scene, at: u16, area: u16, period: u16) -> Option<(Fact, f64)> {
    let (measure, place) = (scene.measure(at), &scene.catalogue.areas[usize::from(area)]);
    let value = scene.cell(area, at, 0, period).0.value(measure)?;
    let fact = Fact {
        measure: measure.code.to_string(),
        title: measure.title.clone(),
        area: place.code.to_string(),
        area_name: place.name.clone(),
        group: "Everyone".to_owned(),
        period: scene.catalogue.periods[usize::from(period)].to_string(),
        value: value_text(value, measure),
        href: format!("/measures/{}?area={}", measure.code, place.code),
    };
    Some((fact, value))
}

/// A measure here and in the whole place, where they differ beyond chance: how far apart (the logarithm of their ratio), and whether to the better.
fn against(scene: &Scene, at: u16, area: u16, chosen: &Resolved) -> Option<(f64, bool, Sentence)> {
    let (catalogue, measure) = (&scene.catalogue, scene.measure(at));
    if measure.reach == Reach::Context || !measure.levels.contains(&AreaType::Ward) {
        return None;
    }
    let row = row::row(scene, at, area, &Filter::default(), chosen);
    let gap = row.gap.filter(|gap| gap.beyond_chance == Some(true))?;
    let good = gap.good?;
    let period = scene.spread.period(at)?;
    let ((here, value), (whole, reference)) = (fact(scene, at, area, period)?, fact(scene, at, catalogue.city(), period)?);
    let apart = if value > 0.0 && reference > 0.0 { libm::log(value / reference).abs() } else { 0.0 };
    let change = match row.change.1.as_str() {
        "Improving" => " It is improving.",
        "Getting worse" => " It is getting worse.",
        _ => "",
    };
    let words = format!(
        "{} here and {} in {}: {}, more than chance would make ({}).{change}",
        here.value,
        whole.value,
        catalogue.place,
        gap.text,
        catalogue.periods[usize::from(period)].label(),
    );
    let sentence = Sentence {
        head: format!("{} ({})", measure.title, measure.unit),
        words,
        href: here.href.clone(),
        from: vec![here, whole],
        illustrative: row.illustrative,
    };
    Some((apart, good, sentence))
}

/// Where it stands outside the range of the wards most like it, by more than chance.
fn unlike(release: &Release, area: u16) -> Vec<Sentence> {
    let Some(view) = alike_view(release, area) else { return Vec::new() };
    let code = &release.catalogue.areas[usize::from(area)].code;
    let rows = view.expected.iter().filter_map(|row| {
        let side = match row.standing {
            Standing::Better => "better than these would make one expect",
            Standing::Worse => "worse than these would make one expect",
            Standing::Higher => "higher than in any of these",
            Standing::Lower => "lower than in any of these",
            Standing::Within | Standing::CannotTell => return None,
        };
        let range = row.range.as_ref()?;
        let measure = release.catalogue.measures.iter().find(|measure| measure.title == row.measure.label)?;
        let at = release.catalogue.measure_index(&measure.code)?;
        let period = release.catalogue.as_of(at, release.catalogue.latest()?)?;
        let words =
            format!("{} here, {range} in the {} wards most like it: {side}, by more than chance.", row.figure.text, view.like.len());
        let from = Fact {
            measure: measure.code.to_string(),
            title: measure.title.clone(),
            area: code.to_string(),
            area_name: view.ward.label.clone(),
            group: "Everyone".to_owned(),
            period: release.catalogue.periods[usize::from(period)].to_string(),
            value: row.figure.text.clone(),
            href: format!("/areas/{code}/alike"),
        };
        Some(Sentence {
            head: measure.title.clone(),
            words,
            href: format!("/areas/{code}/alike"),
            from: vec![from],
            illustrative: row.made_up || view.made_up,
        })
    });
    rows.take(EACH).collect()
}

/// The area and those that hold it, the smallest first.
fn around(catalogue: &Catalogue, area: u16) -> Vec<u16> {
    let mut all = vec![area];
    while let Some(parent) =
        all.last().and_then(|at| catalogue.areas[usize::from(*at)].parent.as_ref()).and_then(|code| catalogue.area_index(code))
        && !all.contains(&parent)
    {
        all.push(parent);
    }
    all
}

fn first(catalogue: &Catalogue, area: u16) -> Option<Sentence> {
    let (at, first) = around(catalogue, area).into_iter().find_map(|at| {
        let code = &catalogue.areas[usize::from(at)].code;
        Some((at, catalogue.first.iter().find(|first| first.area == *code)?))
    })?;
    let titles: Vec<&str> = first.priorities.iter().map(|(_, title)| title.as_str()).collect();
    let place = &catalogue.areas[usize::from(at)];
    Some(Sentence {
        head: format!("What comes first in {}", place.name),
        words: format!("{}.", joined(&titles)),
        href: format!("/areas/{}/plan", place.code),
        from: Vec::new(),
        illustrative: first.illustrative,
    })
}

/// An action in the ward or around it that is not over: the nearest, and of these the one that is due first.
fn nearby(release: &Release, area: u16, today: NaiveDate) -> Option<Sentence> {
    let catalogue = &*release.catalogue;
    let city = catalogue.city();
    for at in around(catalogue, area).into_iter().filter(|at| *at != city) {
        let code = &catalogue.areas[usize::from(at)].code;
        let here = |action: &Action| action.area.as_ref() == Some(code) && !action.is_over(today);
        let all = release.council.programmes.iter();
        let found = all
            .flat_map(|programme| {
                standings(programme, &release.council.programmes, today).into_iter().map(move |standing| (programme, standing))
            })
            .filter(|(_, standing)| here(standing.action))
            .min_by_key(|(_, standing)| (standing.due.is_none(), standing.due, standing.action.code.clone()));
        if let Some((programme, standing)) = found {
            let status = standing.status.map_or("nothing was told of it yet", Status::words).to_lowercase();
            let due = standing
                .due
                .map(|due| if due < today { format!("; it was due {}", long_date(due)) } else { format!("; due {}", long_date(due)) });
            return Some(Sentence {
                head: standing.action.title.clone(),
                words: format!(
                    "{}: {status}{}. {} answers for it.",
                    catalogue.areas[usize::from(at)].name,
                    due.unwrap_or_default(),
                    standing.owner
                ),
                href: format!("/programmes/{}#{}", programme.code, standing.action.code),
                from: Vec::new(),
                illustrative: standing.action.illustrative,
            });
        }
    }
    None
}

impl Sentence {
    /// As a part of a report.
    fn text(&self) -> Text {
        let mark = if self.illustrative { " [illustrative]" } else { "" };
        let head = Run { strong: true, ..Run::link(format!("{}{mark}", self.head), &self.href) };
        Text { runs: vec![head, Run::plain(format!(": {}", self.words))], from: self.from.clone() }
    }
}

impl Minute {
    /// What each list is called, and what is said where it is empty.
    pub fn lists(&self, place: &str) -> [(String, &[Sentence], &'static str); 3] {
        [
            (format!("Better here than in {place}"), &self.better, "Nothing is better here by more than chance would make."),
            (format!("Worse here than in {place}"), &self.worse, "Nothing is worse here by more than chance would make."),
            ("Unlike the wards most like it".to_owned(), &self.unlike, "Nothing is outside what wards like it would make one expect."),
        ]
    }
}

/// The section of a report.
pub(super) fn section(of: &Subject<'_>) -> Vec<Block> {
    let release = of.ground.release;
    let Some(minute) = minute(release, of.area, of.ground.today) else { return vec![plain(format!("There is no ward {}.", of.place))] };
    let mut blocks = vec![plain(&minute.about)];
    for (heading, sentences, none) in minute.lists(&release.catalogue.place) {
        blocks.push(Block::Heading { text: heading });
        let items: Vec<Text> = sentences.iter().map(Sentence::text).collect();
        blocks.push(if items.is_empty() { plain(none) } else { Block::List { items } });
    }
    let more: Vec<Text> = minute.first.iter().chain(&minute.action).map(Sentence::text).collect();
    if !more.is_empty() {
        blocks.push(Block::Heading { text: "First here, and nearby".to_owned() });
        blocks.push(Block::List { items: more });
    }
    blocks
}
