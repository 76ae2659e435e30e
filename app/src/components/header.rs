//! The head of every page: whose it is, where one can go, and the search.

use domain::view::lead::capital;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::site::Site;

/// The head of every page.
#[component]
pub fn Header() -> impl IntoView {
    let site = expect_context::<Site>();
    let path = use_location().pathname;
    let directorates = capital(&site.words.directorate.1);
    let links = [
        ("/areas", "Areas".to_owned()),
        ("/themes", "Themes".to_owned()),
        ("/measures", "Measures".to_owned()),
        ("/directorates", directorates),
        ("/data", "Data".to_owned()),
        ("/about/methods", "About".to_owned()),
    ];
    let item = move |(href, label): (&'static str, String)| {
        let section = if href.starts_with("/about") { "/about" } else { href };
        let current = move || path.read().starts_with(section).then_some("true");
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    };
    let hint = format!("{} or postcode", capital(&site.words.ward.0));
    view! {
        <header class="head">
            <div class="head-inner">
                <a class="brand" href="/">
                    <span class="brand-name">"Measure Up"</span>
                    <span class="brand-council">{site.name.clone()}</span>
                </a>
                <nav class="nav" aria-label="Main">
                    <ul>{links.into_iter().map(item).collect_view()}</ul>
                </nav>
                <search class="search">
                    <form action="/find" method="get">
                        <label class="unseen" for="search">{format!("Find a {} or postcode", site.words.ward.0)}</label>
                        <input id="search" name="q" type="search" maxlength="100" autocomplete="off" placeholder=hint />
                        <button type="submit">"Find"</button>
                    </form>
                </search>
            </div>
        </header>
        {site.illustrative.then(illustrative_notice)}
    }
}

/// Says, on every page, that some figures are made up.
fn illustrative_notice() -> impl IntoView {
    view! {
        <aside class="notice" aria-label="About the figures">
            <p>
                <span class="made-up" aria-hidden="true"></span>
                "Some figures here are " <strong>"illustrative"</strong>
                ": made up so that the example can be explored. They are marked wherever they appear. "
                <a href="/about/illustrative">"Which ones?"</a>
            </p>
        </aside>
    }
}
