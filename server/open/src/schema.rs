//! What search engines read of it (schema.org): everything of a release as one data set, and each measure as one.

use domain::{measure::Measure, release::Release};
use serde_json::{Value, json};

use crate::{
    about::About,
    catalogue::{DCAT, days, description, identifier, without_gaps},
    folder::File,
    readme::FILES,
};

/// The one place by which search engines know its words. Nothing is fetched from it.
const CONTEXT: &str = "https://schema.org/";

/// A file or answer that a measure can be taken as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// What it is.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Where it is.
    pub address: String,
}

/// Everything of a release as a data set. `written`: the files that there are.
pub fn dataset(about: &About, release: &Release, written: &[File]) -> Value {
    let catalogue = &*release.catalogue;
    let number = catalogue.release;
    let known = |(name, title, _): &(&str, &'static str, &str)| Some((written.iter().find(|file| file.name == *name)?, *title));
    let download = |(file, title): (&File, &str)| {
        json!({
            "@type": "DataDownload",
            "name": title,
            "contentUrl": about.at(number, &file.name),
            "encodingFormat": file.media_type(),
            "contentSize": format!("{} B", file.bytes),
            "sha256": file.sha256,
        })
    };
    let own = json!({
        "@id": about.of_release(number, number),
        "name": about.title(number),
        "description": description(about, catalogue),
        "identifier": identifier(release),
        "temporalCoverage": days(catalogue.periods.iter()).map(|(first, last)| format!("{first}/{last}")),
        "variableMeasured": catalogue.measures.iter().map(measured).collect::<Vec<_>>(),
        "distribution": FILES.iter().filter_map(known).map(download).collect::<Vec<_>>(),
        "includedInDataCatalog": { "@type": "DataCatalog", "name": format!("Open data of {}", about.council), "url": about.at(number, DCAT) },
    });
    whole(about, number, own)
}

/// A measure as a data set. `page`: where people read it; none where it is not in the release.
pub fn dataset_of_measure(about: &About, release: &Release, measure: u16, page: &str, taken: &[Download]) -> Option<Value> {
    let catalogue = &*release.catalogue;
    let number = catalogue.release;
    let (known, span) = (catalogue.measures.get(usize::from(measure))?, catalogue.spans.get(usize::from(measure))?);
    let periods = span.periods.iter().filter_map(|at| catalogue.periods.get(usize::from(*at)));
    let made_up =
        if span.illustrative { " Some of its figures are made up, so that an example can be explored; each says so." } else { "" };
    let download =
        |one: &Download| json!({ "@type": "DataDownload", "name": one.name, "contentUrl": one.address, "encodingFormat": one.media });
    let own = json!({
        "@id": page,
        "url": page,
        "name": format!("{}, {}", known.title, about.place),
        "description": format!(
            "{} By area, group of people and period. Figures about too few people are hidden.{made_up}",
            sentence(&known.definition)
        ),
        "identifier": format!("{}-{}", identifier(release), known.code),
        "temporalCoverage": days(periods).map(|(first, last)| format!("{first}/{last}")),
        "variableMeasured": measured(known),
        "distribution": taken.iter().map(download).collect::<Vec<_>>(),
        "isPartOf": { "@type": "Dataset", "@id": about.of_release(number, number), "name": about.title(number) },
    });
    Some(whole(about, number, own))
}

/// What is said of every data set of a release, with what is its own.
fn whole(about: &About, number: u32, own: Value) -> Value {
    let council = json!({ "@type": "GovernmentOrganization", "name": about.council, "url": about.website });
    let mut document = json!({
        "@context": CONTEXT,
        "@type": "Dataset",
        "version": number.to_string(),
        "creator": council,
        "publisher": council,
        "dateCreated": about.published.to_string(),
        "datePublished": about.published.to_string(),
        "inLanguage": about.language,
        "license": about.licence.url,
        "creditText": about.attribution,
        "isAccessibleForFree": true,
        "spatialCoverage": { "@type": "Place", "name": about.place },
    });
    if let (Value::Object(all), Value::Object(own)) = (&mut document, own) {
        all.extend(own);
    }
    without_gaps(document)
}

fn measured(measure: &Measure) -> Value {
    json!({ "@type": "PropertyValue", "propertyID": measure.code, "name": measure.title, "unitText": measure.unit, "description": measure.definition })
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?']) { text.to_owned() } else { format!("{text}.") }
}
