//! What is typed of a meeting, an item and a remark, read field by field.

use chrono::{Datelike, NaiveTime};

use super::{Meeting, Pinned};
use crate::{catalogue::Catalogue, day, decision::typed::LONGEST_LINE, register::LONGEST};

/// What is wrong, field by field.
pub type Wrong = Vec<(&'static str, String)>;

/// The longest role of somebody who asks or answers, in characters.
pub const LONGEST_ROLE: usize = 60;
/// The longest address of a report, in characters.
pub const LONGEST_ADDRESS: usize = 200;

/// What is typed of a meeting beside its agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Its name.
    pub name: String,
    /// Day, as `2026-02-03`.
    pub on: String,
    /// Time, as `10:00`.
    pub at: String,
    /// Place; may be blank.
    pub place: String,
}

impl Typed {
    /// A meeting as one would type it.
    pub fn of(meeting: &Meeting) -> Self {
        Self {
            name: meeting.name.clone(),
            on: meeting.starts.date().to_string(),
            at: meeting.starts.format("%H:%M").to_string(),
            place: meeting.place.clone(),
        }
    }

    /// Reads it, for a meeting that has an agenda already or for a new one.
    ///
    /// # Errors
    /// Everything that is wrong with it, field by field.
    pub fn read(&self, before: Option<&Meeting>) -> Result<Meeting, Wrong> {
        let mut wrong = Wrong::new();
        let name = line(&mut wrong, "name", &self.name, LONGEST_LINE);
        if name.is_empty() {
            wrong.push(("name", "Write the name of the meeting, such as that of the committee.".to_owned()));
        }
        let place = line(&mut wrong, "place", &self.place, LONGEST_LINE);
        let on = day::parse(self.on.trim()).filter(|on| (2000..2200).contains(&on.year()));
        if on.is_none() {
            wrong.push(("on", "Write year, month and day from 2000 on, such as 2026-02-03.".to_owned()));
        }
        let at = time(self.at.trim());
        if at.is_none() {
            wrong.push(("at", "Write hour and minute, such as 10:00 or 18:30.".to_owned()));
        }
        let (items, last) = before.map_or_else(Default::default, |before| (before.items.clone(), before.last));
        match (wrong.is_empty(), on, at) {
            (true, Some(on), Some(at)) => Ok(Meeting { name, starts: on.and_time(at), place, items, last }),
            _ => Err(wrong),
        }
    }
}

/// What is typed of an item that is to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedItem {
    /// Code of a measure; blank for none.
    pub measure: String,
    /// Code of an area; blank for the whole of the council's.
    pub area: String,
    /// Code of a group; blank for everyone.
    pub group: String,
    /// Address of a report; blank for none.
    pub report: String,
    /// What is said of it.
    pub words: String,
}

impl TypedItem {
    /// Reads it: what it shows, and its words.
    ///
    /// # Errors
    /// Everything that is wrong with it, field by field.
    pub fn read(&self, catalogue: &Catalogue) -> Result<(Pinned, String), Wrong> {
        let mut wrong = Wrong::new();
        let words = line(&mut wrong, "words", &self.words, LONGEST_LINE);
        let (measure, report) = (self.measure.trim(), self.report.trim());
        let pinned = match (measure.is_empty(), report.is_empty()) {
            (false, false) => {
                wrong.push((
                    "report",
                    "An item shows a measure or a report: clear one of them, and add the other as an item of its own.".into(),
                ));
                None
            }
            (false, true) => self.measure(catalogue, &mut wrong),
            (true, _) if !self.area.is_empty() || !self.group.is_empty() => {
                wrong.push(("measure", "Choose a measure: an area and a group are shown of a measure only.".to_owned()));
                None
            }
            (true, false) => address(report).map(|report| Pinned::Report(report.to_owned())).or_else(|| {
                wrong.push((
                    "report",
                    "Paste the address of a report of this site without what is before /reports/, such as /reports/quarterly/council."
                        .to_owned(),
                ));
                None
            }),
            (true, true) => {
                if words.is_empty() {
                    wrong.push(("words", "Choose a measure, paste the address of a report, or write what the item is.".to_owned()));
                }
                Some(Pinned::Words)
            }
        };
        match (wrong.is_empty(), pinned) {
            (true, Some(pinned)) => Ok((pinned, words)),
            _ => Err(wrong),
        }
    }

    fn measure(&self, catalogue: &Catalogue, wrong: &mut Wrong) -> Option<Pinned> {
        let measure = self.measure.trim().parse().ok().and_then(|code| catalogue.measure_index(&code));
        if measure.is_none() {
            wrong.push(("measure", "There is no such measure in the release that is shown: choose one of the list.".to_owned()));
        }
        let area = match self.area.as_str() {
            "" => Some(None),
            given => given.parse().ok().filter(|code| catalogue.area_index(code).is_some()).map(Some),
        };
        if area.is_none() {
            wrong.push(("area", "There is no such area in the release that is shown: choose one of the list.".to_owned()));
        }
        let measure = measure.map(|at| &catalogue.measures[usize::from(at)]);
        let found = |code: &crate::code::GroupCode| catalogue.group_index(code).and_then(|at| catalogue.group(at));
        let group = match self.group.as_str() {
            "" => Some(None),
            given => {
                let known = given.parse().ok().filter(|code| found(code).is_some());
                if known.is_none() {
                    wrong.push(("group", "There is no such group in the release that is shown: choose one of the list.".to_owned()));
                }
                let of = known.as_ref().and_then(found).map(|(characteristic, _)| characteristic);
                if let (Some(measure), Some(of)) = (measure, of)
                    && !measure.breakdowns.contains(&of.code)
                {
                    let words =
                        format!("“{}” is not broken down by {}: choose everyone, or another group.", measure.title, of.name.to_lowercase());
                    wrong.push(("group", words));
                }
                known.map(Some)
            }
        };
        Some(Pinned::Measure { measure: measure?.code.clone(), area: area?, group: group? })
    }
}

