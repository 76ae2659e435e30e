//! Whatever is in a file, it is read or refused, and what was written in our own layout reads back the same.

use std::sync::LazyLock;

use super::help;

use super::books_made::{Cell, ods, xlsx};
use domain::{
    council::Council,
    ingest::{Asked, Import, difference::difference, read, tidy},
    observation::{Figure, Flags, Missing, Observation, Provenance},
};
use ingest::Limits;
use proptest::{prelude::*, sample::select};

static COUNCIL: LazyLock<Council> = LazyLock::new(|| help::council("fixtures/calder-vale"));

/// Small tables of several layouts, to be spoilt.
static TABLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let rows: &[&[Cell]] = &[
        &[Cell::Text("area"), Cell::Text("year"), Cell::Text("value")],
        &[Cell::Text("CV-D"), Cell::Number("2023"), Cell::Formula("A1", "4.5")],
    ];
    vec![
        b"measure,area,period,group,numerator,denominator,value,lower,upper,status,provenance\nrecycling,CV-D,2024-04-01/P1Y,everyone,40,100,,,,p,council\n".to_vec(),
        b"\xef\xbb\xbfareacd,areanm,period,observation,lci_95,uci_95,status\r\nCV-D,Calder Vale,2022-04-01/P1Y,40.5,39,42,\r\n".to_vec(),
        b"time_period,time_identifier,geographic_level,new_la_code,sex,t_x,x_ci_low\n202324,Academic year,LA,CV-D,Girls,c,5\n".to_vec(),
        b"Year,Sex,Age,Value\r\r\n2020,,,82.6\r\r\n2019/20,Female,\"65 and\nover\",90\r\r\n".to_vec(),
        b"published,organisation,employees,gender_female,age_25-64,age_total\n2024,Calder Vale Council,9,5,<5,1/2\n".to_vec(),
        b"Title;;\n;2022/23;;Q1 2023/24\nArea;Number;Rate;Number\nCalder Vale;1 200;\xa312;-\n".to_vec(),
        xlsx(&[("S", true, rows)]),
        ods(&[("S", rows)]),
    ]
});

fn import(bytes: &[u8]) -> Option<Import> {
    let limits = Limits { unpacked: 1 << 22, ..Limits::default() };
    let sheets = ingest::read("any", bytes, &limits).ok()?;
    Some(read(&sheets, &COUNCIL, &Asked::default()))
}

/// Every row refers to what is there, and its place is one of the file's.
fn sound(import: &Import) -> bool {
    let refers = |row: &domain::ingest::Row| {
        (row.measure as usize) < import.measures.len()
            && (row.area as usize) < import.areas.len()
            && (row.period as usize) < import.periods.len()
            && (row.group as usize) < import.groups.len()
            && row.row > 0
    };
    import.rows.iter().all(refers)
        && import.issues.iter().all(|issue| !issue.what.is_empty() && !issue.mend.is_empty() && !issue.to_string().contains('\n'))
}

fn figure() -> impl Strategy<Value = Figure> {
    prop_oneof![
        (0..500u32, 500..1000u32).prop_map(|(x, n)| Figure::Parts { numerator: f64::from(x), denominator: Some(f64::from(n)) }),
        (1..99u32, any::<bool>()).prop_map(|(value, limits)| {
            let value = f64::from(value) + 0.25;
            Figure::Value { value, interval: limits.then_some((value - 0.5, value + 0.125)) }
        }),
        select(vec![
            Missing::NotAvailable,
            Missing::NotApplicable,
            Missing::NotCollected,
            Missing::NotYetDue,
            Missing::Late,
            Missing::Suppressed
        ])
        .prop_map(Figure::Missing),
    ]
}

fn flags(bits: u8, figure: &Figure) -> Flags {
    let there = !matches!(figure, Figure::Missing(_));
    let set = |bit: u8| there && bits & bit != 0;
    Flags { provisional: set(1), revised: set(2), break_in_series: set(4), estimated: set(8) }
}

/// Figures of the fictional council's recycling, each about something else.
fn observations() -> impl Strategy<Value = Vec<Observation>> {
    let one = (figure(), 0..16u8, select(vec!["CV-D", "CV-C1", "CV-P01", "CV-N1"]), 2024..2030i32);
    prop::collection::btree_map((select(vec!["CV-D", "CV-C1", "CV-P01", "CV-N1"]), 2024..2030i32), one, 1..20).prop_map(|all| {
        let observation = |((area, year), (figure, bits, ..)): ((&str, i32), (Figure, u8, &str, i32))| Observation {
            measure: "recycling".parse().unwrap(),
            area: area.parse().unwrap(),
            period: format!("{year}-04-01/P1Y").parse().unwrap(),
            group: "everyone".parse().unwrap(),
            figure,
            flags: flags(bits, &figure),
            provenance: Provenance::Published,
            source: None,
        };
        all.into_iter().map(observation).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[a-z,;\"\n\r\t0-9/.%£ -]{0,300}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            prop_assert!(import(bytes).is_none_or(|import| sound(&import)));
        }
    }

    #[test]
    fn spoilt_tables_are_read_or_refused(table in 0..8usize, cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 1..6)) {
        let mut bytes = TABLES[table].clone();
        for (at, byte, how) in cuts {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => bytes.truncate(at.max(1)),
                _ => { let tail = bytes[at..].to_vec(); bytes.extend(tail); }
            }
        }
        prop_assert!(import(&bytes).is_none_or(|import| sound(&import)));
    }

    #[test]
    fn what_is_written_reads_back_the_same(observations in observations()) {
        let import = import(tidy::write(&observations).as_bytes()).unwrap();
        prop_assert_eq!(import.issues.len(), 0, "{:?}", import.issues);
        let read: Vec<Observation> = import.observations(Provenance::Published, None).collect();
        prop_assert_eq!(read, observations);
    }

    #[test]
    fn a_difference_adds_up_and_of_the_same_there_is_none(before in observations(), after in observations()) {
        prop_assert!(difference(&COUNCIL, &before, &before).nothing());
        let found = difference(&COUNCIL, &before, &after);
        prop_assert_eq!(found.new.count + found.changed.count + found.unchanged, after.len() as u64);
        let spoken = |one: &&Observation| after.iter().any(|other| other.period == one.period);
        let within = before.iter().filter(spoken).count() as u64;
        prop_assert_eq!(found.withdrawn.count + found.changed.count + found.unchanged, within);
        prop_assert!(found.withdrawn.first.iter().all(|about| after.iter().any(|one| one.period == about.period)));
    }
}
