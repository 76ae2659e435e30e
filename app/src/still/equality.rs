//! Equality: the largest gaps of an area, those that narrow and widen, what there is evidence of, and a statement for a committee paper.

mod choice;
mod map;
mod moves;
mod table;

use domain::{
    equality::{
        self, Line, Verdict,
        evidence::{self, State},
        statement::{Evidence, statement},
    },
    format::{agreeing, plural},
    gap::{Course, Narrowing},
    release::Release,
    unknown::MOST_UNKNOWN,
};

use self::choice::Choice;
use super::Asked;
use crate::{
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// How many of the largest gaps are listed unless all are asked for.
const LISTED: usize = 20;

/// What is drawn: the choice, its gaps and its evidence map.
struct Drawn<'a> {
    choice: Choice<'a>,
    lines: Vec<Line>,
    map: Vec<Vec<State>>,
}

impl<'a> Drawn<'a> {
    fn of(release: &'a Release, query: &str) -> Result<Self, PageError> {
        let choice = Choice::read(&release.catalogue, query)?;
        let frame = release.area(choice.area);
        let lines = equality::lines(&release.catalogue, &frame, choice.until, choice.characteristic);
        let map = evidence::map(&release.catalogue, &frame, choice.until);
        Ok(Self { choice, lines, map })
    }

    fn statement(&self) -> Vec<String> {
        let Choice { catalogue, area, until, .. } = self.choice;
        statement(Evidence { catalogue, area, until, lines: &self.lines, map: &self.map })
    }
}

/// The statement of equality evidence as plain text.
///
/// # Errors
/// The part of the query that is not right, with the nearest that exists.
pub fn paper(release: &Release, query: &str) -> Result<String, PageError> {
    Ok(Drawn::of(release, query)?.statement().join("\n\n") + "\n")
}

/// The gaps of an area.
///
/// # Errors
/// The part of the query that is not right, with the nearest that exists.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let drawn = Drawn::of(asked.release, asked.query)?;
    let choice = &drawn.choice;
    let body = el("div")
        .class("page equality")
        .with(el("h1").with("Equality"))
        .with(lead(&drawn))
        .with(choice.tabs("/equality"))
        .with(choice.form("/equality"))
        .with(largest(&drawn))
        .with(moves::section(
            &drawn,
            "Narrowing",
            "No gap has narrowed beyond chance.",
            |course| matches!(course, Course::Narrowing(why) if why != Narrowing::LevellingDown),
        ))
        .with(moves::section(
            &drawn,
            "Levelling down: narrower, and not progress",
            "No gap is smaller only because the better-off fell.",
            |course| course == Course::Narrowing(Narrowing::LevellingDown),
        ))
        .with(moves::section(&drawn, "Widening", "No gap has widened beyond chance.", |course| {
            matches!(course, Course::Widening(_) | Course::TurnedRound)
        }))
        .with(moves::untold(&drawn))
        .with(for_a_paper(&drawn));
    Ok(Page::new("Equality", body))
}

/// The evidence map of an area.
///
/// # Errors
/// The part of the query that is not right, with the nearest that exists.
pub(super) fn evidence(asked: &Asked) -> Result<Page, PageError> {
    let drawn = Drawn::of(asked.release, asked.query)?;
    let choice = &drawn.choice;
    let body = el("div")
        .class("page equality")
        .with(el("h1").with("Evidence map"))
        .with(map::lead(&drawn))
        .with(choice.tabs("/equality/evidence"))
        .with(choice.form("/equality/evidence"))
        .with(map::legend(&drawn))
        .with(map::table(&drawn))
        .with(map::reasons(&drawn));
    Ok(Page::new("Equality: evidence map", body))
}

fn count(drawn: &Drawn, verdict: Verdict) -> usize {
    drawn.lines.iter().filter(|line| line.verdict == verdict).count()
}

fn lead(drawn: &Drawn) -> Element {
    let (all, beyond) = (drawn.lines.len(), count(drawn, Verdict::BeyondChance));
    let place = drawn.choice.area_name();
    let lead = el("p").class("lead");
    if all == 0 {
        return lead.with(format!("In {place} no group has a figure that can be held against everyone’s."));
    }
    let gaps = plural(all as u64, ("gap", "gaps"));
    lead.with(format!("In {place}, "))
        .with(el("strong").with(format!("{beyond} of {gaps}")))
        .with(format!(" between the worst-off group and everyone {} beyond chance.", agreeing(beyond as u64, ("is", "are"))))
}

fn largest(drawn: &Drawn) -> Element {
    let section = el("section").attr("aria-labelledby", "largest").with(el("h2").attr("id", "largest").with("The largest gaps"));
    if drawn.lines.is_empty() {
        let map = drawn.choice.href("/equality/evidence", |_| ());
        let empty =
            el("p").class("empty").with("There is no gap to show for this choice. ").with(link(map, "See what there is evidence of"));
        return section.with(empty);
    }
    let all = drawn.choice.all || drawn.lines.len() <= LISTED;
    let shown = if all { drawn.lines.len() } else { LISTED };
    let more = (!all).then(|| {
        let href = drawn.choice.href("/equality", |choice| choice.all = true);
        el("p").class("more").with(link(href, format!("Show all {}", drawn.lines.len())))
    });
    let tested = drawn.lines.iter().filter(|line| matches!(line.verdict, Verdict::BeyondChance | Verdict::WithinChance));
    let groups: usize = tested.map(|line| line.of).sum();
    // Of 40 groups that are as well off as everyone, at 95 % one is found worse off.
    let chance = match (groups as f64 / 40.0).round() as u64 {
        0 => String::new(),
        by => format!(" Of {groups} groups looked at, chance alone could put up to about {by} among those beyond chance."),
    };
    let words = format!(
        "The worst-off of the groups shown, against everyone. Those beyond chance come first, then the largest ratio. Where more than {:.0}% of the \
         records do not say which group they are of, there is no verdict.{chance}",
        100.0 * MOST_UNKNOWN
    );
    section.with(el("p").class("note").with(words)).with(table::gaps(drawn, &drawn.lines[..shown])).with(more)
}

/// The statement, to be selected and copied, and as a file.
fn for_a_paper(drawn: &Drawn) -> Element {
    let text = drawn.statement().join("\n\n");
    let file = drawn.choice.href("/equality/statement.txt", |_| ());
    let field = el("textarea").attr("id", "paper").attr("readonly", "").attr("rows", "14").attr("spellcheck", "false").with(text);
    el("section")
        .attr("aria-labelledby", "for-a-paper")
        .with(el("h2").attr("id", "for-a-paper").with("For a committee paper"))
        .with(el("p").with(el("label").attr("for", "paper").with(
            "Sentences made of the figures above, to select and copy. Each names its measure and period, so that it can be checked here.",
        )))
        .with(field)
        .with(el("p").with(link(file, "The same as a text file").attr("rel", "external").attr("download", "")))
}
