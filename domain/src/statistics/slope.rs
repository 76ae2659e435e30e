//! The slope and the relative index of inequality across groups ordered by deprivation.

use super::{CannotCalculate, Level, finite};

/// One group, such as a tenth of areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeprivationGroup {
    /// People in it.
    pub population: f64,
    /// Its value; a share from 0 to 1 for [`Scale::Logit`].
    pub value: f64,
    /// Standard error on the scale that is fitted ([`Scale::standard_error`]).
    pub standard_error: f64,
}

/// The scale that the line is fitted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As it is.
    Plain,
    /// Logarithm: for rates.
    Log,
    /// Log-odds: for proportions.
    Logit,
}

impl Scale {
    fn to(self, value: f64) -> Result<f64, CannotCalculate> {
        let fitted = match self {
            Self::Plain => value,
            Self::Log if value > 0.0 => libm::log(value),
            Self::Logit if value > 0.0 && value < 1.0 => libm::log(value / (1.0 - value)),
            Self::Log | Self::Logit => return Err(CannotCalculate::AllOrNone),
        };
        finite(&[fitted]).map(|()| fitted)
    }

    fn back(self, fitted: f64) -> f64 {
        match self {
            Self::Plain => fitted,
            Self::Log => libm::exp(fitted),
            Self::Logit => 1.0 / (1.0 + libm::exp(-fitted)),
        }
    }

    /// The standard error on this scale that a value's limits imply: their distance there over 2z.
    pub fn standard_error(self, limits: (f64, f64), level: Level) -> Result<f64, CannotCalculate> {
        Ok((self.to(limits.1)? - self.to(limits.0)?) / (2.0 * level.z()))
    }
}

/// Inequality across groups from most to least deprived.
#[derive(Debug, Clone, PartialEq)]
pub struct Inequality {
    /// Slope index: how much higher the value is at the least deprived end than at the most deprived end.
    pub slope_index: f64,
    /// Its limits.
    pub slope_limits: (f64, f64),
    /// Relative index: the value at the least deprived end ÷ that at the most deprived; none where the latter is not above 0.
    pub relative_index: Option<f64>,
    /// Its limits; none where the line at a limit of the slope does not stay above 0.
    pub relative_limits: Option<(f64, f64)>,
    /// The fitted value at the most deprived end, on the fitted scale.
    pub intercept: f64,
    /// Where each group stands between 0, the most deprived end, and 1.
    pub positions: Vec<f64>,
}

/// Fewest and most groups.
pub const GROUPS: std::ops::RangeInclusive<usize> = 5..=100;

