//! What neighbourhoods learned, told to the others: by subject, and by whether it worked.

use domain::{
    code::{AreaCode, TopicCode},
    format::{agreeing, count_words},
    period::long_date,
    priority::{Learned, Priority, Worked},
    view::{area::Link, lead::capital},
};

use crate::{
    components::{crumbs::crumbs, rating::rating_shape, row::made_up},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
    still::Asked,
};

/// What is chosen: the subject, whether it worked, where it was tried, and whose own is left out.
struct Chosen {
    topic: Option<TopicCode>,
    worked: Option<Worked>,
    area: Option<AreaCode>,
    not: Option<AreaCode>,
}

/// Everything that was learned, as far as it is asked for.
///
/// # Errors
/// The query asks for a subject, an answer or an area that there is not.
pub(in crate::still) fn page(asked: &Asked) -> Result<Page, PageError> {
    let chosen = read(asked)?;
    let all = asked.council.priorities.learned(asked.site.today);
    let shown: Vec<&(&Priority, &Learned)> = all.iter().filter(|one| chosen.fits(one.0, one.1)).collect();
    let invented = shown.iter().any(|(priority, _)| priority.illustrative);
    let lead = if all.is_empty() {
        "Nothing has been told yet of what was tried and what came of it.".to_owned()
    } else {
        let worked = shown.iter().filter(|(_, learned)| learned.worked == Worked::Yes).count();
        let said = |count: usize| if count == 0 { "none".to_owned() } else { count_words(count as u64) };
        let tried = agreeing(shown.len() as u64, ("thing was tried", "things were tried"));
        format!("{} {tried}; it is said of {} that it worked.", capital(&said(shown.len())), said(worked))
    };
    let items = shown.iter().map(|(priority, learned)| item(asked, priority, learned));
    let empty = (shown.is_empty() && !all.is_empty())
        .then(|| el("p").class("empty").with("Nothing fits what is chosen. ").with(link("/learning", "Clear every choice")));
    let up = [Link { label: "Programmes".to_owned(), href: "/programmes".to_owned() }];
    let body =
        el("div")
            .class("page")
            .with(crumbs(&up, "What was learned"))
            .with(el("h1").with("What neighbourhoods have learned").with(" ").with(invented.then(made_up)))
            .with(el("p").class("lead").with(lead))
            .with(el("p").class("note").with(
                "Whether it worked is the judgement of those who tried it. What the measures did, beside places alike, is on each plan.",
            ))
            .with((!all.is_empty()).then(|| form(asked, &chosen)))
            .with(empty)
            .with((!shown.is_empty()).then(|| el("ul").class("learned").all(items)));
    Ok(Page::new("What neighbourhoods have learned", body))
}

impl Chosen {
    fn fits(&self, priority: &Priority, learned: &Learned) -> bool {
        self.topic.as_ref().is_none_or(|topic| priority.topic == *topic)
            && self.worked.is_none_or(|worked| learned.worked == worked)
            && self.area.as_ref().is_none_or(|area| priority.area == *area)
            && self.not.as_ref().is_none_or(|area| priority.area != *area)
    }
}

fn read(asked: &Asked) -> Result<Chosen, PageError> {
    let priorities = &asked.council.priorities;
    let wrong = |what: &str, given: String| PageError::BadRequest {
        message: format!("There is no {what} {given}. Choose one from the list."),
        nearest: vec![("Everything that was learned".to_owned(), "/learning".to_owned())],
    };
    let given = |name: &str| Some(asked.part(name)).filter(|text| !text.is_empty());
    let topic = given("topic").map(|text| {
        priorities.topics.iter().find(|topic| topic.code.as_str() == text).map(|topic| topic.code.clone()).ok_or((text, "subject"))
    });
    let worked =
        given("worked").map(|text| Worked::ALL.iter().find(|(name, _)| *name == text).map(|(_, worked)| *worked).ok_or((text, "answer")));
    let area = |name: &str| {
        given(name).map(|text| {
            let found = priorities.list.iter().find(|priority| priority.area.as_str() == text);
            found.map(|priority| priority.area.clone()).ok_or((text, "plan for"))
        })
    };
    let told = |(text, what): (String, &str)| wrong(what, text);
    Ok(Chosen {
        topic: topic.transpose().map_err(told)?,
        worked: worked.transpose().map_err(told)?,
        area: area("area").transpose().map_err(told)?,
        not: area("not").transpose().map_err(told)?,
    })
}

