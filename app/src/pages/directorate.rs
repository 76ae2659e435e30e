//! The dashboard of a directorate.

use domain::view::directorate::{DirectorateView, ServiceSection};
use leptos::prelude::*;

use super::param;
use crate::{
    components::{
        bar::filter_bar,
        lead::lead_sentence,
        page::LivePage,
        row::{measure_row, row_heads},
    },
    draw,
    live::live_view,
    serverfns,
    site::Site,
};

/// The dashboard of a directorate.
#[component]
pub fn DirectoratePage() -> impl IntoView {
    let view = live_view(param("slug"), |subject, query| Box::pin(serverfns::directorate(subject, query)), draw::directorate);
    let site = StoredValue::new(expect_context::<Site>());
    view! {
        <LivePage view=view title=|known: &DirectorateView| known.name.clone() announce=|known| known.announcement.clone() draw=move |known| body(&known, &site.read_value()) />
    }
}

fn service(section: &ServiceSection, heads: &(String, String), peers: &str) -> AnyView {
    let rows = section.rows.iter().map(|(row, owner)| {
        view! {
            {measure_row(row, "/areas")}
            <tr class="ends"><td colspan="7"><span class="note">"Answers for it: " {owner.clone()}</span></td></tr>
        }
    });
    view! {
        <section class="theme" id=section.code.clone() aria-labelledby=format!("service-{}", section.code)>
            <h2 id=format!("service-{}", section.code)>{section.name.clone()} " " <span class="count">{section.summary.clone()}</span></h2>
            <p class="note">{section.lead.clone()}</p>
            <table class="rows">
                <caption class="unseen">{section.name.clone()}</caption>
                {row_heads(heads, peers)}
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn body(view: &DirectorateView, site: &Site) -> AnyView {
    let services = view.services.iter().map(|section| {
        view! { <li><a href=format!("#{}", section.code) rel="external">{section.name.clone()}</a> " " <span class="note">{section.summary.clone()}</span></li> }
    });
    let late = view.late.iter().map(
        |(title, href, what)| view! { <li><a href=href.clone()>{title.clone()}</a> " " <span class="note">{what.clone()}</span></li> },
    );
    let late = (!view.late.is_empty())
        .then(|| view! { <section class="late-list"><h2>"What is late"</h2><ul>{late.collect_view()}</ul></section> });
    let empty = view
        .services
        .is_empty()
        .then(|| view! { <p class="empty">"No measure fits what is chosen. " <a href=view.bar.path.clone()>"Clear every choice"</a></p> });
    view! {
        <div class="page">
            <nav class="crumbs" aria-label="Up from here"><ol>
                <li><a href="/directorates">{domain::view::lead::capital(&site.words.directorate.1)}</a></li>
                <li aria-current="page">{view.name.clone()}</li>
            </ol></nav>
            <h1>{view.name.clone()}</h1>
            <p class="facts">{view.role.clone()}</p>
            {lead_sentence(&view.lead)}
            <nav aria-label="Services"><ul class="services">{services.collect_view()}</ul></nav>
        </div>
        {filter_bar(&view.bar)}
        <div class="page">
            {empty}
            {view.services.iter().map(|section| service(section, &view.heads, &site.words.ward.0)).collect_view()}
            {late}
        </div>
    }
    .into_any()
}
