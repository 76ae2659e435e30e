//! A report that was frozen: a number, a day and forms that never change byte for byte, as the register tells of them.

use chrono::NaiveDateTime;

use super::{Kind, document::Document};
use crate::register::Register;

/// The form that everything else is drawn from, and whose digest is the report's address.
pub const SOURCE: &str = "report.json";

/// A form of a frozen report, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name, such as `report.pdf`.
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

/// A frozen report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its number, from 1, without gaps.
    pub number: u32,
    /// SHA-256 of its form [`SOURCE`], in hex.
    pub digest: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// Code of what it is of; blank for the council.
    pub of: String,
    /// The release that every figure is from.
    pub release: u32,
    /// When it was frozen, UTC.
    pub at: NaiveDateTime,
    /// The report in which something was wrong that is right in this one, and what was wrong, in the council's words.
    pub corrects: Option<(u32, String)>,
    /// When it was withdrawn (UTC), and why.
    pub withdrawn: Option<(NaiveDateTime, String)>,
    /// Its forms.
    pub forms: Vec<Form>,
}

/// Why a frozen report is shown no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone<'a> {
    /// It was withdrawn: why.
    Itself(&'a str),
    /// The release that its figures are from was withdrawn: why.
    Release(&'a str),
}

impl Frozen {
    /// Where it is read, without a host.
    pub fn address(number: u32) -> String {
        format!("/reports/frozen/{number}")
    }

    /// Where one of its forms is, for good, without a host.
    pub fn kept(&self, form: &str) -> String {
        format!("/reports/kept/{}/{form}", self.digest)
    }

    /// Why it is shown no more, if so: figures of a withdrawn release are told nowhere.
    pub fn gone<'a>(&'a self, register: &'a Register) -> Option<Gone<'a>> {
        if let Some((_, why)) = &self.withdrawn {
            return Some(Gone::Itself(why));
        }
        let release = register.release(self.release);
        release.and_then(|release| release.withdrawn.as_ref()).map(|(_, why)| Gone::Release(why))
    }

    /// Whether two are of the same: then they can be compared.
    pub fn alike(&self, other: &Self) -> bool {
        self.kind == other.kind && self.of == other.of
    }

    /// Those that it can be compared with: of the same kind and subject, frozen before it, and still shown; the newest first.
    pub fn earlier<'a>(&'a self, register: &'a Register) -> impl Iterator<Item = &'a Self> {
        register.reports.iter().filter(move |other| other.number < self.number && self.alike(other) && other.gone(register).is_none())
    }

    /// The newest of the same that was frozen after it and is shown.
    pub fn newer<'a>(&'a self, register: &'a Register) -> Option<&'a Self> {
        register.reports.iter().find(|other| other.number > self.number && self.alike(other) && other.gone(register).is_none())
    }

    /// What it is called wherever it is listed: of one that is shown no more its number alone, for its title may be what must not be read.
    pub fn name(&self, register: &Register) -> String {
        if self.gone(register).is_some() { format!("Report {}", self.number) } else { self.title.clone() }
    }

    /// The report that puts right what was wrong in this one, and what that was; none that is shown no more.
    pub fn corrected<'a>(&'a self, register: &'a Register) -> Option<(&'a Self, &'a str)> {
        let rights = register.reports.iter().filter(|other| other.gone(register).is_none()).rev();
        rights
            .filter_map(|other| other.corrects.as_ref().map(|(number, wrong)| (other, *number, wrong.as_str())))
            .find_map(|(other, number, wrong)| (number == self.number).then_some((other, wrong)))
    }
}

/// A document as it is frozen: with its number, its day and its address.
#[must_use]
pub fn freeze(document: Document, number: u32, at: NaiveDateTime) -> Document {
    Document { number: Some(number), dated: at.date(), address: Some(Frozen::address(number)), ..document }
}
