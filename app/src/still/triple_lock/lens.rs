//! A lens in a year: what was decided and what changed because of it, and how what is done under it stands now.

use domain::{
    average,
    decision::{Decision, Made, share::Share},
    format::plural,
    lens::{self, Effect, Subject},
    measure::{Lens, Measure},
    period::long_date,
    programme::standing::standings,
    view::{area::Link, figure::Figure, lead::capital},
};

use super::{
    super::{
        decisions::{
            choice::{Choice, Field},
            marks::effect,
            standing,
        },
        programmes::mark,
    },
    RULE,
    lines::{said, subject_link},
};
use crate::{
    components::{
        crumbs::crumbs,
        heads,
        rating::rating_mark,
        row::{figure, made_up},
        scrolling,
    },
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
    still::Asked,
};

/// What the page can be narrowed by.
const FIELDS: &[Field] = &[Field::Year, Field::Area, Field::Theme, Field::Directorate];

/// A lens in the year of the query, or the newest.
///
/// # Errors
/// There is no such lens, or a part of the query is not right.
pub(in crate::still) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let Some(lens) = Lens::read(code) else {
        let nearest = Lens::ALL.map(|lens| (capital(lens.words()), format!("/triple-lock/{}", lens.code()))).to_vec();
        return Err(PageError::NotFound { what: "lens".to_owned(), given: code.chars().take(80).collect(), nearest });
    };
    let path = format!("/triple-lock/{}", lens.code());
    let listed = asked.decisions();
    let all = standing(&listed);
    let choice = Choice::read(asked, &path, &all)?;
    let kind = asked.council.reporting_year;
    let year = choice.year().or_else(|| choice.years().first().copied()).unwrap_or_else(|| kind.of(asked.site.today));
    let shown = choice.in_year(Some(year));
    let found = shown.of(&all);
    let title = format!("{}, {}", capital(lens.words()), kind.label(year));
    let up = [Link { label: "Triple Lock".to_owned(), href: "/triple-lock".to_owned() }];
    let under_way = kind.of(asked.site.today) == year;
    let now = if under_way { " It is not over." } else { "" };
    let body = el("div")
        .class("page triple-lock")
        .with(crumbs(&up, &capital(lens.words())))
        .with(el("h1").with(&title))
        .with(tabs(&choice, lens))
        .with(el("p").class("lead").with(lead(&found, lens)))
        .with(el("p").class("note").with(format!("The year is {}.{now} {RULE}", kind.words())))
        .with(shown.form_at(path.clone(), FIELDS))
        .with(choice.chosen(&path))
        .with(el("h2").with("What was decided, and what changed"))
        .all(decided(&found, lens))
        .with(el("h2").with("Measures under this lens, as they stand now"))
        .with(measures(asked, &choice, lens))
        .with(el("h2").with("Actions under this lens, as they stand now"))
        .with(actions(asked, &choice, lens))
        .with(el("h2").with("What themes commit to"))
        .with(commitments(asked, &choice, lens));
    Ok(Page::new(title, body))
}

fn tabs(choice: &Choice, here: Lens) -> Element {
    let tab = |lens: Lens| {
        let href = choice.address(&format!("/triple-lock/{}", lens.code()), |_| ());
        el("li").with(link(href, capital(lens.words())).maybe("aria-current", (lens == here).then_some("page")))
    };
    el("nav").attr("aria-label", "Lenses").with(el("ul").class("tabs").all(Lens::ALL.map(tab)))
}

fn lead(found: &[&Decision], lens: Lens) -> String {
    let share = Share::of(found.iter().copied(), lens);
    if share.decisions == 0 {
        return "No decision of this year is recorded here.".to_owned();
    }
    let decisions = plural(share.decisions as u64, ("decision was", "decisions were"));
    let untold = share.untold().map(|untold| format!(" There is {untold}.")).unwrap_or_default();
    let told = format!("{} made a difference that can be shown in {}", capital(lens.words()), share.words());
    format!("{decisions} taken. {told}; it was considered in {} of {}.{untold}", share.considered, share.told)
}

/// Decisions by what the lens did to them; those of which nothing is told are only counted.
fn decided(found: &[&Decision], lens: Lens) -> Vec<Element> {
    let mut parts = Vec::new();
    for made in Made::ALL {
        let own: Vec<&&Decision> = found.iter().filter(|decision| decision.made(lens) == made).collect();
        if own.is_empty() {
            continue;
        }
        parts.push(el("h3").with(format!("{}: {}", made.words(), own.len())));
        parts.push(el("ul").class("plain").all(own.into_iter().map(|decision| line(decision, lens))));
    }
    if parts.is_empty() {
        parts.push(el("p").with("Nothing."));
    }
    parts
}

fn line(decision: &Decision, lens: Lens) -> Element {
    let under = decision.under(lens);
    let told = under.map(|under| match &under.why_not {
        Some(why) => format!("Why not: {why}"),
        None if under.changed.is_empty() => String::new(),
        None => under.changed.clone(),
    });
    let shown =
        under.filter(|under| !under.evidence.is_empty()).map(|under| el("p").class("note").with(format!("Shown by: {}", under.evidence)));
    let harms = under.filter(|under| under.effect == Effect::Harms).map(|under| el("p").with(effect(under.effect)));
    el("li")
        .with(link(format!("/decisions/{}", decision.code), &decision.title).class("title"))
        .with(" ")
        .with(decision.illustrative.then(made_up))
        .with(" ")
        .with(el("span").class("note").with(format!("{}, {}", decision.body, long_date(decision.on))))
        .with(told.filter(|words| !words.is_empty()).map(|words| el("p").with(words)))
        .with(shown)
        .with(harms)
}

