//! Releases of the councils of this project, by the folder's parser and the publisher alone: no database, no server.

use std::{fs, path::Path};

use domain::{
    NaiveDate,
    council::Council,
    disclosure::Earlier,
    folder::{Files, parse},
    illustrative::generate,
    observation::Observation,
    release::{Publisher, Release},
};

/// A council and all its figures, before disclosure control, by measure.
#[derive(Clone)]
pub(crate) struct Figures {
    /// The council.
    pub(crate) council: Council,
    /// Its figures.
    pub(crate) observations: Vec<Observation>,
}

impl Figures {
    /// Those of a council's folder, with those that its recipes make.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut files = Files::default();
        collect(folder, "", &mut files);
        let folder = parse(&files).unwrap_or_else(|issues| panic!("{issues:?}"));
        let mut observations = folder.observations.clone();
        if let Some(recipes) = &folder.illustrative {
            observations.extend(generate(&folder.council, &folder.observations, recipes).unwrap());
        }
        observations.sort_by(|one, other| one.measure.cmp(&other.measure));
        Self { council: folder.council, observations }
    }

    /// A release of them.
    pub(crate) fn publish(&self, number: u32, day: NaiveDate) -> Release {
        let periods = self.observations.iter().map(|observation| observation.period).collect();
        let mut publisher = Publisher::new(self.council.clone(), number, day, periods);
        let nothing = Earlier::default();
        for set in self.council.together() {
            let own = |at: u16| {
                let code = &self.council.measures[usize::from(at)].code;
                let start = self.observations.partition_point(|observation| observation.measure < *code);
                let own = &self.observations[start..];
                &own[..own.partition_point(|observation| observation.measure == *code)]
            };
            let added: Vec<(u16, &[Observation], &Earlier)> = set.iter().map(|&at| (at, own(at), &nothing)).collect();
            publisher.add_linked(&added);
        }
        publisher.finish()
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() && prefix.is_empty() {
            collect(&path, &format!("{name}/"), files);
        } else if path.is_file() {
            files.0.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}
