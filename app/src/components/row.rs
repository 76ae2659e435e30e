//! One measure as one row.

use domain::view::{
    figure::Figure,
    row::{Gap, Row},
};
use leptos::prelude::*;

use super::{
    rating::rating,
    spark::sparkline,
    stay::stay,
    strip::{mark_path, strip},
};

/// A figure: the value and its interval, or the marker and the reason.
pub fn figure(figure: &Figure) -> AnyView {
    let class = if figure.present { "value" } else { "value missing" };
    view! {
        <span class=class>{figure.text.clone()}</span>
        <span class="note">{figure.note.clone()}</span>
    }
    .into_any()
}

fn gap(gap: Option<&Gap>) -> AnyView {
    gap.map(|gap| {
        view! {
            <span class="gap-text">{gap.text.clone()}</span>
            <span class="note">{gap.note.clone()}</span>
        }
    })
    .into_any()
}

/// The sign that a figure is made up.
pub fn made_up() -> impl IntoView {
    view! { <span class="made-up-tag"><span class="made-up" aria-hidden="true"></span>"illustrative"</span> }
}

/// The heads of the columns.
pub fn row_heads(heads: &(String, String), peers: &str) -> AnyView {
    view! {
        <thead>
            <tr>
                <th scope="col" class="c-measure">"Measure"</th>
                <th scope="col" class="c-strip">{format!("Every {peers}, and this one")}</th>
                <th scope="col" class="c-mine">{heads.0.clone()}</th>
                <th scope="col" class="c-ref">{heads.1.clone()}</th>
                <th scope="col" class="c-gap">"Gap"</th>
                <th scope="col" class="c-now">"Now · real change?"</th>
                <th scope="col" class="c-spark">"Over time"</th>
            </tr>
        </thead>
    }
    .into_any()
}

/// One measure as one row of a table; `path` is the page that the map link stays on.
pub fn measure_row(row: &Row, path: &str) -> AnyView {
    let map = row.map.as_ref().map(|query| {
        let label = format!("{} on the map", row.title);
        view! { <a class="to-map" href=format!("{path}?{query}") {..stay()} aria-label=label>"on the map"</a> }
    });
    let compared = row.compared.iter().map(|other| {
        view! {
            <li>
                <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
                    <path class=format!("other mark-{}", other.mark) d=mark_path(other.mark, 7.0, 7.0) />
                </svg>
                <span class="compared-name">{other.name.clone()}</span>
                {figure(&other.figure)}
            </li>
        }
    });
    let compared = (!row.compared.is_empty()).then(|| view! { <ul class="compared">{compared.collect_view()}</ul> });
    let late = row.late.clone().map(|late| view! { <span class="late">"Late: "{late}</span> });
    view! {
        <tr class="row" data-rating=row.rating.class.clone()>
            <th scope="row" class="c-measure">
                <a class="title" href=row.href.clone()>{row.title.clone()}</a>
                <span class="note">{row.unit.clone()}</span>
                <span class="note">{row.when.clone()}</span>
                {late}
                <span class="row-tags">{row.illustrative.then(made_up)} {map}</span>
            </th>
            <td class="c-strip">{strip(&row.strip)}<span class="unseen">{row.sentence.clone()}</span></td>
            <td class="c-mine">{figure(&row.figure)}{compared}</td>
            <td class="c-ref">{figure(&row.reference)}<span class="note ref-name">{row.reference_name.clone()}</span></td>
            <td class="c-gap">{gap(row.gap.as_ref())}</td>
            <td class="c-now">{rating(&row.rating, &row.change)}</td>
            <td class="c-spark">{sparkline(&row.spark)}</td>
        </tr>
    }
    .into_any()
}
