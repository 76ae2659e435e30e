//! The report as a tagged PDF, set by typst from a fixed template. What the document says reaches the template as data (`/report.json`), so that no
//! text of it is ever read as markup.

mod copy;
mod world;

use domain::report::document::Document;
use rayon::ThreadPoolBuilder;
use typst::{diag::SourceDiagnostic, ecow::EcoVec};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{Fault, Fonts, links::Links, plan::Plan};

/// A tagged PDF of a document, by PDF/UA-1 (ISO 14289-1:2014).
///
/// A character that no font has is shown as `\u{fffd}`, or as a question mark where no font has that either.
pub fn pdf(document: &Document, fonts: &Fonts, base: Option<&str>) -> Result<Vec<u8>, Fault> {
    let copy = copy::Copy::new(&Plan::new(document)?, &Links::new(base), fonts);
    let data = serde_json::to_vec(&copy).map_err(|error| Fault::Set(error.to_string()))?;
    // Typst would set several runs of pages at once and hold what each of them needs: one after the other, a report takes a third less memory and no longer.
    let one = ThreadPoolBuilder::new().num_threads(1).build().map_err(|error| Fault::Set(error.to_string()))?;
    one.install(|| set(&world::World::new(fonts, data)))
}

fn set(world: &world::World) -> Result<Vec<u8>, Fault> {
    let set = typst::compile::<PagedDocument>(world).output;
    let written = set.map_err(|faults| Fault::Set(told(&faults))).and_then(|pages| {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|fault| Fault::Written(fault.message().to_string()))?;
        let options = PdfOptions { standards, ..PdfOptions::default() };
        typst_pdf::pdf(&pages, &options).map_err(|faults| Fault::Written(told(&faults)))
    });
    // Typst keeps what it has worked out for a next time that will not come: no two reports are alike.
    typst::comemo::evict(0);
    written
}

fn told(faults: &EcoVec<SourceDiagnostic>) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}
