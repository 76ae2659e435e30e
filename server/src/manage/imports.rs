//! Imports on a page: a file is looked at, and accepted, by the performance team only. Work that takes long runs beside the requests.

pub mod choice;
pub mod offered;
pub mod one;
pub mod shown;
pub mod tray;
mod work;

use std::{path::PathBuf, sync::Arc};

use domain::{
    code::MeasureCode,
    council::Council,
    ingest::{Mapping, column_names},
    people::{Action, audit::Deed},
    store::{Import, Imports, KeptMapping, Mappings, People},
};

use self::{
    choice::Choice,
    tray::{Pending, Stage, Tray},
};
use super::{Asker, Desk, Stop};
use crate::bring::{self, Closed};

/// What imports need beside the store.
#[derive(Debug, Default)]
pub struct Counter {
    /// The council's folder, whose measures, areas and groups files are read for.
    pub folder: Option<PathBuf>,
    /// Files that are being looked at.
    pub tray: Tray,
}

/// The most mappings that a council keeps.
const MOST_MAPPINGS: usize = 200;

fn nothing() -> Stop {
    Stop::Wrong("file", "There is no file that you are looking at. Files are kept for half an hour: choose it again.".to_owned())
}

impl Desk {
    /// The same desk, which reads files for a council's folder.
    #[must_use]
    pub fn importing(mut self, folder: PathBuf) -> Self {
        self.counter.folder = Some(folder);
        self
    }

    /// A council's imports, the newest first.
    pub async fn imports(&self, asker: &Asker, council: &Council) -> Result<Vec<Import>, Stop> {
        self.allow(asker, Action::Import).await?;
        Ok(self.store.imports(&council.code).await?)
    }

    /// Takes an import out of force.
    pub async fn withdraw_import(&self, asker: &Asker, council: &Council, number: i64) -> Result<(), Stop> {
        self.allow(asker, Action::Import).await?;
        let by = asker.user().login.to_string();
        let was = self.store.withdraw(&council.code, number, &by, &asker.entry(self.now(), Deed::Withdraw, String::new())).await?;
        if was { Ok(()) } else { Err(Stop::Wrong("import", format!("Import {number} is not in force."))) }
    }

    /// A place for a file that somebody wants to have looked at.
    pub async fn place(&self, asker: &Asker) -> Result<Arc<Pending>, Stop> {
        self.allow(asker, Action::Import).await?;
        let before = self.counter.tray.of(asker.id(), self.now());
        if before.as_ref().is_some_and(|before| before.stage().over()) {
            self.clear_tray(asker);
        } else if before.is_some() {
            let words = "You are looking at a file already: accept it or put it away first.";
            return Err(Stop::Wrong("file", words.to_owned()));
        }
        self.counter.tray.place(asker.id(), self.now()).ok_or_else(|| {
            Stop::Wrong("file", format!("{} files are being looked at, which is the most at once. Try again in a while.", tray::MOST))
        })
    }

    /// Whether there is room for so many more bytes of a file that comes in.
    pub fn room(&self, pending: &Pending, more: u64) -> bool {
        self.counter.tray.grow(pending, more)
    }

    /// Puts away a place that no file came for.
    pub fn clear_tray(&self, asker: &Asker) {
        let _gone = self.counter.tray.take(asker.id());
    }

    /// The file that somebody looks at.
    pub async fn pending(&self, asker: &Asker) -> Result<Option<Arc<Pending>>, Stop> {
        self.allow(asker, Action::Import).await?;
        Ok(self.counter.tray.of(asker.id(), self.now()))
    }

