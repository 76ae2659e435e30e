//! Surveys and panels: what is asked, the newest figures, and what was done about what was said.

use std::sync::Arc;

use domain::{
    area::AreaType,
    filter::address,
    format::{count, joined},
    frame::Frame,
    measure::Measure,
    programme::standing::standings,
    survey::{
        base_and_margin,
        wave::{Finding, Question, Survey, Surveys, Wave},
    },
    view::{figure::Figure, lead::capital},
};

use super::{Asked, choose, filter, programmes::mark};
use crate::{
    components::{
        heads,
        row::{figure, made_up},
        scrolling,
    },
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The area that figures are of.
struct Of {
    area: u16,
    frame: Arc<Frame>,
    /// The area as it is in the address; blank for the whole city.
    query: String,
}

/// Every survey, with figures of the city or of an area.
///
/// # Errors
/// There is no such area.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let (chosen, resolved) = filter(asked.catalogue, "/surveys", asked.query, &["area"])?;
    let area = resolved.area.unwrap_or_else(|| asked.catalogue.city());
    let of = Of { area, frame: asked.release.area(area), query: chosen.to_string() };
    let top = el("div")
        .class("page surveys")
        .with(el("h1").with("Surveys"))
        .with(el("p").class("lead").with("What residents, staff and members were asked, what they answered, and what was done about it."));
    let Some(surveys) = &asked.council.surveys else {
        return Ok(Page::new("Surveys", top.with(el("p").class("empty").with("No survey is told of here."))));
    };
    let body = top
        .with(el("p").class("note").with(surveys.note.clone()))
        .with(form(asked, area))
        .all(surveys.surveys.iter().map(|survey| section(asked, surveys, survey, &of)));
    Ok(Page::new("Surveys", body))
}

/// Chooses an area.
fn form(asked: &Asked, area: u16) -> Element {
    let catalogue = asked.catalogue;
    let groups = [AreaType::Neighbourhood, AreaType::Ward].map(|kind| {
        let areas = catalogue.areas_of(kind).map(|at| {
            let one = &catalogue.areas[usize::from(at)];
            choose::option(one.code.as_str(), &one.name, at == area)
        });
        el("optgroup").attr("label", capital(&catalogue.words.area(kind).1)).all(areas)
    });
    choose::form("/surveys", [choose::field("Figures for ", "area", "Everywhere", groups)])
}

fn section(asked: &Asked, surveys: &Surveys, survey: &Survey, of: &Of) -> Element {
    let invented = !survey.waves.is_empty() && survey.waves.iter().all(|wave| wave.illustrative);
    let found: Vec<Element> = surveys.found(survey).map(|(wave, finding)| finding_of(asked, wave, finding)).collect();
    let found = if found.is_empty() {
        el("p").class("empty").with("Nothing that was said has been tied to an action yet.")
    } else {
        el("ol").class("said-and-done").all(found)
    };
    el("section")
        .attr("id", survey.code.to_string())
        .with(el("h2").with(survey.title.clone()).with(" ").with(invented.then(made_up)))
        .with(el("p").with(survey.text.clone()))
        .with(el("p").class("note").with(format!("Asked: {}. Read from: {}", survey.asked, survey.source)))
        .with(waves(survey))
        .with(questions(asked, survey, of))
        .with(el("h3").with("You said, we did"))
        .with(found)
}

/// Each time it was held.
fn waves(survey: &Survey) -> Element {
    if survey.waves.is_empty() {
        return el("p").class("empty").with("No wave of it is told of yet.");
    }
    if survey.waves.iter().all(|wave| wave.sent.or(wave.answered).is_none()) {
        let when: Vec<String> = survey.waves.iter().map(|wave| wave.period.label()).collect();
        return el("p").with(format!("Held in {}. How many answered stands beside each figure.", joined(&when)));
    }
    let told = |number: Option<u32>| number.map_or_else(|| "not told".to_owned(), |number| count(number.into()));
    let rows = survey.waves.iter().map(|wave| {
        let share = wave.sent.zip(wave.answered).filter(|(sent, _)| *sent > 0);
        let share =
            share.map_or_else(|| "–".to_owned(), |(sent, answered)| format!("{:.0}%", 100.0 * f64::from(answered) / f64::from(sent)));
        el("tr")
            .attr("id", wave.code.to_string())
            .with(el("th").attr("scope", "row").with(wave.period.label()).with(" ").with(wave.illustrative.then(made_up)))
            .with(el("td").with(told(wave.sent)))
            .with(el("td").with(told(wave.answered)))
            .with(el("td").with(share))
    });
    let took = if survey.panel { "Took part" } else { "Answered" };
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with(format!("{}: each time it was held", survey.title)))
        .with(heads(["When", "Asked", took, "Share"]))
        .with(el("tbody").all(rows));
    el("div").with(el("h3").with("Each time it was held")).with(scrolling(&format!("when held, {}", survey.title), table))
}

