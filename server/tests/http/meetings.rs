//! Meetings of the fictional council: agendas, items on a page of their own, questions and answers.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use domain::{
    cell::Cell,
    filter::Filter,
    meeting::{Change, Held, Item, Meeting, Pinned, Remark, Stage},
    observation::Missing,
    people::UserId,
    register::Register,
    view::figure::value_text,
};
use server::http::router;
use tower::ServiceExt;

use super::{calder_vale, reading::ageless};
use crate::html::text;

/// Who recorded everything.
const CLERK: UserId = UserId(1);

fn at(text: &str) -> chrono::NaiveDateTime {
    text.parse().unwrap()
}

fn item(number: u32, words: &str, pinned: Pinned) -> Item {
    Item { number, words: words.to_owned(), pinned }
}

fn measure(code: &str, area: &str, group: &str) -> Pinned {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Pinned::Measure {
        measure: code.parse().unwrap(),
        area: some(area).map(|code| code.parse().unwrap()),
        group: some(group).map(|code| code.parse().unwrap()),
    }
}

fn remark(id: i64, item: u32, answers: Option<i64>, by: &str, words: &str) -> Remark {
    let said = (CLERK, at("2026-01-20T18:40:00"));
    Remark { id, item, answers, by: by.to_owned(), words: words.to_owned(), said, changes: Vec::new() }
}

fn changed(remark: Remark, words: Option<&str>) -> Remark {
    let made = (CLERK, at("2026-01-21T09:00:00"));
    let change = Change { words: words.map(str::to_owned), reason: "The note taker had misheard.".to_owned(), made };
    Remark { changes: vec![change], ..remark }
}

fn held(id: i64, name: &str, starts: &str, stage: Stage, items: Vec<Item>) -> Held {
    let last = items.iter().map(|item| item.number).max().unwrap_or(0);
    let meeting = Meeting { name: name.to_owned(), starts: at(starts), place: "Moot Hall, Elderbeck".to_owned(), items, last };
    Held { id, version: 3, stage, meeting, saved: (CLERK, at("2026-01-10T09:00:00")), remarks: Vec::new() }
}

/// A meeting that was, one to come, and a draft that no store would tell of.
fn meetings() -> Vec<Held> {
    let agenda = vec![
        item(2, "What the winter did", measure("repairs-on-time", "CV-P05", "female")),
        item(1, "", measure("falls", "", "")),
        item(4, "", Pinned::Report("/reports/quarterly/council".to_owned())),
        item(5, "Any other business", Pinned::Words),
        item(6, "A measure of before", measure("long-gone", "", "")),
    ];
    let mut past = held(1, "Vale <Select> Committee", "2020-02-03T18:30:00", Stage::Closed, agenda);
    past.remarks = vec![
        remark(1, 2, None, "Councillor", "Why so late in <script>alert(1)</script> Mill Lane?\nAnd who knew?"),
        remark(2, 2, Some(1), "Head of Repairs", "Two vans were off the road."),
        changed(remark(3, 2, None, "Chair", "OLD WORDS"), Some("Is the third van back?")),
        changed(remark(4, 1, None, "Councillor", "SECRET WORDS"), None),
        remark(5, 1, Some(4), "Officer", "SECRET ANSWER"),
    ];
    let next = held(2, "Vale Committee", "2099-05-06T10:00:00", Stage::Published, vec![item(1, "Welcome", Pinned::Words)]);
    let draft = held(3, "Not told", "2099-05-06T10:00:00", Stage::Draft, vec![item(1, "Welcome", Pinned::Words)]);
    vec![draft, next, past]
}

fn telling(meetings: Vec<Held>) -> Router {
    let register = Register { meetings, ..(*calder_vale().state.register).clone() };
    router(Arc::new(calder_vale().state.telling(register)))
}

async fn get(router: &Router, address: &str) -> (u16, String) {
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 26).await.unwrap();
    (parts.status.as_u16(), String::from_utf8(bytes.to_vec()).unwrap())
}

async fn words(router: &Router, address: &str) -> String {
    let (status, body) = get(router, address).await;
    assert_eq!(status, 200, "{address}");
    text(&body)
}

/// `INSTA_UPDATE=always` writes the words anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_meetings() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let router = telling(meetings());
    for (name, address) in [
        ("page_meetings", "/meetings"),
        ("page_meeting", "/meetings/1"),
        ("page_meeting_item", "/meetings/1/2"),
        ("page_meeting_questions", "/measures/repairs-on-time/questions"),
    ] {
        let words = words(&router, address).await;
        settings.bind(|| insta::assert_snapshot!(name, ageless(&words)));
    }
}

#[tokio::test]
async fn without_a_meeting_the_list_and_a_measure_say_so() {
    let router = telling(Vec::new());
    let list = words(&router, "/meetings").await;
    assert!(list.contains("No meeting is announced here.") && list.contains("No meeting was held here yet."), "{list}");
    let none = words(&router, "/measures/falls/questions").await;
    assert!(none.contains("Nothing was asked about this measure"), "{none}");
    assert!(get(&router, "/measures/falls").await.1.contains("href=\"/measures/falls/questions\""));
    assert_eq!(get(&router, "/measures/no-such-measure/questions").await.0, 404);
}

