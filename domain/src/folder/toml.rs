//! Reads TOML tables key by key; every fault is raised where it stands.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use toml_edit::{Document, Item, TableLike, Value};

use super::{
    issue::{Issues, Mark, Shown, Spot, Text},
    names::Nearest,
    value,
};
use crate::{code::CodeError, council::Word, period::Period};

/// Parses a file. A file that is not TOML is one fault.
pub(super) fn document<'d>(text: &'d Text<'d>, issues: &Issues) -> Option<Document<&'d str>> {
    match Document::parse(text.body) {
        Ok(document) => Some(document),
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            let what = error.message().lines().collect::<Vec<_>>().join("; ");
            issues.push(
                text.file,
                text.place(offset),
                format_args!("this is not TOML: {what}"),
                format_args!("Mend the syntax here; the rest of the file was not read."),
            );
            None
        }
    }
}

/// A table of a file.
pub(super) struct Node<'d> {
    text: &'d Text<'d>,
    issues: &'d Issues,
    table: &'d dyn TableLike,
    /// Where the table begins.
    start: usize,
    name: &'static str,
}

impl<'d> Node<'d> {
    /// The whole file as a table that may hold the known keys.
    pub(super) fn root(document: &'d Document<&str>, text: &'d Text<'d>, issues: &'d Issues, known: &'static [&'static str]) -> Self {
        let node = Self { text, issues, table: document.as_table(), start: 0, name: "the file" };
        node.check_keys(known);
        node
    }

    /// Raises every key that is not known.
    fn check_keys(&self, known: &'static [&'static str]) {
        for (key, _) in self.table.iter() {
            if !known.contains(&key) {
                let nearest = Nearest { given: key, known: &|| Box::new(known.iter().copied()) };
                self.key_spot(key).raise(
                    format_args!("{} has no key {}", self.name, Shown(key)),
                    format_args!("{nearest}Remove it, or see docs/data-formats.md for the keys there are."),
                );
            }
        }
    }

    /// Where the table begins.
    pub(super) fn spot(&self) -> Mark<'d> {
        self.mark(self.start)
    }

    fn mark(&self, offset: usize) -> Mark<'d> {
        Mark { text: self.text, issues: self.issues, offset }
    }

    fn key_spot(&self, key: &str) -> Mark<'d> {
        let span = self.table.get_key_value(key).and_then(|(key, item)| key.span().or_else(|| item.span()));
        self.mark(span.map_or(self.start, |span| span.start))
    }

    /// Where the value of a key stands; where the table begins if the key is not there.
    pub(super) fn at(&self, key: &str) -> Mark<'d> {
        let span = self.table.get(key).and_then(Item::span);
        span.map_or_else(|| self.key_spot(key), |span| self.mark(span.start))
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    fn wrong(&self, key: &str, wanted: &str, found: &str) {
        self.at(key).raise(format_args!("`{key}` is {found}, not {wanted}"), format_args!("Write {wanted}."));
    }

    /// Whether the key is missing, or an empty list.
    pub(super) fn lists_nothing(&self, key: &str) -> bool {
        self.table.get(key).is_none_or(|item| item.as_array().is_some_and(toml_edit::Array::is_empty))
    }

    /// Whether the key holds a list.
    pub(super) fn is_list(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(Item::is_array)
    }

    /// Raises a missing key.
    fn need(&self, key: &str, example: &str) -> bool {
        let there = self.has(key);
        if !there {
            self.spot().raise(format_args!("{} lacks `{key}`", self.name), format_args!("Add {key} = {example}."));
        }
        there
    }

    fn value(&self, key: &str) -> Option<&'d Value> {
        let item = self.table.get(key)?;
        if item.as_value().is_none() {
            self.wrong(key, "a value", item.type_name());
        }
        item.as_value()
    }

    fn str(&self, key: &str) -> Option<&'d str> {
        let value = self.value(key)?;
        if value.as_str().is_none() {
            self.wrong(key, "a text in quotes", value.type_name());
        }
        value.as_str()
    }

    /// A text that must be there and not be blank.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        if !self.need(key, "\"…\"") {
            return None;
        }
        let text = self.str(key)?.trim();
        if text.is_empty() {
            self.at(key).raise(format_args!("`{key}` is blank"), format_args!("Write a text."));
            return None;
        }
        Some(text.to_owned())
    }

    /// A text that may be left out; blank is the same as left out.
    pub(super) fn text_or_none(&self, key: &str) -> Option<String> {
        self.str(key).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A text put before or after figures, spaces and all; nothing when left out.
    pub(super) fn affix(&self, key: &str) -> String {
        self.str(key).unwrap_or_default().to_owned()
    }

    /// The address of a web page, which may be left out.
    pub(super) fn url_or_none(&self, key: &str) -> Option<String> {
        value::url(&self.at(key), self.text_or_none(key)?)
    }

    /// Yes or no; no when left out.
    pub(super) fn flag(&self, key: &str) -> bool {
        let Some(value) = self.value(key) else { return false };
        if value.as_bool().is_none() {
            self.wrong(key, "true or false", value.type_name());
        }
        value.as_bool().unwrap_or(false)
    }

    /// A code that must be there.
    pub(super) fn code<C: FromStr<Err = CodeError>>(&self, key: &str) -> Option<C> {
        value::code(&self.at(key), &self.text(key)?)
    }

    /// A period that must be there.
    pub(super) fn period(&self, key: &str) -> Option<Period> {
        value::period(&self.at(key), &self.text(key)?)
    }

    /// A date that must be there, in quotes or bare.
    pub(super) fn date(&self, key: &str) -> Option<NaiveDate> {
        if !self.need(key, "2024-03-31") {
            return None;
        }
        match self.value(key)? {
            Value::Datetime(day) => value::date(&self.at(key), &day.value().to_string()),
            Value::String(day) => value::date(&self.at(key), day.value()),
            other => {
                self.wrong(key, "a date such as 2024-03-31", other.type_name());
                None
            }
        }
    }

    /// A whole number within limits that must be there.
    pub(super) fn whole(&self, key: &str, least: i64, most: i64) -> Option<i64> {
        if !self.need(key, &least.to_string()) {
            return None;
        }
        let value = self.value(key)?;
        match value.as_integer() {
            Some(number) if (least..=most).contains(&number) => Some(number),
            Some(number) => {
                self.at(key).raise(format_args!("`{key}` is {number}"), format_args!("Write a whole number from {least} to {most}."));
                None
            }
            None => {
                self.wrong(key, "a whole number", value.type_name());
                None
            }
        }
    }

    /// A number that must be there.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        if !self.need(key, "0.0") {
            return None;
        }
        self.number_or_none(key)
    }

    /// A number that may be left out.
    pub(super) fn number_or_none(&self, key: &str) -> Option<f64> {
        let value = self.value(key)?;
        let number = value.as_float().or_else(|| value.as_integer().map(|n| n as f64));
        if number.is_none() {
            self.wrong(key, "a number", value.type_name());
        }
        value::sized(&self.at(key), number?)
    }

    /// One of several words; must be there.
    pub(super) fn choice<T: Copy>(&self, key: &str, options: &[(&'static str, T)]) -> Option<T> {
        value::choice(&self.at(key), key, &self.text(key)?, options)
    }

    /// One thing and many things: `["ward", "wards"]`.
    pub(super) fn word(&self, key: &str) -> Option<Word> {
        if !self.need(key, "[\"one\", \"many\"]") {
            return None;
        }
        let texts = self.texts(key);
        if let [(one, _), (many, _)] = &texts[..] {
            return Some((one.clone(), many.clone()));
        }
        if self.value(key).and_then(Value::as_array).is_some_and(|array| array.len() != 2) {
            let mend = format_args!("Write one and many, as in [\"ward\", \"wards\"].");
            self.at(key).raise(format_args!("`{key}` is not two texts"), mend);
        }
        None
    }

    /// A list of texts, none of them blank; empty when left out.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|(text, _)| text).collect()
    }

    /// A list of texts, each with its place; empty when left out.
    pub(super) fn texts(&self, key: &str) -> Vec<(String, Mark<'d>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            self.wrong(key, "a list of texts in square brackets", value.type_name());
            return Vec::new();
        };
        let mut texts = Vec::new();
        for entry in array {
            let mark = self.mark(entry.span().map_or(self.start, |span| span.start));
            match entry.as_str().map(str::trim) {
                Some("") => mark.raise(format_args!("`{key}` has a blank entry"), format_args!("Remove it or write a text.")),
                Some(text) => texts.push((text.to_owned(), mark)),
                None => mark.raise(
                    format_args!("`{key}` has an entry that is {}, not a text", entry.type_name()),
                    format_args!("Write each entry in quotes."),
                ),
            }
        }
        texts
    }

    /// A list of different words out of several.
    pub(super) fn choices<T: Copy + PartialEq>(&self, key: &str, what: &str, options: &[(&'static str, T)]) -> Vec<T> {
        let mut all = Vec::new();
        for (text, mark) in self.texts(key) {
            if let Some(value) = value::choice(&mark, what, &text, options) {
                push_new(&mut all, value, &text, &mark);
            }
        }
        all
    }

    /// A table of names and numbers, each with the place of its name; in file order, empty when left out.
    pub(super) fn numbers(&self, key: &'static str) -> Vec<(String, f64, Mark<'d>)> {
        self.named(key, "a table of names and numbers", Self::number_or_none)
    }

    /// A table of names and texts, each with the place of its name; in file order, empty when left out.
    pub(super) fn pairs(&self, key: &'static str) -> Vec<(String, String, Mark<'d>)> {
        self.named(key, "a table of names and texts", Self::text_or_none)
    }

    /// A table of names, each with a text or a list of texts; in file order, empty when left out.
    pub(super) fn lists(&self, key: &'static str) -> Vec<(String, Vec<String>, Mark<'d>)> {
        self.named(key, "a table of names and texts", |inner, name| {
            if inner.is_list(name) { Some(inner.list(name)) } else { Some(vec![inner.text_or_none(name)?]) }
        })
    }

    /// The entries of a table by name, each read in one way.
    fn named<T>(&self, key: &'static str, what: &'static str, read: impl Fn(&Self, &str) -> Option<T>) -> Vec<(String, T, Mark<'d>)> {
        let Some(item) = self.table.get(key) else { return Vec::new() };
        let Some(table) = item.as_table_like() else {
            self.wrong(key, what, item.type_name());
            return Vec::new();
        };
        let start = item.span().map_or(self.start, |span| span.start);
        let inner = Node { text: self.text, issues: self.issues, table, start, name: key };
        let entry = |(name, _): (&str, _)| Some((name.to_owned(), read(&inner, name)?, inner.key_spot(name)));
        table.iter().filter_map(entry).collect()
    }

    /// A table within this one that must be there.
    pub(super) fn table(&self, key: &'static str, known: &'static [&'static str]) -> Option<Node<'d>> {
        let Some(item) = self.table.get(key) else {
            self.spot().raise(format_args!("{} lacks the table `{key}`", self.name), format_args!("Add it, with {}.", Listed(known)));
            return None;
        };
        let Some(table) = item.as_table_like() else {
            self.wrong(key, "a table", item.type_name());
            return None;
        };
        let start = item.span().map_or_else(|| self.key_spot(key).offset, |span| span.start);
        let node = Node { text: self.text, issues: self.issues, table, start, name: key };
        node.check_keys(known);
        Some(node)
    }

    /// The tables of a list, `[[key]]`; none when left out.
    pub(super) fn tables(&self, key: &'static str, known: &'static [&'static str]) -> Vec<Node<'d>> {
        let node = |table: &'d dyn TableLike, start: Option<std::ops::Range<usize>>| {
            let start = start.map_or(self.start, |span| span.start);
            let node = Node { text: self.text, issues: self.issues, table, start, name: key };
            node.check_keys(known);
            node
        };
        match self.table.get(key) {
            None => Vec::new(),
            Some(Item::ArrayOfTables(tables)) => tables.iter().map(|table| node(table, table.span())).collect(),
            Some(Item::Value(Value::Array(array))) if array.iter().all(Value::is_inline_table) => {
                array.iter().filter_map(|value| Some(node(value.as_inline_table()?, value.span()))).collect()
            }
            Some(other) => {
                self.wrong(key, "a list of tables", other.type_name());
                Vec::new()
            }
        }
    }
}

/// Adds a value to a list of different ones; one that is there already is a fault.
pub(super) fn push_new<T: PartialEq>(all: &mut Vec<T>, value: T, text: &str, spot: &dyn Spot) {
    if all.contains(&value) {
        spot.raise(format_args!("{} is listed twice", Shown(text)), format_args!("Keep one."));
    } else {
        all.push(value);
    }
}

/// Names in quotes, with commas.
struct Listed(&'static [&'static str]);

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, name) in self.0.iter().enumerate() {
            write!(f, "{}`{name}`", if n > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}
