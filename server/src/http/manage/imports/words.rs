//! What is found, as the pages say it.

use app::manage::imports::{
    Listed,
    columns::{Column, Mapper},
    file::{Changes, Issue, Looked},
    one::One as Page,
};
use domain::{
    council::Council,
    format::{count, plural},
    ingest::{
        column_names,
        difference::{About, Difference},
        issue::Severity,
        when::Years,
    },
    measure::Disclosure,
    people::{Action, Subject, User},
    store::Import,
};

use crate::{
    bring::{Opened, figure, rounded},
    manage::imports::{
        choice::{Choice, MOST_COLUMNS, USES},
        one::One,
        tray::Found,
    },
};

/// How many lines of a list are shown.
const LISTED: usize = 20;
/// The most names of measures that are asked about.
pub(super) const MOST_LINKS: usize = 20;
/// The first rows of a sheet that are shown.
const ROWS: usize = 8;
/// The longest text of a cell that is shown.
const LONGEST: usize = 60;

fn time(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// An import in the list.
pub(super) fn listed(import: &Import) -> Listed {
    Listed {
        number: import.batch.id,
        file: import.file.clone(),
        at: time(import.batch.loaded_at),
        by: import.accepted_by.clone(),
        figures: plural(import.batch.observations.unsigned_abs(), ("figure", "figures")),
        state: import.withdrawn.as_ref().map_or_else(|| "in force".to_owned(), |(at, by)| format!("withdrawn {} by {by}", time(*at))),
    }
}

/// The page of an import.
pub(super) fn one(found: &One, council: &Council, user: &User) -> Page {
    Page {
        listed: listed(&found.import),
        in_force: found.import.withdrawn.is_none(),
        changes: changes(&found.changes, council, user),
        others: found.others.iter().map(listed).collect(),
        against: found.against.as_ref().map(|(number, found)| (*number, changes(found, council, user))),
    }
}

/// The measures to choose from: code and title.
pub(super) fn measures(council: &Council) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = council.measures.iter().map(|measure| (measure.code.to_string(), measure.title.clone())).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}

fn about(about: &About, council: &Council) -> [String; 4] {
    let measure = council.measure(&about.measure).map_or_else(|| about.measure.to_string(), |measure| measure.title.clone());
    let area = council.area(&about.area).map_or_else(|| about.area.to_string(), |area| area.name.clone());
    let mut groups = council.characteristics.iter().flat_map(|one| &one.groups);
    let group = groups.find(|group| group.code == about.group).map_or_else(|| "Everyone".to_owned(), |group| group.name.clone());
    [measure, area, about.period.label(), group]
}

/// What would change. Where small figures are hidden, what was there before is shown to those alone who may see it as it was counted: the file
/// could be anything.
fn changes(found: &Difference, council: &Council, user: &User) -> Changes {
    let changed = found.changed.first.iter().take(LISTED).map(|one| {
        let [measure, area, period, group] = about(&one.about, council);
        let seen = council.measure(&one.about.measure).is_some_and(|measure| {
            !matches!(measure.disclosure, Disclosure::Threshold { .. }) || user.may(&Action::SeeUnmasked(Subject::of(measure)))
        });
        let before = if seen { figure(one.before) } else { "not shown".to_owned() };
        let by = one.by.filter(|_| seen).map_or_else(String::new, |by| if by > 0.0 { format!("+{}", rounded(by)) } else { rounded(by) });
        [measure, area, period, group, before, figure(one.after), by]
    });
    Changes {
        counts: [found.new.count, found.changed.count, found.withdrawn.count, found.unchanged],
        changed: changed.collect(),
        new: found.new.first.iter().take(LISTED).map(|one| about(one, council)).collect(),
        withdrawn: found.withdrawn.first.iter().take(LISTED).map(|one| about(one, council)).collect(),
    }
}