/// Chooses a subject, an answer and a place. It works without script.
fn form(asked: &Asked, chosen: &Chosen) -> Element {
    let priorities = &asked.council.priorities;
    let select = |name: &'static str, label: &'static str, all: &'static str, options: Vec<(String, String, bool)>| {
        let options =
            options.into_iter().map(|(value, words, on)| el("option").attr("value", value).maybe("selected", on.then_some("")).with(words));
        let list = el("select").attr("id", name).attr("name", name).with(el("option").attr("value", "").with(all)).all(options);
        el("div").with(el("label").attr("for", name).with(label)).with(" ").with(list)
    };
    let topics =
        priorities.topics.iter().map(|topic| (topic.code.to_string(), topic.title.clone(), chosen.topic.as_ref() == Some(&topic.code)));
    let worked = Worked::ALL.iter().map(|(name, worked)| ((*name).to_owned(), worked.words().to_owned(), chosen.worked == Some(*worked)));
    let mut areas: Vec<&AreaCode> = priorities.list.iter().map(|priority| &priority.area).collect();
    areas.dedup();
    let areas = areas.into_iter().filter_map(|code| {
        let area = asked.council.areas.iter().find(|area| area.code == *code)?;
        Some((code.to_string(), area.name.clone(), chosen.area.as_ref() == Some(code)))
    });
    let not = chosen.not.as_ref().map(|area| el("input").attr("type", "hidden").attr("name", "not").attr("value", area.to_string()));
    el("form")
        .class("days")
        .attr("action", "/learning")
        .attr("method", "get")
        .with(select("topic", "Subject", "Every subject", topics.collect()))
        .with(select("worked", "Did it work?", "Any answer", worked.collect()))
        .with(select("area", "Where", "Everywhere", areas.collect()))
        .with(not)
        .with(el("button").attr("type", "submit").with("Show"))
}

fn item(asked: &Asked, priority: &Priority, learned: &Learned) -> Element {
    let area = asked.council.areas.iter().find(|area| area.code == priority.area);
    let name = area.map_or_else(|| priority.area.to_string(), |area| area.name.clone());
    let heading = el("h2").with(link(format!("/areas/{}/plan#{}", priority.area, priority.code), format!("{name}: {}", priority.title)));
    told(learned, Some(heading))
}

/// What was learned, under a heading if it has one of its own.
pub(super) fn told(learned: &Learned, heading: Option<Element>) -> Element {
    let fact = |term: &'static str, text: &str| el("div").with(el("dt").with(term)).with(" ").with(el("dd").with(text.to_owned()));
    let about = el("dl")
        .class("about")
        .with(fact("What was tried", &learned.tried))
        .with(fact("What was found", &learned.found))
        .with(fact("For others", &learned.tell));
    let answer = el("p").with(mark(learned.worked)).with(" ").with(el("span").class("note").with(long_date(learned.on)));
    el("li").with(heading).with(answer).with(about)
}

/// An answer: its shape and its words.
fn mark(worked: Worked) -> Element {
    let class = match worked {
        Worked::Yes => "on-target",
        Worked::InPart => "near-target",
        Worked::No => "off-target",
        Worked::TooEarly => "cannot-tell",
    };
    el("span").class(format!("rating {class}")).with(rating_shape(class)).with(" ").with(worked.words())
}
