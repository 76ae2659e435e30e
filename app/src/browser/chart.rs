//! Large charts in the browser.
