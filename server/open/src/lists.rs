//! The lists beside the figures: measures, areas, groups and periods of the release, each a table of its own.

use domain::{
    catalogue::Catalogue,
    period::{Period, PeriodKind},
    record::{EVERYONE, level, plain},
    release::Release,
};
use serde::Serialize;

use crate::{
    columns::{Column, Kind, text},
    fault::{Fault, Of},
    folder::Folder,
    observations::writer,
};

/// A list. The first column is its key, and what figures name it by.
pub(crate) struct List {
    /// Its name: that of its table, and of its file without the ending.
    pub(crate) name: &'static str,
    /// What it is, in a sentence.
    pub(crate) about: &'static str,
    /// Its columns.
    pub(crate) columns: &'static [Column],
    /// A column whose cells are keys of the same list.
    pub(crate) within: Option<&'static str>,
    /// Its rows, in the order of the release; an empty cell has nothing to say.
    pub(crate) rows: Vec<Vec<String>>,
}

impl List {
    /// Its file.
    pub(crate) fn file(&self) -> String {
        format!("{}.csv", self.name)
    }
}

const MEASURES: [Column; 31] = [
    text("measure", "Measure", "Code of the measure."),
    text("measure_title", "Title", "What is measured, in plain English, without its unit."),
    text("unit", "Unit", "What the value is."),
    text("prefix", "Before the value", "What is written before each value, such as £.").may_be_empty(),
    text("suffix", "After the value", "What is written after each value, such as %. It may begin with a space.").may_be_empty(),
    text("decimals", "Decimals", "How many decimals are shown.").kind(Kind::Whole),
    text(
        "kind",
        "Kind",
        "proportion (per × numerator ÷ denominator, the one part of the other), rate (the same, but not a part), count, mean (numerator ÷ denominator), or value (as it comes).",
    ),
    text("per", "Per", "What a proportion or a rate is multiplied by: 100 for a percentage.").kind(Kind::Whole),
    text("polarity", "Polarity", "Which way is better: high, low, range (best between two limits), or none."),
    text("frequency", "Frequency", "How often a figure is due."),
    text(
        "aggregation",
        "Aggregation",
        "How longer periods and larger areas come from their parts: sum, last, mean, or ratio (numerators and denominators are added up).",
    ),
    text("reach", "Reach", "How far the council can move it: control, influence, or context."),
    text("lenses", "Lenses", "The lenses that it serves, parted by spaces.").may_be_empty(),
    text("owner", "Owner", "The role that answers for it."),
    text("directorate", "Directorate", "Code of the directorate."),
    text("directorate_name", "Name of the directorate", "Name of the directorate.").may_be_empty(),
    text("service", "Service", "Code of the service."),
    text("service_name", "Name of the service", "Name of the service.").may_be_empty(),
    text("definition", "Definition", "What exactly is counted."),
    text("method", "Method", "How it is worked out."),
    text("caveats", "Caveats", "What it cannot tell.").may_be_empty(),
    text("rounding", "Rounding", "That its counts are rounded, and to what; empty where they are shown as counted.").may_be_empty(),
    text("survey", "Survey", "For a survey, who was asked: its figures are of a sample.").may_be_empty(),
    text("source", "Source", "Code of its source."),
    text("source_title", "Title of the source", "As one would cite it.").may_be_empty(),
    text("source_publisher", "Publisher of the source", "Who published it.").may_be_empty(),
    text("source_url", "Address of the source", "Where to check it.").may_be_empty(),
    text("source_licence", "Licence of the source", "Its licence, where it was said.").may_be_empty(),
    text("first_period", "First period", "The oldest period with a figure.").may_be_empty(),
    text("last_period", "Last period", "The newest period with a figure.").may_be_empty(),
    text("illustrative", "Made up", "Whether any of its figures is made up.").kind(Kind::Truth),
];

const AREAS: [Column; 11] = [
    text("area_code", "Area", "Code: that of the Office for National Statistics, or the council’s own."),
    text("area_name", "Name", "Name of the area."),
    text("geographic_level", "Level", "Part that it plays: city (the whole area), neighbourhood, ward, or comparator (another council)."),
    text("level_name", "Level in words", "What areas of this level are called here."),
    text("within", "Within", "Code of the area that it lies in.").may_be_empty(),
    text("boundary_set", "Boundaries", "The set of boundaries that it belongs to, such as WD2023 for wards of 2023."),
    text("valid_from", "Valid from", "First day of these boundaries, where it is known.").kind(Kind::Day).may_be_empty(),
    text("valid_to", "Valid to", "Last day of these boundaries; empty while they are in force.").kind(Kind::Day).may_be_empty(),
    text("councillors", "Councillors", "How many it elects, where that was said.").kind(Kind::Whole).may_be_empty(),
    text("illustrative", "Made up", "Whether the grouping is made up, so that an example can be explored.").kind(Kind::Truth),
    text("note", "Note", "Anything a reader should know.").may_be_empty(),
];

const GROUPS: [Column; 7] = [
    text("group", "Group", "Code; everyone for all people."),
    text("group_name", "Name", "Name of the group."),
    text("phrase", "In a sentence", "As it reads in a sentence, such as “disabled people”."),
    text("characteristic_code", "Code of the characteristic", "Code of the characteristic; total for everyone."),
    text("characteristic", "Characteristic", "What it is a group by, such as Sex; Total for everyone."),
    text("unknown", "Not known", "Whether these are the people whose group is not known, or who would not say.").kind(Kind::Truth),
    text("note", "Note", "How it was asked, and what to bear in mind.").may_be_empty(),
];

