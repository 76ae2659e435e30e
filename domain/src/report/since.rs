//! Since you last met: what two reports say differently of the same figures.

use std::collections::BTreeMap;

use super::document::{Block, Document, Fact};

/// What a report says of a figure that another one does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The measure's title.
    pub title: String,
    /// The area's name.
    pub area: String,
    /// The group's name.
    pub group: String,
    /// Period and value in the earlier report; none where it does not tell of it.
    pub then: Option<(String, String)>,
    /// Period and value in the later one; none where it does not tell of it.
    pub now: Option<(String, String)>,
    /// The page of the measure.
    pub href: String,
}

/// What two reports say differently, in the order of measure, area and group. Only what sentences rest on is compared: it is what both were read for.
pub fn since(earlier: &Document, later: &Document) -> Vec<Difference> {
    let (then, now) = (facts(earlier), facts(later));
    let mut keys: Vec<&(String, String, String)> = then.keys().chain(now.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let told = |fact: Option<&&Fact>| fact.map(|fact| (fact.period.clone(), fact.value.clone()));
    keys.into_iter()
        .filter_map(|key| {
            let (before, after) = (then.get(key), now.get(key));
            let any = after.or(before)?;
            (told(before) != told(after)).then(|| Difference {
                title: any.title.clone(),
                area: any.area_name.clone(),
                group: any.group.clone(),
                then: told(before),
                now: told(after),
                href: any.href.clone(),
            })
        })
        .collect()
}

/// The newest fact of each measure, area and group.
fn facts(of: &Document) -> BTreeMap<(String, String, String), &Fact> {
    let mut all = BTreeMap::new();
    for block in of.sections.iter().flat_map(|section| &section.blocks) {
        let texts = match block {
            Block::Paragraph(text) => std::slice::from_ref(text),
            Block::List { items } => items,
            Block::Heading { .. } | Block::Table(_) | Block::Picture(_) => &[],
        };
        for fact in texts.iter().flat_map(|text| &text.from) {
            let key = (fact.measure.clone(), fact.area.clone(), fact.group.clone());
            let newest = all.entry(key).or_insert(fact);
            if fact.period > newest.period {
                *newest = fact;
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::{Run, Section, Text};

    fn report(facts: &[(&str, &str, &str)]) -> Document {
        let fact = |&(measure, period, value): &(&str, &str, &str)| Fact {
            measure: measure.to_owned(),
            title: measure.to_owned(),
            area: "E1".to_owned(),
            area_name: "Here".to_owned(),
            group: "Everyone".to_owned(),
            period: period.to_owned(),
            value: value.to_owned(),
            href: format!("/measures/{measure}"),
        };
        let from = facts.iter().map(fact).collect();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let blocks = vec![Block::Paragraph(Text { runs: vec![Run::plain("x")], from })];
        Document {
            title: String::new(),
            subtitle: String::new(),
            council: String::new(),
            language: "en-GB".to_owned(),
            number: None,
            dated: day,
            release: 1,
            published: day,
            address: None,
            licence: String::new(),
            illustrative: false,
            sections: vec![Section { key: "a".to_owned(), heading: String::new(), blocks }],
        }
    }

    #[test]
    fn only_what_is_told_differently_is_named() {
        let then = report(&[("bins", "2026-01-01/P3M", "80%"), ("falls", "2026-01-01/P3M", "12"), ("gone", "2026-01-01/P3M", "1")]);
        let now = report(&[("bins", "2026-04-01/P3M", "82%"), ("falls", "2026-01-01/P3M", "12"), ("new", "2026-04-01/P3M", "5")]);
        let told: Vec<_> = since(&then, &now).into_iter().map(|one| (one.title, one.then.is_some(), one.now.is_some())).collect();
        assert_eq!(told, [("bins".to_owned(), true, true), ("gone".to_owned(), true, false), ("new".to_owned(), false, true)]);
        assert_eq!(since(&now, &now), []);
    }
}
