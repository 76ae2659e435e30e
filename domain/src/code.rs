//! Codes: the short, stable names that files, URLs and tables use. Parsed at the edge, opaque after that.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// Why a text is not a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not a {what} code: {why}")]
pub struct CodeError {
    /// What the code names: area, measure, group …
    pub what: &'static str,
    /// The text as it was given, cut to 60 characters.
    pub given: String,
    /// The rule that it breaks.
    pub why: &'static str,
}

/// Longest code accepted, in bytes.
pub const MAX_CODE_LEN: usize = 60;

fn check(what: &'static str, text: &str) -> Result<(), CodeError> {
    let why = if text.is_empty() {
        "it is empty"
    } else if text.len() > MAX_CODE_LEN {
        "it is longer than 60 characters"
    } else if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        "it must start with a letter or a digit"
    } else if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        "it may hold only letters, digits, - and _"
    } else {
        return Ok(());
    };
    Err(CodeError { what, given: text.chars().take(60).collect(), why })
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl FromStr for $name {
            type Err = CodeError;
            fn from_str(text: &str) -> Result<Self, CodeError> {
                check($what, text)?;
                Ok(Self(text.into()))
            }
        }
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(&self.0) }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str { &self.0 }
        }
    };
}

code!(/// An area: a GSS code such as `E05015277`, or the council's own where no standard code exists.
    AreaCode, "area");
code!(/// A measure.
    MeasureCode, "measure");
code!(/// A characteristic, such as `disability`.
    CharacteristicCode, "characteristic");
code!(/// A group within a characteristic, unique in the council, such as `disabled`; `everyone` is the total.
    GroupCode, "group");
code!(/// A plan.
    PlanCode, "plan");
code!(/// A programme.
    ProgrammeCode, "programme");
code!(/// A workstream or recommendation of a programme.
    PartCode, "part");
code!(/// An action of a programme.
    ActionCode, "action");
code!(/// What a neighbourhood puts first.
    PriorityCode, "priority");
code!(/// A subject of priorities, the same in every neighbourhood.
    TopicCode, "topic");
code!(/// A theme, unique in the council.
    ThemeCode, "theme");
code!(/// A directorate.
    DirectorateCode, "directorate");
code!(/// A service within a directorate, unique in the council.
    ServiceCode, "service");
code!(/// A source of figures.
    SourceCode, "source");

/// The group that is the total of every characteristic.
pub const EVERYONE: &str = "everyone";

impl GroupCode {
    /// The total group.
    pub fn everyone() -> Self {
        Self(EVERYONE.into())
    }
    /// Whether this is the total group.
    pub fn is_everyone(&self) -> bool {
        &*self.0 == EVERYONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_parsed_at_the_edge() {
        assert!("E05015277".parse::<AreaCode>().is_ok());
        for (bad, why) in [("", "empty"), ("-a", "start"), ("a b", "only"), ("a/../b", "only"), ("é", "start")] {
            let error = bad.parse::<AreaCode>().unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
        assert!("a".repeat(61).parse::<AreaCode>().is_err());
        assert!(serde_json::from_str::<AreaCode>("\"a b\"").is_err());
    }
}
