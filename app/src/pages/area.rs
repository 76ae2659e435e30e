//! The dashboard of an area.

use domain::view::area::{AreaView, Highlight, Link, Section};
use leptos::prelude::*;

use super::param;
use crate::{
    browser,
    components::{
        bar::filter_bar,
        crumbs::crumbs,
        lead::lead_sentence,
        map::hex_map,
        page::LivePage,
        row::{made_up, measure_row, row_heads},
        stay::stay,
    },
    draw,
    live::live_view,
    serverfns,
    site::Site,
};

/// The dashboard of an area.
#[component]
pub fn AreaPage() -> impl IntoView {
    let view = live_view(param("code"), |subject, query| Box::pin(serverfns::area(subject, query)), draw::area);
    let peers = StoredValue::new(expect_context::<Site>().words.ward.0);
    view! {
        <LivePage view=view title=|area: &AreaView| area.name.clone() announce=|area| area.announcement.clone() draw=move |area| body(&area, &peers.read_value()) />
    }
}

fn highlight(highlight: &Highlight) -> AnyView {
    view! {
        <li>
            <p class="label">{highlight.label.clone()}</p>
            <a class="title" href=highlight.href.clone()>{highlight.title.clone()}</a>
            <p class="note">{highlight.text.clone()}</p>
        </li>
    }
    .into_any()
}

fn tools(view: &AreaView) -> AnyView {
    view! {
        <ul class="tools">
            <li><button class="link" type="button" data-needs-script on:click=|_| browser::page::print()>"Print this page"</button></li>
            <li><a href=view.download.clone() rel="external" download="">"Download these figures"</a></li>
        </ul>
    }
    .into_any()
}

fn within((heading, links): &(String, Vec<Link>)) -> AnyView {
    let links = links.iter().map(|link| view! { <li><a href=link.href.clone()>{link.label.clone()}</a></li> });
    view! {
        <section class="page within">
            <h2>{heading.clone()}</h2>
            <ul class="columns">{links.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// One theme's rows.
fn section(section: &Section, heads: &(String, String), peers: &str, path: &str) -> AnyView {
    let id = format!("theme-{}", section.code);
    let more =
        section.more.as_ref().map(|more| view! { <p class="more"><a href=more.href.clone() {..stay()}>{more.label.clone()}</a></p> });
    view! {
        <section class="theme" aria-labelledby=id>
            <h2 id=id.clone()><a href=section.href.clone()>{section.title.clone()}</a> <span class="count">{section.count.clone()}</span></h2>
            <table class="rows">
                <caption class="unseen">{section.title.clone()}</caption>
                {row_heads(heads, peers)}
                <tbody>{section.rows.iter().map(|row| measure_row(row, path)).collect_view()}</tbody>
            </table>
            {more}
        </section>
    }
    .into_any()
}

fn body(view: &AreaView, peers: &str) -> AnyView {
    let facts = view.facts.join(" · ");
    let empty = view.sections.is_empty().then(|| {
        view! { <p class="empty">"No measure fits what is chosen. " <a href=view.bar.path.clone()>"Clear every choice"</a></p> }
    });
    view! {
        <div class="page area-top">
            <div class="area-words">
                {crumbs(&view.trail, &view.name)}
                <h1>{view.name.clone()}</h1>
                <p class="facts">{facts} " " {view.illustrative.then(made_up)}</p>
                {view.note.clone().map(|note| view! { <p class="note">{note}</p> })}
                {lead_sentence(&view.lead)}
                <ul class="highlights">{view.highlights.iter().map(highlight).collect_view()}</ul>
                {tools(view)}
            </div>
            {view.map.as_ref().map(|map| hex_map(map, &view.bar.path))}
        </div>
        {filter_bar(&view.bar)}
        <div class="page">
            {empty}
            {view.sections.iter().map(|known| section(known, &view.heads, peers, &view.bar.path)).collect_view()}
        </div>
        {view.within.as_ref().map(within)}
    }
    .into_any()
}
