//! What might be read wrongly without a word: each is refused, told, or read as it is meant.

use super::layouts::{council, import, plainly, rows, told};
use domain::{
    ingest::{Asked, issue::Kind, read},
    observation::{Figure, Missing},
};
use ingest::Limits;

/// The period of each of these cells, in a table `area,HEAD,value` of its own.
fn periods(head: &str, cells: &[&str]) -> Vec<String> {
    let one = |cells: &&str| plainly(&format!("area,{head},value\nCV-D,{cells},1\n")).periods;
    cells.iter().map(|cells| one(cells).first().map_or("none".to_owned(), ToString::to_string)).collect()
}

#[test]
fn made_up_figures_never_come_in_as_the_councils() {
    let import = plainly(
        "measure,area,period,group,value,provenance\nrecycling,CV-D,2024-04-01/P1Y,everyone,40,illustrative\n\
         recycling,CV-D,2023-04-01/P1Y,everyone,41,council\n",
    );
    assert_eq!((told(&import, Kind::MadeUp), import.rows.len(), import.refused_rows()), (vec![2], 1, 1));
    assert_eq!(told(&plainly("area,year,provenance,value\nCV-D,2024,Illustrative,4\n"), Kind::MadeUp), [2]);
}

#[test]
fn the_name_of_its_column_says_what_kind_of_year() {
    assert_eq!(periods("Academic year", &["2023/24", "2023"]), ["2023-09-01/P1Y", "2023-09-01/P1Y"]);
    assert_eq!(periods("Financial year", &["2023/24", "2023"]), ["2023-04-01/P1Y", "2023-04-01/P1Y"]);
    assert_eq!(periods("Calendar year", &["2023", "2023/24"]), ["2023-01-01/P1Y", "none"]);
    assert_eq!(
        periods("Year ending", &["March 2024", "31/03/2024", "2024-06-30", "2023/24", "2024", "30/03/2024"]),
        ["2023-04-01/P1Y", "2023-04-01/P1Y", "2023-07-01/P12M", "2023-04-01/P1Y", "none", "none"]
    );
    assert_eq!(periods("Month", &["Mar-24", "2024-03-01", "2023/24", "2024"]), ["2024-03-01/P1M", "2024-03-01/P1M", "none", "none"]);
    assert_eq!(periods("Quarter", &["Q1 2023/24", "2023-06-30", "2023/24"]), ["2023-04-01/P3M", "2023-04-01/P3M", "none"]);
}