    /// The council as its folder describes it, which files are read for.
    pub async fn council_of_folder(&self) -> Result<Arc<domain::folder::Folder>, Stop> {
        let Some(path) = self.counter.folder.clone() else {
            return Err(Stop::Machine("files cannot be imported here: the program was started without a council's folder".to_owned()));
        };
        let read = tokio::task::spawn_blocking(move || crate::folder::read(&path)).await;
        match read {
            Ok(Ok((folder, _))) => Ok(Arc::new(folder)),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the council's folder cannot be read, so no file can be imported");
                let words = "The council's folder has faults, so no file can be read for it. Whoever runs the program can see them with measure-up check.";
                Err(Stop::Wrong("file", words.to_owned()))
            }
            Err(error) => Err(Stop::Machine(error.to_string())),
        }
    }

    /// Reads the file that somebody looks at again, as they say.
    pub async fn read_again(self: &Arc<Self>, asker: &Asker, choice: &Choice) -> Result<(), Stop> {
        let pending = self.pending(asker).await?.ok_or_else(nothing)?;
        let opened = pending.opened.get().ok_or_else(nothing)?;
        let folder = self.council_of_folder().await?;
        let mapping = choice::mapping(choice, &opened.sheets, &folder.council)?;
        self.again(&pending, How::As(Box::new(mapping), Box::new(choice.clone())))
    }

    /// Reads the file that somebody looks at again, as if no mapping were kept.
    pub async fn read_plainly(self: &Arc<Self>, asker: &Asker) -> Result<(), Stop> {
        let pending = self.pending(asker).await?.ok_or_else(nothing)?;
        let measure = match pending.stage() {
            Stage::Ready(found, _) => found.measure.clone(),
            _ => None,
        };
        self.again(&pending, How::Plainly(measure))
    }

    fn again(self: &Arc<Self>, pending: &Arc<Pending>, how: How) -> Result<(), Stop> {
        // A file that could not be opened, or may not be, is not there to be read.
        if matches!(pending.stage(), Stage::Refused(_)) && pending.opened.get().is_none() {
            return Err(nothing());
        }
        if !pending.advance(|stage| !stage.works() && !matches!(stage, Stage::Done(..)), Stage::Reading) {
            return Err(Stop::Wrong("file", "The file is being worked on: wait, or give it up.".to_owned()));
        }
        work::start(self, pending, how);
        Ok(())
    }

    /// Opens a file that has come in, and begins to read it.
    pub async fn look(
        self: &Arc<Self>,
        asker: &Asker,
        pending: &Arc<Pending>,
        name: String,
        bytes: Vec<u8>,
        measure: &str,
    ) -> Result<(), Stop> {
        self.allow(asker, Action::Import).await?;
        let measure: Option<MeasureCode> = match measure {
            "" => None,
            code => Some(code.parse().ok().ok_or_else(|| Stop::Wrong("measure", "Choose a measure of the council.".to_owned()))?),
        };
        work::open(self, pending, name, bytes, How::Kept(measure));
        Ok(())
    }

    /// Puts the file that somebody looks at in force, if it is what their page `shown`, by its [`shown::print`], and the gate is open. It is written
    /// beside the request.
    pub async fn accept_import(self: &Arc<Self>, asker: &Asker, leave_out: bool, shown: &str) -> Result<(), Stop> {
        let pending = self.pending(asker).await?.ok_or_else(nothing)?;
        let Stage::Ready(found, _) = pending.stage() else { return Err(nothing()) };
        if shown::print(&pending, &found) != shown {
            return Err(Stop::Wrong("file", shown::ANOTHER.to_owned()));
        }
        let Some(difference) = &found.difference else {
            return Err(Stop::Wrong("file", "Nothing has been loaded for the council yet.".to_owned()));
        };
        if let Err(closed) = bring::gate(&found.import, difference, leave_out) {
            return Err(Stop::Wrong(if matches!(closed, Closed::Rows(_)) { "leave-out" } else { "file" }, shut(closed)));
        }
        if !pending.advance(|stage| matches!(stage, Stage::Ready(..)), Stage::Writing) {
            return Err(nothing());
        }
        work::write(self, asker, &pending, found);
        Ok(())
    }

    /// Gives the file up that somebody looks at, whatever is under way. The number of the import, where it was in force before it could be stopped.
    pub async fn give_up(&self, asker: &Asker, council: &Council) -> Result<Option<i64>, Stop> {
        self.allow(asker, Action::Import).await?;
        let Some(pending) = self.counter.tray.take(asker.id()) else { return Ok(None) };
        let writing = matches!(pending.stage(), Stage::Writing);
        pending.stop().await;
        if !writing {
            return Ok(None);
        }
        // This entry waits its turn behind what was being written, so that what is there now is there for good.
        self.store.record(&asker.entry(self.now(), Deed::GiveUpImport, String::new())).await?;
        let digest = pending.opened.get().map(|opened| opened.digest.clone()).unwrap_or_default();
        let by = asker.user().login.to_string();
        let newest = self.store.imports(&council.code).await?.into_iter().next();
        Ok(newest.filter(|import| import.batch.digest == digest && import.accepted_by == by).map(|import| import.batch.id))
    }

    /// A council's mappings.
    pub async fn mappings(&self, asker: &Asker, council: &Council) -> Result<Vec<KeptMapping>, Stop> {
        self.allow(asker, Action::Import).await?;
        Ok(self.store.mappings(&council.code).await?)
    }

    /// Keeps the mapping that the file was read by, under a name, for the next file with these columns.
    pub async fn keep_mapping(&self, asker: &Asker, council: &Council, name: &str) -> Result<(), Stop> {
        let pending = self.pending(asker).await?.ok_or_else(nothing)?;
        let Stage::Ready(found, _) = pending.stage() else { return Err(nothing()) };
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            return Err(Stop::Wrong("name", "Type a name of 1 to 100 characters.".to_owned()));
        }
        let (Some(mapping), Some(opened)) = (&found.mapping, pending.opened.get()) else {
            return Err(Stop::Wrong("name", "The file was not read by a mapping of yours.".to_owned()));
        };
        let kept = self.store.mappings(&council.code).await?;
        if kept.len() >= MOST_MAPPINGS && kept.iter().all(|known| known.name != name) {
            return Err(Stop::Wrong("name", format!("{MOST_MAPPINGS} mappings are kept, which is the most: remove one first.")));
        }
        let kept = KeptMapping { name: name.to_owned(), columns: columns_of(mapping, opened), toml: mapping.to_toml() };
        Ok(self.store.keep_mapping(&council.code, &kept, &asker.entry(self.now(), Deed::KeepMapping, String::new())).await?)
    }

    /// The mapping that the file which somebody looks at was read by, as a mapping file; none where it was read by none.
    pub async fn mapping_file(&self, asker: &Asker) -> Result<Option<String>, Stop> {
        let pending = self.pending(asker).await?;
        Ok(match pending.map(|pending| pending.stage()) {
            Some(Stage::Ready(found, _)) => found.mapping.as_ref().map(Mapping::to_toml),
            _ => None,
        })
    }

    /// Removes a mapping.
    pub async fn forget_mapping(&self, asker: &Asker, council: &Council, name: &str) -> Result<(), Stop> {
        self.allow(asker, Action::Import).await?;
        let entry = asker.entry(self.now(), Deed::ForgetMapping, String::new());
        let was = self.store.forget_mapping(&council.code, name, &entry).await?;
        if was { Ok(()) } else { Err(Stop::Wrong("name", "There is no mapping of this name.".to_owned())) }
    }
}

