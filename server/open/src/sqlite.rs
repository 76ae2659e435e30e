//! The same figures and lists as one SQLite file: tables with types that hold, keys between them, and a view of all columns.

use domain::record::{COLUMNS, Record};
use rusqlite::{Connection, OpenFlags, params, types::Value};

use crate::{
    about::About,
    columns::{Column, Kind},
    fault::Fault,
    folder::Folder,
    lists::List,
};

/// The file.
pub(crate) const NAME: &str = "release.sqlite";

/// Nothing is looked up while the file is made, and no reader sees it before it is whole: no journal, no waiting for the disk, 16 MB of pages.
const SETTINGS: &str = "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 1;";

const FIGURES: &str = "CREATE TABLE observations (
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    area_id INTEGER NOT NULL REFERENCES areas (id),
    group_id INTEGER NOT NULL REFERENCES groups (id),
    period_id INTEGER NOT NULL REFERENCES periods (id),
    numerator REAL,
    denominator REAL,
    value REAL,
    lower_95 REAL,
    upper_95 REAL,
    interval_method TEXT,
    obs_status TEXT,
    provenance TEXT NOT NULL,
    PRIMARY KEY (measure_id, area_id, group_id, period_id)
) STRICT, WITHOUT ROWID;";

/// The columns of `observations.csv`, under the same names.
const VIEW: &str = r#"CREATE VIEW figures AS SELECT
    m.measure, m.measure_title, m.unit, a.geographic_level, a.area_code, a.area_name, a.boundary_set, p.time_period, p.time_label,
    g.characteristic, g."group", g.group_name, o.numerator, o.denominator, o.value, o.lower_95, o.upper_95, o.interval_method, o.obs_status,
    o.provenance, m.source, (SELECT CAST(text AS INTEGER) FROM about WHERE what = 'release') AS release
FROM observations o
JOIN measures m ON m.id = o.measure_id
JOIN areas a ON a.id = o.area_id
JOIN groups g ON g.id = o.group_id
JOIN periods p ON p.id = o.period_id;"#;

const INDICES: &str = "CREATE INDEX observations_of_areas ON observations (area_id, period_id);
    CREATE INDEX observations_of_periods ON observations (period_id);";

const INSERT: &str = "INSERT INTO observations VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

/// The file in the making.
pub(crate) struct Database {
    connection: Connection,
}

impl Database {
    pub(crate) fn begin(folder: &Folder, about: &About, release: u32, lists: &[List]) -> Result<Self, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(folder.path(NAME), flags)?;
        connection.execute_batch(SETTINGS)?;
        connection.execute_batch("BEGIN")?;
        connection.execute_batch("CREATE TABLE about (what TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;")?;
        for (what, text) in said(about, release) {
            connection.execute("INSERT INTO about VALUES (?1, ?2)", params![what, text])?;
        }
        for list in lists {
            fill(&connection, list)?;
        }
        connection.execute_batch(FIGURES)?;
        connection.execute_batch(VIEW)?;
        Ok(Self { connection })
    }

    pub(crate) fn add(&self, lines: &[Record<'_>]) -> Result<(), Fault> {
        let mut insert = self.connection.prepare(INSERT)?;
        for line in lines {
            let [numerator, denominator, value, lower, upper] = line.numbers;
            let place = line.place;
            let word = |text: &'static str| (!text.is_empty()).then_some(text);
            let status = (!line.status.is_empty()).then_some(line.status);
            insert.execute(params![
                place.measure,
                place.area,
                place.group,
                place.period,
                numerator,
                denominator,
                value,
                lower,
                upper,
                word(line.method()),
                status,
                line.provenance()
            ])?;
        }
        Ok(())
    }

    pub(crate) fn finish(self, folder: &mut Folder) -> Result<(), Fault> {
        self.connection.execute_batch(INDICES)?;
        self.connection.execute_batch("COMMIT; ANALYZE;")?;
        self.connection.close().map_err(|(_, error)| error)?;
        folder.take(NAME)
    }
}

/// What the file says of itself.
fn said(about: &About, release: u32) -> [(&'static str, String); 9] {
    [
        ("title", about.title(release)),
        ("release", release.to_string()),
        ("published", about.published.to_string()),
        ("publisher", about.council.clone()),
        ("place", about.place.clone()),
        ("licence", about.licence.name.clone()),
        ("licence_url", about.licence.url.clone()),
        ("attribution", about.attribution.clone()),
        ("columns", COLUMNS.join(",")),
    ]
}

/// Makes the table of a list and fills it: a number that figures refer to it by, and its columns.
fn fill(connection: &Connection, list: &List) -> Result<(), Fault> {
    let key = list.columns[0].name;
    let columns = list.columns.iter().map(|column| {
        let needed = if column.needed { " NOT NULL" } else { "" };
        let unique = if column.name == key { " UNIQUE" } else { "" };
        let refers = if list.within == Some(column.name) { format!(" REFERENCES {} ({key})", list.name) } else { String::new() };
        format!("\"{}\" {}{needed}{unique}{refers}", column.name, type_of(column))
    });
    let columns: Vec<String> = columns.collect();
    let table = format!("CREATE TABLE {} (id INTEGER PRIMARY KEY, {}) STRICT;", list.name, columns.join(", "));
    connection.execute_batch(&table)?;
    let places: Vec<String> = (0..=list.columns.len()).map(|at| format!("?{}", at + 1)).collect();
    let mut insert = connection.prepare(&format!("INSERT INTO {} VALUES ({})", list.name, places.join(", ")))?;
    for (id, row) in (0_i64..).zip(&list.rows) {
        let cells = list.columns.iter().zip(row).map(|(column, text)| cell(column, text));
        insert.execute(rusqlite::params_from_iter(std::iter::once(Value::Integer(id)).chain(cells)))?;
    }
    Ok(())
}

fn type_of(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text | Kind::Day => "TEXT",
        Kind::Whole | Kind::Truth => "INTEGER",
        Kind::Number => "REAL",
    }
}

/// A cell of a list. SQLite has no truths: they are 1 and 0.
fn cell(column: &Column, text: &str) -> Value {
    match column.kind {
        _ if text.is_empty() && !column.needed => Value::Null,
        Kind::Whole => text.parse().map_or(Value::Null, Value::Integer),
        Kind::Truth => Value::Integer(i64::from(text == "true")),
        Kind::Number => text.parse().map_or(Value::Null, Value::Real),
        Kind::Text | Kind::Day => Value::Text(text.to_owned()),
    }
}
