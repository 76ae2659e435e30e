//! How far something is that takes a while.

use crate::markup::{Element, el};

/// A bar of what is done, and of how much; none before that is known.
pub(crate) fn far(label: &'static str, (done, all): (u64, u64)) -> Option<Element> {
    let done = done.min(all);
    (all > 0).then(|| {
        el("progress")
            .attr("aria-label", label)
            .attr("max", all.to_string())
            .attr("value", done.to_string())
            .with(format!("{done} of {all}"))
    })
}