/// The names of the columns that a mapping was made for, on one line each.
fn columns_of(mapping: &Mapping, opened: &bring::Opened) -> Vec<String> {
    let sheet = mapping.sheet.as_deref();
    let sheet = opened.sheets.iter().find(|known| sheet.is_none_or(|wanted| wanted == known.name()));
    let names =
        sheet.zip(mapping.header).map(|(sheet, header)| column_names(sheet, header, mapping.header_rows.unwrap_or(1))).unwrap_or_default();
    names.into_iter().map(|name| name.replace(char::is_control, " ")).collect()
}

/// Why the gate is closed, in words of the page.
pub fn shut(closed: Closed) -> String {
    match closed {
        Closed::Rows(_) => format!("{closed}: mend the file, or tick that they are left out."),
        Closed::NoMeasure => "None of the file's measures is the council's: say below which it is.".to_owned(),
        Closed::Nothing => "Nothing of the file can be imported: what is said above says why.".to_owned(),
        Closed::Same => "Nothing would change: these figures are in force already.".to_owned(),
    }
}

/// How a file is read.
#[derive(Debug)]
enum How {
    /// By a mapping that is kept for its columns, if there is one; or else by itself. The measure it is said to be of.
    Kept(Option<MeasureCode>),
    /// By itself. The measure it is said to be of.
    Plainly(Option<MeasureCode>),
    /// By this mapping, and what was said to make it.
    As(Box<Mapping>, Box<Choice>),
}
