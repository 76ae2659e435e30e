//! The words of the field and every calculation. No IO, no clock, no framework: time and randomness are arguments.

pub mod area;
pub mod code;
pub mod council;
pub mod geometry;
pub mod group;
pub mod illustrative;
pub mod measure;
pub mod observation;
pub mod period;
pub mod plan;
pub mod recipe;
pub mod store;
