//! The pages of the dashboards: from a view to what is shown, one a file.

pub mod area;
pub mod areas;
pub mod directorate;
pub mod home;
pub mod measure;
pub mod promises;
pub mod theme;
