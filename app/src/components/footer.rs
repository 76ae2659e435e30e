//! The foot of every page: which release, whose data, how to get in touch.

use leptos::prelude::*;

use crate::site::Site;

/// The foot of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let site = expect_context::<Site>();
    let published = domain::period::long_date(site.published);
    view! {
        <footer class="foot">
            <div class="foot-inner">
                <p>{format!("Release {} · published {published}", site.release)}</p>
                <ul>
                    <li><a href="/about/methods">"How figures are made"</a></li>
                    <li><a href="/about/illustrative">"Illustrative figures"</a></li>
                    <li><a href="/about/accessibility">"Accessibility"</a></li>
                    <li><a href="/about/cookies">"Cookies"</a></li>
                    <li><a href="/data">"Data"</a></li>
                </ul>
                <p class="quiet">{site.attribution.clone()}</p>
            </div>
        </footer>
    }
}
