//! What the files are together, for data portals (DCAT 3) and for search engines (schema.org). DCAT's says itself what its words stand for, so that
//! nothing has to be fetched to read it; that of search engines names the one place by which they know it.

use domain::{catalogue::Catalogue, period::Period, release::Release};
use serde_json::{Value, json};

use crate::{
    about::About,
    csvw,
    fault::Fault,
    folder::{File, Folder},
    observations,
    readme::FILES,
    schema,
};

/// The catalogue of DCAT.
pub(crate) const DCAT: &str = "catalogue.jsonld";
/// The data set of schema.org.
pub(crate) const SCHEMA: &str = "dataset.jsonld";

/// Writes both, when all they tell of is written.
pub(crate) fn write(folder: &mut Folder, about: &About, release: &Release) -> Result<(), Fault> {
    let files: Vec<(&File, &str, &str)> =
        FILES.iter().filter_map(|(name, title, meaning)| Some((folder.file(name)?, *title, *meaning))).collect();
    let documents = [(DCAT, dcat(about, release, &files)), (SCHEMA, schema::dataset(about, release, folder.files()))];
    for (name, document) in documents {
        folder.put_json(name, &document)?;
    }
    Ok(())
}

/// What the release is called by whoever keeps a list of many.
pub(crate) fn identifier(release: &Release) -> String {
    format!("{}-release-{}", release.council.code, release.catalogue.release)
}

/// First and last day of some periods.
pub(crate) fn days<'a>(periods: impl Iterator<Item = &'a Period> + Clone) -> Option<(String, String)> {
    let first = periods.clone().map(Period::start).min()?;
    let last = periods.map(Period::end).max()?;
    Some((first.to_string(), last.to_string()))
}

pub(crate) fn description(about: &About, catalogue: &Catalogue) -> String {
    let made_up = if catalogue.spans.iter().any(|span| span.illustrative) {
        " Some of the figures are made up, so that an example can be explored; each says so."
    } else {
        ""
    };
    format!(
        "{} measures of {} by area, group of people and period, with numerators, denominators and 95 % confidence intervals. Figures about too few \
         people are hidden.{made_up}",
        catalogue.measures.len(),
        about.place
    )
}

fn dcat(about: &About, release: &Release, files: &[(&File, &str, &str)]) -> Value {
    let catalogue = &*release.catalogue;
    let number = catalogue.release;
    let (id, all) = (about.of_release(number, number), about.of_all());
    let publisher = json!({ "@type": "foaf:Organization", "foaf:name": about.council, "foaf:homepage": about.website.as_ref().map(|url| json!({ "@id": url })) });
    let day = json!({ "@value": about.published.to_string(), "@type": "xsd:date" });
    let temporal = days(catalogue.periods.iter()).map(|(first, last)| {
        let day = |day: String| json!({ "@value": day, "@type": "xsd:date" });
        json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": day(first), "dcat:endDate": day(last) })
    });
    let city = catalogue.areas.get(usize::from(catalogue.city()));
    let distributions: Vec<Value> = files.iter().map(|file| distribution(about, number, *file)).collect();
    let themes = catalogue.plans.iter().filter(|plan| plan.current).flat_map(|plan| &plan.themes).map(|theme| theme.title.as_str());
    let dataset = json!({
        "@id": id,
        "@type": "dcat:Dataset",
        "dct:title": about.title(number),
        "dct:description": description(about, catalogue),
        "dct:identifier": identifier(release),
        "dct:publisher": publisher,
        "dct:issued": day,
        "dct:language": about.language,
        "dct:license": { "@id": about.licence.url },
        "dct:rights": rights(about),
        "dct:temporal": temporal,
        "dct:spatial": { "@type": "dct:Location", "skos:prefLabel": about.place, "dct:identifier": city.map(|city| &city.code) },
        "dcat:keyword": themes.collect::<Vec<_>>(),
        "dcat:version": number.to_string(),
        "dcat:isVersionOf": { "@id": all },
        "dcat:previousVersion": about.previous.map(|previous| json!({ "@id": about.of_release(number, previous) })),
        "dcat:distribution": distributions,
    });
    let document = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": about.at(number, DCAT),
        "@type": "dcat:Catalog",
        "dct:title": format!("Open data of {}", about.council),
        "dct:description": "The open data files of one release.",
        "dct:publisher": publisher,
        "dct:issued": day,
        "dct:license": { "@id": about.licence.url },
        "dcat:dataset": dataset,
    });
    without_gaps(document)
}

fn rights(about: &About) -> Value {
    json!({ "@type": "dct:RightsStatement", "rdfs:label": about.attribution })
}

fn distribution(about: &About, release: u32, (file, title, meaning): (&File, &str, &str)) -> Value {
    const TYPES: &str = "https://www.iana.org/assignments/media-types/";
    let address = about.at(release, &file.name);
    let archive = file.name == observations::ARCHIVE;
    let media = if archive { "text/csv" } else { file.media_type() };
    let described = media == "text/csv";
    json!({
        "@id": format!("{address}#distribution"),
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dct:description": meaning,
        "dct:license": { "@id": about.licence.url },
        "dct:rights": rights(about),
        "dcat:accessURL": { "@id": address },
        "dcat:downloadURL": { "@id": address },
        "dcat:mediaType": { "@id": format!("{TYPES}{media}") },
        "dcat:compressFormat": archive.then(|| json!({ "@id": format!("{TYPES}application/gzip") })),
        "dct:conformsTo": described.then(|| json!({ "@id": about.at(release, csvw::NAME) })),
        "dcat:byteSize": { "@value": file.bytes.to_string(), "@type": "xsd:nonNegativeInteger" },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" },
        },
    })
}

/// A document without what it has nothing to say of.
pub(crate) fn without_gaps(document: Value) -> Value {
    match document {
        Value::Object(all) => {
            all.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key, without_gaps(value))).collect()
        }
        Value::Array(all) => all.into_iter().map(without_gaps).collect(),
        other => other,
    }
}
