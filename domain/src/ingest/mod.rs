//! Figures from files that somebody has: from the rows of a sheet to rows that can be imported, and everything there is to say about them.
//!
//! Nothing here knows what kind of file a sheet was in: bytes are turned into sheets by the crate `ingest`. What is in a sheet is never an error:
//! what cannot be used is an [`issue::Issue`], with its place and how to mend it.

mod choose;
mod columns;
pub mod difference;
pub(crate) mod figure;
mod head;
mod import;
pub mod issue;
mod known;
mod layout;
mod mapping;
mod names;
pub mod number;
mod offered;
mod personal;
mod place;
mod progress;
mod reading;
mod sheet;
mod survey;
pub mod tidy;
pub mod when;
mod who;
mod word;

pub use head::{HEADER_ROWS, column_names, row_with_columns};
pub use import::{Import, Named, Row, Total, Understood};
pub use mapping::{GroupColumn, Layout, Mapping, ValueColumn};
pub use offered::{Offered, Sought, groups_named, offered};
pub use progress::Progress;
pub use reading::{Asked, personal, read};
pub use sheet::Sheet;
pub use who::Synonym;
pub(crate) use word::plain;
