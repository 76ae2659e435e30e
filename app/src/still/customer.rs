//! What is promised to those who ask something of the council, whether it is kept, and complaints and casework ward by ward.

use domain::{
    area::AreaType,
    catalogue::Catalogue,
    code::{MeasureCode, ServiceCode},
    customer::{Customer, Section},
    filter::{Filter, Only, Resolved, unknown},
    format::{agreeing, plural},
    frame::Cube,
    judged::Judged,
    rating::Rating,
    view::{
        Scene,
        figure::Figure,
        lead::capital,
        row::{Row, heads, row},
    },
};

use super::{Asked, filter};
use crate::{
    components::{
        heads as columns,
        rating::rating_mark,
        row::{measure_row, rows},
        scrolling,
    },
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

const PATH: &str = "/customer";

/// What the reader has chosen.
struct Choice {
    filter: Filter,
    chosen: Resolved,
    area: u16,
    service: Option<ServiceCode>,
}

/// What is promised, and how it is kept in the area that the query asks for.
///
/// # Errors
/// There is no such area or service.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let Some(customer) = &asked.council.customer else {
        let none = "What the council promises to those who ask something of it has not been published here yet.";
        let body = el("div").class("page").with(el("h1").with("Customer")).with(el("p").class("lead").with(none));
        return Ok(Page::new("Customer", body));
    };
    let choice = choice(asked, customer)?;
    let scene = asked.release.scene(choice.area, &choice.chosen, asked.site.today);
    let shown: Vec<(&Section, Vec<Row>)> = customer
        .sections
        .iter()
        .map(|section| {
            let own = section.measures.iter().filter_map(|code| index(asked.catalogue, code, choice.service.as_ref()));
            (section, own.map(|at| row(&scene, at, choice.area, &choice.filter, &choice.chosen)).collect())
        })
        .collect();
    let standards = shown.iter().filter(|(section, _)| section.standards).flat_map(|(_, rows)| rows);
    let area = scene.area_name(choice.area);
    let top = el("div")
        .class("page")
        .with(el("h1").with(&customer.title))
        .with(el("p").class("lead").with(kept(&standards.collect::<Vec<_>>(), area)))
        .with(el("p").with(&customer.summary))
        .with(el("p").class("note").with(format!("Read from: {}", customer.source)))
        .with(form(asked, customer, &choice));
    let sections = shown.iter().map(|(section, found)| draw(asked, &scene, section, found, &choice));
    Ok(Page::new(customer.title.clone(), el("div").class("customer").with(top).all(sections)))
}

fn choice(asked: &Asked, customer: &Customer) -> Result<Choice, PageError> {
    let catalogue = asked.catalogue;
    let (filter, chosen) = filter(catalogue, PATH, asked.query, &["area", "period"])?;
    let given = asked.part("service");
    let service = services(catalogue, customer).into_iter().find(|(code, _)| code.as_str() == given).map(|(code, _)| code);
    if service.is_none() && !given.is_empty() {
        let known: Vec<(String, String)> =
            services(catalogue, customer).into_iter().map(|(code, name)| (code.to_string(), name.to_owned())).collect();
        let wrong = unknown("service", &given, known.iter().map(|(code, name)| (code.as_str(), name.as_str())));
        let nearest = wrong.nearest.iter().map(|(code, name)| (name.clone(), format!("{PATH}?service={code}")));
        let nearest = nearest.chain([("This page without it".to_owned(), PATH.to_owned())]).collect();
        return Err(PageError::BadRequest { message: format!("There is no service “{given}” here"), nearest });
    }
    let area = chosen.area.unwrap_or_else(|| catalogue.city());
    Ok(Choice { filter, chosen, area, service })
}

/// A measure by its code, if it is of the service that is chosen.
fn index(catalogue: &Catalogue, code: &MeasureCode, service: Option<&ServiceCode>) -> Option<u16> {
    let at = catalogue.measure_index(code)?;
    service.is_none_or(|service| catalogue.measures[usize::from(at)].service == *service).then_some(at)
}

/// The services whose measures are here, in the order of the council's.
fn services<'a>(catalogue: &'a Catalogue, customer: &Customer) -> Vec<(ServiceCode, &'a str)> {
    let listed = |code: &ServiceCode| {
        let mut all = customer.sections.iter().flat_map(|section| &section.measures).filter_map(|code| catalogue.measure_index(code));
        all.any(|at| catalogue.measures[usize::from(at)].service == *code)
    };
    let all = catalogue.directorates.iter().flat_map(|one| &one.services);
    all.filter(|service| listed(&service.code)).map(|service| (service.code.clone(), service.name.as_str())).collect()
}

/// How many standards are kept, in a sentence.
fn kept(rows: &[&Row], area: &str) -> String {
    let count = |only: Only| rows.iter().filter(|row| row.rating.class == only.code()).count() as u64;
    let (on, near, off) = (count(Only::OnTarget), count(Only::NearTarget), count(Only::OffTarget));
    let all = rows.len() as u64;
    if all == 0 {
        return "No standard is of what is chosen.".to_owned();
    }
    let untold = all - on - near - off;
    let untold = match untold {
        0 => String::new(),
        _ => format!(" Of {untold} it cannot be told."),
    };
    let verb = agreeing(on, ("is", "are"));
    let off = if off == 0 { "none".to_owned() } else { off.to_string() };
    format!("Of {} {on} {verb} kept in {area}, {near} nearly, and {off} not.{untold}", plural(all, ("standard", "standards")))
}

