//! Each measure as a JSON-stat 2.0 dataset, which charts and statistical programs read as a cube, and a collection that names them all.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use domain::{
    catalogue::Catalogue,
    measure::Measure,
    record::{NUMBERS, Record, Table, number},
};
use serde_json::{Map, Value, json};

use crate::{
    about::About,
    columns::MARKS,
    fault::{Fault, Of},
    folder::{Folder, Sink},
};

/// The collection.
pub(crate) const INDEX: &str = "json-stat/index.json";

/// The numbers of a line in their order: code and name.
const FIGURES: [(&str, &str); NUMBERS] = [
    ("numerator", "Numerator"),
    ("denominator", "Denominator"),
    ("value", "Value"),
    ("lower_95", "Lower 95 % limit"),
    ("upper_95", "Upper 95 % limit"),
];
/// Where the value is among them.
const VALUE: usize = 2;

/// The order of the dimensions.
const DIMENSIONS: [&str; 4] = ["area", "group", "period", "figure"];

/// The file of a measure.
fn name(measure: &Measure) -> String {
    format!("json-stat/{}.json", measure.code)
}

/// What the dimensions of a measure hold, in order.
struct Axes {
    areas: Vec<u16>,
    groups: Vec<u16>,
    periods: Vec<u16>,
    /// The numbers that any line has, and the value.
    figures: Vec<usize>,
}

impl Axes {
    fn of(lines: &[Record<'_>]) -> Self {
        let all = |index: fn(&Record<'_>) -> u16| lines.iter().map(index).collect::<BTreeSet<_>>().into_iter().collect();
        Self {
            areas: all(|line| line.place.area),
            groups: all(|line| line.place.group),
            periods: all(|line| line.place.period),
            figures: (0..NUMBERS).filter(|&at| at == VALUE || lines.iter().any(|line| line.numbers[at].is_some())).collect(),
        }
    }

    fn size(&self) -> [usize; 4] {
        [self.areas.len(), self.groups.len(), self.periods.len(), self.figures.len()]
    }

    /// The lines of all places in their order; a place that the release has no figure at has none.
    fn places<'l, 'a>(&self, lines: &'l [Record<'a>]) -> impl Iterator<Item = Option<&'l Record<'a>>> {
        let mut rest = lines.iter().peekable();
        let places = self.areas.iter().flat_map(move |&area| {
            self.groups.iter().flat_map(move |&group| self.periods.iter().map(move |&period| (area, group, period)))
        });
        places.map(move |at| rest.next_if(|line| (line.place.area, line.place.group, line.place.period) == at))
    }
}

/// Writes the dataset of a measure from all its lines.
pub(crate) fn dataset(folder: &mut Folder, about: &About, table: &Table<'_>, measure: u16, lines: &[Record<'_>]) -> Result<(), Fault> {
    let catalogue = table.catalogue();
    let measure = &catalogue.measures[usize::from(measure)];
    let name = name(measure);
    let axes = Axes::of(lines);
    let mut sink = folder.create(&name)?;
    let head = head(about, catalogue, measure, &axes);
    figures(&mut sink, &head, &axes, lines).of(&name)?;
    folder.keep(sink)
}

