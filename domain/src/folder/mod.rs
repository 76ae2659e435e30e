//! A council's folder, read: every fault at once, each with its place and how to mend it. See `docs/data-formats.md`.

mod alike;
mod areas;
mod boundaries;
mod characteristics;
mod council;
mod customer;
mod decisions;
mod directorates;
mod figure;
mod files;
mod hexes;
mod illustrative;
mod issue;
mod lens_lines;
mod links;
mod mapping;
mod measures;
mod money;
mod names;
mod observations;
mod outcomes;
pub mod part;
mod plans;
mod postcodes;
mod priorities;
mod programmes;
mod surveys;
mod synonyms;
mod table;
mod targets;
mod toml;
mod validity;
mod value;

pub use self::{
    files::Files,
    issue::{Issue, MAX_ISSUES},
};
use self::{
    files::{check_names, paths},
    issue::{Issues, Text},
    names::Names,
};
use crate::{
    alike::Recipe,
    code::{ActionCode, AreaCode, GroupCode},
    council::Council,
    decision::Decision,
    ingest::{Mapping, Synonym},
    lens::Line,
    measure::{Measure, Target},
    money::Money,
    observation::Observation,
    plan::Plan,
    programme::Programme,
    recipe::Illustrative,
};
pub(crate) use names::distance;

/// What a folder says.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// The council.
    pub council: Council,
    /// The figures, in order of file and row.
    pub observations: Vec<Observation>,
    /// Recipes for made-up figures, if the folder has any.
    pub illustrative: Option<Illustrative>,
    /// Codes of areas that were replaced, each with the number of figures that are given under it and were read as the area's.
    pub renamed: Vec<(AreaCode, usize)>,
    /// How sources write the council's groups, for imports.
    pub synonyms: Vec<Synonym>,
}

/// Reads a council's folder. On any fault, all of them, sorted by file, line and column; at most [`MAX_ISSUES`], then a closing line that
/// says how many more there are.
pub fn parse(files: &Files) -> Result<Folder, Vec<Issue>> {
    let issues = Issues::default();
    check_names(files, &issues);
    let folder = Reader { files, issues: &issues }.read();
    let issues = issues.into_vec();
    match folder {
        Some(folder) if issues.is_empty() => Ok(folder),
        _ => Err(issues),
    }
}

/// The council's code, from the text of `council.toml` alone, whatever faults that file or the folder has beside it.
///
/// # Errors
/// Why there is none to be read.
pub fn code(council: &str) -> Result<String, Vec<Issue>> {
    let issues = Issues::default();
    let text = Text::new("council.toml", council);
    let found = toml::document(&text, &issues).and_then(|document| council::code(&document, &text, &issues));
    found.ok_or_else(|| issues.into_vec())
}

/// A mapping, from its TOML: which column of a file says what.
///
/// # Errors
/// Every fault of it, each with its place.
pub fn mapping(file: &str, text: &str) -> Result<Mapping, Vec<Issue>> {
    let issues = Issues::default();
    let text = Text::new(file, text);
    let found = toml::document(&text, &issues).map(|document| mapping::read(&document, &text, &issues));
    let issues = issues.into_vec();
    found.filter(|_| issues.is_empty()).ok_or(issues)
}

/// Reads file after file, those that define before those that refer.
struct Reader<'a> {
    files: &'a Files,
    issues: &'a Issues,
}

/// What is read before plans, targets and figures.
struct Frame {
    areas: areas::Areas,
    groups: characteristics::Groups,
    sources: directorates::Sources,
    measures: measures::Measures,
    validity: validity::Validity,
}

impl<'a> Reader<'a> {
    fn text(&self, path: &'a str) -> Option<Text<'a>> {
        self.files.0.get(path).map(|text| Text::new(path, text))
    }

    fn texts(&self, directory: &'a str, ending: &'a str) -> Vec<Text<'a>> {
        paths(self.files, directory, ending).map(|(path, text)| Text::new(path, text)).collect()
    }

