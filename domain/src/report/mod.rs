//! A report: a rendering of a release that is frozen, dated and numbered (PRODUCT, S14).

pub mod document;
