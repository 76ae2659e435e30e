//! Every plan with its themes.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    live::opened,
    serverfns::{self, Outlines},
};

/// Every plan with its themes.
#[component]
pub fn ThemesPage() -> impl IntoView {
    let outlines = opened::<Outlines>(Memo::new(|_| <(String, String)>::default()), |_, _| Box::pin(serverfns::themes()));
    view! {
        <Title text="Themes" />
        <div class="page">
            <h1>"Themes"</h1>
            <p class="lead">"What the council has promised to do, plan by plan, and how each theme is measured."</p>
            <Transition>{move || outlines.get().and_then(Result::ok).map(|known| plans(&known))}</Transition>
        </div>
    }
}

fn plans(known: &Outlines) -> AnyView {
    let plans = known.plans.iter().map(|(plan, summary, summaries)| {
        let themes = plan.themes.iter().zip(summaries).map(|(theme, summary)| {
            view! {
                <li>
                    <a class="title" href=format!("/themes/{}", theme.code)>{theme.title.clone()}</a>
                    <span class="note">{summary.clone()}</span>
                    <span class="note">{domain::format::plural(theme.measures.len() as u64, ("measure", "measures"))}</span>
                </li>
            }
        });
        view! {
            <section id=plan.code.to_string()>
                <h2>{plan.title.clone()} " " <span class="count">{if plan.current { "in force" } else { "earlier plan" }}</span></h2>
                <p>{summary.clone()}</p>
                <ul class="cards">{themes.collect_view()}</ul>
            </section>
        }
    });
    plans.collect_view().into_any()
}
