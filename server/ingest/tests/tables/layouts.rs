//! Each layout is recognised by its header alone. The tables are made up, for the fictional council.

use super::help;
use domain::{
    code::MeasureCode,
    council::Council,
    ingest::{
        Asked, Import, Layout, Synonym,
        issue::{Kind, Severity},
        read,
    },
    observation::{
        Figure,
        Missing::{self, NotApplicable, NotAvailable, Suppressed, Unreliable},
    },
};
use ingest::Limits;

pub(super) fn council() -> Council {
    let mut council = help::council("fixtures/calder-vale");
    council.areas.push(help::comparator("E08000099", "Vale Royal"));
    council
}

pub(super) fn import(text: &str, asked: &Asked<'_>) -> Import {
    read(&ingest::read("table.csv", text.as_bytes(), &Limits::default()).unwrap(), &council(), asked)
}

pub(super) fn plainly(text: &str) -> Import {
    import(text, &Asked::default())
}

/// Each row as `measure|area|period|group|figure`.
pub(super) fn rows(import: &Import) -> Vec<String> {
    let figure = |figure: Figure| match figure {
        Figure::Parts { numerator, denominator: Some(denominator) } => format!("{numerator}/{denominator}"),
        Figure::Parts { numerator, denominator: None } => format!("{numerator}"),
        Figure::Value { value, interval: Some((lower, upper)) } => format!("{value} ({lower}-{upper})"),
        Figure::Value { value, interval: None } => format!("{value}"),
        Figure::Missing(why) => format!("{why:?}"),
    };
    let row = |row: &domain::ingest::Row| {
        format!(
            "{}|{}|{}|{}|{}",
            import.measures[row.measure as usize].name,
            import.areas[row.area as usize],
            import.periods[row.period as usize],
            import.groups[row.group as usize],
            figure(row.figure)
        )
    };
    import.rows.iter().map(row).collect()
}

pub(super) fn told(import: &Import, kind: Kind) -> Vec<u32> {
    import.issues.iter().filter(|issue| issue.kind == kind).flat_map(|issue| issue.rows.clone()).collect()
}

