//! Server functions: one a file, GET, each a thin door to the release in memory.
#![expect(missing_docs, reason = "the macro makes a struct of each function's arguments, which cannot carry documentation")]

pub mod area;
pub mod directorate;
pub mod find;
pub mod home;
pub mod measure;
pub mod measures;
pub mod places;
pub mod theme;
pub mod theme_promise;
pub mod themes;

pub use area::area;
pub use directorate::directorate;
pub use find::{Found, find};
pub use home::home;
pub use measure::measure;
pub use measures::{MeasureList, measures};
pub use places::places;
pub use theme::theme;
pub use theme_promise::{Promises, theme_promise};
pub use themes::{Outlines, themes};

/// The release that the server shows, and the day.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The release.
    pub release: std::sync::Arc<domain::release::Release>,
    /// The day.
    pub today: domain::NaiveDate,
}

/// The release that the server shows.
///
/// # Errors
/// In the browser, where there is none.
pub fn shown() -> Result<Shown, crate::error::ApiError> {
    leptos::prelude::use_context::<Shown>().ok_or(crate::error::ApiError::Internal)
}

/// What was drawn, packed for the wire.
///
/// # Errors
/// What the view says is wrong; or that pieces are missing, which on the server they never are.
pub fn finish<V: serde::Serialize>(drawn: crate::draw::Drawn<V>) -> Result<crate::wire::Packed, crate::error::ApiError> {
    match drawn {
        crate::draw::Drawn::Ready(view) => crate::wire::Packed::new(&view?),
        crate::draw::Drawn::Needs(_) => Err(crate::error::ApiError::Internal),
    }
}