/// What is asked, with the newest figure of each.
fn questions(asked: &Asked, survey: &Survey, of: &Of) -> Element {
    let items = survey.questions.iter().map(|question| el("li").with(one(asked, question, of)));
    let area = &asked.catalogue.areas[usize::from(of.area)].name;
    let words = if survey.panel {
        "A panel is not a sample: people talk things over, and nothing is counted.".to_owned()
    } else {
        format!("The newest figures for {area}. Chance alone may move a figure as far as its margin, either way.")
    };
    el("div")
        .with(el("h3").with("What is asked"))
        .with(el("p").class("note").with(words))
        .with(el("ul").class("plain questions").all(items))
}

fn one(asked: &Asked, question: &Question, of: &Of) -> Element {
    let text = el("p").class("title").with(question.text.clone());
    let known = question.measure.as_ref().and_then(|code| asked.catalogue.measure_index(code));
    let Some(at) = known else { return el("div").with(text) };
    let measure = &asked.catalogue.measures[usize::from(at)];
    let period = newest(asked, at, of);
    let Some((cube, period)) = of.frame.cube(at).zip(period) else {
        return el("div").with(text).with(el("p").class("empty").with("There is no figure of it here."));
    };
    let (cell, notes) = cube.cell(0, period);
    let base = base_and_margin(cell, cube.supplied(0, period), measure).unwrap_or_else(|| "No base is told".to_owned());
    let when = asked.catalogue.periods[usize::from(period)].label();
    let more = address(&format!("/measures/{}", measure.code), &of.query);
    el("div")
        .with(text)
        .with(el("p").with(figure(&Figure::of(Some(cube), measure, 0, Some(period)))).with(" ").with(notes.illustrative().then(made_up)))
        .with(el("p").class("note").with(format!("{when}: {base}. ")).with(link(more, measure.title.clone())))
        .with(groups(asked, (at, measure), (cube, period)))
}

/// The newest period of a measure with a figure of the area; the newest of all where there is none.
fn newest(asked: &Asked, at: u16, of: &Of) -> Option<u16> {
    let measure = &asked.catalogue.measures[usize::from(at)];
    let periods = &asked.catalogue.spans.get(usize::from(at))?.periods;
    let cube = of.frame.cube(at);
    let held = |period: &u16| cube.is_some_and(|cube| cube.cell(0, *period).0.value(measure).is_some());
    periods.iter().rev().copied().find(held).or(periods.last().copied())
}

/// The figure of each equality group, with base and margin.
fn groups(asked: &Asked, (at, measure): (u16, &Measure), (cube, period): (&domain::frame::Cube, u16)) -> Option<Element> {
    let catalogue = asked.catalogue;
    let split: Vec<_> = catalogue.characteristics.iter().enumerate().filter(|(_, one)| measure.breakdowns.contains(&one.code)).collect();
    let rows: Vec<Element> = split
        .iter()
        .flat_map(|(number, characteristic)| {
            let first = catalogue.first_group(*number);
            (first..).zip(&characteristic.groups).map(|(group, one)| {
                let (cell, _) = cube.cell(group, period);
                let base = base_and_margin(cell, cube.supplied(group, period), measure).unwrap_or_default();
                el("tr")
                    .with(
                        el("th")
                            .attr("scope", "row")
                            .with(one.name.clone())
                            .with(" ")
                            .with(el("span").class("note").with(&characteristic.name)),
                    )
                    .with(el("td").with(figure(&Figure::of(Some(cube), measure, group, Some(period)))))
                    .with(el("td").with(base))
            })
        })
        .collect();
    let names: Vec<String> = split.iter().map(|(_, one)| one.name.to_lowercase()).collect();
    let title = &catalogue.measures[usize::from(at)].title;
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with(format!("{title}: each group")))
        .with(heads(["Group", "Figure", "Base and margin"]))
        .with(el("tbody").all(rows));
    (!split.is_empty()).then(|| el("details").with(el("summary").with(format!("By {}", joined(&names)))).with(scrolling(title, table)))
}

/// What was said, what was done, and how the action stands.
fn finding_of(asked: &Asked, wave: &Wave, finding: &Finding) -> Element {
    let programmes = &asked.council.programmes;
    let home = programmes.iter().find_map(|programme| {
        let all = standings(programme, programmes, asked.site.today);
        all.into_iter().find(|standing| finding.action.as_ref() == Some(&standing.action.code)).map(|standing| (programme, standing))
    });
    let action = home.map(|(programme, standing)| {
        let due = standing.due.map(|due| format!("Due {}", domain::period::long_date(due)));
        el("p")
            .with(link(format!("/programmes/{}#{}", programme.code, standing.action.code), standing.action.title.clone()))
            .with(" ")
            .with(mark(&standing))
            .with(" ")
            .with(el("span").class("note").with(due))
    });
    let none = finding.action.is_none().then(|| el("p").class("note").with("No action has been tied to it."));
    let measure = finding.measure.as_ref().and_then(|code| asked.council.measure(code));
    let measure = measure.map(|measure| {
        el("p").class("note").with("It shows in: ").with(link(format!("/measures/{}", measure.code), measure.title.clone()))
    });
    el("li")
        .with(el("p").with(el("strong").with("You said: ")).with(finding.said.clone()).with(" ").with(finding.illustrative.then(made_up)))
        .with(el("p").with(el("strong").with("We did: ")).with(finding.did.clone()))
        .with(action)
        .with(none)
        .with(measure)
        .with(el("p").class("note").with(wave.period.label()))
}