/// Writes what a dataset says of itself, and after it its values and what is noted on them, without holding them.
fn figures(sink: &mut Sink, head: &Value, axes: &Axes, lines: &[Record<'_>]) -> io::Result<()> {
    let head = serde_json::to_string(head)?;
    sink.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
    sink.write_all(b",\"value\":[")?;
    let mut part = "";
    for line in axes.places(lines) {
        for &at in &axes.figures {
            let known = line.and_then(|line| line.numbers[at]);
            write!(sink, "{part}{}", known.map_or_else(|| "null".to_owned(), number))?;
            part = ",";
        }
    }
    sink.write_all(b"],\"status\":{")?;
    let value = axes.figures.iter().position(|&at| at == VALUE).unwrap_or(0);
    let mut part = "";
    for (place, line) in axes.places(lines).enumerate() {
        if let Some(line) = line.filter(|line| !line.status.is_empty()) {
            write!(sink, "{part}\"{}\":\"{}\"", place * axes.figures.len() + value, line.status)?;
            part = ",";
        }
    }
    sink.write_all(b"}}\n")
}

/// Everything of a dataset but its values and their status.
fn head(about: &About, catalogue: &Catalogue, measure: &Measure, axes: &Axes) -> Value {
    let area = |at: &u16| &catalogue.areas[usize::from(*at)];
    let period = |at: &u16| &catalogue.periods[usize::from(*at)];
    let areas = category(axes.areas.iter().map(|at| (area(at).code.to_string(), area(at).name.clone())));
    let groups = category(axes.groups.iter().map(|&at| match catalogue.group(at) {
        Some((characteristic, group)) => (group.code.to_string(), format!("{}: {}", characteristic.name, group.name)),
        None => (domain::record::EVERYONE.to_owned(), "Everyone".to_owned()),
    }));
    let periods = category(axes.periods.iter().map(|at| (period(at).to_string(), period(at).label())));
    let mut numbers = category(axes.figures.iter().map(|&at| (FIGURES[at].0.to_owned(), FIGURES[at].1.to_owned())));
    let unit = json!({ "label": measure.unit, "decimals": measure.decimals });
    numbers["unit"] =
        axes.figures.iter().filter(|&&at| at >= VALUE).map(|&at| (FIGURES[at].0.to_owned(), unit.clone())).collect::<Map<_, _>>().into();
    let mut notes: Vec<String> = vec![measure.definition.clone(), measure.method.clone()];
    notes.extend(measure.rounding());
    notes.extend(measure.caveats.iter().cloned());
    notes.push(
        "A status stands at the figure “value” and is of all figures of that place; extension.status.label says what each mark means."
            .to_owned(),
    );
    notes.push(about.attribution.clone());
    let source =
        catalogue.sources.iter().find(|source| source.code == measure.source).map_or(about.council.as_str(), |source| &source.title);
    let label = |text: &str, category: Value| json!({ "label": text, "category": category });
    json!({
        "version": "2.0",
        "class": "dataset",
        "href": about.at(catalogue.release, &name(measure)),
        "label": format!("{} ({})", measure.title, measure.unit),
        "source": source,
        "updated": about.published.to_string(),
        "note": notes,
        "role": { "geo": ["area"], "time": ["period"], "metric": ["figure"] },
        "id": DIMENSIONS,
        "size": axes.size(),
        "dimension": {
            "area": label("Area", areas),
            "group": label("Group", groups),
            "period": label("Period", periods),
            "figure": label("Figure", numbers),
        },
        "extension": {
            "measure": measure.code,
            "release": catalogue.release,
            "licence": about.licence.url,
            "status": { "label": MARKS.iter().map(|(mark, meaning)| ((*mark).to_owned(), json!(meaning))).collect::<Map<_, _>>() },
        },
    })
}

/// A dimension's categories: their codes in order, and what each is called.
fn category(all: impl Iterator<Item = (String, String)>) -> Value {
    let all: Vec<(String, String)> = all.collect();
    let codes: Vec<&str> = all.iter().map(|(code, _)| code.as_str()).collect();
    let labels: Map<String, Value> = all.iter().map(|(code, label)| (code.clone(), json!(label))).collect();
    json!({ "index": codes, "label": labels })
}

/// Writes the collection.
pub(crate) fn index(folder: &mut Folder, about: &About, catalogue: &Catalogue, measures: &[u16]) -> Result<(), Fault> {
    let item = |&at: &u16| {
        let measure = &catalogue.measures[usize::from(at)];
        let href = about.address.as_ref().map_or_else(|| format!("{}.json", measure.code), |_| about.at(catalogue.release, &name(measure)));
        json!({ "class": "dataset", "href": href, "label": format!("{} ({})", measure.title, measure.unit) })
    };
    let items: Vec<Value> = measures.iter().map(item).collect();
    let document = json!({
        "version": "2.0",
        "class": "collection",
        "href": about.at(catalogue.release, INDEX),
        "label": about.title(catalogue.release),
        "updated": about.published.to_string(),
        "link": { "item": items },
    });
    folder.put_json(INDEX, &document)
}
