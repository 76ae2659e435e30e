//! Characteristics and groups: who figures are about (STANDARDS §1).

use serde::{Deserialize, Serialize};

use crate::code::{CharacteristicCode, GroupCode};

/// A characteristic, such as disability. Its groups are shown in file order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Characteristic {
    /// Code.
    pub code: CharacteristicCode,
    /// Name, such as `Disability`.
    pub name: String,
    /// How it was asked, caveats.
    pub note: Option<String>,
    /// Where its categories come from.
    pub source: Option<String>,
    /// Kept out of the filter bar until asked for (STANDARDS §1, gender identity).
    pub off_by_default: bool,
    /// Its groups.
    pub groups: Vec<Group>,
}

/// A group within a characteristic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Code, unique in the council.
    pub code: GroupCode,
    /// Short label, such as `Disabled`.
    pub name: String,
    /// As it reads within a sentence, such as `disabled people`.
    pub phrase: String,
    /// True for "not known" and "prefer not to say": counted, shown, never judged.
    pub unknown: bool,
}