/// What is typed of a question or an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedRemark {
    /// Who says it, as the public reads it.
    pub by: String,
    /// The words.
    pub words: String,
}

impl TypedRemark {
    /// Reads it: who, and the words.
    ///
    /// # Errors
    /// Everything that is wrong with it, field by field.
    pub fn read(&self) -> Result<(String, String), Wrong> {
        let mut wrong = Wrong::new();
        let by = line(&mut wrong, "by", &self.by, LONGEST_ROLE);
        if by.is_empty() {
            wrong.push(("by", "Write who says it: a role, such as Councillor or Head of Housing.".to_owned()));
        }
        if by.contains('@') {
            wrong.push(("by", NO_EMAIL.to_owned()));
        }
        let words = said(&self.words).map_err(|words| wrong.push(("words", words))).unwrap_or_default();
        if wrong.is_empty() { Ok((by, words)) } else { Err(wrong) }
    }
}

const NO_EMAIL: &str = "Leave the e-mail address out: the public reads this.";

/// The words of a question or an answer.
///
/// # Errors
/// There are none or too many, or an e-mail address is among them.
pub fn said(text: &str) -> Result<String, String> {
    let text = text.replace("\r\n", "\n");
    let text: String = text.trim().chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    let email = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    match text.chars().count() {
        0 => Err("Write what was said.".to_owned()),
        count if count > LONGEST => Err(format!("This is longer than {LONGEST} characters.")),
        _ if text.split_whitespace().any(email) => Err(NO_EMAIL.to_owned()),
        _ => Ok(text),
    }
}

/// One line, which may be blank.
fn line(wrong: &mut Wrong, field: &'static str, text: &str, most: usize) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()).collect();
    if text.chars().count() > most {
        wrong.push((field, format!("This is longer than {most} characters.")));
    }
    text
}

/// A time of the day of five characters, `10:00`.
fn time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(':')?;
    let number = |part: &str| (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten();
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0)
}

/// The address of a report of this site.
fn address(text: &str) -> Option<&str> {
    let plain = |part: &str| {
        !part.is_empty()
            && part.starts_with(|letter: char| letter.is_ascii_alphanumeric())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let rest = text.strip_prefix("/reports/")?;
    (text.len() <= LONGEST_ADDRESS && rest.split('/').all(plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed { name: " Vale   Committee ".into(), on: "2026-02-03".into(), at: "18:30".into(), place: String::new() }
    }

    #[test]
    fn a_meeting_is_read_as_it_is_typed_and_typed_as_it_is_read() {
        let read = typed().read(None).unwrap();
        assert_eq!((read.name.as_str(), read.starts.to_string().as_str()), ("Vale Committee", "2026-02-03 18:30:00"));
        assert_eq!(Typed::of(&read), Typed { name: "Vale Committee".into(), ..typed() });
    }

    #[test]
    fn each_field_of_a_meeting_has_its_bounds() {
        let wrong = |typed: Typed| typed.read(None).map_or_else(|wrong| wrong.iter().map(|(field, _)| *field).collect(), |_| Vec::new());
        assert_eq!(wrong(Typed::default()), ["name", "on", "at"]);
        assert_eq!(wrong(Typed { name: "x".repeat(LONGEST_LINE), ..typed() }), Vec::<&str>::new());
        assert_eq!(wrong(Typed { name: "x".repeat(LONGEST_LINE + 1), ..typed() }), ["name"]);
        assert_eq!(wrong(Typed { place: "x".repeat(LONGEST_LINE + 1), ..typed() }), ["place"]);
        for on in ["1999-12-31", "2200-01-01", "2026-02-30", "3/2/2026", ""] {
            assert_eq!(wrong(Typed { on: on.into(), ..typed() }), ["on"], "{on}");
        }
        for at in ["24:00", "9:00", "10:60", "10:00:00", "ten"] {
            assert_eq!(wrong(Typed { at: at.into(), ..typed() }), ["at"], "{at}");
        }
    }

    #[test]
    fn only_addresses_of_reports_are_pinned() {
        for right in ["/reports/quarterly/council", "/reports/ward/E05000001", "/reports/frozen/2-ab.1"] {
            assert_eq!(address(right), Some(right));
        }
        let long = format!("/reports/{}", "x".repeat(LONGEST_ADDRESS));
        for wrong in [
            "/reports",
            "/reports/",
            "//reports/x",
            "/reports/../manage",
            "/reports//x",
            "https://example.org/reports/x",
            "/reports/x?y",
            "/reports/<b>",
            &long,
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn who_asks_is_a_role_and_no_address() {
        let read = |by: &str, words: &str| TypedRemark { by: by.into(), words: words.into() }.read();
        assert_eq!(read("Councillor", " Why?\r\nWhen? "), Ok(("Councillor".to_owned(), "Why?\nWhen?".to_owned())));
        let fields = |by: &str, words: &str| read(by, words).unwrap_err().iter().map(|(field, _)| *field).collect::<Vec<_>>();
        assert_eq!(fields("", ""), ["by", "words"]);
        assert_eq!(fields("ada@example.org", "Why?"), ["by"]);
        assert_eq!(fields("Councillor", "Write to ada@example.org, please."), ["words"]);
        assert!(read("Councillor", "Is it 3 @ £4?").is_ok());
        assert!(read(&"x".repeat(LONGEST_ROLE), &"x".repeat(LONGEST)).is_ok());
        assert_eq!(fields(&"x".repeat(LONGEST_ROLE + 1), &"x".repeat(LONGEST + 1)), ["by", "words"]);
    }
}