/// What is said of something under the lens.
fn own_line(asked: &Asked, subject: &Subject, lens: Lens) -> Option<Element> {
    lens::of(asked.council, subject).into_iter().find(|line| line.lens == lens).map(said)
}

fn measures(asked: &Asked, choice: &Choice, lens: Lens) -> Element {
    let catalogue = asked.catalogue;
    let frame = asked.release.area(catalogue.city());
    let until = draw::read_filter(catalogue, "/triple-lock", "").map(|(_, chosen)| chosen.until).ok().or_else(|| catalogue.latest());
    let subject = |measure: &Measure| Subject::Measure(measure.code.clone());
    let own = (0_u16..).zip(&catalogue.measures).filter(|(_, measure)| {
        let subject = subject(measure);
        let named = measure.lenses.contains(&lens) || lens::of(asked.council, &subject).iter().any(|line| line.lens == lens);
        named && choice.fits_subject(&subject)
    });
    let rows: Vec<(bool, Element)> = own
        .map(|(at, measure)| {
            let period = until.and_then(|until| catalogue.as_of(at, until));
            let cube = frame.cube(at);
            let rating = cube.zip(period).map(|(cube, period)| rating_mark(average::rated(catalogue, cube, 0, period).rate(measure)));
            let made = catalogue.spans[usize::from(at)].illustrative.then(made_up);
            let line = own_line(asked, &subject(measure), lens);
            let told = line.is_some();
            let row = el("tr")
                .with(el("th").attr("scope", "row").with(subject_link(asked, &subject(measure))).with(" ").with(made))
                .with(el("td").with(figure(&Figure::of(cube, measure, 0, period))))
                .with(el("td").with(period.map(|period| catalogue.periods[usize::from(period)].label())))
                .with(el("td").with(rating))
                .with(told.then(|| el("td").with(line)));
            (told, row)
        })
        .collect();
    if rows.is_empty() {
        return el("p").with("No measure that fits is under this lens.");
    }
    let name = &catalogue.areas[usize::from(catalogue.city())].name;
    let (told, untold): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(told, _)| *told);
    let table = |rows: Vec<(bool, Element)>, which: &str, columns: &[&'static str]| {
        let table = el("table")
            .class("figures words")
            .with(el("caption").class("unseen").with(format!("Measures under this lens {which}, for {name}")))
            .with(heads(columns.iter().copied()))
            .with(el("tbody").all(rows.into_iter().map(|(_, row)| row)));
        scrolling(&format!("measures under this lens {which}"), table)
    };
    let columns = ["Measure", "Newest figure", "Period", "Rating", "Line"];
    let without = (!untold.is_empty()).then(|| {
        let count = plural(untold.len() as u64, ("measure", "measures"));
        el("details").with(el("summary").with(format!("Under this lens without a line: {count}"))).with(table(
            untold,
            "without a line",
            &columns[..4],
        ))
    });
    let with = (!told.is_empty()).then(|| table(told, "with a line", &columns));
    el("div").with(with).with(without)
}

fn actions(asked: &Asked, choice: &Choice, lens: Lens) -> Element {
    let programmes = &asked.council.programmes;
    let rows: Vec<Element> = programmes
        .iter()
        .flat_map(|programme| standings(programme, programmes, asked.site.today))
        .filter_map(|standing| {
            let subject = Subject::Action(standing.action.code.clone());
            let line = own_line(asked, &subject, lens);
            let named = standing.action.lenses.contains(&lens) || line.is_some();
            (named && choice.fits_subject(&subject)).then(|| {
                el("tr")
                    .with(
                        el("th")
                            .attr("scope", "row")
                            .with(subject_link(asked, &subject))
                            .with(" ")
                            .with(standing.action.illustrative.then(made_up)),
                    )
                    .with(el("td").with(mark(&standing)))
                    .with(el("td").with(standing.due.map(long_date)))
                    .with(el("td").with(line))
            })
        })
        .collect();
    if rows.is_empty() {
        return el("p").with("No action that fits is under this lens.");
    }
    let table = el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("Actions under this lens, and how they stand"))
        .with(heads(["Action", "How it stands", "Due", "Line"]))
        .with(el("tbody").all(rows));
    scrolling("actions under this lens", table)
}

fn commitments(asked: &Asked, choice: &Choice, lens: Lens) -> Element {
    let themes = asked.council.plans.iter().flat_map(|plan| plan.themes.iter().map(move |theme| (plan, theme)));
    let rows: Vec<Element> = themes
        .filter_map(|(plan, theme)| {
            let subject = Subject::Theme(theme.code.clone());
            let told = theme.triple_lock.iter().filter(|lock| lock.lens == lens).flat_map(|lock| &lock.commitments);
            let told: Vec<Element> = told.map(|text| el("li").with(text)).collect();
            let line = own_line(asked, &subject, lens);
            let any = !told.is_empty() || line.is_some();
            (any && choice.fits_subject(&subject)).then(|| {
                let told = if told.is_empty() { el("span").class("note").with("The plan names none") } else { el("ul").all(told) };
                el("tr")
                    .with(
                        el("th")
                            .attr("scope", "row")
                            .with(subject_link(asked, &subject))
                            .with(" ")
                            .with(el("span").class("note").with(&plan.title)),
                    )
                    .with(el("td").with(told))
                    .with(el("td").with(line))
            })
        })
        .collect();
    if rows.is_empty() {
        return el("p").with("No theme that fits names a commitment under this lens.");
    }
    let table = el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("What the themes of plans commit to under this lens"))
        .with(heads(["Theme", "Commitments", "Line"]))
        .with(el("tbody").all(rows));
    scrolling("commitments of themes", table)
}
