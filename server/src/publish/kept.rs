//! A release as it is kept: its parts, and back.

use anyhow::Context;
use domain::{
    period::Period,
    release::Release,
    said::Said,
    store::{Part, Sealed},
};

/// The part that lists a release's periods, one a line.
const PERIODS: &str = "periods";
/// The part that says what disclosure control did, measure by measure.
const REPORT: &str = "report";
/// The part that holds what services say.
const SAID: &str = "said";
/// The part that lists values which earlier releases have shown and this one does not, one a line.
pub(super) const TOLD: &str = "told";

/// A release as it is kept.
pub(super) fn parts(release: &Release) -> anyhow::Result<Vec<Part>> {
    let periods: Vec<String> = release.catalogue.periods.iter().map(ToString::to_string).collect();
    let report = serde_json::to_vec(&release.report).context("the report could not be written")?;
    let said = serde_json::to_vec(&release.catalogue.said).context("what services say could not be written")?;
    let mut parts = vec![
        Part { key: PERIODS.to_owned(), bytes: periods.join("\n").into_bytes() },
        Part { key: REPORT.to_owned(), bytes: report },
        Part { key: SAID.to_owned(), bytes: said },
    ];
    for (at, area) in (0..).zip(&release.catalogue.areas) {
        parts.push(Part { key: format!("area/{}", area.code), bytes: release.area(at).encode() });
    }
    Ok(parts)
}

/// A part of a release as it is kept.
pub(super) fn part<'a>(sealed: &'a Sealed, key: &str) -> Option<&'a [u8]> {
    sealed.parts.iter().find(|part| part.key == key).map(|part| part.bytes.as_slice())
}

/// Opens a release that was kept.
pub fn open(sealed: Sealed) -> anyhow::Result<Release> {
    let broken = || format!("release {} in the database cannot be read: publish again", sealed.number);
    let periods = std::str::from_utf8(part(&sealed, PERIODS).with_context(broken)?).with_context(broken)?;
    let periods: Vec<Period> = periods.lines().map(str::parse).collect::<Result<_, _>>().with_context(broken)?;
    let frames: Vec<Vec<u8>> = sealed.parts.iter().filter(|part| part.key.starts_with("area/")).map(|part| part.bytes.clone()).collect();
    let number = u32::try_from(sealed.number).with_context(broken)?;
    let message = broken();
    // Releases of before these were kept have none.
    let report = part(&sealed, REPORT).map(serde_json::from_slice).transpose().with_context(broken)?;
    let said: Option<Vec<Said>> = part(&sealed, SAID).map(serde_json::from_slice).transpose().with_context(broken)?;
    let mut release = Release::open(sealed.council, number, sealed.published_at.date(), periods, &frames).context(message)?;
    release.report = report.unwrap_or_default();
    Ok(release.with_said(said.unwrap_or_default()))
}
