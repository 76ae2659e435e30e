//! The HTTP side: pages, frames, downloads and assets, all from the release in memory.

mod apart;
mod api;
pub mod around;
pub mod body;
mod decisions;
pub(crate) mod downloads;
mod embed;
mod feeds;
mod found;
mod frames;
pub mod frozen;
mod health;
pub mod limits;
pub mod listen;
pub mod manage;
mod open;
mod pages;
pub mod past;
mod pattern;
mod pictures;
mod policy;
mod registers;
mod renamed;
mod reports;
pub mod site;
pub mod state;
mod statement;
mod taking;
mod thread;

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state, routing::get};
use tower_http::catch_panic::CatchPanicLayer;

use self::{
    around::Around,
    downloads::{Form, Of},
    state::Served,
};

/// The routes of the public, beside its pages.
const ROUTES: [&str; 48] = [
    "/areas/{code}/figures.csv",
    "/areas/{code}/figures.ods",
    "/areas/{code}/figures.json",
    "/measures/{code}/figures.csv",
    "/measures/{code}/figures.ods",
    "/measures/{code}/figures.json",
    "/measures/{code}/data.csv",
    "/equality/statement.txt",
    "/data/releases.csv",
    "/data/corrections.csv",
    "/data/due.csv",
    "/thread.csv",
    "/decisions.csv",
    "/embed/areas/{code}",
    "/embed/measures/{code}",
    "/measures/{code}/picture.svg",
    "/measures/{code}/picture.png",
    "/measures/{code}/card.png",
    "/areas/{code}/card.png",
    "/card.png",
    "/reports/{kind}/{of}/{form}",
    "/api",
    "/api/",
    "/feeds/releases.atom",
    "/feeds/corrections.atom",
    "/feeds/slips.atom",
    "/data/files",
    "/data/open/latest/{*file}",
    "/data/open/{number}/{*file}",
    "/reports/frozen/{number}",
    "/reports/frozen/{number}/since/{other}",
    "/reports/kept/{digest}/{form}",
    "/releases",
    "/releases/",
    "/releases/{number}",
    "/releases/{number}/",
    "/releases/{number}/{*path}",
    "/frames/{release}/catalogue",
    "/frames/{release}/promises",
    "/frames/{release}/area/{index}",
    "/frames/{release}/measure/{index}",
    "/frames/{release}/spread/{period}",
    "/pkg/{file}",
    "/favicon.svg",
    "/robots.txt",
    "/sitemap.xml",
    "/cite",
    "/cite/{file}",
];

/// What requests are counted by: every route, and every pattern of pages.
pub(crate) fn patterns() -> impl Iterator<Item = &'static str> {
    let more = ["/healthz", "/readyz", "/.well-known/security.txt", manage::unsubscribe::PATH];
    ROUTES
        .into_iter()
        .chain(api::ROUTES)
        .chain(["/api/{*rest}"])
        .chain(pattern::PAGES)
        .chain(more)
        .chain(manage::routes::ROUTES.iter().map(|route| route.path))
}

/// What the public sees, each answered from the state that is served when the request comes.
pub fn router(served: impl Into<Served>) -> Router {
    inside(routes(served.into()), Around::default())
}

/// Puts what is around every route around them.
fn inside(routes: Router, around: Around) -> Router {
    routes.layer(from_fn_with_state(Arc::new(around), around::around))
}

fn routes(served: Served) -> Router {
    // Where the application's resources run. Set once for the process; a second router shares it.
    let _already = any_spawner::Executor::init_tokio();
    let shown = Router::new()
        .route("/frames/{release}/catalogue", get(frames::catalogue))
        .route("/frames/{release}/promises", get(frames::promises))
        .route("/frames/{release}/area/{index}", get(frames::area))
        .route("/frames/{release}/measure/{index}", get(frames::measure))
        .route("/frames/{release}/spread/{period}", get(frames::spread))
        .route("/sitemap.xml", get(found::map::sitemap))
        .route("/cite", get(found::cite::page))
        .route("/cite/{file}", get(found::cite::file))
        .merge(drawn(&served))
        .layer(from_fn_with_state(served.clone(), past::standing));
    Router::new()
        .route("/feeds/releases.atom", get(feeds::releases))
        .route("/feeds/corrections.atom", get(feeds::corrections))
        .route("/feeds/slips.atom", get(feeds::slips))
        .route("/data/files", get(open::page))
        .route("/data/open/latest/{*file}", get(open::latest))
        .route("/data/open/{number}/{*file}", get(open::file))
        .route("/data/releases.csv", get(registers::releases))
        .route("/data/corrections.csv", get(registers::corrections))
        .route("/reports/frozen/{number}", get(frozen::page))
        .route("/reports/frozen/{number}/since/{other}", get(frozen::since))
        .route("/reports/kept/{digest}/{form}", get(frozen::kept))
        .route("/releases", get(past::list))
        .route("/releases/", get(past::list))
        .route("/releases/{number}", get(past::first))
        .route("/releases/{number}/", get(past::page))
        .route("/releases/{number}/{*path}", get(past::page))
        .route("/pkg/{file}", get(site::asset))
        .route("/favicon.svg", get(site::root_file))
        .route("/robots.txt", get(found::map::robots))
        .merge(shown)
        .with_state(served)
        .layer(CatchPanicLayer::new())
}

/// What is drawn from a release, pages and files: of the one that is served, and of any other below a path of its own.
fn drawn(served: &Served) -> Router<Served> {
    Router::new()
        .route("/areas/{code}/figures.csv", downloads::shown(Of::Area, Form::Csv))
        .route("/areas/{code}/figures.ods", downloads::shown(Of::Area, Form::Ods))
        .route("/areas/{code}/figures.json", downloads::shown(Of::Area, Form::Json))
        .route("/measures/{code}/figures.csv", downloads::shown(Of::Measure, Form::Csv))
        .route("/measures/{code}/figures.ods", downloads::shown(Of::Measure, Form::Ods))
        .route("/measures/{code}/figures.json", downloads::shown(Of::Measure, Form::Json))
        .route("/measures/{code}/data.csv", get(downloads::measure_all))
        .route("/equality/statement.txt", get(statement::equality))
        .route("/data/due.csv", get(registers::due))
        .route("/thread.csv", get(thread::ties))
        .route("/decisions.csv", get(decisions::csv))
        .route("/embed/areas/{code}", get(embed::card))
        .route("/embed/measures/{code}", get(embed::card))
        .route("/measures/{code}/picture.svg", get(pictures::svg))
        .route("/measures/{code}/picture.png", get(pictures::png))
        .route("/measures/{code}/card.png", get(pictures::measure))
        .route("/areas/{code}/card.png", get(pictures::area))
        .route("/card.png", get(pictures::site))
        .route("/reports/{kind}/{of}/{form}", get(reports::form))
        .route("/api", get(pages::interface))
        .route("/api/", get(pages::interface))
        .fallback(get(pages::page))
        // What can name an area by its code; frames and files never do.
        .layer(from_fn_with_state(served.clone(), renamed::follow))
        .merge(api::routes())
}
