//! What became of areas and of codes that are no longer.
//!
//! A code that was replaced while the area stayed what it is ([`Lineage::formerly`]) is followed: figures under it are figures of the area,
//! and its addresses lead to the new ones. An area whose boundaries ended is another area than those in its place, and no figure of the one
//! is joined to one of the other: it has a page that says so, and is on no map, in no list and in no sum (STANDARDS §2).

use serde::{Deserialize, Serialize};

use crate::code::AreaCode;

/// What became of areas and of codes that are no longer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lineage {
    /// Codes that were replaced, each with the code that areas have now.
    pub formerly: Vec<(AreaCode, AreaCode)>,
    /// Areas that are no longer, each with those that lie in their place now, the largest part first.
    pub successors: Vec<(AreaCode, Vec<AreaCode>)>,
}

impl Lineage {
    /// The code that replaced another.
    pub fn now(&self, code: &str) -> Option<&AreaCode> {
        self.formerly.iter().find(|(old, _)| old.as_str() == code).map(|(_, now)| now)
    }

    /// The areas that lie in the place of one that is no longer.
    pub fn successors(&self, code: &AreaCode) -> &[AreaCode] {
        self.successors.iter().find(|(old, _)| old == code).map_or(&[], |(_, now)| now)
    }
}
