//! A report in the forms in which it is kept, sent and worked with: a tagged PDF (PDF/UA-1), an OpenDocument spreadsheet by the field's rules, and a
//! text document for those who must edit.
//!
//! All three are made from a [`Document`](domain::report::document::Document) and from nothing else: no clock, no network, no file. The same document
//! gives the same bytes. Text of a document is never read as markup, code, formula or address.
//!
//! `base` is the host that addresses without one belong to, such as `https://measures.example.gov.uk`. Without it they are left as plain text.

mod archive;
mod columns;
mod docx;
mod fault;
mod links;
mod ods;
mod pdf;
mod plan;
mod words;
mod xml;

pub use docx::docx;
pub use fault::Fault;
pub use ods::ods;
pub use pdf::{Fonts, pdf};
