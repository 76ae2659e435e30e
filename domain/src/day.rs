//! How a day is written: as its ISO 8601 date where people may read it, as the number of days from the start of the common era in
//! compact forms. The browser reads only those, and is spared the code that reads a date from text.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Reads an ISO 8601 date of ten characters, `2026-07-01`; none where the text is no such date.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(year)?).ok()?, number(month)?, number(day)?)
}

/// Writes a day.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() { day.serialize(serializer) } else { day.num_days_from_ce().serialize(serializer) }
}

/// Reads a day.
///
/// # Errors
/// Where it is no day.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    if deserializer.is_human_readable() {
        return NaiveDate::deserialize(deserializer);
    }
    let days = i32::deserialize(deserializer)?;
    NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom("no such day"))
}

/// A day that may not be there.
pub mod option {
    use super::{Deserialize, Deserializer, NaiveDate, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Day(#[serde(with = "super")] NaiveDate);

    /// Writes a day that may not be there.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(Day).serialize(serializer)
    }

    /// Reads a day that may not be there.
    ///
    /// # Errors
    /// Where it is no day.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Days {
        #[serde(with = "super")]
        one: NaiveDate,
        #[serde(with = "super::option")]
        other: Option<NaiveDate>,
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_not_and_what_is_read_is_written_the_same(text in "\\PC{0,12}", days in 366..3_652_059i32) {
            if let Some(day) = parse(&text) {
                prop_assert_eq!(day.to_string(), text);
            }
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            prop_assert_eq!(parse(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn days_are_dates_where_people_read_them() {
        let day = parse("2026-07-01").unwrap();
        for other in [None, Some(day)] {
            let days = Days { one: day, other };
            let json = serde_json::to_string(&days).unwrap();
            assert!(json.contains("\"one\":\"2026-07-01\""), "{json}");
            assert_eq!(serde_json::from_str::<Days>(&json).unwrap(), days);
        }
        assert_eq!((parse("2026-02-30"), parse("2026-7-01"), parse("+026-07-01"), parse("2026-07-01 ")), (None, None, None, None));
    }
}
