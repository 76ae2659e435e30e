//! A mapping as TOML, to be kept for the next file like it.

use std::fmt::{self, Write as _};

use super::{Mapping, ValueColumn};
use crate::{
    cell::status,
    ingest::{Synonym, when::Years},
};

/// A text in quotes, as TOML has it.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

fn list<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(|text| Quoted(text).to_string()).collect();
    format!("[{}]", quoted.join(", "))
}

/// Lines of keys and values.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, key: &str, value: impl fmt::Display) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(key, Quoted(text));
        }
    }

    fn list(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.put(key, list(texts));
        }
    }

    fn table<'a>(&mut self, name: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut pairs = pairs.peekable();
        if pairs.peek().is_some() {
            let _ = writeln!(self.0, "[{name}]");
        }
        for (key, text) in pairs {
            self.put(&Quoted(key).to_string(), Quoted(text));
        }
    }

    fn columns(&mut self, value: &ValueColumn) {
        self.text("value", value.value.as_deref());
        self.text("numerator", value.numerator.as_deref());
        self.text("denominator", value.denominator.as_deref());
        self.text("lower", value.lower.as_deref());
        self.text("upper", value.upper.as_deref());
    }
}

impl Mapping {
    /// As TOML, which [`crate::folder::mapping`] reads back; the layout is not in it.
    pub fn to_toml(&self) -> String {
        let mut out = Lines::default();
        out.text("sheet", self.sheet.as_deref());
        if let Some(header) = self.header {
            out.put("header", header);
        }
        if let Some(rows) = self.header_rows {
            out.put("header_rows", rows);
        }
        out.list("area", &self.area);
        out.text("area_is", self.area_is.as_ref().map(AsRef::as_ref));
        if self.whole_area {
            out.put("whole_area", true);
        }
        out.text("period", self.period.as_deref());
        out.list("period_kind", &self.period_kind);
        if let Some((first, last)) = &self.from_to {
            out.text("first_day", Some(first));
            out.text("last_day", Some(last));
        }
        out.text("period_is", self.period_is.map(|period| period.to_string()).as_deref());
        if self.years == Years::Academic {
            out.text("years", Some("academic"));
        }
        out.list("measure", &self.measure);
        out.text("measure_is", self.measure_is.as_deref());
        let groups: Vec<String> = self.groups.iter().map(|group| group.column.clone()).collect();
        out.list("groups", &groups);
        out.text("characteristic", self.dimension.as_deref());
        out.text("status", self.status.as_deref());
        // One column of figures that is about nothing of its own stands at the top.
        let plain = |value: &ValueColumn| value.measure.is_none() && value.group.is_none() && value.period.is_none();
        let long = self.values.first().filter(|value| self.values.len() == 1 && plain(value) && !self.blanks_skipped);
        if let Some(value) = long {
            out.columns(value);
        }
        out.list("blank", &self.blank);
        if !self.only.is_empty() {
            out.0.push_str("[only]\n");
        }
        for (column, texts) in &self.only {
            match texts.as_slice() {
                [one] => out.put(&Quoted(column).to_string(), Quoted(one)),
                texts => out.put(&Quoted(column).to_string(), list(texts)),
            }
        }
        out.table("missing", self.missing.iter().map(|(text, why)| (text.as_str(), status(*why))));
        out.table("measures", self.measures.iter().map(|(name, code)| (name.as_str(), code.as_str())));
        let (anywhere, within): (Vec<&Synonym>, Vec<_>) = self.group_is.iter().partition(|one| one.column.is_empty());
        out.table("group_is", anywhere.into_iter().map(|one| (one.text.as_str(), one.group.as_str())));
        for one in within {
            out.0.push_str("[[group]]\n");
            out.text("column", Some(&one.column));
            out.text("text", Some(&one.text));
            out.text("is", Some(one.group.as_str()));
        }
        for value in self.values.iter().filter(|_| long.is_none()) {
            out.0.push_str("[[figure]]\n");
            out.columns(value);
            out.text("measure", value.measure.as_deref());
            out.text("period", value.period.map(|period| period.to_string()).as_deref());
            if let Some((of, group)) = &value.group {
                out.text("characteristic", Some(of).filter(|of| !of.is_empty()).map(String::as_str));
                out.text("group", Some(group));
            }
        }
        out.0
    }
}

#[cfg(test)]
mod tests {
    use crate::folder::mapping;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let long = "sheet = \"A \\\"B\\\"\"\nheader = 4\nheader_rows = 2\narea = [\"code\", \"name\"]\nperiod = \"when\"\nperiod_kind = [\"kind\", \"part\"]\nyears = \"academic\"\n\
                    measure = [\"a\"]\ngroups = [\"sex\"]\ncharacteristic = \"of\"\nstatus = \"s\"\nvalue = \"v\"\nlower = \"l\"\nupper = \"u\"\nblank = [\"-1\"]\n\
                    [only]\n\"phase\" = \"Primary\"\n\"term\" = [\"Autumn\", \"Spring\"]\n[missing]\n\"0\" = \"x\"\n[measures]\n\"A b\" = \"ab\"\n[group_is]\n\"Lasses\" = \"female\"\n[[group]]\ncolumn = \"sex\"\ntext = \"W\"\nis = \"female\"\n";
        let wide = "area_is = \"E08000012\"\nfirst_day = \"f\"\nlast_day = \"t\"\nmeasure_is = \"M\"\n[[figure]]\nnumerator = \"n\"\ndenominator = \"d\"\n\
                    characteristic = \"sex\"\ngroup = \"Women\"\n[[figure]]\nvalue = \"q\"\nmeasure = \"m\"\nperiod = \"2024-04-01/P3M\"\n";
        for text in [long, wide] {
            let read = mapping("m.toml", text).unwrap_or_else(|issues| panic!("{issues:?}"));
            assert_eq!(mapping("m.toml", &read.to_toml()).unwrap_or_else(|issues| panic!("{issues:?}")), read);
        }
        assert_eq!(mapping("m.toml", long).unwrap_or_else(|issues| panic!("{issues:?}")).to_toml(), long);
    }
}
