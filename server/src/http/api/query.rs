//! The parameters of a request: each is known, comes once, and has a value that is bounded.

use domain::{
    catalogue::Catalogue,
    filter::{Filter, Resolved, decode},
};

use super::problem::Problem;

/// The longest value, in characters.
const LONGEST: usize = 8_000;
/// The most values of a list.
pub(super) const MOST: usize = 100;

/// Names and values of a query.
#[derive(Debug, Default)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query that may have these parameters.
    pub(super) fn read(raw: Option<&str>, known: &[&str]) -> Result<Self, Problem> {
        let mut all: Vec<(String, String)> = Vec::new();
        for part in raw.unwrap_or_default().split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decode(name), decode(value));
            if !known.contains(&name.as_str()) {
                let can = if known.is_empty() { "It takes none.".to_owned() } else { format!("It takes: {}.", known.join(", ")) };
                return Err(Problem::wrong(&name, format!("There is no such parameter. {can}")));
            }
            if all.iter().any(|(other, _)| *other == name) {
                return Err(Problem::wrong(&name, "It is there twice. Write several values with a comma between them."));
            }
            if value.chars().count() > LONGEST {
                return Err(Problem::wrong(&name, format!("It is longer than {LONGEST} characters.")));
            }
            all.push((name, value));
        }
        Ok(Self(all))
    }

    /// A value; none where it is not given.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Values with a comma between them, each found; none where the parameter is not given.
    pub(super) fn many<T>(&self, name: &str, what: &str, find: impl Fn(&str) -> Option<T>) -> Result<Option<Vec<T>>, Problem> {
        let Some(given) = self.one(name) else { return Ok(None) };
        let values: Vec<&str> = given.split(',').collect();
        if values.len() > MOST {
            return Err(Problem::wrong(name, format!("There are more than {MOST} values: ask for fewer at once.")));
        }
        let found = |value: &&str| find(value).ok_or_else(|| Problem::unknown(name, what, value));
        values.iter().map(found).collect::<Result<Vec<T>, Problem>>().map(Some)
    }

    /// Measures, in their order and once each; none where they are not narrowed.
    pub(super) fn measures(&self, catalogue: &Catalogue) -> Result<Option<Vec<u16>>, Problem> {
        Ok(self.many("measure", "measure", |text| catalogue.measure_index(&text.parse().ok()?))?.map(in_order))
    }

    /// Areas, the same.
    pub(super) fn areas(&self, catalogue: &Catalogue) -> Result<Option<Vec<u16>>, Problem> {
        Ok(self.many("area", "area", |text| catalogue.area_index(&text.parse().ok()?))?.map(in_order))
    }

    /// Figures of everyone up to the period `until`; up to the newest where there is none.
    pub(super) fn until(&self, catalogue: &Catalogue) -> Result<Resolved, Problem> {
        let unknown = |text: &str| Problem::unknown("until", "period", text);
        let period = self.one("until").map(|text| text.parse().map_err(|_period| unknown(text))).transpose()?;
        let filter = Filter { period, ..Filter::default() };
        filter.resolve(catalogue).map_err(|_period| unknown(self.one("until").unwrap_or_default()))
    }

    /// A day.
    pub(super) fn day(&self, name: &str) -> Result<Option<domain::NaiveDate>, Problem> {
        let Some(given) = self.one(name) else { return Ok(None) };
        let wrong = || Problem::wrong(name, "Write a day as year, month and day: 2025-04-01.");
        domain::day::parse(given).map(Some).ok_or_else(wrong)
    }

    /// A whole number within bounds.
    pub(super) fn number(&self, name: &str, (least, most): (usize, usize), usual: usize) -> Result<usize, Problem> {
        let Some(given) = self.one(name) else { return Ok(usual) };
        let digits = given.chars().all(|digit| digit.is_ascii_digit());
        let number = given.parse().ok().filter(|number| digits && (least..=most).contains(number));
        number.ok_or_else(|| Problem::wrong(name, format!("Write a whole number from {least} to {most}.")))
    }
}

fn in_order(mut all: Vec<u16>) -> Vec<u16> {
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_known_and_come_once() {
        let read = |raw| Query::read(Some(raw), &["area", "limit"]);
        assert_eq!(read("area=a%2Cb&limit=5").unwrap().many("area", "area", |text| Some(text.to_owned())).unwrap().unwrap(), ["a", "b"]);
        assert!(read("aera=a").is_err() && read("area=a&area=b").is_err());
        assert!(read("limit=0").unwrap().number("limit", (1, 9), 3).is_err());
        assert_eq!(read("").unwrap().number("limit", (1, 9), 3), Ok(3));
        assert_eq!(read("").unwrap().many("area", "area", |_| Some(())), Ok(None));
        assert!(read("area=x").unwrap().many("area", "area", |_| None::<()>).is_err());
    }
}
