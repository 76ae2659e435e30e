//! Geometry of the small marks: pure numbers in, rounded coordinates out, the same on the server and in the browser.

pub mod hex;
