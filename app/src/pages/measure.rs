//! One measure in full.

use domain::view::{
    chart::Chart,
    measure::{AreaLine, MeasureView},
};
use leptos::prelude::*;

use super::param;
use crate::{
    components::{
        bar::filter_bar,
        chart::LargeChart,
        lead::lead_sentence,
        map::hex_map,
        page::LivePage,
        row::{figure, made_up, measure_row, row_heads},
        strip::mark_path,
    },
    draw,
    error::ApiError,
    live::live_view,
    serverfns,
    site::Site,
};

/// The charts of the page, in order.
const CHARTS: [&str; 4] = ["trend", "groups", "gap", "comparators"];

/// One measure in full.
#[component]
pub fn MeasurePage() -> impl IntoView {
    let view = live_view(param("code"), |subject, query| Box::pin(serverfns::measure(subject, query)), draw::measure);
    let peers = StoredValue::new(expect_context::<Site>().words.ward.0);
    let charts = CHARTS.map(|id| {
        let chart = Signal::derive(move || chart(view, id));
        view! { <LargeChart chart=chart /> }
    });
    view! {
        <LivePage view=view title=|measure: &MeasureView| measure.title.clone() announce=|measure| measure.announcement.clone() draw=move |measure| top(&measure, &peers.read_value()) />
        <Transition><div class="page charts">{charts.into_iter().collect_view()}</div></Transition>
        <Transition>{move || view.get().and_then(Result::ok).map(|measure| rest(&measure))}</Transition>
    }
}

fn chart(view: Signal<Option<Result<MeasureView, ApiError>>>, id: &str) -> Option<Chart> {
    view.with(|view| view.as_ref()?.as_ref().ok()?.charts.iter().find(|chart| chart.id == id).cloned())
}

fn top(view: &MeasureView, peers: &str) -> AnyView {
    let row = measure_row(&view.row, &view.bar.path);
    view! {
        <div class="page area-top">
            <div class="area-words">
                <nav class="crumbs" aria-label="Up from here"><ol>
                    <li><a href="/measures">"Measures"</a></li>
                    <li aria-current="page">{view.title.clone()}</li>
                </ol></nav>
                <h1>{view.title.clone()}</h1>
                <p class="facts">{view.row.unit.clone()} " " {view.any_illustrative.then(made_up)}</p>
                {lead_sentence(&view.lead)}
                <p class="summary">{view.facts.first().map(|(_, text)| text.clone())}</p>
                <ul class="tools">
                    {view.downloads.iter().map(|link| view! { <li><a href=link.href.clone() rel="external" download="">{link.label.clone()}</a></li> }).collect_view()}
                </ul>
            </div>
            {view.map.as_ref().map(|map| hex_map(map, &view.bar.path))}
        </div>
        {filter_bar(&view.bar)}
        <div class="page">
            <table class="rows">
                <caption class="unseen">{view.title.clone()}</caption>
                {row_heads(&view.heads, peers)}
                <tbody>{row}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(line: &AreaLine) -> AnyView {
    let mark = line.mark.map(|mark| {
        let shape = match mark {
            0 => view! { <circle class="mine" cx="7" cy="7" r="5" /> }.into_any(),
            mark => view! { <path class=format!("other mark-{mark}") d=mark_path(mark, 7.0, 7.0) /> }.into_any(),
        };
        view! { <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">{shape}</svg> " " }
    });
    view! {
        <tr class=line.mark.map(|_| "marked")>
            <th scope="row">{mark}<a href=line.href.clone()>{line.name.clone()}</a></th>
            <td>{figure(&line.figure)}</td>
        </tr>
    }
    .into_any()
}

fn areas((heading, lines): &(String, Vec<AreaLine>)) -> AnyView {
    view! {
        <table class="places">
            <caption>{heading.clone()}</caption>
            <thead class="unseen"><tr><th scope="col">"Area"</th><th scope="col">"Figure"</th></tr></thead>
            <tbody>{lines.iter().map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn targets(view: &MeasureView) -> AnyView {
    let rows = view.targets.iter().map(|[period, level, near, who]| {
        view! { <tr><th scope="row">{period.clone()}</th><td>{level.clone()}</td><td>{near.clone()}</td><td>{who.clone()}</td></tr> }
    });
    (!view.targets.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Targets"</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Table: targets">
                    <table class="figures">
                        <thead><tr><th scope="col">"Period"</th><th scope="col">"Target"</th><th scope="col">"Near is"</th><th scope="col">"Set by"</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
    .into_any()
}

fn source(view: &MeasureView) -> AnyView {
    view.source
        .clone()
        .map(|source| {
            let title = match source.url.clone() {
                Some(url) => view! { <a href=url rel="external">{source.title.clone()}</a> }.into_any(),
                None => view! { <span>{source.title.clone()}</span> }.into_any(),
            };
            let licence = source.licence.map(|licence| format!(" {licence}."));
            view! { <div><dt>"Source"</dt><dd>{title} ", " {source.publisher} "." {licence} " " {source.note}</dd></div> }
        })
        .into_any()
}

/// All areas, and everything a reader needs to trust the measure.
fn rest(view: &MeasureView) -> AnyView {
    let facts = view.facts.iter().map(|(label, text)| view! { <div><dt>{label.clone()}</dt><dd>{text.clone()}</dd></div> });
    let caveats = view.caveats.iter().map(|caveat| view! { <li>{caveat.clone()}</li> });
    let caveats =
        (!view.caveats.is_empty()).then(|| view! { <div><dt>"What it cannot tell"</dt><dd><ul>{caveats.collect_view()}</ul></dd></div> });
    let themes = view.themes.iter().map(|link| view! { <li><a href=link.href.clone()>{link.label.clone()}</a></li> });
    let themes = (!view.themes.is_empty()).then(|| view! { <div><dt>"Promised in"</dt><dd><ul>{themes.collect_view()}</ul></dd></div> });
    let directorate = view
        .directorate
        .as_ref()
        .map(|link| view! { <div><dt>"Answered for by"</dt><dd><a href=link.href.clone()>{link.label.clone()}</a></dd></div> });
    view! {
        <div class="page">
            <section aria-labelledby="all-areas">
                <h2 id="all-areas">"Every area"</h2>
                <div class="place-groups">{view.areas.iter().map(areas).collect_view()}</div>
            </section>
            {targets(view)}
            <section>
                <h2>"About this measure"</h2>
                <dl class="about">{facts.collect_view()}{directorate}{themes}{source(view)}{caveats}</dl>
            </section>
        </div>
    }
    .into_any()
}