/// Slope and relative index of inequality, by weighted least squares of the values on their place in the population.
///
/// Weights are the shares of population a, places b = cumulative a − a/2. Limits are the deterministic ones of STANDARDS §4: the
/// standard error of the slope is `√Σ(h·se)²` with h the slope's row of the hat matrix, and the line is turned about the middle of
/// the population by ±z of it. They agree with the simulated ones of PHE within 2 %.
pub fn inequality(groups: &[DeprivationGroup], scale: Scale, level: Level) -> Result<Inequality, CannotCalculate> {
    let found = groups.len() as u32;
    if groups.len() < *GROUPS.start() {
        return Err(CannotCalculate::TooFew { found, needed: *GROUPS.start() as u32 });
    }
    if groups.len() > *GROUPS.end() {
        return Err(CannotCalculate::TooMany { found, allowed: *GROUPS.end() as u32 });
    }
    let mut fitted = Vec::with_capacity(groups.len());
    for group in groups {
        finite(&[group.population, group.value, group.standard_error])?;
        if group.population <= 0.0 {
            return Err(CannotCalculate::NoDenominator);
        }
        if group.standard_error < 0.0 {
            return Err(CannotCalculate::Negative);
        }
        fitted.push(scale.to(group.value)?);
    }
    let everyone: f64 = groups.iter().map(|group| group.population).sum();
    let shares: Vec<f64> = groups.iter().map(|group| group.population / everyone).collect();
    let mut before = 0.0;
    let positions: Vec<f64> = shares
        .iter()
        .map(|share| {
            before += share;
            before - share / 2.0
        })
        .collect();
    let weighted = |values: &[f64]| shares.iter().zip(values).map(|(share, value)| share * value).sum::<f64>();
    let (middle, average) = (weighted(&positions), weighted(&fitted));
    let spread: f64 = shares.iter().zip(&positions).map(|(a, b)| a * (b - middle) * (b - middle)).sum();
    if spread <= 0.0 {
        return Err(CannotCalculate::NoSpread);
    }
    let row: Vec<f64> = shares.iter().zip(&positions).map(|(a, b)| a * (b - middle) / spread).collect();
    let slope: f64 = row.iter().zip(&fitted).map(|(h, value)| h * value).sum();
    let error = row.iter().zip(groups).map(|(h, group)| h * group.standard_error * h * group.standard_error).sum::<f64>().sqrt();
    let intercept = average - slope * middle;
    let centre = intercept + slope / 2.0;
    // The two ends of the line that has this slope and passes through the middle.
    let ends = |slope: f64| (scale.back(centre - slope / 2.0), scale.back(centre + slope / 2.0));
    let index = |(most, least): (f64, f64)| (most > 0.0 && least > 0.0).then(|| least / most).filter(|ratio| ratio.is_finite());
    let reach = level.z() * error;
    let (low, here, high) = (ends(slope - reach), ends(slope), ends(slope + reach));
    let result = Inequality {
        slope_index: here.1 - here.0,
        slope_limits: (low.1 - low.0, high.1 - high.0),
        relative_index: index(here),
        relative_limits: index(low).zip(index(high)),
        intercept,
        positions,
    };
    finite(&[result.slope_index, result.slope_limits.0, result.slope_limits.1, result.intercept]).map(|()| result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fifths(values: [f64; 5]) -> Vec<DeprivationGroup> {
        values.map(|value| DeprivationGroup { population: 100.0, value, standard_error: 0.0 }).to_vec()
    }

    #[test]
    fn a_straight_line_is_found_again() {
        // Places 0.1, 0.3 … 0.9; value 30 − 10b.
        let found = inequality(&fifths([29.0, 27.0, 25.0, 23.0, 21.0]), Scale::Plain, Level::P95).unwrap();
        assert!((found.slope_index + 10.0).abs() < 1e-12 && (found.intercept - 30.0).abs() < 1e-12);
        assert!((found.relative_index.unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert!((found.slope_limits.0 - found.slope_limits.1).abs() < 1e-12);
    }

    #[test]
    fn a_straight_line_on_each_scale_is_found_again() {
        let places = [0.1, 0.3, 0.5, 0.7, 0.9f64];
        let rates = inequality(&fifths(places.map(|b| (3.0 - b).exp())), Scale::Log, Level::P95).unwrap();
        assert!((rates.slope_index - (2f64.exp() - 3f64.exp())).abs() < 1e-9);
        assert!((rates.relative_index.unwrap() - (-1f64).exp()).abs() < 1e-12);
        let logistic = |x: f64| 1.0 / (1.0 + (-x).exp());
        let shares = inequality(&fifths(places.map(|b| logistic(2.0 * b - 1.0))), Scale::Logit, Level::P95).unwrap();
        assert!((shares.slope_index - (logistic(1.0) - logistic(-1.0))).abs() < 1e-12);
    }

    #[test]
    fn limits_widen_with_the_errors() {
        let mut groups = fifths([29.0, 27.0, 25.0, 23.0, 21.0]);
        for group in &mut groups {
            group.standard_error = 1.0;
        }
        let found = inequality(&groups, Scale::Plain, Level::P95).unwrap();
        // Var(slope) = Σh² = 1/Σ(b − b̄)² = 1/0.4 for five equal groups.
        let reach = Level::P95.z() * (1.0f64 / 0.4).sqrt();
        assert!((found.slope_limits.1 - found.slope_index - reach).abs() < 1e-9);
        let (low, high) = found.relative_limits.unwrap();
        assert!(low < found.relative_index.unwrap() && found.relative_index.unwrap() < high);
    }

    #[test]
    fn what_has_no_slope_is_refused() {
        assert_eq!(inequality(&fifths([1.0; 5])[..4], Scale::Plain, Level::P95), Err(CannotCalculate::TooFew { found: 4, needed: 5 }));
        assert_eq!(inequality(&fifths([0.0, 1.0, 1.0, 1.0, 1.0]), Scale::Log, Level::P95), Err(CannotCalculate::AllOrNone));
        assert_eq!(inequality(&fifths([1.0; 5]), Scale::Logit, Level::P95), Err(CannotCalculate::AllOrNone));
        assert_eq!(inequality(&fifths([f64::NAN; 5]), Scale::Plain, Level::P95), Err(CannotCalculate::NotFinite));
    }
}
