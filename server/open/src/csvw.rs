//! What the CSV files hold, for programs: CSV on the Web (W3C Recommendations “Metadata Vocabulary for Tabular Data” and “Model for Tabular Data”).

use domain::catalogue::Catalogue;
use serde_json::{Value, json};

use crate::{
    about::About,
    columns::{Column, KEY, Kind, MARKS, OBSERVATIONS, PROVENANCES, WITHOUT_NUMBER},
    fault::Fault,
    folder::Folder,
    lists::List,
    observations,
};

/// Where programs look for what is said of `observations.csv`.
pub(crate) const NAME: &str = "observations.csv-metadata.json";

/// Writes the description of all tables.
pub(crate) fn write(folder: &mut Folder, about: &About, catalogue: &Catalogue, lists: &[List]) -> Result<(), Fault> {
    let mut tables = vec![figures(about, catalogue)];
    tables.extend(lists.iter().map(list));
    let document = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": about.language }],
        "dc:title": about.title(catalogue.release),
        "dc:publisher": about.council,
        "dc:issued": { "@value": about.published.to_string(), "@type": "xsd:date" },
        "dc:license": { "@id": about.licence.url },
        "dc:rights": about.attribution,
        "dc:language": about.language,
        "schema:version": catalogue.release.to_string(),
        "dialect": {
            "header": true,
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "lineTerminators": ["\r\n"],
        },
        "tables": tables,
    });
    folder.put_json(NAME, &document)
}

fn figures(about: &About, catalogue: &Catalogue) -> Value {
    let mut columns: Vec<Value> = OBSERVATIONS.iter().map(column).collect();
    for described in &mut columns {
        let words: Option<&[(&str, &str)]> = match described["name"].as_str() {
            Some("obs_status") => Some(&MARKS),
            Some("provenance") => Some(&PROVENANCES),
            _ => None,
        };
        if let Some(words) = words {
            let list: Vec<String> = words.iter().map(|(word, meaning)| format!("{word}: {meaning}")).collect();
            let text = format!("{} {}.", described["dc:description"].as_str().unwrap_or_default(), list.join("; "));
            described["dc:description"] = text.into();
        }
        match described["name"].as_str() {
            Some("obs_status") => described["datatype"] = json!({ "base": "string", "format": marks() }),
            Some("release") => {
                described["datatype"] = json!({ "base": "integer", "minimum": catalogue.release, "maximum": catalogue.release });
            }
            _ => {}
        }
    }
    let keys = KEY.iter().zip(["measures.csv", "areas.csv", "groups.csv", "periods.csv"]).map(|(key, file)| refers(key, file, key));
    json!({
        "url": observations::NAME,
        "dc:title": "Figures",
        "dc:description": format!("Every figure of release {}: one line for each measure, area, group and period.", catalogue.release),
        "dc:license": { "@id": about.licence.url },
        "tableSchema": {
            "columns": columns,
            "primaryKey": KEY,
            "foreignKeys": keys.collect::<Vec<_>>(),
        },
    })
}

/// A list. That an area lies within another is not said as a key: one that lies in none has none to give, and readers disagree whether it may.
fn list(list: &List) -> Value {
    json!({
        "url": list.file(),
        "dc:description": list.about,
        "tableSchema": { "columns": list.columns.iter().map(column).collect::<Vec<_>>(), "primaryKey": [list.columns[0].name] },
    })
}

fn refers(column: &str, file: &str, key: &str) -> Value {
    json!({ "columnReference": [column], "reference": { "resource": file, "columnReference": [key] } })
}

fn column(column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::Text => "string",
        Kind::Whole => "integer",
        Kind::Number => "double",
        Kind::Truth => "boolean",
        Kind::Day => "date",
    };
    let mut described = json!({
        "name": column.name,
        "titles": [column.name, column.title],
        "dc:description": column.about,
        "datatype": datatype,
        "required": column.needed,
        "null": [""],
    });
    if let Some(property) = column.property.and_then(address) {
        described["propertyUrl"] = property.into();
    }
    described
}

/// The address of a word that statistical offices share.
fn address(property: &str) -> Option<String> {
    let (part, word) = property.split_once(':')?;
    let part = part.strip_prefix("sdmx-")?;
    Some(format!("http://purl.org/linked-data/sdmx/2009/{part}#{word}"))
}

/// What `obs_status` may say: one reason, or notes in their order.
fn marks() -> String {
    let (alone, beside) = MARKS.split_at(WITHOUT_NUMBER);
    let any = |marks: &[(&str, &str)]| marks.iter().map(|(mark, _)| *mark).collect::<String>();
    format!("[{0}]|[{1}]( [{1}])*", any(alone), any(beside))
}