#[test]
fn a_quarter_beside_its_year_is_no_year() {
    let wanted = ["2023-04-01/P3M", "2024-01-01/P3M", "2023-10-01/P3M", "2023-04-01/P1Y", "none"];
    for head in ["Year,Quarter", "Financial year,Quarter", "Time period,Qtr"] {
        assert_eq!(periods(head, &["2023/24,Q1", "2023/24,Quarter 4", "2023/24,3", "2023/24,", "2023/24,Q5"]), wanted, "{head}");
    }
    // The same in every row, as a file of one quarter has it.
    let one = plainly("area,year,quarter,value\nCV-D,2023/24,Q2,1\nCV-D,2022/23,Q2,2\n");
    assert_eq!(one.periods.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2023-07-01/P3M", "2022-07-01/P3M"]);
    assert_eq!(
        periods("Year,Quarter", &["2023/24,Apr-Jun", "2023,Q1", "2023,Jan-Mar"]),
        ["2023-04-01/P3M", "2023-01-01/P3M", "2023-01-01/P3M"]
    );
    assert_eq!(
        periods("Year,Month", &["2023/24,March", "2023/24,April", "2024,3", "2023/24,3", "2023/24,"]),
        ["2024-03-01/P1M", "2023-04-01/P1M", "2024-03-01/P1M", "none", "2023-04-01/P1Y"]
    );
    assert_eq!(periods("Financial year,Month", &["2023,January"]), ["2024-01-01/P1M"]);
    assert_eq!(
        periods("Year,Half", &["2023/24,1", "2023/24,H2", "2023,H1", "2023/24,", "2023/24,3"]),
        ["2023-04-01/P6M", "2023-10-01/P6M", "2023-01-01/P6M", "2023-04-01/P1Y", "none"]
    );
    // The terms of a school year are no quarters.
    assert_eq!(periods("Academic year,Quarter", &["2023/24,Q1"]), ["none"]);
    let upload =
        |row: &str| plainly(&format!("IndicatorID,Year,YearRange,Quarter,Month,SexId,AreaCode,Value\n7,{row},4,E08000099,5\n")).periods;
    let iso = |row: &str| upload(row).first().map_or("none".to_owned(), ToString::to_string);
    assert_eq!(
        ["2023,1,-1,-1", "2021,3,-1,-1", "2023,1,2,-1", "2023,1,-1,5", "2023,7,-1,-1"].map(iso),
        ["2023-01-01/P1Y", "2021-01-01/P3Y", "2023-04-01/P3M", "2023-05-01/P1M", "none"]
    );
}

#[test]
fn small_shares_stay_small_where_they_say_what_they_are() {
    let measure = "recycling".parse().unwrap();
    let asked = Asked { measure: Some(&measure), ..Asked::default() };
    let values = |text: &str| import(text, &asked).rows.iter().map(|row| row.figure).collect::<Vec<_>>();
    let value = |value| Figure::Value { value, interval: None };
    let tidy = "measure,area,period,group,numerator,value\nrecycling,CV-D,2022-04-01/P1Y,everyone,,0.4\nrecycling,CV-D,2023-04-01/P1Y,everyone,,0.5\n";
    assert_eq!(values(tidy), [value(0.4), value(0.5)]);
    assert_eq!(values("area,year,value\nCV-D,2022/23,0.4%\nCV-D,2023/24,0.5%\n"), [value(0.4), value(0.5)]);
}

#[test]
fn a_figure_of_some_is_never_everyones() {
    let ons = plainly("areacd,period,indicator,observation,sex\nCV-D,2022-04-01/P1Y,Life,80,Female\nCV-D,2022-04-01/P1Y,Life,79,\n");
    assert_eq!(rows(&ons), ["Life|CV-D|2022-04-01/P1Y|female|80", "Life|CV-D|2022-04-01/P1Y|everyone|79"]);
    let board = plainly(
        "area_code,area_name,indicator,period,measure,unit,value,age group\nCV-D,Calder Vale,Work,2023/24,Percentage,%,40,25 to 64\n",
    );
    assert_eq!(board.groups[0].as_str(), "25-to-64");
    let blank = plainly("measure,area,period,group,numerator,value,status\nrecycling,CV-D,2024-04-01/P1Y,,,40,\n");
    assert_eq!((told(&blank, Kind::NoGroup), blank.rows.len()), (vec![2], 0));
}

#[test]
fn figures_in_thousands_are_multiplied() {
    let sdg = plainly(
        "Year,Sex,GeoCode,Unit multiplier,Value\n2022,,E08000099,Thousands,1.5\n2023,,E08000099,Units,1500\n2024,,E08000099,Dozens,5\n",
    );
    let figures: Vec<Figure> = sdg.rows.iter().map(|row| row.figure).collect();
    assert_eq!(figures, [1500.0; 2].map(|value| Figure::Value { value, interval: None }));
    assert_eq!((told(&sdg, Kind::Multiplied), told(&sdg, Kind::BadMultiplier)), (vec![2], vec![4]));
}

#[test]
fn a_figure_beside_a_reason_for_none_is_refused() {
    let import =
        plainly("area,year,value,status\nCV-D,2020,5,u\nCV-D,2021,,u\nCV-D,2022,5,p\nCV-D,2023,12 [c],\nCV-D,2024,12k,\nCV-D,2025,250d,\n");
    assert_eq!((told(&import, Kind::FigureAndReason), told(&import, Kind::BadNumber)), (vec![2, 5], vec![6, 7]));
    assert_eq!(import.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(import.rows[0].figure, Figure::Missing(Missing::Unreliable));
}

#[test]
fn a_share_whose_count_was_hidden_is_hidden_before() {
    let measure = "repairs-on-time".parse().unwrap();
    let asked = Asked { measure: Some(&measure), ..Asked::default() };
    let text = "area,period,numerator,denominator,value\nCV-D,2024-04-01/P3M,c,100,3\nCV-D,2024-07-01/P3M,<5,100,3\nCV-D,2024-10-01/P3M,3,c,3\nCV-D,2025-01-01/P3M,x,100,3\n";
    let import = import(text, &asked);
    assert_eq!((told(&import, Kind::HiddenBefore), import.rows.len()), (vec![2, 3, 4], 1));
}

#[test]
fn surveys_bring_base_or_margin_and_a_share_is_no_count() {
    let mut council = council();
    let at = council.measures.iter().position(|measure| measure.code.as_str() == "recycling").unwrap();
    council.measures[at].survey = Some("people who answered".to_owned());
    let of = |measure: &str, text: &str| {
        let measure = measure.parse().unwrap();
        let sheets = ingest::read("t.csv", text.as_bytes(), &Limits::default()).unwrap();
        read(&sheets, &council, &Asked { measure: Some(&measure), ..Asked::default() })
    };
    let survey = of("recycling", "area,year,value,lower,upper\nCV-D,2022/23,40,,\nCV-D,2023/24,41,39,43\n");
    assert_eq!((told(&survey, Kind::Impossible), survey.rows.len()), (vec![2], 1));
    let count = of("residents", "area,year,value\nCV-D,2022/23,65/100\nCV-D,2023/24,65\n");
    assert_eq!((told(&count, Kind::Impossible), count.rows.len()), (vec![2], 1));
}

#[test]
fn rows_are_left_out_by_one_comparison() {
    let given = domain::folder::mapping(
        "m.toml",
        "area = \"area\"\nperiod = \"year\"\nmeasure = [\"what\", \"part\"]\nvalue = \"value\"\n[only]\nphase = \"PRIMARY\"\n",
    )
    .unwrap();
    let text = "area,year,what,part,phase,value\nCV-D,2022,a,x,Primary,1\nCV-D,2023,a,y,Primary,2\nCV-D,2023,a,z,Second,3\n";
    let import = import(text, &Asked { mapping: Some(&given), ..Asked::default() });
    assert_eq!(rows(&import), ["a · x|CV-D|2022-01-01/P1Y|everyone|1", "a · y|CV-D|2023-01-01/P1Y|everyone|2"]);
}

#[test]
fn a_tenth_is_no_fifth() {
    let import = plainly("area,year,imd decile,value\nCV-D,2023,1 - most deprived,4\nCV-D,2023,Most deprived quintile,5\n");
    assert_eq!((told(&import, Kind::UnknownGroup), import.rows.len()), (vec![2, 3], 0));
}

#[test]
fn a_name_written_wrongly_is_said() {
    let import = plainly("ward,year,value\nAldershaw,2023,1\nAldershew,2023,2\nTimbuktu,2023,3\n");
    assert_eq!((told(&import, Kind::NearName), told(&import, Kind::OtherNames)), (vec![3], vec![4]));
    assert_eq!((import.rows.len(), import.refused_rows(), import.sheets[0].elsewhere), (1, 1, 1));
}

#[test]
fn the_same_row_twice_is_told_and_another_figure_is_refused() {
    let import = plainly("area,year,value\nCV-D,2023,1\nCV-D,2023,1\nCV-D,2023,2\n");
    assert_eq!((told(&import, Kind::Repeated), told(&import, Kind::Duplicate)), (vec![3], vec![4]));
    assert_eq!((import.rows.len(), import.refused_rows()), (1, 1));
}
