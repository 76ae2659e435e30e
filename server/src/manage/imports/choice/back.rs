//! The choice that a mapping comes from, or what was understood of a file without one.

use domain::{
    cell::status,
    ingest::{HEADER_ROWS, Import, Mapping, Sheet, ValueColumn, column_names, when::Years},
};

use super::{BLANK, Choice, Figures, Keep, USES, WHOLE};

impl Choice {
    /// What is said by a mapping that names the row of its header.
    pub fn of(mapping: &Mapping, sheets: &[Sheet]) -> Self {
        let sheet = mapping.sheet.as_deref().and_then(|wanted| sheets.iter().position(|sheet| sheet.name() == wanted)).unwrap_or(0);
        let (header, rows) = (mapping.header.unwrap_or(1), mapping.header_rows.unwrap_or(1));
        let names = sheets.get(sheet).map_or_else(Vec::new, |sheet| column_names(sheet, header, rows));
        let mut said = Self {
            sheet,
            header: header.to_string(),
            header_rows: rows.to_string(),
            uses: vec![String::new(); names.len()],
            measure: mapping.measure_is.clone().unwrap_or_default(),
            years: if mapping.years == Years::Academic { "academic" } else { "financial" }.to_owned(),
            period: mapping.period_is.map_or_else(String::new, |period| period.to_string()),
            area: mapping.area_is.as_ref().map_or_else(String::new, ToString::to_string),
            ..Self::default()
        };
        if mapping.whole_area {
            WHOLE.clone_into(&mut said.area);
        }
        let place = |name: &str| names.iter().position(|known| known == name);
        for (what, name) in mapping.uses() {
            if let (Some(at), true) = (place(&name), USES.iter().any(|(code, _)| *code == what)) {
                what.clone_into(&mut said.uses[at]);
            }
        }
        let plain = |value: &ValueColumn| value.measure.is_none() && value.group.is_none() && value.period.is_none();
        for (_, value) in mapping.values.iter().enumerate().filter(|(n, value)| *n > 0 || !plain(value)) {
            said.figure(value, &place);
        }
        if mapping.blanks_skipped && said.figures.is_empty() {
            "skip".clone_into(&mut said.blanks);
        }
        said.keeps = mapping.only.iter().map(|(name, texts)| Keep { column: place(name), texts: texts.clone() }).collect();
        let missing = mapping.missing.iter().map(|(text, why)| (text.clone(), status(*why).to_owned()));
        said.markers = missing.chain(mapping.blank.iter().map(|text| (text.clone(), BLANK.to_owned()))).collect();
        said.groups = mapping.group_is.iter().map(|one| (one.column.clone(), one.text.clone(), one.group.to_string())).collect();
        said.links = mapping.measures.iter().map(|(name, code)| (name.clone(), code.to_string())).collect();
        said
    }

    /// Figures that are about something of their own.
    fn figure(&mut self, value: &ValueColumn, place: &impl Fn(&str) -> Option<usize>) {
        let at = |name: &Option<String>| name.as_deref().and_then(place);
        let numerator = value.value.is_none();
        let first = if numerator { &value.numerator } else { &value.value };
        let Some(column) = at(first) else { return };
        if value.measure.is_some() { "figure" } else { "part" }.clone_into(&mut self.uses[column]);
        let rest = [(if numerator { &None } else { &value.numerator }, "its numerator"), (&value.denominator, "its denominator")];
        let limits = [(&value.lower, "its lower limit"), (&value.upper, "its upper limit")];
        for (name, what) in rest.into_iter().chain(limits) {
            if let Some(at) = at(name) {
                what.clone_into(&mut self.uses[at]);
            }
        }
        self.figures.push(Figures {
            column,
            numerator,
            period: value.period.map_or_else(String::new, |period| period.to_string()),
            group: value.group.as_ref().map_or_else(String::new, |(of, group)| format!("{of} {group}")),
        });
    }

    /// What was understood of a file that was read without a mapping, as far as it can be said; of a file that was not understood, its first row.
    pub fn understood(import: &Import, sheets: &[Sheet]) -> Self {
        let read = import.sheets.iter().find(|sheet| sheet.header > 0);
        let at = read.and_then(|read| sheets.iter().position(|sheet| sheet.name() == read.sheet)).unwrap_or(0);
        let Some(sheet) = sheets.get(at) else { return Self::default() };
        let header = read.map_or_else(|| sheet.number(0), |read| read.header);
        let columns: &[(&str, String)] = read.map_or(&[], |read| &read.columns);
        // The fewest rows that name the most of what was understood.
        let named = |rows: &u8| {
            let names = column_names(sheet, header, *rows);
            (columns.iter().filter(|(_, name)| names.contains(name)).count(), std::cmp::Reverse(*rows))
        };
        let rows = (1..=HEADER_ROWS).max_by_key(named).unwrap_or(1);
        let used = |name: &String| {
            let (what, _) = columns.iter().find(|(_, column)| column == name)?;
            USES.iter().find(|(code, _)| code == what).map(|(code, _)| (*code).to_owned())
        };
        let mut said = Self { sheet: at, header: header.to_string(), header_rows: rows.to_string(), ..Self::default() };
        said.uses = column_names(sheet, header, rows).iter().map(|name| used(name).unwrap_or_default()).collect();
        "financial".clone_into(&mut said.years);
        // Several columns of values are figures of their own.
        if said.columns("value").len() > 1 {
            said.uses.iter_mut().filter(|used| *used == "value").for_each(|used| "part".clone_into(used));
        }
        said
    }
}
