//! Areas as files name them: by code, with the codes that were replaced, and by name where there is no doubt (STANDARDS §2).

use std::collections::BTreeMap;

use super::word::plain;
use crate::{
    area::{Area, AreaType},
    council::Council,
    folder::distance,
    period::Period,
};

/// What was found of an area's code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// An area of the council, by its index.
    Area(usize),
    /// The same, under a code that was replaced.
    Old(usize),
    /// The same, by its name.
    Named(usize),
    /// An area by code, though the name is another's.
    Otherwise(usize),
    /// Another council's.
    Elsewhere,
    /// A name that is none of the council's areas, without a code.
    Unknown,
    /// The same, and nearly the name of an area, by its index: somebody may have written it wrongly.
    Near(usize),
    /// Several areas have this name.
    Ambiguous,
    /// Nothing is said.
    Nothing,
}

/// The council's areas, to be found.
pub(super) struct Places<'a> {
    areas: &'a [Area],
    codes: BTreeMap<String, (usize, bool)>,
    names: BTreeMap<String, Vec<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(council: &'a Council) -> Self {
        let mut codes = BTreeMap::new();
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, area) in council.areas.iter().enumerate() {
            codes.insert(area.code.as_str().to_ascii_lowercase(), (at, false));
            names.entry(place_name(&area.name)).or_default().push(at);
        }
        if let Some(at) = council.areas.iter().position(|area| area.kind == AreaType::City) {
            let own = names.entry(place_name(&council.name)).or_default();
            if !own.contains(&at) {
                own.push(at);
            }
        }
        for (old, now) in &council.lineage.formerly {
            if let Some(at) = council.areas.iter().position(|area| area.code == *now) {
                codes.insert(old.as_str().to_ascii_lowercase(), (at, true));
            }
        }
        Self { areas: &council.areas, codes, names }
    }

    /// An area, by its index.
    pub(super) fn area(&self, at: usize) -> &Area {
        &self.areas[at]
    }

    /// Finds the area of a row: `texts` are the cells that hold codes or names. A code decides; a name only where no code is there, and where only
    /// one area of that name was there in the period.
    pub(super) fn find(&self, texts: &[&str], period: Option<Period>) -> Found {
        let mut filled = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty() && !nothing(text));
        let mut code = None;
        let mut name = None;
        // The first code counts: an area's own stands before that of the region around it.
        for text in filled.by_ref() {
            let known = self.codes.get(&text.to_ascii_lowercase());
            match (code, known) {
                (None, Some(found)) => code = Some(Some(*found)),
                (None, None) if is_code(text) => code = Some(None),
                (_, None) if !is_code(text) => name = name.or(Some(text)),
                _ => {}
            }
        }
        let by_name = name.map(|name| self.named(name, period));
        match (code, by_name) {
            (Some(None), _) => Found::Elsewhere,
            (Some(Some((at, _))), Some(Found::Named(other))) if other != at => Found::Otherwise(at),
            (Some(Some((at, old))), _) => {
                if old {
                    Found::Old(at)
                } else {
                    Found::Area(at)
                }
            }
            (None, Some(found)) => found,
            (None, None) => Found::Nothing,
        }
    }

    /// The one area whose name a text is a letter or two away from: one for each five that it has.
    fn near(&self, name: &str) -> Option<usize> {
        let letters: Vec<char> = name.chars().take(80).collect();
        let most = (letters.len() / 5).min(2);
        let mut found = self.names.iter().filter(|(known, _)| most > 0 && distance(&letters, known) <= most);
        let (_, all) = found.next().filter(|_| found.next().is_none())?;
        all.first().copied()
    }

    fn named(&self, name: &str, period: Option<Period>) -> Found {
        let wanted = place_name(name);
        let Some(all) = self.names.get(&wanted) else { return self.near(&wanted).map_or(Found::Unknown, Found::Near) };
        let there = |at: &&usize| {
            let area = &self.areas[**at];
            period.is_none_or(|period| {
                area.valid_from.is_none_or(|from| from <= period.end()) && area.valid_to.is_none_or(|to| to >= period.start())
            })
        };
        let mut found = all.iter().filter(there);
        match (found.next(), found.next(), all.len()) {
            (Some(at), None, _) => Found::Named(*at),
            (None, _, 1) => Found::Named(all[0]),
            _ => Found::Ambiguous,
        }
    }
}

/// Words that stand where no code applies.
fn nothing(text: &str) -> bool {
    matches!(plain(text).as_str(), "x" | "z" | "na" | "not available" | "not applicable")
}

/// Whether a text is a code of the statistics office: a letter and eight digits (STANDARDS §2), or a code of numbers and capitals of another body.
pub(super) fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    let gss = bytes.len() == 9
        && matches!(bytes[0], b'E' | b'W' | b'S' | b'N' | b'K' | b'J' | b'L' | b'M')
        && bytes[1..].iter().all(u8::is_ascii_digit);
    gss || (bytes.len() >= 4 && bytes.iter().any(u8::is_ascii_digit) && bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
}

/// A name as it is compared: without what a council calls itself.
fn place_name(name: &str) -> String {
    let plain = plain(name);
    let mut bare = plain.as_str();
    for end in [" council", " city", " metropolitan borough", " borough", " district", " county", " ua", " city of", " ward"] {
        bare = bare.strip_suffix(end).unwrap_or(bare);
    }
    bare.strip_prefix("city of ").unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_council_calls_itself_does_not_count() {
        for name in ["Bristol", "Bristol, City of", "Bristol City Council", "City of Bristol", "bristol"] {
            assert_eq!(place_name(name), "bristol", "{name}");
        }
        assert_ne!(place_name("Leeds City College"), place_name("Leeds"));
        for (text, is) in
            [("E08000012", true), ("U25656", true), ("E83600", true), ("Anfield", false), ("Leeds", false), ("e08000012", false)]
        {
            assert_eq!(is_code(text), is, "{text}");
        }
    }
}
