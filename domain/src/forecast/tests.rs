use proptest::prelude::*;

use super::*;
use crate::{
    measure::{Kind, Tolerance},
    rating::tests::measure,
    target::tests::target,
};

fn quarters(first: &str, cells: &[Cell]) -> Vec<Past> {
    let mut period: Period = first.parse().unwrap();
    let mut all = Vec::new();
    for &cell in cells {
        all.push(Past { period, cell, break_in_series: false });
        period = period.next().unwrap();
    }
    all
}

fn counts(values: &[f64]) -> Vec<Past> {
    let cells: Vec<Cell> = values.iter().map(|&numerator| Cell::Parts { numerator, denominator: 0.0 }).collect();
    quarters("2022-04-01/P3M", &cells)
}

fn counted(polarity: &str) -> Measure {
    Measure { kind: Kind::Count, aggregation: Aggregation::Sum, decimals: 0, ..measure(polarity, "") }
}

fn aim(value: f64) -> Target {
    Target { value, ..target("", "2023-04-01/P1Y") }
}

/// Counts of two years, the second cut off after so many quarters.
const TWO_YEARS: [f64; 8] = [100.0, 110.0, 90.0, 120.0, 105.0, 115.0, 95.0, 125.0];

fn sum_after(quarters: usize, goal: f64, polarity: &str) -> Forecast {
    let series = counts(&TWO_YEARS[..4 + quarters]);
    forecast(&counted(polarity), Some(&aim(goal)), &series, series[series.len() - 1].period)
}

#[test]
fn counts_add_up_with_last_years_quarters_to_come() {
    // 105 + 115 so far; 90 + 120 last year; the lowest of six is 90 and the highest 120.
    let outlook = Outlook { value: 430.0, low: 400.0, high: 460.0 };
    assert_eq!(sum_after(2, 400.0, "high"), Forecast::Likely(outlook));
    assert_eq!(sum_after(2, 401.0, "high"), Forecast::Uncertain(outlook));
    assert_eq!(sum_after(2, 460.0, "high"), Forecast::Uncertain(outlook));
    assert_eq!(sum_after(2, 461.0, "high"), Forecast::Unlikely(outlook));
    assert_eq!(sum_after(2, 460.0, "low"), Forecast::Likely(outlook));
    assert_eq!(sum_after(2, 400.0, "low"), Forecast::Uncertain(outlook));
    assert_eq!(sum_after(2, 399.0, "low"), Forecast::Unlikely(outlook));
    // Five quarters are too few; with all four of the year nothing is left to foretell.
    assert_eq!(sum_after(1, 400.0, "high"), Forecast::CannotTell(Unclear::TooFew));
    assert_eq!(sum_after(4, 440.0, "high"), Forecast::Over(440.0, Rating::OnTarget));
    assert_eq!(sum_after(4, 500.0, "high"), Forecast::Over(440.0, Rating::OffTarget));
}

#[test]
fn half_years_are_looked_back_on_for_four_years() {
    let cells = [100.0, 110.0, 90.0, 120.0, 105.0, 115.0, 95.0].map(|numerator| Cell::Parts { numerator, denominator: 0.0 });
    let of = |series: &[Past]| forecast(&counted("high"), Some(&aim(185.0)), series, series[series.len() - 1].period);
    let series = quarters("2020-04-01/P6M", &cells);
    // 95 so far, and 115 of the second half of last year; the lowest of seven is 90 and the highest 120.
    assert_eq!(of(&series), Forecast::Likely(Outlook { value: 210.0, low: 185.0, high: 215.0 }));
    assert_eq!(of(&series[2..]), Forecast::CannotTell(Unclear::TooFew));
    // Halves of calendar years make no financial year, and are not mixed up with those that do.
    let calendar = quarters("2020-01-01/P6M", &cells);
    assert_eq!(of(&calendar), Forecast::CannotTell(Unclear::NotWithinYear));
    let mut both = [&calendar[..], &series].concat();
    both.sort_by_key(|past| past.period);
    assert_eq!(of(&both), of(&series));
}

