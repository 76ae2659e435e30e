//! Large charts in the browser. On the server the sentence and the table are all there is, and they stay where drawing fails.

#[cfg(feature = "hydrate")]
use domain::view::chart::Chart;
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use {wasm_bindgen::JsCast, web_sys::HtmlElement};

#[cfg(feature = "hydrate")]
use crate::components::chart::canvas_id;
use crate::{live::Showing, site::Site};

#[cfg(feature = "hydrate")]
mod drawing;
#[cfg(feature = "hydrate")]
mod library;
#[cfg(feature = "hydrate")]
mod watch;

/// Keeps the charts of a page drawn, each from when it nears the screen until it is gone. On the server it does nothing.
#[cfg(not(feature = "hydrate"))]
pub fn keep(_showing: Memo<Showing>, _site: StoredValue<Site>) {}

/// Keeps the charts of a page drawn, each from when it nears the screen until it is gone. On the server it does nothing.
#[cfg(feature = "hydrate")]
pub fn keep(showing: Memo<Showing>, site: StoredValue<Site>) {
    for id in crate::components::chart::CHARTS {
        let chart = Memo::new(move |_| match &*showing.read() {
            Showing::Page(page) => page.charts.iter().find(|chart| chart.id == id).cloned(),
            _ => None,
        });
        keep_one(&canvas_id(id), showing, chart, site.read_value().echarts.clone());
    }
}

/// Keeps a chart drawn. `id` is its canvas's, `source` the address of the chart library.
#[cfg(feature = "hydrate")]
fn keep_one(id: &str, showing: Memo<Showing>, chart: Memo<Option<Chart>>, source: String) {
    use self::{drawing::Drawing, watch::Watch};

    let id = id.to_owned();
    let seen = RwSignal::new(watch::Seen::default());
    let loaded = RwSignal::new(None);
    let canvas: RwSignal<Option<HtmlElement>, LocalStorage> = RwSignal::new_local(None);
    // What is watched is let go, and what is drawn is disposed of, when the canvas is gone.
    let watched: StoredValue<Option<Watch>, LocalStorage> = StoredValue::new_local(None);
    let drawing: StoredValue<Option<Drawing>, LocalStorage> = StoredValue::new_local(None);

    let place = id.clone();
    Effect::new(move |_| {
        showing.track();
        // Only who has a chart looks for its canvas, for then the page must be whole.
        let found = chart.with_untracked(Option::is_some).then(|| {
            super::apply::finish();
            web_sys::window()?.document()?.get_element_by_id(&place)
        });
        let found = found.flatten().map(JsCast::unchecked_into::<HtmlElement>);
        if found != canvas.get_untracked() {
            drawing.set_value(None);
            seen.set(watch::Seen::default());
            watched.set_value(found.as_ref().and_then(|canvas| Watch::start(canvas, seen)));
            canvas.set(found);
        }
    });
    let near = Memo::new(move |_| seen.read().near);
    Effect::new(move |_| {
        if near.get() {
            library::load(&source, move |there| {
                let _ = loaded.try_set(Some(there));
            });
        }
    });
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        let seen = seen.get();
        let drawn = match loaded.get() {
            None => return,
            Some(_) if !seen.near => return,
            Some(false) => false,
            Some(true) => chart.with(|chart| {
                let (Some(chart), 1..) = (chart, seen.width) else { return true };
                canvas.set_hidden(false);
                // Taken out and put back, so that nothing is held while the library draws.
                let before = drawing.try_update_value(Option::take).flatten();
                let after = Drawing::show(before, &id, chart, &seen);
                let drawn = after.is_some();
                drawing.set_value(after);
                drawn
            }),
        };
        // A canvas without a drawing leaves no hole, and the table takes its place.
        canvas.set_hidden(!drawn);
        if drawn && seen.width > 0 {
            fold_table(&canvas);
        }
    });
}

/// Folds the table of a chart that has been drawn for the first time. Later it is the reader's to open and fold.
#[cfg(feature = "hydrate")]
fn fold_table(canvas: &web_sys::HtmlElement) {
    const ONCE: &str = "data-drawn";
    if canvas.has_attribute(ONCE) {
        return;
    }
    drop(canvas.set_attribute(ONCE, ""));
    let figure = canvas.closest("figure").ok().flatten();
    if let Some(table) = figure.and_then(|figure| figure.query_selector("details").ok().flatten()) {
        drop(table.remove_attribute("open"));
    }
}
