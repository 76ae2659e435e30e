//! Tables from elsewhere, from their bytes to rows that can be imported.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "tables/any.rs"]
mod any;
#[path = "tables/books.rs"]
mod books;
#[path = "tables/books_made.rs"]
mod books_made;
#[path = "tables/help.rs"]
mod help;
#[path = "tables/layouts.rs"]
mod layouts;
#[path = "tables/mended.rs"]
mod mended;
#[path = "tables/personal.rs"]
mod personal;
#[path = "tables/progress.rs"]
mod progress;
#[path = "tables/shared.rs"]
mod shared;
#[path = "tables/shared_table.rs"]
mod shared_table;
#[path = "tables/silent.rs"]
mod silent;
