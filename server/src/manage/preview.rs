//! Who sees the next release before it is published, page by page.

use domain::{
    code::DirectorateCode,
    council::Council,
    filter::decode,
    measure::Measure,
    people::{Action, Subject},
};

use super::{Asker, Desk, Stop};

impl Desk {
    /// Lets a reader see a page or file of a release that is not published, by its path on the public site: whoever publishes sees all of it; anybody else
    /// what is about measures that they may see before they are released. Any other page tells of every measure.
    pub async fn may_preview(&self, asker: &Asker, council: &Council, path: &str) -> Result<(), Stop> {
        if asker.user().may(&Action::Publish) {
            return Ok(());
        }
        let may = |measure: &Measure| asker.user().may(&Action::SeeUnpublished(Subject::of(measure)));
        match of_page(council, path).into_iter().find(|measure| !may(measure)) {
            Some(hidden) => self.allow(asker, Action::SeeUnpublished(Subject::of(hidden))).await,
            None if council.measures.is_empty() => self.allow(asker, Action::Publish).await,
            None => Ok(()),
        }
    }
}

/// The measures that a page tells of.
fn of_page<'a>(council: &'a Council, path: &str) -> Vec<&'a Measure> {
    let parts: Vec<String> = path.trim_matches('/').split('/').map(decode).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let measures = council.measures.iter();
    let own: Vec<&Measure> = match parts[..] {
        ["measures", code, ..] => measures.filter(|measure| measure.code.as_str() == code).collect(),
        ["directorates", code] if code.parse::<DirectorateCode>().is_ok() => {
            measures.filter(|measure| measure.directorate.as_str() == code).collect()
        }
        _ => Vec::new(),
    };
    if own.is_empty() { council.measures.iter().collect() } else { own }
}
