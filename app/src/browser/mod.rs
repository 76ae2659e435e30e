//! What only a browser can do. On the server each of these does nothing, so that no other file needs to ask where it runs.

pub mod chart;
pub mod fetch;
pub mod page;
pub mod walk;