/// What was understood, sheet by sheet and measure by measure.
fn understood(found: &Found) -> Vec<String> {
    let import = &found.import;
    let mut lines = Vec::new();
    for sheet in import.sheets.iter().filter(|sheet| sheet.header > 0) {
        let counts = [(sheet.elsewhere, "of other areas"), (sheet.refused, "refused"), (sheet.left_out, "left out by the mapping")];
        let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {} {what}", count(*n))).collect();
        let columns: Vec<String> = sheet.columns.iter().take(LISTED).map(|(what, column)| format!("{column} ({what})")).collect();
        lines.push(format!(
            "Sheet “{}”: {}; columns named in row {}: {}. {}{}.",
            sheet.sheet,
            sheet.layout,
            sheet.header,
            columns.join(", "),
            plural(sheet.rows, ("row", "rows")),
            counts.concat()
        ));
    }
    for (measure, total) in import.measures.iter().zip(&found.totals).take(LISTED) {
        let code = measure.code.as_ref().map_or_else(|| "no measure of the council's yet".to_owned(), ToString::to_string);
        let span = total.periods.map_or_else(String::new, |(first, last)| {
            if first == last { format!(", {}", first.label()) } else { format!(", {} to {}", first.label(), last.label()) }
        });
        let (areas, groups) = (plural(total.areas as u64, ("area", "areas")), plural(total.groups as u64, ("group", "groups")));
        let figures = plural(total.figures, ("figure", "figures"));
        let without = if total.missing > 0 { format!(" and {} without one", count(total.missing)) } else { String::new() };
        lines.push(format!(
            "Measure “{}” ({code}): {figures}{without}, {areas}, {groups}{span}; total {}.",
            measure.name,
            rounded(total.sum)
        ));
    }
    if import.measures.len() > LISTED {
        lines.push(format!("And {} measures more.", count((import.measures.len() - LISTED) as u64)));
    }
    if lines.is_empty() {
        lines.push("Nothing: no row names the columns in a way that is known. Say below what they are.".to_owned());
    }
    lines
}

