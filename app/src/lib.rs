//! The Leptos application: every page is complete HTML from the server, and answers each filter click in the browser.
#![recursion_limit = "512"]

pub mod browser;
pub mod charts;
pub mod components;
pub mod draw;
pub mod error;
pub mod live;
pub mod pages;
pub mod serverfns;
pub mod site;
pub mod wire;

use leptos::prelude::*;
use leptos_meta::{Meta, Stylesheet, Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::{footer::Footer, header::Header},
    live::Live,
    pages::{
        about::AboutPage, area::AreaPage, areas::AreasPage, data::DataPage, directorate::DirectoratePage, directorates::DirectoratesPage,
        find::FindPage, home::HomePage, measure::MeasurePage, measures::MeasuresPage, not_found::NotFoundPage, theme::ThemePage,
        themes::ThemesPage,
    },
    site::{Assets, Site},
};

/// The HTML document around the application.
pub fn shell(assets: &Assets, site: &Site) -> impl IntoView + use<> {
    let Assets { css, start, script, wasm, fonts, .. } = assets.clone();
    let preloads = fonts.into_iter().map(|href| view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="" /> });
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" style=format!("--head: {}", site.head_colour)>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content=site.head_colour.clone() />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                {preloads.collect_view()}
                <Stylesheet href=css />
                <link rel="modulepreload" href=start.clone() />
                <link rel="modulepreload" href=script />
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
                <leptos_meta::MetaTags />
                <script type="module" src=start></script>
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The title of a page. The framework writes it into the document as it is, so a name from a folder must not be able to close it.
fn heading(title: &str, council: &str) -> String {
    let whole = if title.is_empty() { format!("Measure Up · {council}") } else { format!("{title} · Measure Up") };
    whole.replace('<', "‹").replace('>', "›")
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let site = SharedValue::new(|| use_context::<Site>().unwrap_or_default()).into_inner();
    provide_context(site.clone());
    provide_context(Live::new(&site));
    let council = site.name.clone();
    Effect::new(browser::page::close_panels);
    view! {
        <Title formatter=move |title: String| heading(&title, &council) />
        <Meta name="description" content=format!("How {} measures up: every promise of its plans, by neighbourhood and equality group.", site.name) />
        <Router>
            <a class="skip" href="#main" rel="external">"Skip to the page"</a>
            <Header />
            <main id="main" tabindex="-1">
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage />
                    <Route path=path!("/areas") view=AreasPage />
                    <Route path=path!("/areas/:code") view=AreaPage />
                    <Route path=path!("/themes") view=ThemesPage />
                    <Route path=path!("/themes/:slug") view=ThemePage />
                    <Route path=path!("/measures") view=MeasuresPage />
                    <Route path=path!("/measures/:code") view=MeasurePage />
                    <Route path=path!("/directorates") view=DirectoratesPage />
                    <Route path=path!("/directorates/:slug") view=DirectoratePage />
                    <Route path=path!("/find") view=FindPage />
                    <Route path=path!("/data") view=DataPage />
                    <Route path=path!("/about/:page") view=AboutPage />
                </Routes>
            </main>
            <Footer />
        </Router>
    }
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn a_name_cannot_close_the_title() {
        assert_eq!(heading("</title><script>", "A"), "‹/title›‹script› · Measure Up");
        assert_eq!(heading("", "A"), "Measure Up · A");
    }
}
