//! The filter as a URL's query, and back.

use std::{fmt, str::FromStr};

use super::{Filter, MAX_COMPARED, Only, Show};
use crate::code::AreaCode;

/// Why a query is not a filter: which part, what was given, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{name}={given}” in the address is not right: {why}")]
pub struct QueryError {
    /// The part of the query.
    pub name: String,
    /// What was given, cut to 60 characters.
    pub given: String,
    /// What is wrong.
    pub why: String,
}

impl QueryError {
    /// The address of the same page with the other choices of its query, without the part that is wrong.
    pub fn link(&self, path: &str, query: &str) -> String {
        address(path, &mended(query, &self.name, &self.given, None))
    }
}

/// The parts that a query may have.
const PARTS: [&str; 11] = ["area", "compare", "group", "against", "period", "comparator", "rating", "plan", "show", "measure", "map"];

/// A query with one choice replaced, or left out, and every other kept as it is; what is not a choice goes.
/// Of a list of areas to compare only the one given is replaced, where it is in the list. A query too long to be read is left out whole.
pub(super) fn mended(query: &str, name: &str, given: &str, by: Option<&str>) -> String {
    if query.len() > MAX_QUERY {
        return String::new();
    }
    let mut parts: Vec<String> = Vec::new();
    for part in query.trim_start_matches('?').split('&') {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = decode(value);
        let value = value.trim();
        if value.is_empty() || !PARTS.contains(&key) {
            continue;
        }
        let listed = key == "compare" && value.split(',').any(|code| code == given);
        let value = match (key == name, by) {
            (false, _) => value.to_owned(),
            (true, _) if listed => {
                let mut codes: Vec<&str> = Vec::new();
                for code in value.split(',').filter_map(|code| if code == given { by } else { Some(code) }) {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
                codes.join(",")
            }
            (true, by) => by.unwrap_or_default().to_owned(),
        };
        if !value.is_empty() {
            parts.push(format!("{key}={}", encode(&value)));
        }
    }
    parts.join("&")
}

/// A path with a query, if there is one.
pub fn address(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The longest query read.
const MAX_QUERY: usize = 2_000;

/// Undoes percent-encoding; what is not valid stays as it was.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|&b| char::from(b).to_digit(16)).map(|d| d as u8);
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            (b'+', ..) => {
                out.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes a value for a query.
pub fn encode(text: &str) -> String {
    use fmt::Write;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}

impl fmt::Display for Filter {
    /// The query, without `?`; empty when nothing is chosen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let compare = self.compare.iter().map(AreaCode::as_str).collect::<Vec<_>>().join(",");
        let show = match &self.show {
            Show::Leads => None,
            Show::Theme(theme) => Some(theme.to_string()),
            Show::All => Some("all".to_owned()),
        };
        let parts = [
            ("area", self.area.as_ref().map(ToString::to_string)),
            ("compare", (!compare.is_empty()).then_some(compare)),
            ("group", self.group.as_ref().map(ToString::to_string)),
            ("against", self.against.as_ref().map(ToString::to_string)),
            ("period", self.period.map(|period| period.to_string())),
            ("comparator", self.comparator.as_ref().map(ToString::to_string)),
            ("rating", self.rating.map(|only| only.code().to_owned())),
            ("plan", self.plan.as_ref().map(ToString::to_string)),
            ("show", show),
            ("measure", self.measure.as_ref().map(ToString::to_string)),
            ("map", self.boundaries.then(|| "boundaries".to_owned())),
        ];
        let mut separator = "";
        for (name, value) in parts {
            if let Some(value) = value {
                write!(f, "{separator}{name}={}", encode(&value))?;
                separator = "&";
            }
        }
        Ok(())
    }
}

impl FromStr for Filter {
    type Err = QueryError;

    /// Reads a query, with or without `?`. Parts with other names are passed over; an empty value is no choice.
    fn from_str(query: &str) -> Result<Self, QueryError> {
        let fail = |name: &str, given: &str, why: String| QueryError {
            name: name.chars().take(20).collect(),
            given: given.chars().take(60).collect(),
            why,
        };
        if query.len() > MAX_QUERY {
            return Err(fail("query", query, format!("it is longer than {MAX_QUERY} characters")));
        }
        let mut filter = Self::default();
        for part in query.trim_start_matches('?').split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = decode(value);
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            macro_rules! read {
                () => {
                    Some(value.parse().map_err(|error| fail(name, value, format!("{error}")))?)
                };
            }
            match name {
                "compare" => {
                    for code in value.split(',').filter(|code| !code.is_empty()) {
                        let code: AreaCode = code.parse().map_err(|error| fail(name, value, format!("{error}")))?;
                        if !filter.compare.contains(&code) {
                            filter.compare.push(code);
                        }
                    }
                    if filter.compare.len() > MAX_COMPARED {
                        return Err(fail(name, value, format!("at most {MAX_COMPARED} areas can be compared")));
                    }
                }
                "area" => filter.area = read!(),
                "group" => filter.group = read!(),
                "against" => filter.against = read!(),
                "period" => filter.period = read!(),
                "comparator" => filter.comparator = read!(),
                "plan" => filter.plan = read!(),
                "measure" => filter.measure = read!(),
                "rating" => {
                    let only = Only::ALL.into_iter().find(|only| only.code() == value);
                    filter.rating =
                        Some(only.ok_or_else(|| fail(name, value, "choose on-target, near-target, off-target or cannot-tell".to_owned()))?);
                }
                "map" => match value {
                    "boundaries" => filter.boundaries = true,
                    "hexagons" => filter.boundaries = false,
                    _ => return Err(fail(name, value, "choose hexagons or boundaries".to_owned())),
                },
                "show" if value == "all" => filter.show = Show::All,
                "show" => filter.show = Show::Theme(value.parse().map_err(|error| fail(name, value, format!("{error}")))?),
                _ => {}
            }
        }
        filter.group = filter.group.filter(|group| !group.is_everyone());
        filter.against = filter.against.filter(|group| !group.is_everyone());
        Ok(filter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> impl Strategy<Value = String> {
        "[A-Za-z0-9][A-Za-z0-9_-]{0,20}"
    }

    fn filter() -> impl Strategy<Value = Filter> {
        let codes = prop::collection::vec(prop::option::of(code()), 7);
        let compare = prop::collection::btree_set(code(), 0..=MAX_COMPARED);
        let period = prop::option::of((2000..2050i32, prop::sample::select(vec!["04-01/P3M", "04-01/P1Y", "03-31"])));
        (codes, compare, period, prop::option::of(0..4usize)).prop_map(|(codes, compare, period, rating)| Filter {
            compare: compare.iter().map(|code| code.parse().unwrap()).collect(),
            group: codes[0].as_ref().map(|code| code.parse().unwrap()).filter(|g: &crate::code::GroupCode| !g.is_everyone()),
            against: codes[1].as_ref().map(|code| code.parse().unwrap()).filter(|g: &crate::code::GroupCode| !g.is_everyone()),
            period: period.map(|(year, rest)| format!("{year}-{rest}").parse().unwrap()),
            comparator: codes[2].as_ref().map(|code| code.parse().unwrap()),
            rating: rating.map(|at| Only::ALL[at]),
            plan: codes[3].as_ref().map(|code| code.parse().unwrap()),
            show: match &codes[4] {
                Some(code) if code == "all" => Show::All,
                Some(code) => Show::Theme(code.parse().unwrap()),
                None => Show::Leads,
            },
            measure: codes[5].as_ref().map(|code| code.parse().unwrap()),
            area: codes[6].as_ref().map(|code| code.parse().unwrap()),
            boundaries: rating == Some(1),
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(filter in filter()) {
            prop_assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
        }

        #[test]
        fn any_query_reads_or_fails_and_what_reads_is_stable(query in "\\PC{0,80}") {
            if let Ok(filter) = query.parse::<Filter>() {
                let printed = filter.to_string();
                prop_assert_eq!(printed.parse::<Filter>().unwrap().to_string(), printed);
            }
        }

        #[test]
        fn a_query_mended_keeps_every_other_choice(filter in filter(), at in 0..PARTS.len()) {
            let query = filter.to_string();
            let without = mended(&query, PARTS[at], "-", None);
            let kept = |query: &str| query.split('&').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
            let mut expected = kept(&query);
            expected.retain(|part| !part.starts_with(&format!("{}=", PARTS[at])));
            prop_assert_eq!(kept(&without), expected);
            prop_assert_eq!(mended(&query, "nothing", "-", None), query);
        }

        #[test]
        fn values_survive_encoding(text in "\\PC{0,40}") {
            prop_assert_eq!(decode(&encode(&text)), text);
        }
    }

    #[test]
    fn what_is_offered_instead_keeps_the_other_choices() {
        let query = "?utm=1&group=femal&compare=E1,E2,E3&period=2024-04-01/P3M&area=a%20%22b";
        let mend = |name, given, by| mended(query, name, given, by);
        let rest = "compare=E1,E2,E3&period=2024-04-01/P3M&area=a%20%22b";
        assert_eq!(mend("group", "femal", Some("female")), format!("group=female&{rest}"));
        assert_eq!(mend("group", "femal", None), rest);
        assert_eq!(mend("compare", "E2", Some("E4")), "group=femal&compare=E1,E4,E3&period=2024-04-01/P3M&area=a%20%22b");
        assert_eq!(mend("compare", "E2", Some("E3")), "group=femal&compare=E1,E3&period=2024-04-01/P3M&area=a%20%22b");
        assert_eq!(mend("compare", "E2", None), "group=femal&compare=E1,E3&period=2024-04-01/P3M&area=a%20%22b");
        // What is wrong with the whole list takes the whole list.
        assert_eq!(mend("compare", "E1,E2,E3", None), "group=femal&period=2024-04-01/P3M&area=a%20%22b");
        let error = "compare=E1&rating=blue&group=female".parse::<Filter>().unwrap_err();
        assert_eq!(error.link("/areas/E2", "compare=E1&rating=blue&group=female"), "/areas/E2?compare=E1&group=female");
        assert_eq!(error.link("/areas/E2", "rating=blue"), "/areas/E2");
        let long = format!("group=female&note={}", "a".repeat(MAX_QUERY));
        assert_eq!(long.parse::<Filter>().unwrap_err().link("/areas", &long), "/areas");
    }

    #[test]
    fn a_wrong_part_is_named() {
        let error = "group=disabled&period=2023-05-01/P3M".parse::<Filter>().unwrap_err();
        assert_eq!(error.name, "period");
        assert!(error.to_string().contains("a quarter starts in January"), "{error}");
        assert!("rating=blue".parse::<Filter>().unwrap_err().why.contains("off-target"));
        assert!("compare=a,b,c,d,e,f,g,h,i,j,k".parse::<Filter>().is_err());
        assert_eq!("?utm=1&group=everyone".parse::<Filter>().unwrap(), Filter::default());
    }
}
