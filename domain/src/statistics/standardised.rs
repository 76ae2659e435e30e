//! Standardised rates: directly, by Dobson's method, and indirectly.

use super::{
    CannotCalculate, Estimate, Level, finite, parts,
    rate::{byar, count},
};

/// The European Standard Population 2013: 0–4, 5–9 … 85–89, 90 and over.
pub const ESP2013: [f64; 19] = [
    5000.0, 5500.0, 5500.0, 5500.0, 6000.0, 6000.0, 6500.0, 7000.0, 7000.0, 7000.0, 7000.0, 6500.0, 6000.0, 5500.0, 5000.0, 4000.0, 2500.0,
    1500.0, 1000.0,
];

/// Fewer events than this have no directly standardised rate.
pub const LEAST_EVENTS: u32 = 10;

/// One age group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Events, or people who had them.
    pub count: f64,
    /// Population.
    pub population: f64,
    /// Weight: its part of the standard population.
    pub weight: f64,
}

/// A directly standardised rate for each `per`, with limits by Dobson (1991).
///
/// Value `Σ(wx/n)/Σw`, variance `Σ(w²x/n²)/(Σw)²`, limits `value + √(variance/O)·(Byar(O) − O)` (STANDARDS §4).
pub fn directly_standardised(strata: &[Stratum], per: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    dobson(strata, variance(strata)?, per, level)
}

/// The same where one person can have several events: `by_frequency` holds, for each number of events, the people who had just so
/// many; the variance is then `Σ f²·Var_f` (STANDARDS §4).
pub fn directly_standardised_repeats(
    strata: &[Stratum],
    by_frequency: &[(u32, Vec<Stratum>)],
    per: f64,
    level: Level,
) -> Result<Estimate, CannotCalculate> {
    let mut spread = 0.0;
    for (frequency, people) in by_frequency {
        spread += f64::from(*frequency) * f64::from(*frequency) * variance(people)?;
    }
    dobson(strata, spread, per, level)
}

fn weights(strata: &[Stratum]) -> Result<f64, CannotCalculate> {
    for stratum in strata {
        parts(stratum.count, stratum.population)?;
        finite(&[stratum.weight])?;
        if stratum.weight < 0.0 {
            return Err(CannotCalculate::Negative);
        }
    }
    let sum: f64 = strata.iter().map(|stratum| stratum.weight).sum();
    if sum > 0.0 { Ok(sum) } else { Err(CannotCalculate::NoDenominator) }
}

fn variance(strata: &[Stratum]) -> Result<f64, CannotCalculate> {
    let sum = weights(strata)?;
    let share = |s: &Stratum| s.weight / s.population;
    Ok(strata.iter().map(|s| share(s) * share(s) * s.count).sum::<f64>() / (sum * sum))
}

fn dobson(strata: &[Stratum], variance: f64, per: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    let sum = weights(strata)?;
    finite(&[per])?;
    let observed: f64 = strata.iter().map(|stratum| stratum.count).sum();
    if observed < f64::from(LEAST_EVENTS) {
        return Err(CannotCalculate::TooFew { found: observed as u32, needed: LEAST_EVENTS });
    }
    let value = strata.iter().map(|s| s.weight * s.count / s.population).sum::<f64>() / sum;
    let events = byar(observed, level)?;
    let stretch = (variance / observed).sqrt();
    let limit = |limit: f64| value + stretch * (limit - observed);
    Estimate { value, lower: limit(events.lower), upper: limit(events.upper) }.times(per).finite()
}

/// An indirectly standardised ratio: events over those expected at the reference rates, with exact or Byar's limits on the events.
/// Multiply by the reference rate for an indirectly standardised rate.
pub fn indirectly_standardised(observed: f64, expected: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    parts(observed, expected)?;
    count(observed, level)?.times(1.0 / expected).finite()
}

/// Events expected at the reference rates: `Σ n·x_ref/n_ref` over (population, reference events, reference population).
pub fn expected(strata: &[(f64, f64, f64)]) -> Result<f64, CannotCalculate> {
    let mut sum = 0.0;
    for &(population, events, of) in strata {
        parts(events, of)?;
        parts(population, 1.0)?;
        sum += population * events / of;
    }
    finite(&[sum]).map(|()| sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strata(counts: [f64; 4]) -> Vec<Stratum> {
        let rest = [(5200.0, 22_000.0), (6100.0, 30_000.0), (4800.0, 30_000.0), (2100.0, 18_000.0)];
        counts.iter().zip(rest).map(|(&count, (population, weight))| Stratum { count, population, weight }).collect()
    }

    #[test]
    fn worked_example() {
        let found = directly_standardised(&strata([4.0, 9.0, 22.0, 41.0]), 100_000.0, Level::P95).unwrap();
        assert_eq!(format!("{:.4} {:.4} {:.4}", found.value, found.lower, found.upper), "550.1139 430.8171 691.6360");
        assert!((ESP2013.iter().sum::<f64>() - 100_000.0).abs() < 1e-9);
    }

    #[test]
    fn one_event_each_is_no_repeat() {
        let all = strata([4.0, 9.0, 22.0, 41.0]);
        let once = directly_standardised_repeats(&all, &[(1, all.clone())], 1000.0, Level::P95).unwrap();
        assert_eq!(once, directly_standardised(&all, 1000.0, Level::P95).unwrap());
        let halves = strata([2.0, 4.5, 11.0, 20.5]);
        let twice = directly_standardised_repeats(&all, &[(2, halves)], 1000.0, Level::P95).unwrap();
        // Half the people with twice the events: 4 × ½ the variance, so √2 of the reach.
        assert!(((twice.upper - twice.value) / (once.upper - once.value) - 2f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn too_few_events_have_no_rate() {
        let few = directly_standardised(&strata([1.0, 2.0, 3.0, 3.0]), 1000.0, Level::P95);
        assert_eq!(few, Err(CannotCalculate::TooFew { found: 9, needed: 10 }));
        assert_eq!(directly_standardised(&[], 1000.0, Level::P95), Err(CannotCalculate::NoDenominator));
    }

    #[test]
    fn an_indirect_ratio() {
        assert!((expected(&[(100.0, 5.0, 1000.0), (200.0, 10.0, 1000.0)]).unwrap() - 2.5).abs() < 1e-12);
        let found = indirectly_standardised(5.0, 2.5, Level::P95).unwrap();
        assert_eq!(format!("{:.2} {:.2} {:.2}", found.value, found.lower, found.upper), "2.00 0.65 4.67");
        assert_eq!(indirectly_standardised(5.0, 0.0, Level::P95), Err(CannotCalculate::NoDenominator));
    }
}
