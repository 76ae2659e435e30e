//! Whom a figure is about: the groups that columns and cells name.

use super::{
    super::{
        columns::ValueAt,
        issue::{Kind, shown},
        who::{Groups, Who},
    },
    row::{Rows, Told},
};

/// The group that a text names in a column. Sexes and ages of a Fingertips upload are numbers.
pub(super) fn group(groups: &Groups, of: &str, text: &str) -> Option<Who> {
    let Some(upload) = of.strip_prefix("fingertips ") else { return groups.find(of, text) };
    let text = match (upload, text) {
        ("sex", "1") => "male",
        ("sex", "2") => "female",
        ("sex", "4") | ("age", "1") | (_, "") => "total",
        _ => return None,
    };
    groups.find(upload, text)
}

impl Rows<'_, '_> {
    /// The group of a row by its columns: at most one of them may name anything but everyone.
    pub(super) fn group<'c>(&mut self, row: u32, cell: &impl Fn(usize) -> &'c str) -> Result<Who, Told> {
        let columns = &self.table.columns;
        let mut who = Groups::everyone();
        let mut first = "";
        let dimension = columns.dimension.map_or("", cell);
        for (at, of) in &columns.groups {
            let text = cell(*at);
            if text.is_empty() && self.tidy() && self.table.head.plain[*at] == "group" {
                self.all.issues.raise(Kind::NoGroup, row, "group", "", || {
                    ("no group is named".to_owned(), "Write the group's code, or everyone.".to_owned())
                });
                return Err(Told);
            }
            if text.is_empty() || self.table.mapping.blank.iter().any(|blank| blank == text) {
                continue;
            }
            let of = if dimension.is_empty() { of.as_str() } else { dimension };
            let groups = &self.all.groups;
            let found = self.groups.get(&[of, text], || group(groups, of, text));
            let name = self.table.head.names[*at].as_str();
            let Some(found) = found else { return self.unknown_group(row, name, of, text) };
            if found.1.is_some() {
                if who.1.is_some() {
                    self.all.issues.raise(Kind::TwoGroups, row, name, first, || {
                        (
                            format!("this row is of two groups at once, by {} and by {}", shown(first), shown(name)),
                            "Figures are kept for one characteristic at a time: bring its totals over the other.".to_owned(),
                        )
                    });
                    return Err(Told);
                }
                (who, first) = (found, name);
            }
        }
        Ok(who)
    }

    pub(super) fn unknown_group<T>(&mut self, row: u32, name: &str, of: &str, text: &str) -> Result<T, Told> {
        let subject = format!("{of} {text}");
        self.all.issues.raise(Kind::UnknownGroup, row, name, &subject, || {
            (
                format!("the council has no group {} ({of})", shown(text)),
                "Say which of its groups this is, in a mapping or in the council's groups.csv, or leave these rows out.".to_owned(),
            )
        });
        Err(Told)
    }

    /// The group of a figure whose column is of one.
    pub(super) fn with_column(&mut self, row: u32, value: &ValueAt, who: Who) -> Result<Who, Told> {
        let Some((of, text)) = &value.group else { return Ok(who) };
        let groups = &self.all.groups;
        let found = self.groups.get(&[of, text], || group(groups, of, text));
        let name = value.says().next().map_or("", |at| self.table.head.names[at].as_str());
        match found {
            None => self.unknown_group(row, name, of, text),
            Some(found) if found.1.is_some() && who.1.is_some() => {
                self.all.issues.raise(Kind::TwoGroups, row, name, text, || {
                    (
                        "this figure is of two groups at once, by its row and by its column".to_owned(),
                        "Bring totals over one of them.".to_owned(),
                    )
                });
                Err(Told)
            }
            Some(found) => Ok(if found.1.is_some() { found } else { who }),
        }
    }
}
