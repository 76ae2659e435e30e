//! The form in which somebody says what the columns of a file are, filled with what was said, or else with what was understood.

use app::manage::imports::{
    columns::{Column, Mapper},
    said::{About, KEEPS, Keep, Meant, Tick},
};
use domain::{
    cell::{reason, status},
    council::Council,
    format::plural,
    ingest::{
        Offered, Sheet, column_names,
        number::{self, Reading},
        when,
    },
    observation::Missing,
};

use super::words::{MOST_LINKS, measures};
use crate::{
    bring::Opened,
    manage::imports::{
        choice::{BLANK, Choice, MOST_COLUMNS, MOST_MARKERS, USES},
        offered::Said,
        tray::Found,
    },
};

/// The first rows of a sheet that are shown, and the first of their columns.
const ROWS: usize = 8;
const WIDE: usize = 100;
/// The longest text of a cell that is shown.
const LONGEST: usize = 60;

fn cut(text: &str) -> String {
    let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("{}{more}", text.chars().take(LONGEST).collect::<String>())
}

/// What can be said of the columns. `wrong` is a choice that could not be read by, and why.
pub(super) fn mapper(
    opened: &Opened,
    found: &Found,
    council: &Council,
    said: &Said,
    wrong: Option<(Choice, Vec<(&'static str, String)>)>,
) -> Mapper {
    let (choice, wrong) = wrong.map_or_else(|| (said.choice.clone(), Vec::new()), |(choice, wrong)| (choice, wrong));
    // Where there is no such row, the columns stay that were there before.
    let there = |(sheet, header, rows): &(&Sheet, u32, u8)| !column_names(sheet, *header, *rows).is_empty();
    let table = choice.table(&opened.sheets).filter(there).or_else(|| said.choice.table(&opened.sheets));
    let Some((sheet, header, rows)) = table else { return Mapper::default() };
    let names = column_names(sheet, header, rows);
    let below: Vec<usize> = (0..sheet.len()).filter(|row| sheet.number(*row) > header).take(3).collect();
    let columns = names.iter().enumerate().take(MOST_COLUMNS).map(|(n, name)| {
        let first: Vec<String> =
            below.iter().filter_map(|row| sheet.cells(*row).get(n).map(|text| cut(text))).filter(|text| !text.is_empty()).collect();
        Column { name: cut(name), first: first.join(", "), chosen: choice.uses.get(n).cloned().unwrap_or_default() }
    });
    let several = found.import.measures.len() > 1 || found.import.measures.iter().any(|measure| measure.code.is_none());
    let links = found.import.measures.iter().filter(|_| several && choice.measure.is_empty()).take(MOST_LINKS);
    let measure = match (&choice.measure, &found.measure) {
        (text, Some(code)) if text.is_empty() && found.mapping.is_none() => code.to_string(),
        (text, _) => text.clone(),
    };
    let all_groups = || council.characteristics.iter().flat_map(|one| one.groups.iter().map(move |group| (one, group)));
    let everyone = ("everyone".to_owned(), "Everyone".to_owned());
    Mapper {
        sheets: opened.sheets.iter().map(|sheet| sheet.name().to_owned()).collect(),
        sheet: choice.sheet,
        header: choice.header.clone(),
        header_rows: rows.to_string(),
        rows: (0..sheet.len().min(ROWS))
            .map(|row| (sheet.number(row), sheet.cells(row).into_iter().take(WIDE).map(cut).collect()))
            .collect(),
        columns: columns.collect(),
        uses: USES.iter().map(|(code, label)| ((*code).to_owned(), (*label).to_owned())).collect(),
        measures: measures(council),
        areas: council.areas.iter().map(|area| (area.code.to_string(), area.name.clone())).collect(),
        measure,
        years: choice.years.clone(),
        period: choice.period.clone(),
        area: choice.area.clone(),
        blanks: choice.blanks.clone(),
        links: links.map(|measure| (measure.name.clone(), measure.code.as_ref().map_or_else(String::new, ToString::to_string))).collect(),
        keeps: keeps(&choice, said, &names),
        markers: markers(&choice, &said.markers),
        reasons: reasons(),
        groups_asked: groups_asked(&choice, said, council),
        groups: std::iter::once(everyone)
            .chain(all_groups().map(|(of, group)| (group.code.to_string(), format!("{}: {}", of.name, group.name))))
            .collect(),
        figure_groups: all_groups()
            .map(|(of, group)| (format!("{} {}", of.code, group.code), format!("{}: {}", of.name, group.name)))
            .collect(),
        figures: figures(&choice, &names),
        wrong,
    }
}

fn rows(count: u64) -> String {
    if count == 0 { String::new() } else { format!("In {}", plural(count, ("row", "rows"))) }
}

/// The columns by which rows are kept, and what stands in them.
fn keeps(choice: &Choice, said: &Said, names: &[String]) -> Vec<Keep> {
    let none = (Offered::default(), crate::manage::imports::choice::Keep::default());
    let one = |at: usize| {
        let keep = choice.keeps.get(at).unwrap_or(&none.1);
        let name = keep.column.and_then(|column| names.get(column)).cloned().unwrap_or_default();
        // What was looked up is of the column that was chosen then.
        let listed = said.choice.keeps.get(at).is_some_and(|before| before.column == keep.column);
        let offered = said.keeps.get(at).filter(|_| listed && keep.column.is_some()).unwrap_or(&none.0);
        let there = offered.texts.iter().map(|(_, text, count)| (text, *count));
        let others = keep.texts.iter().filter(|text| offered.texts.iter().all(|(_, known, _)| known != *text));
        let texts = others.map(|text| (text, 0)).chain(there);
        let texts =
            texts.map(|(text, count)| Tick { text: text.clone(), rows: rows(count).to_lowercase(), ticked: keep.texts.contains(text) });
        let column = keep.column.filter(|_| !name.is_empty()).map_or_else(String::new, |column| column.to_string());
        Keep { column, name, texts: texts.collect(), more: offered.more }
    };
    (0..KEEPS).map(one).collect()
}

fn reasons() -> Vec<(String, String)> {
    let all = Missing::ALL.iter().map(|why| (status(*why).to_owned(), format!("No figure: {}", reason(*why))));
    all.chain([(BLANK.to_owned(), "As good as blank".to_owned())]).collect()
}

/// What a text in place of a figure is read as.
fn read_as(text: &str) -> String {
    match number::read(text) {
        Reading::Missing(why) => reason(why).to_owned(),
        Reading::Range => "a figure that is hidden".to_owned(),
        Reading::Both => "refused, as a figure and a reason why there is none".to_owned(),
        Reading::Failed => "refused, as a formula that failed".to_owned(),
        Reading::Text => "refused, as no number".to_owned(),
        Reading::Number { .. } | Reading::Fraction(..) => "a figure".to_owned(),
        Reading::Blank => "blank".to_owned(),
    }
}

/// Texts in place of figures: those of which something was said, and those that stand in the file.
fn markers(choice: &Choice, offered: &Offered) -> Vec<Meant> {
    let said = choice.markers.iter().filter(|(_, means)| !means.is_empty());
    let count = |text: &str| offered.texts.iter().find(|(_, known, _)| known == text).map_or(0, |(.., count)| *count);
    let first = said.map(|(text, means)| (text.clone(), means.clone(), count(text)));
    let unsaid = |text: &str| choice.markers.iter().all(|(known, means)| known != text || means.is_empty());
    let rest = offered.texts.iter().filter(|(_, text, _)| unsaid(text)).map(|(_, text, count)| (text.clone(), String::new(), *count));
    let all = first.chain(rest).take(MOST_MARKERS);
    all.map(|(text, chosen, count)| Meant { of: String::new(), now: read_as(&text), rows: rows(count), text, chosen }).collect()
}

/// Texts of groups, and what they are read as.
fn groups_asked(choice: &Choice, said: &Said, council: &Council) -> Vec<Meant> {
    let name = |code: &String| {
        let group = council.characteristics.iter().flat_map(|one| &one.groups).find(|group| group.code.as_str() == code);
        group.map_or_else(|| "Everyone".to_owned(), |group| group.name.clone())
    };
    let chosen = |of: &String, text: &String| {
        choice.groups.iter().find(|(other, known, _)| other == of && known == text).map(|(.., code)| code.clone())
    };
    let asked = said.groups.iter().map(|(of, text, count, read)| Meant {
        of: of.clone(),
        text: text.clone(),
        rows: rows(*count),
        now: read.as_ref().map_or_else(String::new, name),
        chosen: chosen(of, text).unwrap_or_default(),
    });
    asked.collect()
}

/// Columns of figures of their own, and what was said of them.
fn figures(choice: &Choice, names: &[String]) -> Vec<About> {
    let own = choice.uses.iter().zip(names).enumerate().filter(|(_, (used, _))| matches!(used.as_str(), "figure" | "part"));
    let about = own.map(|(column, (_, name))| {
        let said = choice.figures.iter().find(|about| about.column == column).cloned().unwrap_or_default();
        let known = said.period.trim().is_empty() || when::read(&said.period, "", when::Years::default()).is_some();
        About {
            column,
            name: cut(name),
            part: if said.numerator { "numerator" } else { "value" }.to_owned(),
            period: said.period,
            group: said.group,
            wrong: (!known).then(|| "Write it as 2023/24, H1 2023/24, Q1 2023/24, March 2024 or 2023-04-01/P3M.".to_owned()),
        }
    });
    about.collect()
}
