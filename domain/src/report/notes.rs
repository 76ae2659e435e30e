//! The last sections: what was corrected, and how to read the rest.

use super::{
    document::{Block, Text},
    words::{cell, plain, table, words},
    write::Subject,
};
use crate::{
    cell::{marker, reason},
    observation::Missing,
    period::long_date,
    register::Mended,
};

/// How many corrections are listed.
const LISTED: usize = 20;

/// What was corrected or withdrawn.
pub(super) fn corrections(of: &Subject<'_>) -> Vec<Block> {
    let rows = of.ground.register.errata().into_iter().take(LISTED).map(|one| {
        let mended = match one.mended {
            Mended::From(release) => format!("Right from release {release} on"),
            Mended::Withdrawn => "The release was withdrawn".to_owned(),
        };
        vec![cell(long_date(one.on.date())), cell(format!("Release {}", one.of)), cell(one.words), cell(mended)]
    });
    let columns = vec![words("Day"), words("Where"), words("What was wrong"), words("What was done")];
    let told = table("Corrections", columns, rows.collect(), Vec::new());
    vec![told.unwrap_or_else(|| plain("Nothing that was published has been corrected or withdrawn."))]
}

/// Where figures come from, and what marks and words mean.
pub(super) fn notes(of: &Subject<'_>) -> Vec<Block> {
    let catalogue = &of.ground.release.catalogue;
    let markers = [
        Missing::Suppressed,
        Missing::NotAvailable,
        Missing::NotApplicable,
        Missing::NotCollected,
        Missing::Unreliable,
        Missing::NotYetDue,
        Missing::Late,
    ];
    let items = markers.map(|why| Text::plain(format!("{}: {}.", marker(why), reason(why))));
    vec![
        plain(format!(
            "Every figure is from release {} of {}, published {}. Figures about few people are hidden before anything is published, and so is what \
             would give them away.",
            catalogue.release,
            catalogue.name,
            long_date(catalogue.published)
        )),
        plain(
            "Rating compares the newest figure with its target. Change asks whether the difference from a year before is more than chance would \
             make. The year-end forecast asks whether the target of the year will be met. Each can say that it cannot tell.",
        ),
        plain("[illustrative] marks what is made up so that the example can be explored: it describes nobody and nothing real."),
        Block::Heading { text: "Marks in place of a figure".to_owned() },
        Block::List { items: items.into() },
    ]
}
