//! Reports read back: what is in each form, and what can never be.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "forms/docx.rs"]
mod docx;
#[path = "forms/hostile.rs"]
mod hostile;
#[path = "forms/leaf.rs"]
mod leaf;
#[path = "forms/ods.rs"]
mod ods;
#[path = "forms/parts.rs"]
mod parts;
#[path = "forms/pdf.rs"]
mod pdf;
#[path = "forms/png.rs"]
mod png;
#[path = "forms/read.rs"]
mod read;
#[path = "forms/sample.rs"]
mod sample;
