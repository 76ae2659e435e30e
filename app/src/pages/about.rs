//! About: methods, illustrative figures, accessibility, cookies.

use leptos::prelude::*;
use leptos_meta::Title;

use super::param;
use crate::{components::page::Wrong, error::ApiError, site::Site};

/// The pages there are: slug and title.
const PAGES: [(&str, &str); 4] = [
    ("methods", "How figures are made"),
    ("illustrative", "Illustrative figures"),
    ("accessibility", "Accessibility"),
    ("cookies", "Cookies"),
];

/// About the site.
#[component]
pub fn AboutPage() -> impl IntoView {
    let page = param("page");
    move || {
        let slug = page.get();
        if let Some((slug, title)) = PAGES.iter().find(|(known, _)| *known == slug) {
            about(slug, title).into_any()
        } else {
            let nearest = PAGES.iter().map(|(slug, title)| ((*title).to_owned(), format!("/about/{slug}"))).collect();
            view! { <Wrong error=ApiError::NotFound { what: "page".to_owned(), given: slug, nearest } /> }.into_any()
        }
    }
}

fn about(slug: &'static str, title: &'static str) -> impl IntoView {
    let tabs = PAGES.iter().map(|(known, title)| {
        let current = (*known == slug).then_some("page");
        view! { <li><a href=format!("/about/{known}") aria-current=current>{*title}</a></li> }
    });
    let text = match slug {
        "methods" => methods().into_any(),
        "illustrative" => illustrative().into_any(),
        "accessibility" => accessibility().into_any(),
        _ => cookies().into_any(),
    };
    view! {
        <Title text=title />
        <div class="page narrow prose">
            <h1>{title}</h1>
            <nav aria-label="About"><ul class="tabs">{tabs.collect_view()}</ul></nav>
            {text}
        </div>
    }
}

fn methods() -> impl IntoView {
    view! {
        <h2>"Values and intervals"</h2>
        <p>"A percentage or a rate is worked out from its parts: how many, out of how many. Beside it stands the range in which the true figure lies 19 times out of 20, by Wilson’s method for percentages and Byar’s or the exact method for rates. Where a source gives its own range, we keep it."</p>
        <h2>"Rating: now, against the target"</h2>
        <p>"On target means the target is met. Near target means it is missed by no more than the tolerance set with it. Off target means it is missed by more. Where there is no target or no figure, or where neither higher nor lower is better, we say that we cannot tell, and why."</p>
        <h2>"Change: real or chance"</h2>
        <p>"We compare the newest figure with the same period a year before. Improving or getting worse means that chance alone would give so large a difference less than one time in twenty. A break in the way a figure is counted is never compared across."</p>
        <h2>"Gaps"</h2>
        <p>"The gap is the figure of the group shown minus the figure it is held against. Within chance means that the two could be the same."</p>
        <h2>"Protecting people"</h2>
        <p>"Small counts are hidden, on either side of a share, and so is a share that would say the same of every member of a group. Nothing that has not passed this check leaves the server."</p>
        <h2>"Best fit"</h2>
        <p>"Census figures for wards are put together from small areas. Each counts wholly to the ward in which the middle of its people lies."</p>
    }
}

fn illustrative() -> impl IntoView {
    let site = expect_context::<Site>();
    let published = format!(
        "Figures from the Census, national statistics and {}’s own plans are real, with their source on each measure’s page.",
        site.name
    );
    view! {
        <p class="lead">"Some figures are made up, so that this example can be explored before the council has put its own in."</p>
        <p>{published}</p>
        <p>"Made-up figures are marked “illustrative” with a dashed ring in every row, map, chart and table, and in the provenance column of every download. They are generated from a fixed seed when the example is loaded: the same every time, and never kept in a file that looks like data."</p>
        <p>{format!("How {} are grouped into {} is also our own, and marked in the same way.", site.words.ward.1, site.words.neighbourhood.1)}</p>
    }
}

fn accessibility() -> impl IntoView {
    view! {
        <p class="lead">"Everyone should be able to use these pages: with a keyboard, a screen reader, a phone, large text, or without script."</p>
        <p>"We aim at level AA of the Web Content Accessibility Guidelines 2.2. The main pages are tested in a browser with an automatic checker, with the keyboard and without script each time the program changes."</p>
        <h2>"What to expect"</h2>
        <ul>
            <li>"Every map and chart has a sentence that says what it shows and a list or table with the same figures."</li>
            <li>"Ratings have a word and a shape as well as a colour."</li>
            <li>"Dark mode, reduced motion and large text follow your settings."</li>
        </ul>
        <h2>"What is not right yet"</h2>
        <p>"People who use assistive technology every day have not yet tested these pages. Tell the council if something is in your way."</p>
    }
}

fn cookies() -> impl IntoView {
    view! {
        <p class="lead">"These pages set no cookies and keep nothing in your browser but the files they are made of."</p>
        <p>"What you have chosen is in the address of the page, so that you can share it. Nobody counts your visits."</p>
    }
}
