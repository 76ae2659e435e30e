//! The words of the field and every calculation. No IO, no clock, no framework: time and randomness are arguments.

pub mod area;
pub mod change;
pub mod code;
pub mod council;
pub mod format;
pub mod geometry;
pub mod group;
pub mod measure;
pub mod observation;
pub mod period;
pub mod plan;
pub mod rating;
pub mod statistics;
pub mod store;
pub mod target;
