//! The city at a glance.

use domain::view::{
    area::Link,
    home::{HomeView, ThemeGlance},
};
use leptos::prelude::*;

use super::no_subject;
use crate::{
    components::{
        lead::lead_sentence,
        map::hex_map,
        page::LivePage,
        rating::rating_shape,
        row::{figure, made_up},
        spark::sparkline,
        strip::strip,
    },
    draw,
    live::live_view,
    serverfns,
    site::Site,
};

/// The city at a glance.
#[component]
pub fn HomePage() -> impl IntoView {
    let view = live_view(no_subject(), |subject, query| Box::pin(serverfns::home(subject, query)), draw::home);
    let site = StoredValue::new(expect_context::<Site>());
    view! {
        <LivePage view=view title=|_: &HomeView| String::new() announce=|_| String::new() draw=move |home| body(&home, &site.read_value()) />
    }
}

fn finder(view: &HomeView, site: &Site) -> AnyView {
    let label = format!("Find your {}, or type a postcode", site.words.ward.0);
    view! {
        <form class="finder big" action="/find" method="get">
            <label for="find-area">{label}</label>
            <div class="finder-row">
                <input id="find-area" name="q" type="search" maxlength="100" autocomplete="off" placeholder=format!("such as {}", view.example) />
                <button type="submit">"Find"</button>
            </div>
        </form>
    }
    .into_any()
}

/// The parts of a theme's measures that are off, near and on target, as a bar in which each part also has its shape and number.
fn counts(glance: &ThemeGlance) -> AnyView {
    let parts = ["off-target", "near-target", "on-target", "cannot-tell"].into_iter().zip(glance.counts).filter(|(_, count)| *count > 0);
    let parts = parts.map(|(class, count)| view! { <li class=class style=format!("--n:{count}")>{rating_shape(class)} " " {count}</li> });
    view! { <ul class="counts" aria-hidden="true">{parts.collect_view()}</ul><p class="unseen">{glance.words.clone()}</p> }.into_any()
}

fn glance(glance: &ThemeGlance) -> AnyView {
    let lead = glance.lead.as_ref().map(|row| {
        view! {
            <div class="glance-lead">
                <p><a href=row.href.clone()>{row.title.clone()}</a> <span class="note">{row.when.clone()} " " {row.illustrative.then(made_up)}</span></p>
                <p class="glance-figure">{figure(&row.figure)}</p>
                {strip(&row.strip)}
                <div class="glance-spark">{sparkline(&row.spark)}</div>
            </div>
        }
    });
    view! {
        <li class="glance">
            <h3><a href=glance.link.href.clone()>{glance.link.label.clone()}</a></h3>
            {counts(glance)}
            {lead}
        </li>
    }
    .into_any()
}

fn news(heading: &str, items: &[(Link, String)]) -> AnyView {
    let lines = items.iter().map(
        |(link, when)| view! { <li><a href=link.href.clone()>{link.label.clone()}</a> " " <span class="note">{when.clone()}</span></li> },
    );
    view! { <section><h2>{heading.to_owned()}</h2><ul class="plain">{lines.collect_view()}</ul></section> }.into_any()
}

fn body(view: &HomeView, site: &Site) -> AnyView {
    view! {
        <div class="page area-top home-top">
            <div class="area-words">
                <h1>{format!("How {} measures up", site.place)}</h1>
                {lead_sentence(&view.lead)}
                {finder(view, site)}
                <ul class="tools">
                    <li><a href="/areas">{format!("All {}", site.words.ward.1)}</a></li>
                    <li><a href=format!("/areas/{}", site.city)>{format!("The {} in full", site.words.city.0)}</a></li>
                    <li><a href="/directorates">{format!("By {}", site.words.directorate.0)}</a></li>
                </ul>
            </div>
            {view.map.as_ref().map(|map| hex_map(map, "/"))}
        </div>
        <div class="page">
            <h2>{view.plan.0.clone()}</h2>
            <ul class="glances">{view.themes.iter().map(glance).collect_view()}</ul>
            <div class="two">
                {news("What is new", &view.new)}
                {news("What is due next", &view.due)}
            </div>
        </div>
    }
    .into_any()
}
