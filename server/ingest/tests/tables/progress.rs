//! How far a long file has been read.

use super::layouts::council;
use domain::ingest::{Asked, Progress, read};
use ingest::Limits;

#[test]
fn a_long_file_tells_how_far_it_is_and_stops_when_asked() {
    let rows: Vec<String> = (0..3_500).map(|n| format!("CV-D,2023,case {},{n}\n", n % 50)).collect();
    let rows = rows.concat();
    let sheets = ingest::read("t.csv", format!("area,year,measure,value\n{rows}").as_bytes(), &Limits::default()).unwrap();
    let council = council();
    let progress = Progress::default();
    let asked = Asked { progress: Some(&progress), ..Asked::default() };
    assert_eq!(read(&sheets, &council, &asked).sheets[0].rows, 3_500);
    let (done, all) = progress.get();
    assert!(done > 2_500 && all == 3_501, "{done} of {all}");
    progress.stop();
    assert_eq!((read(&sheets, &council, &asked).sheets[0].rows < 1_000, progress.stopped()), (true, true));
}
