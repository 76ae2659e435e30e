//! What is found, as the pages say it.

use app::manage::imports::{
    Listed,
    columns::Mapper,
    file::{Changes, Issue, Looked},
    one::One as Page,
};
use domain::{
    council::Council,
    format::{count, plural},
    ingest::{
        difference::{About, Difference},
        issue::Severity,
    },
    measure::Disclosure,
    people::{Action, Subject, User},
    store::Import,
};

use crate::{
    bring::{figure, ready, rounded},
    manage::imports::{one::One, tray::Found},
};

/// How many lines of a list are shown.
const LISTED: usize = 20;
/// The most names of measures that are asked about.
pub(super) const MOST_LINKS: usize = 20;

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
    let figures = ready(import, &found.totals);
    Looked {
        file: file.to_owned(),
        shown: String::new(),
        understood: understood(found),
        issues: issues.collect(),
        more: if import.more_issues > 0 { format!("{} more are not listed.", count(import.more_issues)) } else { String::new() },
        twice: found.twice.clone(),
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