/// Chooses an area and a service. It works without script.
fn form(asked: &Asked, customer: &Customer, choice: &Choice) -> Element {
    let catalogue = asked.catalogue;
    let option = |value: String, label: &str, picked: bool| {
        el("option").attr("value", value).maybe("selected", picked.then_some("")).with(label.to_owned())
    };
    let groups = [AreaType::City, AreaType::Neighbourhood, AreaType::Ward].map(|kind| {
        let areas = catalogue.areas_of(kind).map(|at| {
            let area = &catalogue.areas[usize::from(at)];
            option(area.code.to_string(), &area.name, at == choice.area)
        });
        el("optgroup").attr("label", capital(&catalogue.words.area(kind).1)).all(areas)
    });
    let listed = services(catalogue, customer);
    let listed = listed.iter().map(|(code, name)| option(code.to_string(), name, choice.service.as_ref() == Some(code)));
    let all = option(String::new(), "All services", choice.service.is_none());
    el("form")
        .class("finder")
        .attr("method", "get")
        .attr("action", PATH)
        .with(el("label").with("Area ").with(el("select").attr("name", "area").all(groups)))
        .with(el("label").with("Service ").with(el("select").attr("name", "service").with(all).all(listed)))
        .with(el("button").attr("type", "submit").with("Show"))
}

fn draw(asked: &Asked, scene: &Scene, section: &Section, found: &[Row], choice: &Choice) -> Element {
    let text = (!section.text.is_empty()).then(|| el("p").class("note").with(&section.text));
    let top = el("section").class("page").with(el("h2").with(&section.title)).with(text);
    if found.is_empty() {
        return top
            .with(el("p").class("empty").with("Nothing here is of the service that is chosen. ").with(link(PATH, "Show every service")));
    }
    let heads = heads(scene, choice.area, &choice.chosen);
    let lines = found.iter().map(|row| measure_row(row, "/areas"));
    top.with(rows(&section.title, &heads, &asked.site.words.ward.0, lines)).with(by_ward(asked, scene, section, choice))
}

/// The figures of every ward, those of the neighbourhood first that is chosen or holds the ward that is.
fn by_ward(asked: &Asked, scene: &Scene, section: &Section, choice: &Choice) -> Option<Element> {
    let catalogue = asked.catalogue;
    let listed: Vec<u16> = section.by_ward.iter().filter_map(|code| index(catalogue, code, choice.service.as_ref())).collect();
    if listed.is_empty() {
        return None;
    }
    let ward_word = &asked.site.words.ward;
    let within = |ward: u16| choice.area == ward || catalogue.children(choice.area).any(|child| child == ward);
    let mut wards: Vec<u16> = catalogue.areas_of(AreaType::Ward).collect();
    let whole = catalogue.areas[usize::from(choice.area)].kind == AreaType::City;
    wards.retain(|ward| whole || within(*ward));
    let rows: Vec<Element> = wards
        .iter()
        .map(|&ward| {
            let area = &catalogue.areas[usize::from(ward)];
            let frame = asked.release.area(ward);
            let cells = listed.iter().map(|&at| {
                let (measure, period) = (scene.measure(at), scene.spread.period(at));
                let figure = Figure::of(frame.cube(at), measure, 0, period);
                let stands = rated(catalogue, frame.cube(at), at, ward, period);
                el("td")
                    .with(el("span").class("amount").with(figure.text))
                    .with(" ")
                    .with(stands)
                    .with(note(figure.note.filter(|_| !figure.present)))
            });
            el("tr").with(el("th").attr("scope", "row").with(link(format!("/areas/{}", area.code), &area.name))).all(cells)
        })
        .collect();
    let head = |at: &u16| {
        let measure = scene.measure(*at);
        let period = scene.spread.period(*at).map(|period| catalogue.periods[usize::from(period)].until());
        el("span").with(&measure.title).with(" ").with(note(Some(measure.unit.clone()))).with(" ").with(note(period))
    };
    let first = el("span").with(capital(&ward_word.0));
    let caption = format!("{}, by {}", section.title, ward_word.0);
    let table = el("table")
        .class("figures money-lines")
        .with(el("caption").class("unseen").with(caption.clone()))
        .with(columns(std::iter::once(first).chain(listed.iter().map(head))))
        .with(el("tbody").all(rows));
    let summary = format!("By {}", ward_word.0);
    // Of the whole place there are many: they are opened by whoever wants them.
    let opened = (!whole).then_some("");
    Some(el("details").maybe("open", opened).with(el("summary").with(summary)).with(scrolling(&caption, table)))
}

/// The shape and word of a ward's rating, where there is one.
fn rated(catalogue: &Catalogue, cube: Option<&Cube>, at: u16, ward: u16, period: Option<u16>) -> Option<Element> {
    let measure = &catalogue.measures[usize::from(at)];
    let target = catalogue.target(ward, measure, period?);
    let rating = Judged::in_release(catalogue, measure, cube, 0, period, target).rate(measure);
    (!matches!(rating, Rating::CannotTell(_))).then(|| rating_mark(rating))
}

fn note(text: Option<String>) -> Option<Element> {
    text.map(|text| el("span").class("note").with(text))
}
