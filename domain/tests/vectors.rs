//! The shared worked examples: `vectors/statistics.csv` in the folder `MEASURE_UP_SHARED`, or in `shared` beside this project.
//! Without the file there is nothing to hold the calculations to, and the test says so; the modules' own tests hold worked examples.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, path::PathBuf};

use domain::{
    change::{Travel, travel},
    geometry::{contrast::contrast, hex::Layout},
    measure::{Polarity, Reach, Target, Tolerance},
    observation::{Missing, Provenance},
    period::Period,
    rating::{Rating, rate},
    statistics::{
        Estimate, Level,
        gap::{Parts, disproportionality, gap, rate_ratio},
        proportion::wilson,
        rate::{Method, exact, method, rate as rate_of},
        slope::{DeprivationGroup, Scale, inequality},
        standardised::{Stratum, directly_standardised},
        trend::{Direction, recent_trend_of_proportions},
    },
};
use serde_json::{Value, json};

/// Rows about codes of areas and about disclosure control, which are not calculations of these modules.
const NOT_HERE: [&str; 10] = [
    "sdc_hes_count",
    "round_to_5",
    "primary_suppression",
    "primary_suppression_rate",
    "dominance",
    "suppression_audit",
    "differencing",
    "rounded_total_interval",
    "gss_code_format",
    "gss_entity",
];

fn file() -> PathBuf {
    let shared = std::env::var_os("MEASURE_UP_SHARED").map(PathBuf::from);
    shared
        .unwrap_or_else(|| PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../shared"))
        .join("vectors/statistics.csv")
}

/// Inputs of a row.
struct Inputs(Value);

impl Inputs {
    fn number(&self, key: &str) -> f64 {
        self.0[key].as_f64().unwrap_or_else(|| panic!("{key} in {}", self.0))
    }
    fn numbers(&self, key: &str) -> Vec<f64> {
        self.0[key].as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    }
    fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap()
    }
    fn whole(&self, key: &str) -> i32 {
        i32::try_from(self.0[key].as_i64().unwrap()).unwrap()
    }
    fn parts(&self, count: &str, of: &str) -> Parts {
        Parts { count: self.number(count), of: self.number(of) }
    }
    fn level(&self) -> Level {
        if self.number("conf") > 0.99 { Level::P998 } else { Level::P95 }
    }
    fn polarity(&self) -> Polarity {
        serde_json::from_value(self.0["polarity"].clone()).unwrap()
    }
    fn target(&self, value: &str, upper: Option<&str>, tolerance: Tolerance) -> Target {
        Target {
            measure: "m".parse().unwrap(),
            area: None,
            period: "2023-04-01/P1Y".parse().unwrap(),
            value: self.number(value),
            upper: upper.map(|upper| self.number(upper)),
            tolerance,
            set_by: "Cabinet".into(),
            set_on: "2023-04-01".parse().unwrap(),
            provenance: Provenance::Council,
            note: None,
        }
    }
}

fn limits(estimate: Estimate) -> Value {
    json!({"value": estimate.value, "lower": estimate.lower, "upper": estimate.upper})
}

fn light(rating: Rating) -> Value {
    json!({"rag": match rating {
        Rating::OnTarget => "green",
        Rating::NearTarget => "amber",
        Rating::OffTarget => "red",
        Rating::CannotTell(_) => "grey",
    }})
}

fn two_groups(i: &Inputs) -> Value {
    let found = gap(i.parts("x", "n"), i.parts("x_ref", "n_ref"), Level::P95).unwrap();
    let (points, ratio, test) = (found.absolute.times(100.0), found.ratio.unwrap(), found.test.unwrap());
    json!({
        "group_pct": 100.0 * found.group, "reference_pct": 100.0 * found.reference,
        "absolute_gap_pp": points.value, "absolute_gap_ci95_newcombe": [points.lower, points.upper],
        "relative_gap_pct": 100.0 * found.relative.unwrap(),
        "ratio": ratio.value, "ratio_ci95_katz": [ratio.lower, ratio.upper],
        "z_pooled": test.z, "p_two_sided": test.p,
    })
}

