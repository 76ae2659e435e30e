//! Geometry of the small marks: pure numbers in, rounded coordinates out, the same on the server and in the browser.
//!
//! Every function is total: nothing given, one point, equal limits or a number that is not finite give an empty or a centred mark,
//! never a coordinate outside its frame. Coordinates are in pixels with y downward, in tenths ([`tenth`]).

pub mod bars;
pub mod contrast;
pub mod hex;
pub mod outline;
pub(crate) mod path;
pub mod projection;
pub mod ruler;
pub mod scale;
pub mod sign;
pub mod spark;
pub mod strip;

pub use path::{frame, tenth, text};
