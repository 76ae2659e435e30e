//! Files: tables, mappings, a council's folder, frames.

use std::{collections::BTreeSet, sync::LazyLock};

use domain::{
    council::Council,
    folder::{Files, mapping, parse},
    frame::{Frame, Spread},
    ingest::{Asked, read},
};
use ingest::Limits;

use crate::{
    books_made::{Cell, ods, xlsx},
    calder_vale,
    council::shipped,
    engine::{fuzz, mark},
};

/// The files of the fictional council.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let (mut found, root) = (Vec::new(), shipped("fixtures/calder-vale"));
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                found.push((path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
});

static COUNCIL: LazyLock<Council> = LazyLock::new(|| parse(&FILES.iter().cloned().collect::<Files>()).unwrap().council);

/// Tables of several layouts, as text and as archives.
fn tables() -> Vec<Vec<u8>> {
    let rows: &[&[Cell]] = &[
        &[Cell::Text("area"), Cell::Text("year"), Cell::Text("value")],
        &[Cell::Text("CV-D"), Cell::Number("2023"), Cell::Formula("A1", "4.5")],
        &[Cell::Text("CV-P01"), Cell::Date(45_000), Cell::Error("#DIV/0!")],
    ];
    let texts = [
        "measure,area,period,group,numerator,denominator,value,lower,upper,status,provenance\nrecycling,CV-D,2024-04-01/P1Y,everyone,40,100,,,,p,council\n",
        "\u{feff}areacd,areanm,period,observation,lci_95,uci_95,status\r\nCV-D,Calder Vale,2022-04-01/P1Y,40.5,39,42,\r\n",
        "time_period,time_identifier,geographic_level,new_la_code,sex,t_x,x_ci_low\n202324,Academic year,LA,CV-D,Girls,c,5\n",
        "Year,Sex,Age,Value\r\r\n2020,,,82.6\r\r\n2019/20,Female,\"65 and\nover\",90\r\r\n",
        "published,organisation,employees,gender_female,age_25-64,age_total\n2024,Calder Vale Council,9,5,<5,1/2\n",
        "Title;;\n;2022/23;;Q1 2023/24\nArea;Number;Rate;Number\nCalder Vale;1 200;£12;-\n",
    ];
    let mut all: Vec<Vec<u8>> = texts.map(|text| text.as_bytes().to_vec()).into();
    all.push(texts[5].encode_utf16().flat_map(u16::to_le_bytes).collect());
    all.extend([xlsx(&[("S", true, rows)]), ods(&[("S", rows)])]);
    all
}

#[test]
fn tables_are_read_or_refused() {
    let limits = Limits { unpacked: 1 << 22, ..Limits::default() };
    let words = [
        "\"",
        "\"\"",
        "2023/24",
        "H1 2023/24",
        "Apr-Sep 2023",
        "2023-04-01/P6M",
        "23/24",
        "Q1 2024",
        "CV-D",
        "everyone",
        "c",
        "[x]",
        "1,234.5",
        "12%",
        "=1+1",
        "\u{a0}",
        "\r\n",
        ";",
        "\t",
        "<row r=\"9999999\"/>",
    ];
    fuzz("tables", tables(), &words, |bytes| match ingest::read("any", bytes, &limits) {
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty());
            mark(std::mem::discriminant(&refusal))
        }
        Ok(sheets) => {
            let import = read(&sheets, &COUNCIL, &Asked::default());
            for row in &import.rows {
                assert!((row.measure as usize) < import.measures.len() && (row.area as usize) < import.areas.len());
                assert!((row.period as usize) < import.periods.len() && (row.group as usize) < import.groups.len());
            }
            let kinds: BTreeSet<_> = import.issues.iter().map(|issue| format!("{:?}", std::mem::discriminant(&issue.kind))).collect();
            mark((kinds, import.rows.len().min(3), import.measures.len().min(3)))
        }
    });
}

#[test]
fn mappings_are_read_or_refused_with_places() {
    let sound = [
        "measure = \"falls\"\nsheet = \"Data\"\n[columns]\narea = \"Area\"\nperiod = \"Year\"\nvalue = \"Rate\"\n",
        "value = \"v\"\nheader_rows = 2\n[only]\nphase = [\"a\", \"b\"]\n[[group]]\ncolumn = \"Sex\"\ntext = \"Girls\"\nis = \"female\"\n",
    ];
    let words = ["measure", "columns", "area", "period", "[", "]", "[[", "{", "}", "=", "\"", "'''", "true", "1979-05-27", "\\u0000"];
    fuzz("mappings", sound.map(|text| text.as_bytes().to_vec()).into(), &words, |bytes| {
        match mapping("any.toml", &String::from_utf8_lossy(bytes)) {
            Ok(read) => {
                // What is written is read back the same.
                assert_eq!(mapping("any.toml", &read.to_toml()).unwrap(), read);
                mark(read)
            }
            Err(issues) => {
                assert!(!issues.is_empty());
                mark(
                    issues
                        .iter()
                        .map(|issue| issue.to_string().chars().filter(|c| c.is_alphabetic()).take(40).collect::<String>())
                        .collect::<BTreeSet<_>>(),
                )
            }
        }
    });
}

#[test]
fn a_folder_is_read_or_refused_with_places() {
    // The first byte says which file it is.
    let sound = FILES.iter().enumerate().filter(|(_, (_, text))| text.len() < 20_000);
    let sound = sound.map(|(at, (_, text))| [&[at as u8], text.as_bytes()].concat()).collect();
    let words = [
        "[[measure]]",
        "code = \"",
        "threshold",
        "CV-P01",
        "E05000001",
        "2024-04-01/P1Y",
        "everyone",
        "\"",
        ",,",
        "\n",
        "[",
        "=",
        "#",
        "10000",
    ];
    fuzz("folder", sound, &words, |bytes| {
        let Some((&which, text)) = bytes.split_first() else { return 0 };
        let mut files = FILES.clone();
        let at = usize::from(which) % files.len();
        files[at].1 = String::from_utf8_lossy(text).into_owned();
        match parse(&files.into_iter().collect::<Files>()) {
            Ok(folder) => mark(folder.observations.len()),
            Err(issues) => {
                assert!(!issues.is_empty());
                let said = issues.iter().map(|issue| issue.to_string().chars().filter(|c| c.is_alphabetic()).take(60).collect::<String>());
                mark((at, said.collect::<BTreeSet<_>>()))
            }
        }
    });
}

#[test]
fn frames_are_decoded_or_refused() {
    let release = &calder_vale().state.release;
    let sound = [0, 3, 9].map(|area| release.area(area).encode());
    fuzz("frames", sound.into(), &[], |bytes| match Frame::decode(bytes) {
        // What is read can be written, and read again as the same.
        Ok(frame) => {
            let again = frame.encode();
            assert_eq!(Frame::decode(&again).unwrap().encode(), again);
            mark(frame.cubes.len())
        }
        Err(error) => mark(error.to_string()),
    });
    let periods = release.catalogue.periods.iter().take(3);
    fuzz("spreads", periods.map(|period| release.spread(*period).encode()).collect(), &[], |bytes| match Spread::decode(bytes) {
        Ok(spread) => mark(spread.encode().len()),
        Err(error) => mark(error.to_string()),
    });
}
