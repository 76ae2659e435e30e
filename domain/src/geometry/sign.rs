//! The shapes of ratings, on a square of 16: disc with a tick, triangle with a call, diamond with a cross. What cannot be told is a dashed ring.

/// What is cut out of the disc of what is on target.
pub const TICK: &str = "M4.6 8.2 7 10.6l4.4-5";
/// The triangle of what is near.
pub const TRIANGLE: &str = "M8 1.2 15.2 14H.8Z";
/// What is cut out of it.
pub const CALL: &str = "M8 5.8v4M8 11.4v1";
/// The diamond of what is off.
pub const DIAMOND: &str = "M8 .6 15.4 8 8 15.4.6 8Z";
/// What is cut out of it.
pub const CROSS: &str = "m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4";