const PERIODS: [Column; 5] = [
    text("time_period", "Period", "In ISO 8601: the first day and a length, or one day."),
    text("time_label", "In words", "As people say it."),
    text(
        "kind",
        "Kind",
        "month, quarter, half-year, calendar-half-year, financial-year, academic-year, calendar-year, rolling-year (any twelve months), pooled (several years together), or day. Figures of different kinds are not to be mixed in one series.",
    ),
    text("first_day", "First day", "First day of the period.").kind(Kind::Day),
    text("last_day", "Last day", "Last day of the period, included.").kind(Kind::Day),
];

/// Every list of a release: measures, areas, groups and periods, each in the order that indices count.
pub(crate) fn all(release: &Release) -> [List; 4] {
    let catalogue = &release.catalogue;
    let list = |name, about, columns, within, rows| List { name, about, columns, within, rows };
    [
        list("measures", "Every measure of the release: what is measured, how, and where from.", &MEASURES, None, measures(catalogue)),
        list("areas", "Every area that was in force on the day of publication.", &AREAS, Some("within"), areas(catalogue)),
        list("groups", "Every group of people that figures are broken down by.", &GROUPS, None, groups(catalogue)),
        list("periods", "Every period that figures are about, oldest first.", &PERIODS, None, periods(catalogue)),
    ]
}

/// Writes each list as CSV.
pub(crate) fn write(folder: &mut Folder, lists: &[List]) -> Result<(), Fault> {
    for list in lists {
        let name = list.file();
        let mut rows = writer(folder.create(&name)?);
        rows.write_record(list.columns.iter().map(|column| column.name)).of(&name)?;
        for row in &list.rows {
            rows.write_record(row).of(&name)?;
        }
        folder.keep(rows.into_inner().map_err(csv::IntoInnerError::into_error).of(&name)?)?;
    }
    Ok(())
}

/// A value by its name in the council's files.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn prose(value: Option<&String>) -> String {
    value.map(|text| plain(text)).unwrap_or_default()
}

fn measures(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let rows = catalogue.measures.iter().enumerate().map(|(at, measure)| {
        let span = catalogue.spans.get(at);
        let period = |index: Option<&u16>| optional(index.map(|&index| catalogue.periods[usize::from(index)]));
        let source = catalogue.sources.iter().find(|source| source.code == measure.source);
        let lenses: Vec<String> = measure.lenses.iter().map(word).collect();
        vec![
            measure.code.to_string(),
            plain(&measure.title),
            plain(&measure.unit),
            plain(&measure.prefix),
            plain(&measure.suffix),
            measure.decimals.to_string(),
            word(&measure.kind),
            measure.per.to_string(),
            word(&measure.polarity),
            word(&measure.frequency),
            word(&measure.aggregation),
            word(&measure.reach),
            lenses.join(" "),
            plain(&measure.owner),
            measure.directorate.to_string(),
            prose(catalogue.directorate(&measure.directorate).map(|directorate| &directorate.name)),
            measure.service.to_string(),
            plain(catalogue.service_name(&measure.service)),
            plain(&measure.definition),
            plain(&measure.method),
            plain(&measure.caveats.join(" ")),
            measure.rounding().unwrap_or_default(),
            prose(measure.survey.as_ref()),
            measure.source.to_string(),
            prose(source.map(|source| &source.title)),
            prose(source.map(|source| &source.publisher)),
            prose(source.and_then(|source| source.url.as_ref())),
            prose(source.and_then(|source| source.licence.as_ref())),
            period(span.and_then(|span| span.periods.first())),
            period(span.and_then(|span| span.periods.last())),
            span.is_some_and(|span| span.illustrative).to_string(),
        ]
    });
    rows.collect()
}

fn areas(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let rows = catalogue.areas.iter().map(|area| {
        // What an area lies in may have ended before the release.
        let within = area.parent.as_ref().filter(|parent| catalogue.area_index(parent).is_some());
        vec![
            area.code.to_string(),
            plain(&area.name),
            level(area.kind).to_owned(),
            plain(&catalogue.words.area(area.kind).0),
            optional(within),
            plain(&area.boundary_set),
            optional(area.valid_from),
            optional(area.valid_to),
            optional(area.councillors),
            area.illustrative.to_string(),
            prose(area.note.as_ref()),
        ]
    });
    rows.collect()
}

fn groups(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let everyone = [EVERYONE, "Everyone", "everyone", "total", "Total", "false", ""].map(str::to_owned).to_vec();
    let rows = catalogue.groups().map(|(characteristic, group)| {
        vec![
            group.code.to_string(),
            plain(&group.name),
            plain(&group.phrase),
            characteristic.code.to_string(),
            plain(&characteristic.name),
            group.unknown.to_string(),
            prose(characteristic.note.as_ref()),
        ]
    });
    std::iter::once(everyone).chain(rows).collect()
}

fn periods(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let row = |period: &Period| {
        vec![period.to_string(), period.label(), kind(period.kind()).to_owned(), period.start().to_string(), period.end().to_string()]
    };
    catalogue.periods.iter().map(row).collect()
}

fn kind(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::HalfYear => "half-year",
        PeriodKind::CalendarHalf => "calendar-half-year",
        PeriodKind::FinancialYear => "financial-year",
        PeriodKind::AcademicYear => "academic-year",
        PeriodKind::CalendarYear => "calendar-year",
        PeriodKind::RollingYear => "rolling-year",
        PeriodKind::Pooled => "pooled",
        PeriodKind::Snapshot => "day",
    }
}
