//! A theme: what the plan promises, and how it stands.

use domain::{
    measure::Lens,
    plan::Theme,
    view::theme::{Placed, ThemeMeasure, ThemeView},
};
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
    live::{live_view, opened},
    serverfns::{self, Promises},
    site::Site,
};

/// A theme.
#[component]
pub fn ThemePage() -> impl IntoView {
    let slug = param("slug");
    let view = live_view(slug, |subject, query| Box::pin(serverfns::theme(subject, query)), draw::theme);
    let promise = opened::<Promises>(Memo::new(move |_| (slug.get(), String::new())), |slug, _| Box::pin(serverfns::theme_promise(slug)));
    let peers = StoredValue::new(expect_context::<Site>().words.ward.0);
    view! {
        <LivePage view=view title=|theme: &ThemeView| theme.title.clone() announce=|theme| theme.announcement.clone() draw=move |theme| body(&theme, &peers.read_value()) />
        <Transition>{move || promise.get().and_then(Result::ok).map(|known| promises(&known))}</Transition>
    }
}

fn placed(heading: &str, list: &[Placed]) -> AnyView {
    let items = list.iter().map(
        |place| view! { <li><a href=place.href.clone()>{place.name.clone()}</a> " " <span class="note">{place.text.clone()}</span></li> },
    );
    (!list.is_empty()).then(|| view! { <div><p class="label">{heading.to_owned()}</p><ul>{items.collect_view()}</ul></div> }).into_any()
}

fn ends(measure: &ThemeMeasure) -> AnyView {
    let some = !(measure.best.is_empty() && measure.groups.is_empty());
    some.then(|| {
        view! {
            <tr class="ends">
                <td colspan="7">
                    <div class="ends-grid">
                        {placed(&measure.ends.0, &measure.best)}
                        {placed(&measure.ends.1, &measure.worst)}
                        {placed("Groups furthest from everyone", &measure.groups)}
                    </div>
                </td>
            </tr>
        }
    })
    .into_any()
}

fn body(view: &ThemeView, peers: &str) -> AnyView {
    let siblings = view.siblings.iter().map(|(link, here)| {
        let current = here.then_some("page");
        view! { <li><a href=link.href.clone() aria-current=current>{link.label.clone()}</a></li> }
    });
    let shared = view.shared.iter().map(|link| view! { <li><a href=link.href.clone()>{link.label.clone()}</a></li> });
    let shared = (!view.shared.is_empty()).then(|| {
        view! { <p class="label">"Also measured in the other plan"</p><ul class="inline">{shared.collect_view()}</ul> }
    });
    let empty = view
        .measures
        .is_empty()
        .then(|| view! { <p class="empty">"No measure fits what is chosen. " <a href=view.bar.path.clone()>"Clear every choice"</a></p> });
    let rows = view.measures.iter().map(|measure| view! { {measure_row(&measure.row, "/areas")}{ends(measure)} });
    view! {
        <div class="page">
            <nav class="crumbs" aria-label="Up from here"><ol>
                <li><a href="/themes">"Themes"</a></li>
                <li><a href=view.plan.href.clone()>{view.plan.label.clone()}</a></li>
                <li aria-current="page">{view.title.clone()}</li>
            </ol></nav>
            <h1>{view.title.clone()}</h1>
            {lead_sentence(&view.lead)}
            <nav aria-label="Themes of this plan"><ul class="tabs">{siblings.collect_view()}</ul></nav>
        </div>
        {filter_bar(&view.bar)}
        <div class="page">
            <h2>"How it stands"</h2>
            {empty}
            <table class="rows">
                <caption class="unseen">{view.title.clone()}</caption>
                {row_heads(&view.heads, peers)}
                <tbody>{rows.collect_view()}</tbody>
            </table>
            {shared}
        </div>
    }
    .into_any()
}

fn list(heading: &str, items: &[String]) -> AnyView {
    let lines = items.iter().map(|item| view! { <li>{item.clone()}</li> });
    (!items.is_empty()).then(|| view! { <section><h3>{heading.to_owned()}</h3><ul>{lines.collect_view()}</ul></section> }).into_any()
}

fn lens(lens: Lens) -> &'static str {
    match lens {
        Lens::SocialValue => "Social value",
        Lens::Environment => "Environment",
        Lens::Equality => "Equality and inclusion",
    }
}

/// What the plan promises under a theme.
fn promises(known: &Promises) -> AnyView {
    let theme: &Theme = &known.theme;
    let phases = theme.actions.iter().map(|phase| list(&format!("Actions, {}", phase.name), &phase.actions)).collect_view();
    let locks = theme
        .triple_lock
        .iter()
        .map(|lock| list(&format!("Triple Lock: {}", lens(lock.lens).to_lowercase()), &lock.commitments))
        .collect_view();
    let promised = theme.promises.iter().map(|promise| {
        let links = promise.measures.iter().map(|code| {
            let title = known.titles.iter().find(|(known, _)| known == code.as_str()).map(|(_, title)| title.clone());
            view! { <li><a href=format!("/measures/{code}")>{title}</a></li> }
        });
        view! { <li>{promise.text.clone()}<ul class="inline">{links.collect_view()}</ul></li> }
    });
    view! {
        <div class="page promises">
            <h2>"What the plan promises"</h2>
            <p class="summary">{theme.summary.clone()}</p>
            <div class="promise-grid">
                {list("Outcomes", &theme.outcomes)}
                {list("Priorities", &theme.priorities)}
                {phases}
                {list("Benefits for residents", &theme.benefits_residents)}
                {list("Benefits for ward councillors", &theme.benefits_councillors)}
                {locks}
                {list("Who answers for it", &theme.accountable)}
                <section><h3>"What it promises to measure"</h3><ol>{promised.collect_view()}</ol></section>
            </div>
            <p class="note">{format!("In our own words, from: {}", known.plan.1)}</p>
        </div>
    }
    .into_any()
}
