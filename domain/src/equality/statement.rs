//! A statement of equality evidence for a committee paper: sentences made of the figures, each of which can be traced.

use super::{
    Line, Verdict,
    evidence::{State, total},
};
use crate::{
    catalogue::Catalogue,
    format::{agreeing, count as count_text, joined, plural},
    gap::{Course, Narrowing},
    period::{Period, long_date},
    unknown::MOST_UNKNOWN,
    view::figure::value_text,
};

/// How many gaps are named; the rest are counted.
const NAMED: usize = 5;

/// What a statement is made of: all of one area and period.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The area.
    pub area: u16,
    /// Figures up to this period.
    pub until: Period,
    /// Its gaps, as [`super::lines`] gives them.
    pub lines: &'a [Line],
    /// Its evidence map, as [`super::evidence::map`] gives it.
    pub map: &'a [Vec<State>],
}

/// The statement, a paragraph an item.
pub fn statement(of: Evidence) -> Vec<String> {
    let courses = [
        ("Narrowing", moving(of, |course| matches!(course, Course::Narrowing(_)) && course != LEVELLING)),
        ("Narrower only by levelling down, which is not progress", moving(of, |course| course == LEVELLING)),
        ("Widening or turned round", moving(of, |course| matches!(course, Course::Widening(_) | Course::TurnedRound))),
    ];
    let mut paragraphs = vec![head(of), coverage(of), largest(of)];
    for (word, list) in courses {
        paragraphs.push(if list.is_empty() { format!("{word}: no gap, beyond chance.") } else { format!("{word}: {}", named(&list)) });
    }
    paragraphs.push(unsaid(of));
    paragraphs.push(method(of));
    paragraphs
}

const LEVELLING: Course = Course::Narrowing(Narrowing::LevellingDown);

fn head(of: Evidence) -> String {
    let catalogue = of.catalogue;
    format!(
        "Equality evidence for {}, figures {}. Source: {}, Measure Up release {}, published {}.",
        catalogue.areas[usize::from(of.area)].name,
        of.until.until(),
        catalogue.name,
        catalogue.release,
        long_date(catalogue.published)
    )
}

/// How many measures have figures by each characteristic.
fn coverage(of: Evidence) -> String {
    let about = of.map.iter().filter(|row| row.iter().any(|state| *state != State::NotRelevant)).count();
    let count = |at: usize| of.map.iter().filter(|row| row[at] == State::Published).count();
    let known = || of.catalogue.characteristics.iter().enumerate().map(|(at, known)| (count(at), lower(&known.name)));
    let some: Vec<String> = known().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} by {name}")).collect();
    let none: Vec<String> = known().filter(|(count, _)| *count == 0).map(|(_, name)| name).collect();
    let none = if none.is_empty() { String::new() } else { format!("none by {}", joined(&none)) };
    let all: Vec<String> = [joined(&some), none].into_iter().filter(|part| !part.is_empty()).collect();
    format!(
        "Of {} that {} about people, figures are published for {}.",
        plural(about as u64, ("measure", "measures")),
        agreeing(about as u64, ("is", "are")),
        all.join("; ")
    )
}

/// A name within a sentence: `ethnic group`, but `UK armed forces`.
fn lower(name: &str) -> String {
    let capitals = name.chars().take(2).all(char::is_uppercase);
    if capitals { name.to_owned() } else { name.to_lowercase() }
}

/// A list of gaps, the first few named.
fn named(list: &[String]) -> String {
    let more = list.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!("; and {more} more") };
    format!("{}{more}.", list[..list.len().min(NAMED)].join("; "))
}

fn title(of: Evidence, line: &Line) -> String {
    let period = of.catalogue.periods[usize::from(line.gap.period)].label();
    let measure = &of.catalogue.measures[usize::from(line.measure)];
    format!("{} ({}, {period})", measure.title, measure.unit)
}

fn made_up(line: &Line) -> &'static str {
    if line.illustrative { " [illustrative: made-up figures]" } else { "" }
}

/// The largest gaps beyond chance, each with its figures and interval.
fn largest(of: Evidence) -> String {
    let beyond = of.lines.iter().filter(|line| line.verdict == Verdict::BeyondChance);
    let list: Vec<String> = beyond
        .map(|line| {
            let measure = &of.catalogue.measures[usize::from(line.measure)];
            let (group, everyone) = line.gap.figures;
            let limits = line.limits(measure).map(|limits| format!(" (95% interval {limits})")).unwrap_or_default();
            format!(
                "{}: {} for {} against {} for everyone, {}{limits}{}",
                title(of, line),
                value_text(group, measure),
                of.catalogue.phrase(line.gap.group),
                value_text(everyone, measure),
                line.size(measure),
                made_up(line)
            )
        })
        .collect();
    if list.is_empty() {
        return "Largest gaps: no group is worse off than everyone beyond chance, in the figures that are published.".to_owned();
    }
    let count =
        plural(list.len() as u64, ("gap between the worst-off group and everyone", "gaps between the worst-off group and everyone"));
    format!("Largest gaps: {count} {} beyond chance. {}", agreeing(list.len() as u64, ("is", "are")), named(&list))
}

/// The gaps that do this, each with its size then and now. A gap without a verdict is not among them.
fn moving(of: Evidence, fits: impl Fn(Course) -> bool) -> Vec<String> {
    let said = |line: &Line| {
        let over = line.over.ok().filter(|over| line.verdict != Verdict::Withheld && fits(over.course))?;
        let measure = &of.catalogue.measures[usize::from(line.measure)];
        let then = of.catalogue.periods[usize::from(over.since)].label();
        Some(format!(
            "{}, {}, from {} in {then} to {}: {}{}",
            title(of, line),
            of.catalogue.phrase(line.gap.group),
            measure.amount(over.then),
            measure.amount(line.gap.size),
            over.course.reason(),
            made_up(line)
        ))
    };
    of.lines.iter().filter_map(said).collect()
}

/// What cannot be said, and why.
fn unsaid(of: Evidence) -> String {
    let mut reasons = Vec::new();
    for (state, why) in [
        (State::TooSmall, "every figure is hidden to protect people"),
        (State::NotAnalysed, "it is collected but not analysed"),
        (State::NotCollected, "it is not collected"),
    ] {
        let count = total(of.map, state);
        if count > 0 {
            reasons.push(format!("in {} because {why}", count_text(count as u64)));
        }
    }
    let withheld = of.lines.iter().filter(|line| line.verdict == Verdict::Withheld).count();
    let mut text = if reasons.is_empty() {
        "What cannot be said: every measure about people has figures by every characteristic.".to_owned()
    } else {
        let all = of.map.iter().flatten().filter(|state| **state != State::NotRelevant).count();
        format!(
            "What cannot be said: of {}, there is no figure {}.",
            plural(all as u64, ("pair of a measure and a characteristic", "pairs of a measure and a characteristic")),
            joined(&reasons)
        )
    };
    if withheld > 0 {
        let gaps = plural(withheld as u64, ("gap gets", "gaps get"));
        let share = format!("{:.0}%", MOST_UNKNOWN * 100.0);
        text = format!("{text} {gaps} no verdict, because more than {share} of the records do not say which group they are of.");
    }
    text
}

fn method(of: Evidence) -> String {
    let mut text =
        "How: each gap is the worst-off group of those shown against everyone, with a 95% interval; beyond chance means that the interval \
                    does not hold zero. A change is from the first comparable period to the newest, never across a break in the series."
            .to_owned();
    if of.lines.iter().any(|line| line.illustrative) {
        text.push_str(" Figures marked illustrative are made up so that the example can be explored: do not quote them as fact.");
    }
    text
}
