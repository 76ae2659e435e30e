//! What the columns of the files are: said once, for everything that describes them.

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A day, as `2024-03-31`.
    Day,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its name in the head.
    pub(crate) name: &'static str,
    /// What people call it.
    pub(crate) title: &'static str,
    /// What is in it.
    pub(crate) about: &'static str,
    /// What its cells are.
    pub(crate) kind: Kind,
    /// Whether none of its cells is empty.
    pub(crate) needed: bool,
    /// What other people's programs call it, as the end of an address.
    pub(crate) property: Option<&'static str>,
}

/// A column of text without gaps.
pub(crate) const fn text(name: &'static str, title: &'static str, about: &'static str) -> Column {
    Column { name, title, about, kind: Kind::Text, needed: true, property: None }
}

impl Column {
    pub(crate) const fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    pub(crate) const fn may_be_empty(self) -> Self {
        Self { needed: false, ..self }
    }

    const fn number(self) -> Self {
        self.kind(Kind::Number).may_be_empty()
    }

    const fn is(self, property: &'static str) -> Self {
        Self { property: Some(property), ..self }
    }
}

/// The columns that are one figure's and no other's.
pub(crate) const KEY: [&str; 4] = ["measure", "area_code", "group", "time_period"];

/// What `obs_status` may say, and what each means.
pub(crate) const MARKS: [(&str, &str); 12] = [
    ("c", "hidden to protect people: too few of them, or another figure could be worked out from it"),
    ("x", "not available"),
    ("z", "does not apply here"),
    ("n", "not collected, or not broken down this way"),
    ("u", "too unreliable to show"),
    ("d", "not yet due"),
    ("l", "late: due, and not there yet"),
    ("p", "provisional"),
    ("r", "revised since it was first published"),
    ("b", "break in the series: not comparable with what came before"),
    ("e", "estimated"),
    ("h", "as published before: a later change is held back to protect people"),
];
/// How many of the marks come first that stand in place of a number. The others stand beside one.
pub(crate) const WITHOUT_NUMBER: usize = 7;

/// What `provenance` may say, and what each means.
pub(crate) const PROVENANCES: [(&str, &str); 3] = [
    ("published", "from a source that anyone can check"),
    ("council", "entered or imported by the council"),
    ("illustrative", "made up, so that an example can be explored: it says nothing of any place"),
];

/// The columns of the figures, in the order of [`domain::record::COLUMNS`].
pub(crate) const OBSERVATIONS: [Column; 22] = [
    text("measure", "Measure", "Code of the measure, as in measures.csv."),
    text("measure_title", "Title of the measure", "What is measured, in plain English, without its unit."),
    text("unit", "Unit", "What the value is, as in “% of complaints” or “per 1,000 households”.").is("sdmx-attribute:unitMeasure"),
    text("geographic_level", "Level", "Part that the area plays: city (the whole area), neighbourhood, ward, or comparator (another council)."),
    text("area_code", "Area", "Code of the area, as in areas.csv: that of the Office for National Statistics, or the council’s own.").is("sdmx-dimension:refArea"),
    text("area_name", "Name of the area", "Name of the area."),
    text("boundary_set", "Boundaries", "The set of boundaries that the area belongs to, such as WD2023 for wards of 2023."),
    text("time_period", "Period", "The days that the figure is about, in ISO 8601: the first day and a length, such as 2026-07-01/P3M for a quarter; or one day. As in periods.csv.")
        .is("sdmx-dimension:refPeriod"),
    text("time_label", "Period in words", "The same as people say it, such as “Q2 2026/27” for July to September 2026."),
    text("characteristic", "Characteristic", "What the group is a group by, such as Sex; Total for everyone."),
    text("group", "Group", "Code of the group of people, as in groups.csv; everyone for all of them."),
    text("group_name", "Name of the group", "Name of the group."),
    text("numerator", "Numerator", "What was counted, or the sum of a mean. Of some measures counts are rounded, and what follows is worked out from the rounded ones.")
        .number(),
    text("denominator", "Denominator", "Out of how many; empty where the value is not a share, a rate or a mean.").number(),
    text("value", "Value", "The figure, in the unit; to six decimals where it is worked out. Empty where obs_status says why there is none.").number().is("sdmx-measure:obsValue"),
    text("lower_95", "Lower limit", "Lower limit of the 95 % confidence interval, in the unit.").number(),
    text("upper_95", "Upper limit", "Upper limit of the 95 % confidence interval, in the unit.").number(),
    text("interval_method", "Method of the limits", "Where the limits come from: wilson, exact, byar, or supplied by the source. Empty where there are none.").may_be_empty(),
    text("obs_status", "Status", "Why there is no value, or notes on one, parted by spaces; empty where there is nothing to note. README.txt has each mark.")
        .may_be_empty()
        .is("sdmx-attribute:obsStatus"),
    text("provenance", "Provenance", "Where the figure comes from: published (a source anyone can check), council (entered by it), or illustrative (made up)."),
    text("source", "Source", "Code of the measure’s source, as in measures.csv."),
    text("release", "Release", "Number of the release.").kind(Kind::Whole),
];

#[cfg(test)]
mod tests {
    use domain::{
        cell::status,
        observation::Missing,
        record::{COLUMNS, NAMES, NUMBERS},
    };

    use super::*;

    #[test]
    fn every_column_of_the_figures_is_described_in_its_place() {
        assert_eq!(OBSERVATIONS.map(|column| column.name), COLUMNS);
        let numbers = |at: usize| (NAMES..NAMES + NUMBERS).contains(&at);
        for (at, column) in OBSERVATIONS.iter().enumerate() {
            assert_eq!(column.kind == Kind::Number, numbers(at), "{}", column.name);
        }
    }

    #[test]
    fn every_reason_for_no_value_has_its_meaning() {
        let described: Vec<&str> = MARKS[..WITHOUT_NUMBER].iter().map(|(mark, _)| *mark).collect();
        assert_eq!(described, Missing::ALL.map(status).to_vec());
    }
}
