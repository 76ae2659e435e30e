//! The Leptos application: every page is complete HTML from the server, and answers each filter click in the browser.
#![recursion_limit = "512"]

pub mod apart;
pub mod browser;
pub mod charts;
pub mod components;
pub mod dashboard;
pub mod draw;
pub mod embed;
pub mod error;
pub mod head;
pub mod live;
pub mod manage;
pub mod markup;
pub mod page;
pub mod pages;
pub mod site;
pub mod still;
pub mod wire;

use std::sync::Arc;

use domain::{register::Register, release::Release};
use leptos::prelude::*;

use crate::{
    components::{
        footer::footer,
        header::{header, illustrative_notice},
    },
    live::{Address, Pieces, Sent, Showing},
    markup::{Body, Element, el},
    page::Page,
    site::{Assets, Site},
};

/// The page at an address, drawn from a release and from what is told of releases, and whether it answers clicks in the browser.
pub fn page_at(release: &Release, register: &Register, site: &Site, path: &str, query: &str) -> (Page, bool) {
    if let Some(page) = still::former((release, register), site, path) {
        return (page, false);
    }
    match dashboard::Dashboard::at(path) {
        Some((dashboard, subject)) => {
            let page = dashboard.draw(release, site, &subject, query);
            (page.unwrap_or_else(|_| Page::wrong(&error::PageError::Internal)), true)
        }
        None => (still::page((release, register), site, path, query), false),
    }
}

/// The HTML document around a page. `live`: whether the program is sent with it, which then takes the page over. `told`: what its head says beside.
pub fn shell(assets: &Assets, site: &Site, page: &Page, live: bool, told: Vec<Element>) -> impl IntoView + use<> {
    let Assets { css, start, fonts, .. } = assets.clone();
    // The framework would end a text with a mark of its own, which in a title is read as text.
    let title = Body::of(el("title").with(page.full_title(&site.name)));
    let told: Vec<Body> = told.into_iter().map(Body::of).collect();
    let preloads = fonts.into_iter().map(|href| view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="" /> });
    // It comes after the page has been painted, and fetches the rest by itself.
    let program = live.then(|| view! { <script type="module" src=start></script> });
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" style=format!("--head: {}", site.head_colour)>
            <head>
                <meta charset="utf-8" />
                {title}
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                {told}
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content=site.head_colour.clone() />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                {preloads.collect_view()}
                <link rel="stylesheet" href=css />
                {program}
            </head>
            <body data-site=live.then(|| wire::text(site))>
                <App />
            </body>
        </html>
    }
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let site = use_context::<Site>().unwrap_or_else(browser::page::site);
    let sent = use_context::<Sent>();
    let address = RwSignal::new(sent.as_ref().map_or_else(browser::address::now, |sent| sent.address.clone()));
    let notice = site.illustrative.then(|| Body::of(illustrative_notice()));
    let (heads, feet) = (site.clone(), site.clone());
    Effect::new(move |_| {
        browser::address::follow(address);
        browser::page::listen();
    });
    view! {
        <a class="skip" href="#main">"Skip to the page"</a>
        {move || Body::of(header(&heads, &address.read().path))}
        {notice}
        <main id="main" tabindex="-1">{live_body(address, sent, site)}</main>
        {move || address.with(|Address { path, query }| Body::of(footer(&feet, Some(("", path.as_str(), query.as_str())))))}
    }
}

/// What is inside `main`: the server's page, or what the browser draws; and what a screen reader is told when it changes.
fn live_body(address: RwSignal<Address>, sent: Option<Sent>, site: Site) -> impl IntoView {
    let (pieces, site) = (RwSignal::new(Pieces::default()), StoredValue::new(site));
    let showing = live::showing(address, pieces, site);
    let announcement = live::keep(address, showing, pieces, site);
    let body = move || {
        let (Address { path, query }, drawn) = (address.get(), showing.read());
        let drawn = if let Showing::Page(page) = &*drawn { Some(page) } else { None };
        let page = sent.as_ref().map(|sent| &sent.page).or(drawn);
        Body { about: path, state: query, markup: page.map(|page| Arc::clone(&page.body)) }
    };
    view! {
        <p class="unseen" role="status" aria-live="polite">{announcement}</p>
        {body}
    }
}
