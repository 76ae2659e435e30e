//! The words of the field and every calculation. No IO, no clock, no framework: time and randomness are arguments.

pub mod area;
pub mod axis;
pub mod catalogue;
pub mod cell;
pub mod change;
pub mod code;
pub mod council;
pub mod day;
pub mod disclosure;
pub mod filter;
#[cfg(feature = "folder")]
pub mod folder;
pub mod format;
pub mod frame;
pub mod geometry;
pub mod group;
pub mod history;
pub mod illustrative;
pub mod interval;
pub mod measure;
pub mod observation;
pub mod period;
pub mod plan;
pub mod rating;
pub mod recipe;
pub mod release;
pub mod search;
pub mod statistics;
pub mod store;
pub mod target;
pub mod view;

pub use chrono::NaiveDate;