fn slope(i: &Inputs) -> Value {
    assert_eq!((i.text("transform"), i.text("order")), ("none", "most deprived first"));
    let rows = i.numbers("population").into_iter().zip(i.numbers("value")).zip(i.numbers("se"));
    let groups: Vec<_> = rows.map(|((population, value), standard_error)| DeprivationGroup { population, value, standard_error }).collect();
    let found = inequality(&groups, Scale::Plain, Level::P95).unwrap();
    json!({
        "sii": found.slope_index, "rii": found.relative_index.unwrap(), "intercept": found.intercept, "b": found.positions,
        "closed_form_ci95": [found.slope_limits.0, found.slope_limits.1],
    })
}

fn standardised(i: &Inputs) -> Value {
    let rows = i.numbers("x").into_iter().zip(i.numbers("n")).zip(i.numbers("stdpop"));
    let strata: Vec<_> = rows.map(|((count, population), weight)| Stratum { count, population, weight }).collect();
    limits(directly_standardised(&strata, i.number("multiplier"), i.level()).unwrap())
}

fn trend(i: &Inputs) -> Value {
    let points: Vec<_> = i.numbers("x").into_iter().zip(i.numbers("n")).map(|(count, of)| Parts { count, of }).collect();
    let found = recent_trend_of_proportions(&points).unwrap();
    let words = match found.direction(Polarity::None) {
        Direction::Increasing => "increasing",
        Direction::Decreasing => "decreasing",
        _ => "no significant change",
    };
    json!({
        "chi2": found.chi_squared, "slope_logit": found.slope, "consistent": found.consistent,
        "significant": found.significant(), "trend": words,
    })
}

fn against_target(i: &Inputs) -> Value {
    let tolerance = i.number("tolerance");
    let absolute = i.0["tolerance_is_absolute"].as_bool().unwrap();
    let target = i.target("target", None, if absolute { Tolerance::Absolute(tolerance) } else { Tolerance::Relative(tolerance) });
    light(rate(i.0["value"].as_f64().ok_or(Missing::NotAvailable), Some(&target), i.polarity(), Reach::Control))
}

fn against_range(i: &Inputs) -> Value {
    let target = i.target("range_low", Some("range_high"), Tolerance::Absolute(i.number("tolerance_abs")));
    light(rate(Ok(i.number("value")), Some(&target), Polarity::Range, Reach::Control))
}

fn direction(i: &Inputs) -> Value {
    let found = travel(i.0["current"].as_f64(), i.0["previous"].as_f64(), i.polarity(), i.number("no_change_threshold"));
    json!({"direction": match found {
        Travel::Improved => "improved",
        Travel::Worsened => "worsened",
        Travel::NoChange => "no change",
        Travel::Increased => "increased",
        Travel::Decreased => "decreased",
        Travel::NotAvailable => "not available",
    }})
}

/// A period that starts on the row's first day; what the row says of it that the product also says.
fn period(start: &str, length: &str, label: &str) -> Value {
    let period: Period = format!("{start}/{length}").parse().unwrap();
    if !label.is_empty() {
        assert_eq!(period.label(), label);
    }
    let days = (period.end() - period.start()).num_days() + 1;
    json!({
        "start": period.start(), "end": period.end(), "iso_duration": period.to_string(), "iso": period.to_string(),
        "iso_interval": format!("{}/{}", period.start(), period.end()), "days": days,
    })
}

