//! Writes an invented report in its three forms, to look at: `cargo run -p press --example forms -- FOLDER [FONT…]`. Without fonts, those of typst; with
//! `LONG=1` a table of 2,560 rows too.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a tool to look at what comes out")]

use std::time::Instant;

use press::Fonts;

#[path = "../tests/forms/sample.rs"]
mod sample;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    let given: Vec<Vec<u8>> = arguments.map(|path| std::fs::read(path).unwrap()).collect();
    let files = if given.is_empty() { typst_assets::fonts().map(<[u8]>::to_vec).collect() } else { given };
    let fonts = Fonts::new(files).unwrap();
    println!("{:?}", fonts.families());
    let base = Some("https://measures.example.gov.uk");
    let long = std::env::var_os("LONG").map(|_| ("long", sample::long(64)));
    for (name, document) in [("report", sample::report())].into_iter().chain(long) {
        let begun = Instant::now();
        let pdf = press::pdf(&document, &fonts, base).unwrap();
        println!("{name}.pdf: {} bytes in {:?}", pdf.len(), begun.elapsed());
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
        let begun = Instant::now();
        let ods = press::ods(&document, base).unwrap();
        println!("{name}.ods: {} bytes in {:?}", ods.len(), begun.elapsed());
        std::fs::write(format!("{folder}/{name}.ods"), ods).unwrap();
        let begun = Instant::now();
        let docx = press::docx(&document, Some(&fonts), base).unwrap();
        println!("{name}.docx: {} bytes in {:?}", docx.len(), begun.elapsed());
        std::fs::write(format!("{folder}/{name}.docx"), docx).unwrap();
    }
}
