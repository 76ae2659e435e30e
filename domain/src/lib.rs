//! The words of the field and every calculation. No IO, no clock, no framework: time and randomness are arguments.

pub mod area;
pub mod code;
pub mod council;
pub mod format;
pub mod geometry;
pub mod group;
pub mod measure;
pub mod observation;
pub mod period;
pub mod plan;
pub mod statistics;
pub mod store;
