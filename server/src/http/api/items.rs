//! A list, whole or page by page.

use serde::Serialize;
use utoipa::ToSchema;

use super::{problem::Problem, query::Query};

/// A list.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the answer")]
pub(super) struct Items<T> {
    /// The release that it is of.
    release: u32,
    /// What is on this page, or everything where there are no pages.
    items: Vec<T>,
    /// What to give as `cursor` for the next page; absent where this is the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl<T> Items<T> {
    /// Everything there is.
    pub(super) fn all(release: u32, items: Vec<T>) -> Self {
        Self { release, items, next: None }
    }

    /// A page of what is in order, each made as it is needed: those for which there is something, after the place that the cursor names. A cursor
    /// holds the release, for the order is that of a release.
    pub(super) fn page(release: u32, query: &Query, most: usize, count: usize, make: impl Fn(usize) -> Option<T>) -> Result<Self, Problem> {
        let limit = query.number("limit", (1, most), most)?;
        let begin = query.one("cursor").map_or(Ok(0), |text| cursor(release, count, text))?;
        let mut items = Vec::with_capacity(limit);
        for at in begin..count {
            if let Some(item) = make(at) {
                if items.len() == limit {
                    return Ok(Self { release, items, next: Some(format!("{release}.{at}")) });
                }
                items.push(item);
            }
        }
        Ok(Self { release, items, next: None })
    }
}

/// Where a page begins.
fn cursor(release: u32, count: usize, text: &str) -> Result<usize, Problem> {
    let (number, at) = text.split_once('.').ok_or_else(Problem::no_cursor)?;
    let number: u32 = number.parse().map_err(|_number| Problem::no_cursor())?;
    if number != release {
        return Err(Problem::other_release());
    }
    // Beyond the last there is nothing more.
    at.parse().map(|at: usize| at.min(count)).map_err(|_place| Problem::no_cursor())
}
