//! What the browser draws from frames is what the server has drawn: the browser takes the server's page as it stands and trusts in this.

use std::collections::BTreeSet;

use app::{
    dashboard::Dashboard,
    live::{Piece, Pieces},
    page::Page,
};
use domain::filter::Filter;
use server::http::state::State;

use super::calder_vale;

/// Fetches a piece the way the browser does.
async fn fetch(pieces: &mut Pieces, piece: &Piece) {
    let address = format!("{}/{}", calder_vale().state.site().frames, piece.path());
    let bytes = calder_vale().get(&address).await.is(200).bytes;
    pieces.put(piece, &bytes).unwrap();
}

/// Draws a dashboard from frames, fetching what it asks for; gives the page and how many times it had to ask.
async fn drawn(pieces: &mut Pieces, path: &str, query: &str) -> (Page, usize) {
    let (dashboard, subject) = Dashboard::at(path).unwrap();
    let site = calder_vale().state.site();
    let mut asked = 0;
    loop {
        match dashboard.draw(&*pieces, &site, &subject, query) {
            Ok(page) => return (page, asked),
            Err(missing) => {
                asked += 1;
                assert!(asked < 4, "{path}?{query} asks for {missing:?} again and again");
                for piece in missing {
                    fetch(pieces, &piece).await;
                }
            }
        }
    }
}

const PATHS: [&str; 8] = [
    "/",
    "/areas",
    "/areas/CV-D",
    "/areas/CV-C1",
    "/areas/CV-P04",
    "/themes/sound-homes",
    "/directorates/homes",
    "/measures/repairs-on-time",
];
const QUERIES: [&str; 9] = [
    "",
    "group=male",
    "group=female&against=male&show=all",
    "compare=CV-P05,CV-N1&rating=on-target",
    "period=2024-10-01/P3M&comparator=CV-N2",
    "measure=falls&group=male",
    "area=CV-P04&group=female",
    "group=nobody",
    "colour=red",
];

#[tokio::test]
async fn the_browser_draws_what_the_server_draws() {
    let (release, site) = (&calder_vale().state.release, calder_vale().state.site());
    let mut kept = Pieces::default();
    for path in PATHS {
        for query in QUERIES {
            let (sent, live) = app::page_at(release, &calder_vale().state.register, &site, path, query);
            assert!(live, "{path}");
            let (page, asked) = drawn(&mut Pieces::default(), path, query).await;
            assert_eq!(page, sent, "{path}?{query}");
            assert!(asked > 0, "{path}?{query} was drawn from nothing");
            assert_eq!(drawn(&mut kept, path, query).await.0, sent, "{path}?{query} from pieces kept");
        }
    }
}

#[tokio::test]
async fn a_choice_of_group_asks_for_nothing_more() {
    let mut pieces = Pieces::default();
    for path in PATHS {
        drawn(&mut pieces, path, "").await;
        for query in ["group=male", "group=male&against=female", "show=all", "rating=off-target"] {
            assert_eq!(drawn(&mut pieces, path, query).await.1, 0, "{path}?{query}");
        }
    }
}

#[tokio::test]
async fn links_of_a_view_are_filters_that_read_back() {
    let view = app::draw::area(&*calder_vale().state.release, State::today(), "CV-P05", "group=male").unwrap();
    let hrefs = view.sections.iter().flat_map(|section| section.rows.iter().map(|row| &row.href).chain([&section.href]));
    let mut read = BTreeSet::new();
    for href in hrefs.chain([&view.download]) {
        let filter: Filter = href.split_once('?').map(|(_, query)| query).unwrap_or_default().parse().unwrap();
        assert_eq!(filter.group.as_ref().map(ToString::to_string).as_deref(), Some("male"), "{href}");
        read.insert(href);
    }
    assert!(read.len() > 4);
}
