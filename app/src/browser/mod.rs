//! What only a browser can do. On the server each of these does nothing, so that no other file needs to ask where it runs.

pub mod address;
pub mod apply;
pub mod chart;
pub mod fetch;
#[cfg(feature = "hydrate")]
mod ghost;
pub mod page;
#[cfg(feature = "hydrate")]
mod walk;