#[test]
fn our_own() {
    let import = plainly(
        "measure,area,period,group,numerator,denominator,value,lower,upper,status,provenance,source,note\n\
         recycling,CV-D,2024-04-01/P1Y,everyone,40,100,,,,p,council,,\n\
         recycling,CV-N0,2024-04-01/P1Y,everyone,,,41.5,40,43,,published,,\n\
         recycling,CV-N1,2024-04-01/P1Y,everyone,,,,,,x,published,,\n\
         recycling,XX-1,2024-04-01/P1Y,everyone,1,2,,,,,published,,\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::Tidy);
    assert_eq!(
        rows(&import),
        [
            "recycling|CV-D|2024-04-01/P1Y|everyone|40/100",
            "recycling|CV-N2|2024-04-01/P1Y|everyone|41.5 (40-43)",
            "recycling|CV-N1|2024-04-01/P1Y|everyone|NotAvailable",
        ]
    );
    assert!(import.rows[0].flags.provisional);
    assert_eq!((told(&import, Kind::OldCode), import.sheets[0].elsewhere), (vec![3], 1));
}

#[test]
fn ons_explore_local_statistics() {
    let import = plainly(
        "\u{feff}areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes,notes\r\n\
         CV-D,Calder Vale,LAD,Recycling,2022-04-01/P1Y,40.5,Percentage,%,39,42,,,\r\n\
         CV-D,Calder Vale,LAD,Recycling,2023-11-16/P1Y,,Percentage,%,,,u,,\r\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::Ons);
    assert_eq!(
        rows(&import),
        ["Recycling|CV-D|2022-04-01/P1Y|everyone|40.5 (39-42)", "Recycling|CV-D|2023-12-01/P12M|everyone|Unreliable"]
    );
    assert_eq!((told(&import, Kind::PeriodTaken), told(&import, Kind::NotedTwice)), (vec![3], vec![1]));
}

#[test]
fn a_download_from_fingertips() {
    let head = "Indicator ID,Indicator Name,Area Code,Area Name,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator,Compared to goal";
    let import = plainly(&format!(
        "{head}\r\n1,\"Falls\n\",E08000099,Vale Royal,Persons,All ages,,,2021 - 23,12.5,11,14,125,1000\r\n\
         1,\"Falls\n\",E08000099,Vale Royal,Female,All ages,,,2022/23,,,,,1000\r\n\
         1,\"Falls\n\",E08000099,Vale Royal,Female,0-9 yrs,,,2022/23,1,,,,1000\r\n\
         1,\"Falls\n\",E08000099,Vale Royal,Male,65+ yrs,,,2022/23,1,,,,1000\r\n"
    ));
    assert_eq!(import.sheets[0].layout, Layout::Fingertips);
    assert_eq!(
        rows(&import),
        ["Falls|E08000099|2021-01-01/P3Y|everyone|12.5 (11-14)", "Falls|E08000099|2022-04-01/P1Y|female|NotAvailable"]
    );
    // A record of two lines takes two.
    assert_eq!((told(&import, Kind::UnknownGroup), told(&import, Kind::TwoGroups)), (vec![6], vec![8]));
}

#[test]
fn an_upload_to_fingertips() {
    let import = plainly(
        "IndicatorID,YEAR,yearrange,quarter,moNth,Ageid,SexId,AreaCode,COUNT,value,LowerCI,UpperCI,Denominator,CategoryId\n\
         7,2023,1,-1,-1,1,2,E08000099,-1,35.5,34,36,500,-1\n7,2023,1,-1,-1,1,4,E08000099,-1,#DIV/0!,-1,-1,0,-1\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::FingertipsUpload);
    assert_eq!(rows(&import), ["7|E08000099|2023-01-01/P1Y|female|35.5 (34-36)"]);
    assert_eq!(told(&import, Kind::FailedFormula), [3]);
}

#[test]
fn education_open_data() {
    let import = plainly(
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,sex,phase,version,t_pupils,avg_score,score_CI_low,score_CI_upp\n\
         202324,Academic year,Local authority,E92000001,England,E12000002,North West,999,Vale Royal,E08000099,Total,Primary,Final,100,1.5,1.2,1.8\n\
         202324,Academic year,Local authority,E92000001,England,E12000002,North West,999,Vale Royal,E08000099,Girls,Secondary,Final,c,z,z,z\n\
         202324,Academic year,National,E92000001,England,,,,,,Total,Primary,Final,500,1.6,1.5,1.7\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::Dfe);
    assert_eq!(
        rows(&import),
        [
            "Primary · t_pupils|E08000099|2023-09-01/P1Y|everyone|100",
            "Primary · avg_score|E08000099|2023-09-01/P1Y|everyone|1.5 (1.2-1.8)",
            "Secondary · t_pupils|E08000099|2023-09-01/P1Y|female|Suppressed",
            "Secondary · avg_score|E08000099|2023-09-01/P1Y|female|NotApplicable",
        ]
    );
    assert_eq!(import.sheets[0].elsewhere, 1);
}

#[test]
fn open_sdg_with_blank_for_the_total() {
    let import = plainly(
        "Year,Sex,Learning stage,GeoCode,Value\r\r\n2022/23,Girls,Early,E08000099,55\r\r\n2022/23,,Early,E08000099,50\r\r\n2022/23,Boys,,,45\r\r\n2023/24,Boys,Late,,45\r\r\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::OpenSdg);
    assert_eq!(
        rows(&import),
        [
            "Early|E08000099|2022-04-01/P1Y|female|55",
            "Early|E08000099|2022-04-01/P1Y|everyone|50",
            "table.csv|CV-D|2022-04-01/P1Y|male|45",
            "Late|CV-D|2023-04-01/P1Y|male|45",
        ]
    );
    assert_eq!(told(&import, Kind::WholeArea), [4, 5]);
}

#[test]
fn a_councils_dashboard() {
    let import = plainly(
        "area_code,area_name,indicator,period,measure,unit,value,inequality\n\
         E08000099,Vale Royal,Waste recycled,2023/24,Percentage,Waste,41.2,NA\n\
         E08000099,Vale Royal,Waste recycled,2023/24,Frequency,Tonnes,\"12,345\",NA\n\
         E08000099,Vale Royal,Life,2021 - 23,Years,Years,NA,Female\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::Dashboard);
    assert_eq!(
        rows(&import),
        [
            "Waste recycled · Percentage · Waste|E08000099|2023-04-01/P1Y|everyone|41.2",
            "Waste recycled · Frequency · Tonnes|E08000099|2023-04-01/P1Y|everyone|12345",
            "Life · Years · Years|E08000099|2021-01-01/P3Y|female|NotAvailable",
        ]
    );
    assert_eq!(told(&import, Kind::NumberForm), [3]);
}

#[test]
fn one_row_for_each_employer() {
    let import = plainly(
        "published,organisation,employees,gender_female,gender_male,gender_total,age_under 25,age_25-64,age_65+,age_total,ethnicity_asian\n\
         31/03/2024,Calder Vale District Council,900,500,400,900,90,700,,790,7\n2023-03,Vale Water Plc,50,20,30,50,1,1,1,3,\n",
    );
    assert_eq!(import.sheets[0].layout, Layout::Workforce);
    assert_eq!(
        rows(&import),
        [
            "Workforce|CV-D|2024-03-31|everyone|900",
            "Workforce|CV-D|2024-03-31|female|500/900",
            "Workforce|CV-D|2024-03-31|male|400/900",
            "Workforce|CV-D|2024-03-31|under-25|90/790",
            "Workforce|CV-D|2024-03-31|25-to-64|700/790",
        ]
    );
    assert_eq!((import.sheets[0].elsewhere, import.sheets[0].blank, told(&import, Kind::ByName)), (1, 1, vec![2]));
}

#[test]
fn titles_two_rows_of_header_and_footers() {
    let import = plainly(
        "Recycling by area\n\n,,2022/23,,2023/24,\nArea,Code,Number,Rate,Number,Rate\nVale Royal,E08000099,\"1,200\",40%,1300,[x]\nAldershaw,CV-P01,5,-,..,0\n\nSource: made up\n",
    );
    assert_eq!(import.sheets[0].header, 4);
    assert_eq!(
        rows(&import),
        [
            "Number|E08000099|2022-04-01/P1Y|everyone|1200",
            "Rate|E08000099|2022-04-01/P1Y|everyone|40",
            "Number|E08000099|2023-04-01/P1Y|everyone|1300",
            "Rate|E08000099|2023-04-01/P1Y|everyone|NotAvailable",
            "Number|CV-P01|2022-04-01/P1Y|everyone|5",
            "Rate|CV-P01|2022-04-01/P1Y|everyone|NotAvailable",
            "Number|CV-P01|2023-04-01/P1Y|everyone|NotAvailable",
            "Rate|CV-P01|2023-04-01/P1Y|everyone|0",
        ]
    );
    assert_eq!(told(&import, Kind::Around), [1, 3, 8]);
}

#[test]
fn figures_are_held_to_the_measure_they_are_said_to_be_of() {
    let measure: MeasureCode = "repairs-on-time".parse().unwrap();
    let asked = Asked { measure: Some(&measure), ..Asked::default() };
    let text = "area,period,sex,numerator,denominator,value\n\
         CV-D,2024-04-01/P3M,All,80,100,80\nCV-D,2024-07-01/P3M,All,101,100,\nCV-D,2024-10-01/P3M,All,c,100,\nCV-D,2025-01-01/P3M,All,80,100,90\n\
         E08000099,2024-04-01/P3M,All,1,2,\nCV-P01,2019-04-01/P3M,Women,10,20,\nCV-P01,2024-04-01/P3M,Women,10,20,\nCV-P01,2024-04-01/P3M,F,10,20,\nCV-P01,2024-04-01/P3M,,1.5,20,\n";
    let import = import(text, &asked);
    assert_eq!(
        rows(&import).iter().map(|row| row.split_once('|').unwrap().1.to_owned()).collect::<Vec<_>>(),
        ["CV-D|2024-04-01/P3M|everyone|80/100", "CV-D|2025-01-01/P3M|everyone|80/100", "CV-P01|2024-04-01/P3M|female|10/20"]
    );
    assert_eq!(told(&import, Kind::Impossible), [3, 10]);
    assert_eq!((told(&import, Kind::HiddenBefore), told(&import, Kind::PartsDiffer)), (vec![4], vec![5]));
    assert_eq!(
        (told(&import, Kind::WrongLevel), told(&import, Kind::OutOfTime), told(&import, Kind::Repeated)),
        (vec![6], vec![7], vec![9])
    );
}

#[test]
fn fractions_of_one_are_proportions() {
    let measure: MeasureCode = "recycling".parse().unwrap();
    let import = import("area,year,value\nCV-D,2022/23,0.4\nCV-D,2023/24,0.45\n", &Asked { measure: Some(&measure), ..Asked::default() });
    assert_eq!(told(&import, Kind::Fractions), [2, 3]);
    assert!(matches!(import.rows[1].figure, Figure::Value { value, .. } if (value - 45.0).abs() < 1e-9));
}

#[test]
fn one_measure_is_not_said_of_several() {
    let measure: MeasureCode = "recycling".parse().unwrap();
    let text = "area,year,indicator,value\nCV-D,2022/23,Waste,40\nCV-D,2022/23,Litter,4\n";
    let refused = import(text, &Asked { measure: Some(&measure), ..Asked::default() });
    assert!(refused.refused() && refused.issues.iter().any(|issue| issue.kind == Kind::SeveralMeasures));
    let given = domain::folder::mapping(
        "m.toml",
        "area = \"area\"\nperiod = \"year\"\nmeasure = \"indicator\"\nvalue = \"value\"\n[only]\nindicator = \"Waste\"\n[measures]\nWaste = \"recycling\"\n",
    )
    .unwrap();
    let read = import(text, &Asked { mapping: Some(&given), ..Asked::default() });
    assert_eq!((rows(&read), read.sheets[0].left_out), (vec!["Waste|CV-D|2022-04-01/P1Y|everyone|40".to_owned()], 1));
    assert_eq!(read.measures[0].code, Some(measure));
}

#[test]
fn a_councils_own_words_for_groups_are_known() {
    let text = "area,year,sex,value\nCV-D,2022/23,Lasses,40\nCV-D,2022/23,Everybody,45\nCV-D,2022/23,Lads,50\n";
    let before = plainly(text);
    assert_eq!((before.rows.len(), told(&before, Kind::UnknownGroup)), (0, vec![2, 3, 4]));
    let synonym =
        |column: &str, text: &str, group: &str| Synonym { column: column.to_owned(), text: text.to_owned(), group: group.parse().unwrap() };
    let synonyms = [synonym("sex", "lasses", "female"), synonym("", "Everybody", "everyone"), synonym("ethnicity", "lads", "male")];
    let after = import(text, &Asked { synonyms: &synonyms, ..Asked::default() });
    assert_eq!((after.rows.len(), told(&after, Kind::UnknownGroup)), (2, vec![4]));
}

#[test]
fn words_are_not_read_as_groups_of_another_characteristic() {
    let import = plainly(
        "area,year,characteristic,group,school,value\nCV-D,2023,sex,Women,a,1\nCV-D,2023,heating,None,b,2\nCV-D,2023,heating,All,c,3\n",
    );
    assert_eq!(import.groups.iter().map(ToString::to_string).collect::<Vec<_>>(), ["female", "everyone"]);
    assert_eq!(told(&import, Kind::UnknownGroup), [3]);
    let unused: Vec<String> = import.issues.iter().filter(|issue| issue.kind == Kind::Unused).map(|issue| issue.what.clone()).collect();
    assert_eq!(unused, ["nothing is read from these columns: school"]);
}

#[test]
fn names_of_places_are_followed_where_there_is_no_doubt() {
    let import = plainly("area,year,value\nAldershaw,2023/24,1\nCalder Vale District Council,2023/24,2\nNowhere,2023/24,3\n,2023/24,4\n");
    assert_eq!(import.areas.iter().map(ToString::to_string).collect::<Vec<_>>(), ["CV-P01", "CV-D"]);
    assert_eq!((told(&import, Kind::ByName), told(&import, Kind::NoArea), import.sheets[0].elsewhere), (vec![2, 3], vec![5], 1));
    // Two areas of one name: the one that was there, or neither.
    let mut council = council();
    council.areas.push(help::comparator("CV-X1", "Old Millbeck"));
    let both = |text: &str| read(&ingest::read("t.csv", text.as_bytes(), &Limits::default()).unwrap(), &council, &Asked::default());
    let now = both("area,year,value\nOld Millbeck,2024/25,1\nOld Millbeck,2015/16,1\n");
    assert_eq!((now.areas.len(), told(&now, Kind::ByName), told(&now, Kind::AmbiguousArea)), (1, vec![2], vec![3]));
}

#[test]
fn a_blank_a_zero_and_every_marker_are_told_apart() {
    let import = plainly(
        "area,year,value\nCV-D,2010,0\nCV-D,2011,\nCV-D,2012,[c]\nCV-D,2013,u\nCV-D,2014,.\nCV-D,2015,<5\nCV-D,2016,z\nCV-D,2017,NA\nCV-D,2018,65/100\nCV-D,2019,12 [p]\n",
    );
    let why: Vec<Option<Missing>> =
        import.rows.iter().map(|row| if let Figure::Missing(why) = row.figure { Some(why) } else { None }).collect();
    let wanted = [
        None,
        Some(NotAvailable),
        Some(Suppressed),
        Some(Unreliable),
        Some(NotApplicable),
        Some(Suppressed),
        Some(NotApplicable),
        Some(NotAvailable),
        None,
        None,
    ];
    assert_eq!(why, wanted);
    assert_eq!(import.rows[8].figure, Figure::Parts { numerator: 65.0, denominator: Some(100.0) });
    assert_eq!((told(&import, Kind::Blank), told(&import, Kind::Range)), (vec![3], vec![7]));
    assert!(import.rows[9].flags.provisional);
}

#[test]
fn a_column_that_tells_too_much_apart_is_no_measure() {
    let rows: Vec<String> = (0..2_003).map(|n| format!("CV-D,2023,case {n},{n}")).collect();
    let import = plainly(&format!("area,year,measure,value\n{}\n", rows.join("\n")));
    assert_eq!((import.rows.len(), import.measures.len(), told(&import, Kind::ManyMeasures)), (2_000, 2_000, vec![2_002, 2_003, 2_004]));
    assert!(import.more_issues > 0 && import.issues.len() <= domain::ingest::issue::MAX_ISSUES);
}

#[test]
fn a_mapping_that_does_not_fit_says_where() {
    let given = domain::folder::mapping("m.toml", "area = \"place\"\nperiod = \"year\"\nvalue = \"value\"\n").unwrap();
    let import = import("area,year,value\nCV-D,2023,1\n", &Asked { mapping: Some(&given), ..Asked::default() });
    let issue = import.issues_of(Severity::Stopped).next().unwrap();
    assert!(import.refused() && issue.to_string().contains("there is no column `place`. The columns are area, year, value."), "{issue}");
    let faults = domain::folder::mapping("m.toml", "area = \"a\"\nvalues = \"v\"\n[missing]\n\"0\" = \"q\"\n").unwrap_err();
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(text.iter().any(|fault| fault.starts_with("m.toml:2:1: ") && fault.contains("Did you mean `value`?")), "{text:?}");
    assert!(
        text.iter().any(|fault| fault.contains("no column of figures")) && text.iter().any(|fault| fault.contains("`q` is no reason")),
        "{text:?}"
    );
}
