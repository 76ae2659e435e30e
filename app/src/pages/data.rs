//! Downloads.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::site::Site;

/// Downloads.
#[component]
pub fn DataPage() -> impl IntoView {
    let site = expect_context::<Site>();
    let published = domain::period::long_date(site.published);
    view! {
        <Title text="Data" />
        <div class="page narrow">
            <h1>"Data"</h1>
            <p class="lead">{format!("Everything shown here can be downloaded. This is release {}, published {published}.", site.release)}</p>
            <h2>"What you see"</h2>
            <p>"Every dashboard and every measure has a link that downloads exactly the figures shown, with the choices you have made."</p>
            <h2>"One measure, all of it"</h2>
            <p>"Each measure’s page has a link to all its figures: every area, group and period. "<a href="/measures">"Choose a measure"</a></p>
            <h2>"How to read a file"</h2>
            <dl class="about">
                <div><dt>"obs_status"</dt><dd>"Why there is no value: c hidden to protect people, x not available, z does not apply, n not collected, u too unreliable, d not yet due, l late. With a value: p provisional, r revised, b break in the series, e estimated."</dd></div>
                <div><dt>"provenance"</dt><dd>"published: a source anyone can check. council: entered by the council. illustrative: made up so that the example can be explored."</dd></div>
                <div><dt>"time_period"</dt><dd>"ISO 8601: the first day and a length, such as 2026-07-01/P3M for a quarter."</dd></div>
            </dl>
            <p class="note">{site.attribution.clone()}</p>
        </div>
    }
}