/// The page of a file.
pub(super) fn looked(
    file: &str,
    found: &Found,
    (council, user): (&Council, &User),
    mapper: Mapper,
    wrong: Vec<(&'static str, String)>,
) -> Looked {
    let import = &found.import;
    let issues = import.issues.iter().map(|issue| {
        let rows: Vec<String> = issue.rows.iter().map(u32::to_string).collect();
        let more = if issue.count > rows.len() as u64 { format!(" … ({} in all)", count(issue.count)) } else { String::new() };
        Issue {
            grave: match issue.severity() {
                Severity::Stopped => "Stops",
                Severity::Refused => "Refused",
                Severity::Repaired => "Repaired",
                Severity::Note => "Note",
            },
            sheet: issue.sheet.clone(),
            rows: format!("{}{more}", rows.join(", ")),
            column: issue.column.clone(),
            what: issue.what.clone(),
            mend: issue.mend.clone(),
        }
    });
    let refused = import.refused_rows();
    let known = import.measures.iter().any(|measure| measure.code.is_some());
    let linked = import.measures.iter().zip(&found.totals).filter(|(measure, _)| measure.code.is_some());
    let figures: u64 = linked.map(|(_, total)| total.figures + total.missing).sum();
    Looked {
        file: file.to_owned(),
        understood: understood(found),
        issues: issues.collect(),
        more: if import.more_issues > 0 { format!("{} more are not listed.", count(import.more_issues)) } else { String::new() },
        changes: found.difference.as_ref().filter(|_| known).map(|difference| changes(difference, council, user)),
        figures: (figures > 0).then(|| plural(figures, ("figure", "figures"))),
        refused: (refused > 0).then(|| plural(refused, ("row", "rows"))),
        kept: found.kept.clone(),
        keepable: found.mapping.is_some() && found.kept.is_none(),
        asked: import.refused() || !known,
        mapper,
        wrong,
    }
}

fn cut(text: &str) -> String {
    let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("{}{more}", text.chars().take(LONGEST).collect::<String>())
}

/// What can be said of the columns, filled with what was said, or else with what was understood.
pub(super) fn mapper(opened: &Opened, found: &Found, council: &Council, said: Option<(Choice, Vec<(&'static str, String)>)>) -> Mapper {
    let (choice, wrong) = said.map_or((None, Vec::new()), |(choice, wrong)| (Some(choice), wrong));
    let read = found.import.sheets.iter().find(|sheet| sheet.header > 0);
    let mapping = found.mapping.as_ref();
    let named = mapping.and_then(|mapping| mapping.sheet.as_deref()).or(read.map(|sheet| sheet.sheet.as_str()));
    let at = choice.as_ref().map(|choice| choice.sheet).or_else(|| opened.sheets.iter().position(|sheet| Some(sheet.name()) == named));
    let at = at.filter(|at| *at < opened.sheets.len()).unwrap_or(0);
    let Some(sheet) = opened.sheets.get(at) else { return Mapper::default() };
    let guessed = mapping.and_then(|mapping| mapping.header).or(read.map(|sheet| sheet.header)).unwrap_or_else(|| sheet.number(0));
    let typed = choice.as_ref().map(|choice| choice.header.clone());
    let header = typed.as_ref().and_then(|text| text.trim().parse().ok()).unwrap_or(guessed);
    let heads = column_names(sheet, header);
    let below: Vec<usize> = (0..sheet.len()).filter(|row| sheet.number(*row) > header).take(3).collect();
    let used = |name: &str| {
        let found = read.filter(|sheet| sheet.header == header)?.columns.iter().find(|(_, column)| column == name)?;
        USES.iter().find(|(code, _)| *code == found.0).map(|(code, _)| (*code).to_owned())
    };
    let own = |name: &str| mapping.is_some_and(|mapping| mapping.values.iter().any(|value| value.measure.as_deref() == Some(name)));
    let columns = heads.iter().enumerate().take(MOST_COLUMNS).map(|(n, name)| {
        let first: Vec<String> =
            below.iter().filter_map(|row| sheet.cells(*row).get(n).map(|text| cut(text))).filter(|text| !text.is_empty()).collect();
        let chosen = match &choice {
            Some(choice) => choice.uses.get(n).cloned().unwrap_or_default(),
            None if own(name) => "figure".to_owned(),
            None => used(name).unwrap_or_default(),
        };
        Column { name: cut(name), first: first.join(", "), chosen }
    });
    let measure_is = mapping.and_then(|mapping| mapping.measure_is.clone()).or_else(|| found.measure.as_ref().map(ToString::to_string));
    let areas = council.areas.iter().map(|area| (area.code.to_string(), area.name.clone()));
    let several = found.import.measures.len() > 1 || found.import.measures.iter().any(|measure| measure.code.is_none());
    let links = found.import.measures.iter().filter(|_| several && measure_is.is_none()).take(MOST_LINKS);
    Mapper {
        sheets: opened.sheets.iter().map(|sheet| sheet.name().to_owned()).collect(),
        sheet: at,
        header: typed.unwrap_or_else(|| header.to_string()),
        rows: (0..sheet.len().min(ROWS))
            .map(|row| (sheet.number(row), sheet.cells(row).into_iter().take(MOST_COLUMNS).map(cut).collect()))
            .collect(),
        columns: columns.collect(),
        uses: USES.iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned())).collect(),
        measures: measures(council),
        areas: areas.collect(),
        measure: choice.as_ref().map_or_else(|| measure_is.clone().unwrap_or_default(), |choice| choice.measure.clone()),
        years: choice.as_ref().map_or_else(
            || if mapping.is_some_and(|mapping| mapping.years == Years::Academic) { "academic" } else { "financial" }.to_owned(),
            |choice| choice.years.clone(),
        ),
        period: choice.as_ref().map_or_else(
            || mapping.and_then(|mapping| mapping.period_is).map_or_else(String::new, |period| period.to_string()),
            |choice| choice.period.clone(),
        ),
        area: choice.as_ref().map_or_else(
            || mapping.and_then(|mapping| mapping.area_is.as_ref()).map_or_else(String::new, ToString::to_string),
            |choice| choice.area.clone(),
        ),
        links: links.map(|measure| (measure.name.clone(), measure.code.as_ref().map_or_else(String::new, ToString::to_string))).collect(),
        wrong,
    }
}