#[test]
fn shares_are_pooled_and_never_averaged() {
    let parts = |numerator, denominator| Cell::Parts { numerator, denominator };
    let mut cells = vec![parts(80.0, 100.0), parts(150.0, 200.0), parts(70.0, 100.0), parts(270.0, 300.0)];
    cells.extend([parts(90.0, 100.0), parts(340.0, 400.0)]);
    let series = quarters("2022-04-01/P3M", &cells);
    let found = forecast(&measure("high", "%"), Some(&aim(78.0)), &series, series[5].period);
    // 90 + 340 of 100 + 400 so far, 70 of 100 and 270 of 300 to come; at least 70 % and at most 90 % of those 400.
    let Forecast::Likely(outlook) = found else { panic!("{found:?}") };
    for (found, expected) in [(outlook.value, 770.0), (outlook.low, 710.0), (outlook.high, 790.0)] {
        assert!((found - 100.0 * expected / 900.0).abs() < 1e-9, "{outlook:?}");
    }
}

#[test]
fn averages_and_levels() {
    let series = quarters("2022-04-01/P3M", &[10.0, 12.0, 14.0, 16.0, 10.0, 12.0].map(Cell::Value));
    let at = |aggregation, kind| {
        let measure = Measure { kind, aggregation, ..measure("high", "") };
        forecast(&measure, Some(&aim(12.0)), &series, series[5].period)
    };
    assert_eq!(at(Aggregation::Mean, Kind::Value), Forecast::Uncertain(Outlook { value: 13.0, low: 10.5, high: 13.5 }));
    assert_eq!(at(Aggregation::Last, Kind::Value), Forecast::Uncertain(Outlook { value: 12.0, low: 10.0, high: 16.0 }));
    assert_eq!(at(Aggregation::Ratio, Kind::Proportion), Forecast::CannotTell(Unclear::NoParts));
}

#[test]
fn a_range_is_met_when_all_of_it_lies_inside() {
    let series = quarters("2022-04-01/P3M", &[10.0, 12.0, 14.0, 16.0, 10.0, 12.0].map(Cell::Value));
    let at = |low: f64, high: f64| {
        let target = Target { upper: Some(high), tolerance: Tolerance::Absolute(0.1), ..aim(low) };
        let measure = Measure { kind: Kind::Value, aggregation: Aggregation::Mean, ..measure("range", "") };
        forecast(&measure, Some(&target), &series, series[5].period)
    };
    // Between 10.5 and 13.5.
    assert!(matches!(at(10.0, 14.0), Forecast::Likely(_)));
    assert!(matches!(at(11.0, 14.0), Forecast::Uncertain(_)));
    assert!(matches!(at(11.0, 13.0), Forecast::Uncertain(_)));
    assert!(matches!(at(14.0, 15.0), Forecast::Unlikely(_)));
    assert!(matches!(at(9.0, 10.0), Forecast::Unlikely(_)));
}

#[test]
fn every_reason_for_no_forecast() {
    let mut series = counts(&TWO_YEARS[..6]);
    let now = series[5].period;
    let cannot = |measure: &Measure, target: Option<&Target>, series: &[Past], now: Period| match forecast(measure, target, series, now) {
        Forecast::CannotTell(why) => why,
        other => panic!("{other:?}"),
    };
    let (sum, goal) = (counted("high"), aim(400.0));
    let context = Measure { reach: Reach::Context, ..sum.clone() };
    assert_eq!(cannot(&context, Some(&goal), &series, now), Unclear::Unrated(rating::Why::Context));
    let none = Measure { polarity: Polarity::None, ..sum.clone() };
    assert_eq!(cannot(&none, Some(&goal), &series, now), Unclear::Unrated(rating::Why::NoPolarity));
    assert_eq!(cannot(&sum, Some(&goal), &series, "2023-04-01/P1Y".parse().unwrap()), Unclear::NotWithinYear);
    assert_eq!(cannot(&sum, None, &series, now), Unclear::NoYearTarget);
    let naught = Target { tolerance: Tolerance::Relative(0.1), ..aim(0.0) };
    assert_eq!(cannot(&sum, Some(&naught), &series, now), Unclear::Unrated(rating::Why::NoTolerance));
    series[4].cell = Cell::Missing(Missing::Suppressed);
    assert_eq!(cannot(&sum, Some(&goal), &series, now), Unclear::Hole(Missing::Suppressed));
    series.remove(4);
    assert_eq!(cannot(&sum, Some(&goal), &series, now), Unclear::Hole(Missing::NotAvailable));
    let mut broken = counts(&TWO_YEARS[..7]);
    broken[2].break_in_series = true;
    assert_eq!(cannot(&sum, Some(&goal), &broken, broken[6].period), Unclear::TooFew);
    broken[2].break_in_series = false;
    broken[1].break_in_series = true;
    assert!(matches!(forecast(&sum, Some(&goal), &broken, broken[6].period), Forecast::Likely(_)));
}