fn found(name: &str, i: &Inputs, expected: &Value) -> Value {
    let start = expected["start"].as_str().unwrap_or_default();
    match name {
        "wilson" => limits(wilson(i.number("x"), i.number("n"), i.level()).unwrap().times(i.number("multiplier"))),
        "exact_poisson" => limits(exact(i.number("x"), i.level()).unwrap()),
        "crude_rate" => {
            let mut value = limits(rate_of(i.number("x"), i.number("n"), i.number("multiplier"), i.level()).unwrap());
            value["method"] = if method(i.number("x")) == Method::Exact { "Exact".into() } else { "Byars".into() };
            value
        }
        "dsr" => standardised(i),
        "sii_rii" => slope(i),
        "recent_trend_proportion" => trend(i),
        "two_group_gap" => two_groups(i),
        "disproportionality" => {
            let found = disproportionality(i.parts("x_group", "n_group"), i.parts("x_all", "n_all")).unwrap();
            json!({
                "share_of_outcome": found.share_of_outcome, "share_of_population": found.share_of_people,
                "disproportionality_ratio": found.against_everyone, "rate_ratio_vs_all": found.against_everyone,
                "rate_ratio_vs_rest": found.against_others.unwrap(),
            })
        }
        "rate_ratio" => {
            let found = rate_ratio(i.parts("x", "n"), i.parts("x_ref", "n_ref"), Level::P95).unwrap();
            json!({"rate_ratio": found.value, "ci95_log_normal": [found.lower, found.upper]})
        }
        "rag_tolerance" => against_target(i),
        "rag_range" => against_range(i),
        "direction_of_travel" => direction(i),
        "period_financial_year" => period(start, "P1Y", i.text("label")),
        "period_financial_quarter" => period(start, "P3M", i.text("label")),
        "period_academic_year" => period(start, "P1Y", ""),
        "period_rolling_12m" => period(start, "P12M", ""),
        "period_pooled" => period(start, "P3Y", i.text("label")),
        "hexjson_centre" => {
            let layout: Layout = serde_json::from_value(i.0["layout"].clone()).unwrap();
            let (x, y) = layout.centre((i.whole("q"), i.whole("r")), i.number("radius"));
            json!({"x": x, "y": y})
        }
        "contrast_ratio" => {
            let ratio = contrast(i.text("a"), i.text("b")).unwrap();
            // The file gives four decimals.
            let ratio_shown = (ratio * 1e4).round() / 1e4;
            json!({"ratio": ratio_shown, "passes_non_text_3_to_1": ratio >= 3.0, "passes_text_4_5_to_1": ratio >= 4.5})
        }
        other => panic!("no calculation for `{other}`"),
    }
}

/// Fields of rows that the product does not show.
const NOT_SHOWN: [&str; 5] = ["dfe_time_period", "govuk_text", "ref_uri", "overlaps_next_release", "recent_trend_allowed"];

fn same(expected: &Value, found: &Value, place: &str) {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-9 * a.abs() + 1e-12, "{place}: {b} is not {a}");
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a.iter().zip(b).for_each(|(a, b)| same(a, b, place)),
        (Value::Object(a), Value::Object(_)) => {
            for (key, a) in a.iter().filter(|(key, _)| !NOT_SHOWN.contains(&key.as_str())) {
                same(a, &found[key], &format!("{place}, {key}"));
            }
        }
        _ => assert_eq!(expected, found, "{place}"),
    }
}

#[test]
fn the_shared_examples_are_reproduced() {
    let path = file();
    if !path.exists() {
        eprintln!("skipped: there is no {}; set MEASURE_UP_SHARED", path.display());
        return;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (row, record) in csv::Reader::from_path(&path).unwrap().records().enumerate() {
        let record = record.unwrap();
        let name = record[0].to_owned();
        let [inputs, expected] = [1, 2].map(|column| serde_json::from_str::<Value>(&record[column]).unwrap());
        if !NOT_HERE.contains(&name.as_str()) {
            same(&expected, &found(&name, &Inputs(inputs), &expected), &format!("row {}, {name}", row + 2));
        }
        *seen.entry(name).or_default() += 1;
    }
    assert!(seen.len() >= 20 && seen.values().sum::<usize>() > 100, "the file is cut short: {seen:?}");
}
