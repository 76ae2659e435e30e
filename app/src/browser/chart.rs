//! Large charts in the browser. On the server the sentence and the table are all there is, and they stay where drawing fails.

use domain::view::chart::Chart;
use leptos::{html::Div, prelude::*};

#[cfg(feature = "hydrate")]
mod drawing;
#[cfg(feature = "hydrate")]
mod library;
#[cfg(feature = "hydrate")]
mod watch;

/// Keeps a chart drawn in its canvas, from when it nears the screen until the owner is gone. `id` is the canvas's, `source` the
/// address of the chart library. On the server it does nothing.
#[cfg(not(feature = "hydrate"))]
pub fn keep(_canvas: NodeRef<Div>, _id: String, _chart: Signal<Option<Chart>>, _source: String) {}

/// Keeps a chart drawn in its canvas, from when it nears the screen until the owner is gone. `id` is the canvas's, `source` the
/// address of the chart library. On the server it does nothing.
#[cfg(feature = "hydrate")]
pub fn keep(canvas: NodeRef<Div>, id: String, chart: Signal<Option<Chart>>, source: String) {
    use self::{drawing::Drawing, watch::Watch};

    let seen = RwSignal::new(watch::Seen::default());
    let loaded = RwSignal::new(None);
    // Dropped with the owner: what is watched is let go, and what is drawn is disposed of.
    let watched: StoredValue<Option<Watch>, LocalStorage> = StoredValue::new_local(None);
    let drawing: StoredValue<Option<Drawing>, LocalStorage> = StoredValue::new_local(None);
    on_cleanup(move || {
        drop(watched.try_update_value(Option::take));
        drop(drawing.try_update_value(Option::take));
    });

    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            watched.set_value(Watch::start(&canvas, seen));
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
