//! What is asked for when a release is prepared, read from what was typed.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::{
    code::MeasureCode,
    council::Council,
    register::{Correction, LONGEST, Register, SHORTEST},
};

/// How far ahead a release can be planned.
const AHEAD: TimeDelta = TimeDelta::days(366);

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Codes of measures that are held.
    pub held: Vec<String>,
    /// What is new.
    pub note: String,
    /// Number of the release that is corrected; blank for none.
    pub corrects: String,
    /// What was wrong in it.
    pub wrong: String,
    /// Whether it is published at a set time.
    pub planned: bool,
    /// The day, as `2026-04-01`.
    pub day: String,
    /// The time, UTC, as `09:30`.
    pub time: String,
}

/// A release that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Measures that are held.
    pub held: BTreeSet<MeasureCode>,
    /// What is new in it.
    pub note: String,
    /// What it corrects.
    pub correction: Option<Correction>,
    /// When it is published, UTC; none for as soon as it has been looked at.
    pub at: Option<NaiveDateTime>,
}

/// A text of several lines as it is kept: without spaces around it, its lines ended in one way, and without other control characters.
pub fn tidy(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.trim().chars().filter(|&one| one == '\n' || !one.is_control()).collect()
}

/// A reason, tidied.
///
/// # Errors
/// It is too short or too long: how to mend it.
pub fn reason(text: &str) -> Result<String, String> {
    let text = tidy(text);
    match text.chars().count() {
        SHORTEST..=LONGEST => Ok(text),
        _ => Err(format!("Say it in a sentence: {SHORTEST} to {LONGEST} characters.")),
    }
}

impl Typed {
    /// What is asked for.
    ///
    /// # Errors
    /// Each field that is wrong, and how to mend it.
    pub fn read(&self, council: &Council, register: &Register, now: NaiveDateTime) -> Result<Order, Vec<(&'static str, String)>> {
        let mut faults = Vec::new();
        let mut held = BTreeSet::new();
        for code in &self.held {
            match code.parse().ok().filter(|code| council.measure(code).is_some()) {
                Some(code) => drop(held.insert(code)),
                None => faults.push(("held", "Choose measures of the council.".to_owned())),
            }
        }
        let note = tidy(&self.note);
        if note.chars().count() > LONGEST {
            faults.push(("note", format!("Write {LONGEST} characters at most.")));
        }
        let correction = if self.corrects.is_empty() {
            if !tidy(&self.wrong).is_empty() {
                faults.push(("corrects", "Choose the release in which it was wrong, or leave out what was.".to_owned()));
            }
            None
        } else {
            let of = self.corrects.parse().ok().filter(|&number| register.release(number).is_some());
            if of.is_none() {
                faults.push(("corrects", "Choose one of the releases.".to_owned()));
            }
            match reason(&self.wrong) {
                Ok(wrong) => of.map(|of| Correction { of, wrong }),
                Err(words) => {
                    faults.push(("wrong", words));
                    None
                }
            }
        };
        let at = if self.planned { self.at(now, &mut faults) } else { None };
        if faults.is_empty() { Ok(Order { held, note, correction, at }) } else { Err(faults) }
    }

    fn at(&self, now: NaiveDateTime, faults: &mut Vec<(&'static str, String)>) -> Option<NaiveDateTime> {
        let day = NaiveDate::parse_from_str(self.day.trim(), "%Y-%m-%d");
        let time = NaiveTime::parse_from_str(self.time.trim(), "%H:%M");
        if day.is_err() {
            faults.push(("day", "Type the day as year-month-day, such as 2026-04-01.".to_owned()));
        }
        if time.is_err() {
            faults.push(("time", "Type the time as hours and minutes, such as 09:30.".to_owned()));
        }
        let at = day.ok()?.and_time(time.ok()?);
        if at <= now {
            faults.push(("day", format!("This time has passed: it is {} UTC now.", now.format("%Y-%m-%d %H:%M"))));
        } else if at > now + AHEAD {
            faults.push(("day", "Plan a release a year ahead at most.".to_owned()));
        }
        Some(at)
    }
}
