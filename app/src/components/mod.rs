//! Components: one a file, each with one reason to exist.

pub mod bar;
pub mod chart;
pub mod crumbs;
pub mod footer;
pub mod header;
pub mod lead;
pub mod map;
pub mod page;
pub mod rating;
pub mod row;
pub mod spark;
pub mod stay;
pub mod strip;
