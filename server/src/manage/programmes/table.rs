//! Actions of a programme as a table: taken away as CSV, brought back as CSV, XLSX or ODS.

use domain::{
    council::Council,
    ingest::Sheet,
    people::Action,
    programme::{
        Programme,
        apply::{check, then},
        edit::{Edit, MOST},
        sheet::{self, COLUMNS, Difference, Issue, issue},
    },
};
use ingest::Limits;

use super::{Current, about};
use crate::manage::{Asker, Desk, Stop};

/// The largest file of actions.
pub const LIMITS: Limits =
    Limits { file: 4 * 1024 * 1024, unpacked: 32 * 1024 * 1024, parts: 2_000, rows: 20_000, columns: 200, cells: 400_000, cell: 8_000 };

/// What the signature on a page's changes is for.
const PURPOSE: &str = "programme-table";

/// A table that was read, and what it would change.
#[derive(Debug)]
pub struct Read {
    /// Name of the file.
    pub name: String,
    /// What it would change.
    pub difference: Difference,
    /// The changes, as a page sends them back.
    pub edits: String,
    /// What proves that a page showed them.
    pub shown: String,
}

impl Read {
    /// Whether nothing of it can be proposed.
    pub fn blocked(&self) -> bool {
        self.difference.issues.iter().any(|issue| issue.blocks)
    }
}

fn failed(error: &dyn std::fmt::Display) -> Stop {
    Stop::Machine(format!("the table could not be written: {error}"))
}

impl Desk {
    /// The actions of a programme as CSV.
    pub fn actions_table(&self, programme: &Programme) -> Result<Vec<u8>, Stop> {
        // Spreadsheets take a file that begins so for UTF-8.
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(COLUMNS).map_err(|error| failed(&error))?;
        for action in programme.actions.iter().filter(|action| action.there(self.today())) {
            let row = sheet::row(action, self.today()).map(|text| crate::http::downloads::plain(&text));
            writer.write_record(row).map_err(|error| failed(&error))?;
        }
        writer.into_inner().map_err(|error| failed(&error))
    }

    /// Reads a table that was brought back.
    pub async fn read_table(
        &self,
        asker: &Asker,
        (council, current): (&Council, &Current),
        programme: &Programme,
        (name, bytes): (String, Vec<u8>),
    ) -> Result<Read, Stop> {
        let given = name.chars().filter(|c| !c.is_control()).take(100).collect::<String>();
        let read = tokio::task::spawn_blocking(move || ingest::read(&name, &bytes, &LIMITS)).await;
        let sheets = read.map_err(|error| Stop::Machine(error.to_string()))?;
        let sheets = sheets.map_err(|refusal| Stop::Wrong("file", format!("{refusal}.")))?;
        // Of several sheets, the one that has the columns.
        let differences = sheets.iter().map(|one: &Sheet| sheet::read(one, programme, self.today()));
        let mut differences: Vec<Difference> = differences.collect();
        let headless = |one: &Difference| one.issues.iter().any(|issue| issue.row == 0);
        let at = differences.iter().position(|one| !headless(one)).unwrap_or(0);
        if differences.is_empty() {
            return Err(Stop::Wrong("file", "The file has no sheet.".to_owned()));
        }
        let mut difference = differences.swap_remove(at);
        self.judge(asker, (council, current), programme, &mut difference);
        let edits = serde_json::to_string(&difference.edits).map_err(|error| failed(&error))?;
        let shown = self.signature(programme, current, &edits);
        Ok(Read { name: given, difference, edits, shown })
    }

    /// Adds what stands in the way of its changes, and what the reader may not change.
    fn judge(&self, asker: &Asker, (council, current): (&Council, &Current), programme: &Programme, difference: &mut Difference) {
        let row = |difference: &Difference, at: usize| difference.rows.get(at).copied().unwrap_or(0);
        if difference.edits.len() > MOST {
            let words = format!("it changes {} things at once, and {MOST} is the most. Bring it in parts.", difference.edits.len());
            difference.issues.push(Issue { row: 0, column: String::new(), words, blocks: true });
            return;
        }
        let said = difference.issues.clone();
        for (at, fault) in check(council, &current.now, (&programme.code, &difference.edits), self.today()) {
            let new = issue(row(difference, at), &fault);
            if !said.iter().any(|known| (known.row, &known.column) == (new.row, &new.column)) {
                difference.issues.push(new);
            }
        }
        let then = then(council, &current.now, (&programme.code, &difference.edits), self.today());
        let mut refused = std::collections::BTreeSet::new();
        for (at, edit) in difference.edits.iter().enumerate() {
            let about = about(council, &current.now, &then, std::slice::from_ref(edit));
            if about.iter().any(|of| !asker.user().may(&Action::Propose(*of))) && refused.insert(row(difference, at)) {
                let words = "you may not change this action: it is of another directorate. Put its row back as it was.".to_owned();
                difference.issues.push(Issue { row: row(difference, at), column: String::new(), words, blocks: true });
            }
        }
        difference.issues.sort_by_key(|issue| issue.row);
    }

    fn signature(&self, programme: &Programme, current: &Current, edits: &str) -> String {
        let parts = [programme.code.as_str().as_bytes(), &current.version.to_be_bytes(), edits.as_bytes()];
        data_encoding::BASE64URL_NOPAD.encode(&self.mac(PURPOSE, &parts))
    }

    /// The changes that a page showed, if it showed these of what there is now.
    pub fn shown_edits(&self, programme: &Programme, current: &Current, edits: &str, shown: &str) -> Result<Vec<Edit>, Stop> {
        let given = data_encoding::BASE64URL_NOPAD.decode(shown.as_bytes()).unwrap_or_default();
        let parts = [programme.code.as_str().as_bytes(), &current.version.to_be_bytes(), edits.as_bytes()];
        let another =
            || Stop::Wrong("file", "Something was approved since you looked at the table: bring it again, and look once more.".to_owned());
        if !self.is_mac(&given, PURPOSE, &parts) {
            return Err(another());
        }
        serde_json::from_str(edits).ok().ok_or_else(another)
    }
}