#[tokio::test]
async fn what_is_not_public_is_not_there() {
    let router = telling(meetings());
    for address in [
        "/meetings/3",
        "/meetings/3/1",
        "/meetings/4711",
        "/meetings/0",
        "/meetings/-1",
        "/meetings/01",
        "/meetings/x",
        "/meetings/1/3",
        "/meetings/1/02",
        "/meetings/1/x",
        "/meetings/99999999999999999999",
        "/meetings/1/99999999999",
        // Meetings are told of the release that is served.
        "/releases/1/meetings",
        "/releases/1/meetings/1",
        "/releases/1/meetings/1/2",
        "/releases/1/measures/falls/questions",
    ] {
        let (status, body) = get(&router, address).await;
        assert_eq!(status, 404, "{address}");
        assert!(!body.contains("Not told") && !body.contains("Head of Repairs"), "{address}");
    }
    assert!(!words(&router, "/meetings").await.contains("Not told"));
    let (_, past) = get(&router, "/releases/1/reports").await;
    assert!(past.contains("href=\"/meetings\"") && !past.contains("/releases/1/meetings"), "an earlier release leads out to meetings");
    let (_, past) = get(&router, "/releases/1/measures/falls").await;
    assert!(!past.contains("/questions"), "an earlier release knows nothing of questions");
}

#[tokio::test]
async fn what_was_said_is_text_and_what_was_taken_back_is_gone() {
    let router = telling(meetings());
    for address in ["/meetings/1", "/meetings/1/2", "/meetings/1/1", "/measures/repairs-on-time/questions", "/measures/falls/questions"] {
        let (status, body) = get(&router, address).await;
        assert_eq!(status, 200, "{address}");
        for gone in ["<script>alert", "<Select>", "OLD WORDS", "SECRET"] {
            assert!(!body.contains(gone), "{address} has {gone}");
        }
        assert_eq!(body.matches("<h1").count(), 1, "{address}");
    }
    let (_, body) = get(&router, "/meetings/1").await;
    assert!(body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{body}");
    let (_, body) = get(&router, "/measures/falls/questions").await;
    assert!(body.contains("Withdrawn on 21 January 2026: The note taker had misheard."), "{body}");
}

#[tokio::test]
async fn items_follow_each_other_by_links() {
    let router = telling(meetings());
    let (_, first) = get(&router, "/meetings/1/2").await;
    assert!(first.contains("href=\"/meetings/1/1#main\" rel=\"next\"") && !first.contains("rel=\"prev\""), "{first}");
    let (_, middle) = get(&router, "/meetings/1/1").await;
    assert!(middle.contains("href=\"/meetings/1/2#main\" rel=\"prev\"") && middle.contains("href=\"/meetings/1/4#main\" rel=\"next\""));
    let (_, last) = get(&router, "/meetings/1/6").await;
    assert!(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""), "{last}");
    // What was pinned on an earlier release may be gone: this is said, and nothing else fails.
    assert!(text(&last).contains("Release 1 has no figures of this measure"), "{last}");
    assert!(!first.contains("<script type=\"module\""), "the pages of a meeting need no program");
}

/// Whatever is pinned, an item shows no figure that disclosure control hides: not in the card, not in its drawing, not in why.
#[tokio::test]
async fn an_item_tells_nothing_of_a_hidden_figure() {
    let release = &calder_vale().state.release;
    let catalogue = &release.catalogue;
    let mut pins = Vec::new();
    for observation in super::hidden::observations() {
        let places = (
            catalogue.area_index(&observation.area),
            catalogue.measure_index(&observation.measure),
            catalogue.group_index(&observation.group),
        );
        let (Some(area), Some(at), Some(group)) = places else { continue };
        let measure = &catalogue.measures[usize::from(at)];
        let newest = catalogue.spans[usize::from(at)].periods.last().map(|&period| catalogue.periods[usize::from(period)]);
        let period = catalogue.periods.binary_search(&observation.period).map(|at| at as u16);
        let (Ok(period), true) = (period, newest == Some(observation.period)) else { continue };
        let domain::observation::Figure::Parts { numerator, denominator: Some(of) } = observation.figure else { continue };
        if release.area(area).cell(at, group, period).0 != Cell::Missing(Missing::Suppressed) || of < 1.0 {
            continue;
        }
        let value = numerator / of * f64::from(measure.per);
        pins.push((measure.code.clone(), observation.area.clone(), observation.group.clone(), value_text(value, measure)));
    }
    assert!(pins.len() > 20, "only {} figures are hidden: too few to show anything", pins.len());
    for (chunk, pins) in pins.chunks(40).enumerate() {
        let items = pins.iter().zip(1..).map(|((measure, area, group, _), number)| {
            let filter = Filter { area: Some(area.clone()), group: Some(group.clone()), ..Filter::default() };
            item(number, "", Pinned::Measure { measure: measure.clone(), area: filter.area, group: filter.group })
        });
        let router = telling(vec![held(1, "Vale Committee", "2020-02-03T18:30:00", Stage::Published, items.collect())]);
        for ((measure, area, group, value), number) in pins.iter().zip(1..) {
            let (status, body) = get(&router, &format!("/meetings/1/{number}")).await;
            assert_eq!(status, 200);
            let (_, card) = body.split_once("class=\"pinned\"").unwrap();
            let (card, _) = card.split_once("<dl").unwrap();
            let said = text(&format!("<p {card}"));
            let spot = format!("{chunk}/{number}: {measure} {area} {group}");
            assert!(card.contains("class=\"value missing\"") && said.contains("Cannot tell"), "{spot}: {said}");
            assert!(
                !said.split_whitespace().any(|word| word.trim_end_matches(['.', ',', ':', ';']) == value),
                "{spot} tells {value}: {said}"
            );
        }
    }
}
