//! Pages: one a route.

pub mod about;
pub mod area;
pub mod areas;
pub mod data;
pub mod directorate;
pub mod directorates;
pub mod find;
pub mod home;
pub mod measure;
pub mod measures;
pub mod not_found;
pub mod theme;
pub mod themes;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A part of the path as a signal.
pub(crate) fn param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get(name).unwrap_or_default())
}

/// The subject of a page that has only one.
pub(crate) fn no_subject() -> Memo<String> {
    Memo::new(|_| String::new())
}