#[test]
fn months_are_put_together_as_quarters_are() {
    let mut period: Period = "2022-04-01/P1M".parse().unwrap();
    let mut series = Vec::new();
    for _ in 0..20 {
        series.push(Past { period, cell: Cell::Parts { numerator: 10.0, denominator: 0.0 }, break_in_series: false });
        period = period.next().unwrap();
    }
    let found = forecast(&counted("high"), Some(&aim(120.0)), &series, series[19].period);
    assert_eq!(found, Forecast::Likely(Outlook { value: 120.0, low: 120.0, high: 120.0 }));
    assert_eq!(forecast(&counted("high"), Some(&aim(120.0)), &series[..17], series[16].period), Forecast::CannotTell(Unclear::TooFew));
}

fn rank(forecast: Forecast) -> u8 {
    match forecast {
        Forecast::Likely(_) => 2,
        Forecast::Uncertain(_) => 1,
        Forecast::Unlikely(_) => 0,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn better_figures_never_make_a_worse_forecast(
        numerators in prop::collection::vec((0..100u32, 0..50u32), 7), of in prop::collection::vec(150..400u32, 7), goal in 0..100u32, how in 0..4usize,
    ) {
        let aggregation = [Aggregation::Sum, Aggregation::Ratio, Aggregation::Mean, Aggregation::Last][how];
        let kind = if aggregation == Aggregation::Sum { Kind::Count } else { Kind::Proportion };
        let series = |better: u32| {
            let cell = |((x, more), of): (&(u32, u32), &u32)| Cell::Parts { numerator: f64::from(x + better * more), denominator: f64::from(*of) };
            quarters("2022-04-01/P3M", &numerators.iter().zip(&of).map(cell).collect::<Vec<_>>())
        };
        let goal = aim(f64::from(goal) * if aggregation == Aggregation::Sum { 5.0 } else { 1.0 } + 1.0);
        for polarity in ["high", "low"] {
            let measure = Measure { kind, aggregation, ..measure(polarity, "") };
            let at = |better: u32| { let series = series(better); forecast(&measure, Some(&goal), &series, series[6].period) };
            let (less, more) = (rank(at(0)), rank(at(1)));
            prop_assert!(if polarity == "high" { less <= more } else { less >= more }, "{:?} {:?}", at(0), at(1));
        }
    }

    #[test]
    fn any_series_has_a_forecast_whose_range_holds_it(
        values in prop::collection::vec((any::<f64>(), any::<f64>(), 0..4u8, any::<bool>()), 0..16), now in 0..20usize, t in any::<f64>(),
        upper in prop::option::of(any::<f64>()), how in 0..4usize, polarity in 0..3usize,
    ) {
        let aggregation = [Aggregation::Sum, Aggregation::Ratio, Aggregation::Mean, Aggregation::Last][how];
        let measure = Measure { kind: Kind::Value, aggregation, ..measure(["high", "low", "range"][polarity], "") };
        let mut period: Period = "2022-04-01/P3M".parse().unwrap();
        let mut series = Vec::new();
        for &(a, b, kind, break_in_series) in &values {
            let cell = match kind {
                0 => Cell::Missing(Missing::Suppressed),
                1 => Cell::Value(a),
                _ => Cell::Parts { numerator: a, denominator: b },
            };
            series.push(Past { period, cell, break_in_series: break_in_series && kind == 3 });
            period = period.next().unwrap();
        }
        let now = series.get(now).map_or(period, |past| past.period);
        let target = Target { upper, tolerance: Tolerance::Absolute(1.0), ..aim(t) };
        if let Forecast::Likely(found) | Forecast::Uncertain(found) | Forecast::Unlikely(found) = forecast(&measure, Some(&target), &series, now) {
            prop_assert!(found.low <= found.value && found.value <= found.high, "{found:?}");
        }
    }
}
