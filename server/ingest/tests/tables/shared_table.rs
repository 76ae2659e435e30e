//! What each shared file should give. See `shared.rs` for how it was worked out.

use domain::ingest::{Layout, issue::Kind};

/// A file, and what should come of it.
pub(crate) struct Case {
    pub(crate) file: &'static str,
    /// In TOML; none where the layout is recognised.
    pub(crate) mapping: Option<&'static str>,
    pub(crate) outcome: Outcome,
}

/// What should come of a file.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It is no table; words of the refusal.
    NoTable(&'static str),
    /// Nothing can be imported; kinds of issues, each with words.
    Stopped(&'static [(Kind, &'static str)]),
    /// It reads: for a council that has every area of the file.
    Reads {
        layout: Layout,
        rows: usize,
        missing: u64,
        sum: f64,
        /// Kinds of issues, the gravest first, with the number of rows.
        issues: &'static [(Kind, u64)],
        /// Rows for the example council as it is.
        liverpool: usize,
    },
}

const fn reads(
    file: &'static str,
    layout: Layout,
    (rows, missing): (usize, u64),
    sum: f64,
    issues: &'static [(Kind, u64)],
    liverpool: usize,
) -> Case {
    Case { file, mapping: None, outcome: Outcome::Reads { layout, rows, missing, sum, issues, liverpool } }
}

const fn mapped(
    file: &'static str,
    mapping: &'static str,
    (rows, missing): (usize, u64),
    sum: f64,
    issues: &'static [(Kind, u64)],
    liverpool: usize,
) -> Case {
    Case { file, mapping: Some(mapping), outcome: Outcome::Reads { layout: Layout::Mapped, rows, missing, sum, issues, liverpool } }
}