    /// Reads a TOML file, if it is there and is TOML.
    fn toml<T>(&self, path: &'a str, read: impl FnOnce(&toml_edit::Document<&str>, &Text<'_>) -> T) -> Option<T> {
        let text = self.text(path)?;
        toml::document(&text, self.issues).map(|document| read(&document, &text))
    }

    fn read(&self) -> Option<Folder> {
        let issues = self.issues;
        let head = self.toml("council.toml", |document, text| council::read(document, text, issues)).flatten();
        let mut areas = areas::Areas::new("area", "areas.csv");
        let listed = self.text("areas.csv").map(|text| areas::read(&text, issues, &mut areas));
        if listed.is_none() {
            areas.incomplete();
        }
        let hexes = self.text("hexes.csv").map(|text| hexes::read(&text, issues, &areas));
        let boundaries = self.text("boundaries.geojson").map(|text| boundaries::read(&text, issues, &areas));
        let postcodes = self.text("postcodes.csv").map(|text| postcodes::read(&text, issues, &areas));

        let mut names = Names::new("characteristic", "characteristics.toml");
        let mut groups = Names::new("group", "characteristics.toml");
        groups.built_in(&GroupCode::everyone(), None);
        let characteristics =
            self.toml("characteristics.toml", |document, text| characteristics::read(document, text, issues, &mut names, &mut groups));
        if characteristics.is_none() {
            names.incomplete();
            groups.incomplete();
        }
        let mut directorates = Names::new("directorate", "directorates.toml");
        let mut services = Names::new("service", "directorates.toml");
        let listed_directorates =
            self.toml("directorates.toml", |document, text| directorates::read(document, text, issues, &mut directorates, &mut services));
        if listed_directorates.is_none() {
            directorates.incomplete();
            services.incomplete();
        }
        let mut sources = Names::new("source", "sources.toml");
        let listed_sources = self.toml("sources.toml", |document, text| directorates::read_sources(document, text, issues, &mut sources));
        if listed_sources.is_none() {
            sources.incomplete();
        }
        let around = measures::Around { characteristics: &names, directorates: &directorates, services: &services, sources: &sources };
        let (measures, listed_measures) = self.measures(&around);
        let validity = validity::of(listed.as_ref());
        let frame = Frame { areas, groups, sources, measures, validity };
        let (plans, themes) = self.plans(&frame);
        let around = programmes::Around { areas: &frame.areas, directorates: &directorates, themes: &themes, measures: &frame.measures };
        let (programmes, actions) = self.programmes(around);
        let around = surveys::Around { measures: &frame.measures, actions: &actions };
        let surveys = self.toml("surveys.toml", |document, text| surveys::read(document, text, issues, &around)).flatten();
        let around = money::Around { directorates: &directorates, services: &services, measures: &frame.measures, sources: &frame.sources };
        let money = self.money(around);
        let customer = self.toml("customer.toml", |document, text| customer::read(document, text, issues, &frame.measures)).flatten();
        let around = priorities::Around { areas: &frame.areas, measures: &frame.measures, actions: &actions };
        let priorities = self.toml("priorities.toml", |document, text| priorities::read(document, text, issues, &around));
        let around = outcomes::Around { themes: &themes, measures: &frame.measures };
        let outcomes = self.toml("outcomes.toml", |document, text| outcomes::read(document, text, issues, &around)).flatten();
        let decisions = self.decisions(decisions::Around { areas: &frame.areas, directorates: &directorates, themes: &themes });
        let lens_lines = self.lens_lines(&lens_lines::Around { themes: &themes, measures: &frame.measures, actions: &actions });
        let targets = self.targets(&frame);
        let (observations, renamed) = self.observations(&frame);
        let alike = self.alike(&frame);
        let synonyms = self.text("groups.csv").map(|text| synonyms::read(&text, issues, &frame.groups)).unwrap_or_default();
        let illustrative = self.illustrative(&frame);
        let head = head?;
        let (listed, lineage) = listed?;
        let council = Council {
            code: head.code,
            name: head.name,
            place: head.place,
            website: head.website,
            attribution: head.attribution,
            head_colour: head.colour,
            words: head.words,
            areas: listed,
            hex_layout: head.hex_layout,
            hexes: hexes.unwrap_or_default(),
            boundaries: boundaries.unwrap_or_default(),
            postcodes: postcodes.unwrap_or_default(),
            characteristics: characteristics?,
            directorates: listed_directorates?,
            plans,
            programmes,
            money,
            customer,
            priorities: priorities.unwrap_or_default(),
            decisions,
            lens_lines,
            reporting_year: head.reporting_year,
            measures: listed_measures,
            targets,
            sources: listed_sources?,
            lineage,
            alike,
            outcomes,
            surveys,
        };
        Some(Folder { council, observations, illustrative, renamed, synonyms })
    }

    /// Measures by code, and in file order.
    fn measures(&self, around: &measures::Around<'_>) -> (measures::Measures, Vec<Measure>) {
        let mut names = measures::Measures::new("measure", "measures");
        let mut links = links::Links::default();
        let mut order = Vec::new();
        let texts = self.texts("measures/", ".toml");
        if texts.is_empty() {
            names.incomplete();
        }
        for text in &texts {
            if let Some(document) = toml::document(text, self.issues) {
                order.extend(measures::read(&document, text, self.issues, around, &mut names, &mut links));
            } else {
                links.incomplete();
                names.incomplete();
            }
        }
        links.check(self.issues);
        let measures = order.iter().filter_map(|code| names.get(code.as_str())?.about.clone()).collect();
        (names, measures)
    }

    /// Plans, newest first; exactly one is current.
    fn plans(&self, frame: &Frame) -> (Vec<Plan>, plans::Themes) {
        let mut reader = plans::Plans::new();
        let mut plans: Vec<Plan> = Vec::new();
        let texts = self.texts("plans/", ".toml");
        let mut whole = !texts.is_empty();
        for text in &texts {
            match toml::document(text, self.issues) {
                Some(document) => plans.extend(reader.read(&document, text, self.issues, &frame.measures)),
                None => whole = false,
            }
        }
        if let (Some(text), true, None) = (texts.last(), whole, &reader.current) {
            self.issues.push(
                text.file,
                (1, 1),
                format_args!("no plan is current"),
                format_args!("Write current = true in exactly one plan."),
            );
        }
        plans.sort_by(|a, b| b.starts.cmp(&a.starts).then_with(|| a.code.cmp(&b.code)));
        (plans, reader.into_themes(whole))
    }

    /// Programmes, in the order of their files, and their actions by code.
    fn programmes(&self, around: programmes::Around<'_>) -> (Vec<Programme>, Names<ActionCode, ()>) {
        let texts = self.texts("programmes/", ".toml");
        let documents: Vec<_> = texts.iter().map(|text| toml::document(text, self.issues)).collect();
        let mut reader = programmes::Programmes::new(around);
        if documents.iter().any(Option::is_none) {
            reader.incomplete();
        }
        let all = texts.iter().zip(&documents).enumerate();
        let mut programmes: Vec<Option<Programme>> =
            all.map(|(at, (text, document))| reader.read(document.as_ref()?, text, self.issues, at)).collect();
        reader.join(&mut programmes);
        (programmes.into_iter().flatten().collect(), reader.into_actions())
    }

    /// Money, from all files of it.
    fn money(&self, around: money::Around<'_>) -> Money {
        let mut reader = money::Reader::new(around);
        for text in &self.texts("money/", ".toml") {
            if let Some(document) = toml::document(text, self.issues) {
                reader.read(&document, text, self.issues);
            }
        }
        reader.finish()
    }

    /// Decisions, in the order of their files.
    fn decisions(&self, around: decisions::Around<'_>) -> Vec<Decision> {
        let mut reader = decisions::Decisions::new(around);
        let texts = self.texts("decisions/", ".toml");
        let read =
            texts.iter().filter_map(|text| toml::document(text, self.issues).map(|document| reader.read(&document, text, self.issues)));
        read.flatten().collect()
    }

    fn lens_lines(&self, around: &lens_lines::Around<'_>) -> Vec<Line> {
        self.text("lens_lines.csv").map(|text| lens_lines::read(&text, self.issues, around)).unwrap_or_default()
    }

    fn targets(&self, frame: &Frame) -> Vec<Target> {
        let text = self.text("targets.csv");
        text.map(|text| targets::read(&text, self.issues, &frame.areas, &frame.measures)).unwrap_or_default()
    }

    fn observations(&self, frame: &Frame) -> (Vec<Observation>, Vec<(AreaCode, usize)>) {
        let Frame { areas, groups, sources, measures, validity } = frame;
        let around = observations::Around { areas, groups, sources, measures, validity };
        observations::read(&self.texts("observations/", ".csv"), self.issues, &around)
    }

    fn alike(&self, frame: &Frame) -> Option<Recipe> {
        let around = alike::Around { groups: &frame.groups, measures: &frame.measures };
        self.toml("alike.toml", |document, text| alike::read(document, text, self.issues, &around)).flatten()
    }

    fn illustrative(&self, frame: &Frame) -> Option<Illustrative> {
        let Frame { areas, groups, measures, .. } = frame;
        let around = illustrative::Around { areas, groups, measures };
        self.toml("illustrative.toml", |document, text| illustrative::read(document, text, self.issues, &around)).flatten()
    }
}
