//! A report: a rendering of a release that is frozen, dated and numbered (PRODUCT, S14).

mod actions;
mod city;
pub mod cover;
pub mod document;
mod equality;
pub mod frozen;
mod judged;
mod kind;
mod lenses;
mod lines;
pub mod minute;
mod notes;
mod people;
pub mod picture;
mod since;
mod template;
mod words;
mod write;

pub use kind::{Kind, Of, Part};
pub use since::{Difference, since};
pub use template::{Chosen, Fault, LONGEST_INTRO, LONGEST_TITLE, MOST_PARTS, Template};
pub use write::{Ground, licence, write};