const fn stopped(file: &'static str, issues: &'static [(Kind, &'static str)]) -> Case {
    Case { file, mapping: None, outcome: Outcome::Stopped(issues) }
}

const fn no_table(file: &'static str, words: &'static str) -> Case {
    Case { file, mapping: None, outcome: Outcome::NoTable(words) }
}

/// A district's indicators: three periods side by side; in this file 0 means that nothing was reported.
const HART: &str = r#"
area_is = "E08000012"
measure = "code"
[missing]
"0" = "x"
[[figure]]
value = "last_year"
period = "2013-04-01/P1Y"
[[figure]]
value = "last_quarter"
period = "2014-04-01/P3M"
[[figure]]
value = "this_quarter"
period = "2014-07-01/P3M"
"#;

/// Numbers and percentages of nineteen groups in one column: no groups of the example council, so measures of their own.
const DETAILED: &str = r#"
area = "ltla21_code"
period_is = "2021-03-21"
measure = "ethnic_group"
value = "value"
"#;

const LSOA_DISABILITY: &str = r#"
area = "lsoa21_code"
period_is = "2021-03-21"
groups = "disability"
numerator = "n"
denominator = "total_residents"
"#;

const LSOA_ETHNICITY: &str = r#"
area = "lsoa21_code"
period_is = "2021-03-21"
groups = "ethnic_group"
numerator = "n"
denominator = "total_residents"
"#;

const DEPRIVATION: &str = r#"
area = "ward24_code"
period_is = "2025-01-01/P1Y"
[[figure]]
value = "mean_imd_score"
measure = "Mean score"
[[figure]]
value = "lsoas_in_decile1"
measure = "Neighbourhoods in the most deprived tenth"
"#;

const DEPRIVATION_OF_CITIES: &str = r#"
area = ["ltla24_code", "ltla24_name"]
period_is = "2025-01-01/P1Y"
measure_is = "Average score"
value = "imd_average_score"
"#;

/// Every file below `bad`, `indicators` and `liverpool`.
pub(crate) const CASES: &[Case] = &[
    stopped("bad/DuplicateHeadersAndValidDataRows.csv", &[(Kind::ColumnTwice, "`date_from` comes twice"), (Kind::ColumnMissing, "period")]),
    no_table("bad/Empty.csv", "the file is empty"),
    stopped("bad/InvalidHeadersAndInvalidDataRows.csv", &[(Kind::ColumnMissing, "area"), (Kind::ColumnMissing, "period")]),
    stopped("bad/NoHeadersAndValidDataRows.csv", &[(Kind::NoHeader, "no row names the columns")]),
    stopped(
        "bad/ValidHeadersInvalidDataRows.csv",
        &[
            (Kind::BadPeriod, "`2024-01-AB`"),
            (Kind::BadPeriod, "`2024-12-AB`"),
            (Kind::PeriodsDisagree, "`financial_year`"),
            (Kind::PeriodsDisagree, "`three_year`"),
            (Kind::PeriodsDisagree, "`quarter`"),
            (Kind::UnknownGroup, "`1`"),
            (Kind::Impossible, "the value does not lie between its limits"),
        ],
    ),
    // The second row says the same figure again, so nothing is lost with it.
    reads("bad/upload-duplicate-rows.csv", Layout::FingertipsUpload, (1, 0), 35.3, &[(Kind::Repeated, 1), (Kind::Constant, 1)], 0),
    reads("bad/upload-new-data-columns-different-case.csv", Layout::FingertipsUpload, (2, 0), 58.7, &[(Kind::Constant, 1)], 0),
    reads("bad/upload-new-data-columns-different-order.csv", Layout::FingertipsUpload, (2, 0), 58.7, &[(Kind::Constant, 1)], 0),
    reads(
        "bad/upload-new-data-missing-columns.csv",
        Layout::FingertipsUpload,
        (2, 0),
        58.7,
        &[(Kind::UsualColumn, 2), (Kind::Constant, 1)],
        0,
    ),
    reads("bad/upload-new-data-old-ci-names.csv", Layout::FingertipsUpload, (1, 0), 92_817.0, &[], 0),
    reads("bad/upload-new-data.csv", Layout::FingertipsUpload, (2, 0), 58.7, &[(Kind::Constant, 1)], 0),
    stopped("bad/upload-non-numeric-data.csv", &[(Kind::FailedFormula, "`#DIV/0!`")]),
    reads(
        "indicators/bristol_sdg/indicator_16-1-4.csv",
        Layout::OpenSdg,
        (140, 0),
        9_296.344_711,
        // A ward of Bristol has the name of a former ward of the example council.
        &[(Kind::UnknownGroup, 8), (Kind::WholeArea, 12), (Kind::NameDiffers, 4)],
        0,
    ),
    reads(
        "indicators/bristol_sdg/indicator_2-1-2.csv",
        Layout::OpenSdg,
        (210, 0),
        789.794_513,
        &[(Kind::WholeArea, 6), (Kind::NameDiffers, 6)],
        0,
    ),
    reads("indicators/bristol_sdg/indicator_4-2-1.csv", Layout::OpenSdg, (567, 0), 45_135.5, &[], 567),
    reads(
        "indicators/bristol_sdg/indicator_8-6-1.csv",
        Layout::OpenSdg,
        (3, 0),
        261.3,
        &[(Kind::UnknownGroup, 18), (Kind::WholeArea, 21)],
        3,
    ),
    reads(
        "indicators/dfe/cla_number_and_rate_per_10k_children.csv",
        Layout::Dfe,
        (7_515, 150),
        564_073_420.0,
        &[(Kind::OldCode, 15), (Kind::PeriodTaken, 2_505)],
        360,
    ),
    reads("indicators/dfe/ks4_la.csv", Layout::Dfe, (41_244, 20_573), 8_629_421.273, &[(Kind::OldCode, 18)], 2_016),
    reads(
        "indicators/dfe/permanent_exclusions_and_suspensions_la.csv",
        Layout::Dfe,
        (14_655, 2_568),
        4_505_423.63,
        &[(Kind::OldCode, 18)],
        720,
    ),
    reads(
        "indicators/fingertips/indicators-CountyUA.data.csv",
        Layout::Fingertips,
        (486, 6),
        43_995.147_977,
        &[(Kind::UnknownGroup, 366), (Kind::OldCode, 5), (Kind::Blank, 6)],
        24,
    ),
    stopped("indicators/hart_kpis/hart_kpis_extracted.csv", &[(Kind::ColumnMissing, "area"), (Kind::ColumnMissing, "period")]),
    mapped("indicators/hart_kpis/hart_kpis_extracted.csv", HART, (135, 6), 14_012.43, &[(Kind::MixedPeriods, 0)], 135),
    reads(
        "indicators/ons_local_statistics/adult-obesity-prevalence.csv",
        Layout::Ons,
        (3_510, 0),
        87_550.197_13,
        &[(Kind::OldCode, 10), (Kind::PeriodTaken, 3_510)],
        80,
    ),
    no_table("indicators/ons_local_statistics/adult-obesity-prevalence.json", "JSON"),
    reads(
        "indicators/ons_local_statistics/children-in-relative-poverty.csv",
        Layout::Ons,
        (2_466, 0),
        48_737.647_236,
        // The same figures stand under the old code and the new one.
        &[(Kind::OldCode, 6), (Kind::Repeated, 6)],
        72,
    ),
    no_table("indicators/ons_local_statistics/children-in-relative-poverty.json", "JSON"),
    reads("indicators/ons_local_statistics/healthy-life-expectancy.csv", Layout::Ons, (5_814, 0), 361_915.2, &[], 282),
    no_table("indicators/ons_local_statistics/healthy-life-expectancy.json", "JSON"),
    reads(
        "indicators/ons_local_statistics/persistent-absences-for-all-pupils.csv",
        Layout::Ons,
        (2_909, 0),
        44_611.090_07,
        &[(Kind::OldCode, 18)],
        144,
    ),
    no_table("indicators/ons_local_statistics/persistent-absences-for-all-pupils.json", "JSON"),
    reads(
        "indicators/ons_local_statistics/persistent-absences-for-pupils-eligible-for-free-school-meals.csv",
        Layout::Ons,
        (975, 0),
        29_751.566_42,
        &[(Kind::OldCode, 6), (Kind::NotedTwice, 1)],
        48,
    ),
    no_table("indicators/ons_local_statistics/persistent-absences-for-pupils-eligible-for-free-school-meals.json", "JSON"),
    reads("indicators/trafford/borough_wide_co2_emissions.csv", Layout::Dashboard, (192, 0), 287_517.327_664, &[], 0),
    reads("indicators/trafford/children_poverty.csv", Layout::Dashboard, (213, 0), 2_604.2, &[], 0),
    stopped("indicators/trafford/cipfalga0724.csv", &[(Kind::ColumnMissing, "value")]),
    reads("indicators/trafford/claimant_count.csv", Layout::Dashboard, (1_300, 0), 56_239_808.5, &[], 0),
    reads("indicators/trafford/fuel_poverty.csv", Layout::Dashboard, (170, 0), 1_853.8, &[], 0),
    reads("indicators/trafford/household_waste_recycling.csv", Layout::Dashboard, (365, 0), 7_558_902.8, &[], 0),
    reads("indicators/trafford/inequality_life_expectancy.csv", Layout::Dashboard, (4_752, 64), 33_301.0, &[(Kind::OldCode, 16)], 128),
    reads("indicators/trafford/life_expectancy.csv", Layout::Dashboard, (5_516, 36), 446_194.7, &[(Kind::OldCode, 18)], 144),
    reads("indicators/trafford/neet.csv", Layout::Dashboard, (168, 0), 572.6, &[], 0),
    reads("indicators/trafford/obese_year6.csv", Layout::Dashboard, (3_671, 334), 65_957.0, &[(Kind::OldCode, 11)], 88),
    reads("indicators/trafford/real_living_wage.csv", Layout::Dashboard, (166, 0), 13_669.7, &[], 0),
    reads("indicators/trafford_wards/general_health_bad_or_very_bad.csv", Layout::Dashboard, (21, 0), 97.9, &[], 0),
    reads("indicators/trafford_wards/general_health_very_bad.csv", Layout::Dashboard, (21, 0), 22.8, &[], 0),
    reads("indicators/trafford_wards/index_of_multiple_deprivation.csv", Layout::Dashboard, (21, 0), 316.9, &[], 0),
    reads("indicators/trafford_wards/local_election_turnout.csv", Layout::Dashboard, (21, 0), 830.7, &[], 0),
    stopped("indicators/trafford_wards/meta.csv", &[(Kind::ColumnMissing, "value")]),
    // Of the eleven employers one is a council that the example is compared with. Of its 43 filled cells, 14 are of groups that the example does not have.
    // The other 22 rows are of employers that are told by their names.
    reads(
        "indicators/workforce/combined.csv",
        Layout::Workforce,
        (30, 0),
        85_893.0,
        &[(Kind::UnknownGroup, 14), (Kind::ByName, 1), (Kind::OtherNames, 22)],
        30,
    ),
    stopped("liverpool/census2021_core_cities_ltla_ethnicity_detailed.csv", &[(Kind::ColumnMissing, "period")]),
    mapped("liverpool/census2021_core_cities_ltla_ethnicity_detailed.csv", DETAILED, (342, 0), 5_010_862.9, &[(Kind::OldCode, 38)], 342),
    stopped("liverpool/census2021_lsoa_disability.csv", &[(Kind::ColumnMissing, "period")]),
    mapped("liverpool/census2021_lsoa_disability.csv", LSOA_DISABILITY, (604, 0), 486_093.0, &[], 0),
    stopped("liverpool/census2021_lsoa_ethnicity.csv", &[(Kind::ColumnMissing, "period")]),
    mapped("liverpool/census2021_lsoa_ethnicity.csv", LSOA_ETHNICITY, (1_510, 0), 486_097.0, &[], 0),
    // Tenure is no characteristic of people of the example council.
    reads("liverpool/derived_ward24_census2021_bestfit.csv", Layout::Guessed, (1_008, 0), 18_899.91, &[(Kind::UnknownGroup, 504)], 1_008),
    reads("liverpool/derived_ward24_fuel_poverty_2019.csv", Layout::Guessed, (63, 0), 1_077.76, &[], 63),
    stopped("liverpool/derived_ward24_imd2025.csv", &[(Kind::ColumnMissing, "period")]),
    mapped("liverpool/derived_ward24_imd2025.csv", DEPRIVATION, (126, 0), 2_329.032, &[], 126),
    reads("liverpool/derived_ward_crime_2021-12.csv", Layout::Guessed, (667, 0), 6_079.0, &[], 667),
    stopped("liverpool/imd2025_core_cities_ltla24.csv", &[(Kind::ColumnMissing, "period")]),
    mapped("liverpool/imd2025_core_cities_ltla24.csv", DEPRIVATION_OF_CITIES, (8, 0), 250.668, &[(Kind::OldCode, 1)], 8),
];
