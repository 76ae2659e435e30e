//! Dictionaries: each code and period is written once, and observations refer to it by number.

use std::{collections::HashMap, fmt::Display, hash::Hash};

use domain::{
    code::{AreaCode, GroupCode, MeasureCode, SourceCode},
    period::Period,
};
use sqlx::SqliteConnection;

use crate::StoreError;

/// One dictionary while writing: from word to number.
pub(crate) struct Dictionary<K> {
    numbers: HashMap<K, i64>,
}

impl<K: Hash + Eq + Display> Dictionary<K> {
    /// The number of a word, if it has one.
    pub(crate) fn number(&self, word: &K) -> Option<i64> {
        self.numbers.get(word).copied()
    }

    /// The word of a number, for messages.
    pub(crate) fn word(&self, number: i64) -> String {
        self.numbers.iter().find(|(_, found)| **found == number).map_or_else(|| number.to_string(), |(word, _)| word.to_string())
    }
}

/// One dictionary while reading: from number to word.
pub(crate) struct Words<K> {
    table: &'static str,
    words: HashMap<i64, K>,
}

impl<K: Clone> Words<K> {
    /// The word of a number.
    pub(crate) fn word(&self, number: i64) -> Result<K, StoreError> {
        self.words.get(&number).cloned().ok_or_else(|| StoreError::Inconsistent {
            table: self.table,
            row: number.to_string(),
            why: "an observation refers to it, and it is not there".into(),
        })
    }
}

macro_rules! dictionary {
    ($word:ty, $table:literal, $all:literal, $insert:literal) => {
        impl Words<$word> {
            /// Reads the whole table.
            pub(crate) async fn read(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
                let mut words = HashMap::new();
                for row in sqlx::query!($all).fetch_all(connection).await? {
                    let word = row.word.parse::<$word>().map_err(|error| StoreError::Inconsistent {
                        table: $table,
                        row: row.id.to_string(),
                        why: error.to_string(),
                    })?;
                    words.insert(row.id, word);
                }
                Ok(Self { table: $table, words })
            }
        }

        impl Dictionary<$word> {
            /// Reads the whole table.
            pub(crate) async fn read(connection: &mut SqliteConnection) -> Result<Self, StoreError> {
                let words = Words::<$word>::read(connection).await?.words;
                Ok(Self { numbers: words.into_iter().map(|(number, word)| (word, number)).collect() })
            }

            /// The number of a word, written if it is new.
            pub(crate) async fn add(&mut self, connection: &mut SqliteConnection, word: &$word) -> Result<i64, StoreError> {
                if let Some(number) = self.number(word) {
                    return Ok(number);
                }
                let text = word.to_string();
                let number = sqlx::query!($insert, text).execute(connection).await?.last_insert_rowid();
                self.numbers.insert(word.clone(), number);
                Ok(number)
            }
        }
    };
}

dictionary!(
    MeasureCode,
    "measure_code",
    "SELECT id AS \"id!\", code AS word FROM measure_code",
    "INSERT INTO measure_code (code) VALUES (?)"
);
dictionary!(AreaCode, "area_code", "SELECT id AS \"id!\", code AS word FROM area_code", "INSERT INTO area_code (code) VALUES (?)");
dictionary!(GroupCode, "group_code", "SELECT id AS \"id!\", code AS word FROM group_code", "INSERT INTO group_code (code) VALUES (?)");
dictionary!(SourceCode, "source_code", "SELECT id AS \"id!\", code AS word FROM source_code", "INSERT INTO source_code (code) VALUES (?)");
dictionary!(Period, "period", "SELECT id AS \"id!\", iso AS word FROM period", "INSERT INTO period (iso) VALUES (?)");
