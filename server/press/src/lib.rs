//! A report in the forms in which it is kept, sent and worked with: a tagged PDF (PDF/UA-1), an OpenDocument spreadsheet by the field's rules, and a
//! text document for those who must edit.
//!
//! Drawings become pictures of dots ([`png`]), in the same fonts, for those whose programs take no SVG.
//!
//! All three are made from a [`Document`](domain::report::document::Document) and from nothing else: no clock, no network, no file. The same document
//! gives the same bytes. Text of a document is never read as markup, code, formula or address.
//!
//! `base` is the host that addresses without one belong to, such as `https://measures.example.gov.uk`. Without it they are left as plain text.

mod archive;
mod columns;
mod docx;
mod fault;
mod fonts;
mod glyphs;
mod links;
mod ods;
mod pdf;
mod plan;
mod png;
mod words;
mod xml;

pub use docx::docx;
pub use fault::Fault;
pub use fonts::Fonts;
pub use ods::ods;
pub use pdf::pdf;
pub use png::{WIDEST, png};
