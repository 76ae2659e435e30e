//! Server functions: one a file, GET, each a thin door to the release in memory.

mod area_view;
mod area_list;
mod directorate_view;
mod home_view;
mod measure_view;
mod theme_promise;
mod theme_view;

pub use area_list::{AreaList, area_list};
pub use area_view::area_view;
pub use directorate_view::directorate_view;
pub use home_view::{HomeView, home_view};
pub use measure_view::measure_view;
pub use theme_promise::theme_promise;
pub use theme_view::theme_view;
