//! What the checks found, with a way to each cell, and room for the reason why it is right.

use super::Entry;
use crate::markup::{Element, el, link};

/// Cells of one finding that are listed.
const LISTED: usize = 30;

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// The check, by its short name.
    pub check: String,
    /// What it found, in a few words.
    pub heading: String,
    /// The rule.
    pub rule: String,
    /// Whether it stands in the way whatever is said.
    pub blocks: bool,
    /// Where: address of the cell, and what was found there.
    pub spots: Vec<(String, String)>,
    /// Digest of all that was found.
    pub print: String,
    /// Why it is right, and who says so; blank where nobody has said it of what stands here now.
    pub reason: String,
    /// Who gave the reason, and when; blank where nobody has.
    pub given: String,
}

/// All findings, or that there are none.
pub fn findings(entry: &Entry) -> Element {
    let region = el("section").attr("id", "findings").attr("aria-label", "Checks").attr("data-version", entry.version.to_string());
    if !entry.checked && entry.findings.iter().all(|finding| finding.check == "empty") {
        return region;
    }
    if entry.findings.is_empty() {
        return region.with(el("p").class("sound").with("The checks found nothing implausible."));
    }
    let open = entry.findings.iter().filter(|finding| finding.blocks || finding.reason.is_empty()).count();
    let heading = match open {
        0 => "Everything implausible has a reason".to_owned(),
        1 => "1 thing to mend or explain".to_owned(),
        _ => format!("{open} things to mend or explain"),
    };
    region.with(el("h2").with(heading)).all(entry.findings.iter().map(|finding| one(finding, entry.locked)))
}

fn one(finding: &Finding, locked: bool) -> Element {
    let id = format!("found-{}", finding.check);
    let listed = finding.spots.iter().take(LISTED).map(|(href, words)| {
        let cell = if locked { el("span").with(words) } else { link(href.clone(), words) };
        el("li").with(cell)
    });
    let more = finding.spots.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| el("li").class("note").with(format!("and {more} more")));
    let answer = match (finding.blocks, locked) {
        (true, _) => Some(el("p").class("asked-error").with("Mend this: it cannot be handed in.")),
        (false, true) => Some(
            el("p").with(el("strong").with("Reason: ")).with(&finding.reason).with(" ").with(el("span").class("note").with(&finding.given)),
        ),
        (false, false) => Some(reason(finding)),
    };
    el("div")
        .class(if finding.blocks { "finding blocks" } else { "finding" })
        .attr("id", id)
        .with(el("h3").with(&finding.heading))
        .with(el("ul").all(listed).with(more))
        .with(el("p").class("note").with("The rule: ").with(&finding.rule))
        .with(answer)
}

fn reason(finding: &Finding) -> Element {
    let id = format!("reason-{}", finding.check);
    let given = (!finding.given.is_empty()).then(|| el("p").class("note").with(&finding.given));
    el("div")
        .class("asked wide")
        .with(el("label").attr("for", id.clone()).with("Mend it, or say why it is right"))
        .with(given)
        .with(el("input").attr("type", "hidden").attr("name", format!("print.{}", finding.check)).attr("value", finding.print.clone()))
        .with(
            el("input")
                .attr("id", id)
                .attr("name", format!("reason.{}", finding.check))
                .attr("type", "text")
                .attr("maxlength", "1000")
                .attr("value", finding.reason.clone())
                .attr("aria-describedby", format!("found-{}", finding.check)),
        )
}
