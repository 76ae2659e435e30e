//! Quantiles of the distributions that the intervals need.

use std::f64::consts::{PI, SQRT_2};

use super::CannotCalculate;

/// The share of a normal distribution further from its middle than `z` on both sides: a two-sided p value.
pub fn normal_two_sided(z: f64) -> Result<f64, CannotCalculate> {
    if z.is_nan() { Err(CannotCalculate::NotFinite) } else { Ok(libm::erfc(z.abs() / SQRT_2)) }
}

/// The value below which a share `p` of the χ² distribution lies. `df` may be any number above 0 and up to 200, `p` from 0 to below 1.
pub fn chi_squared_quantile(p: f64, df: f64) -> Result<f64, CannotCalculate> {
    let usable = (0.0..1.0).contains(&p) && df > 0.0 && df <= 200.0;
    if !usable {
        return Err(CannotCalculate::NotFinite);
    }
    if p == 0.0 {
        return Ok(0.0);
    }
    let half = df / 2.0;
    Ok(2.0 * solve(|x| lower_gamma(half, x) < p))
}

/// The regularised lower incomplete gamma function P(a, x), by its series (Abramowitz & Stegun 6.5.29).
fn lower_gamma(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut k) = (1.0, 1.0, 0.0);
    while term > sum * 1e-17 && k < 100_000.0 {
        k += 1.0;
        term *= x / (a + k);
        sum += term;
    }
    libm::exp(a * libm::log(x) - x - libm::lgamma(a + 1.0)) * sum
}

/// The two-sided quantile of Student's t: the t that a share 1 − α of the distribution with `df` degrees of freedom lies within.
///
/// To 1,000 degrees by the finite sums of Abramowitz & Stegun 26.7.3 and 26.7.4; beyond, by their expansion 26.7.5, which is then
/// right to eleven digits.
pub fn t_two_sided(level: super::Level, df: u64) -> Result<f64, CannotCalculate> {
    match df {
        0 => Err(CannotCalculate::TooFew { found: 1, needed: 2 }),
        1..=1000 => Ok(solve(|t| t_within(t, df as u32) < 1.0 - level.alpha())),
        _ => {
            let (z, nu) = (level.z(), df as f64);
            let (z2, first) = (z * z, 1.0 / nu);
            let g1 = z * (z2 + 1.0) / 4.0;
            let g2 = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
            let g3 = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
            Ok(z + first * (g1 + first * (g2 + first * g3)))
        }
    }
}

/// The share of Student's t within ±t.
fn t_within(t: f64, df: u32) -> f64 {
    let nu = f64::from(df);
    let hypotenuse = (nu + t * t).sqrt();
    let (sin, cos) = (t / hypotenuse, nu.sqrt() / hypotenuse);
    let even = df.is_multiple_of(2);
    // Terms cosᵏθ with k from 1 (odd) or 0 (even) in steps of 2, up to ν − 2.
    let (mut term, mut k) = if even { (1.0, 0u32) } else { (cos, 1) };
    let mut sum = 0.0;
    while k + 2 <= df {
        sum += term;
        k += 2;
        term *= cos * cos * f64::from(k - 1) / f64::from(k);
    }
    if even { sin * sum } else { 2.0 / PI * (libm::atan2(t, nu.sqrt()) + sin * sum) }
}

/// The non-negative number at which a condition that holds from 0 on ceases to, by doubling and halving down to the last bit.
fn solve(below: impl Fn(f64) -> bool) -> f64 {
    let mut high = 1.0;
    while below(high) && high < 1e12 {
        high *= 2.0;
    }
    let mut low = 0.0;
    // Halving a span of 1 down to a number of any size that matters takes fewer steps than this.
    for _ in 0..1100 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Level;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-10 * expected.abs(), "{found} is not {expected}");
    }

    // Reference values from mpmath at 30 digits.
    #[test]
    fn chi_squared_quantiles() {
        close(chi_squared_quantile(0.975, 2.0).unwrap(), 7.377_758_908_227_871);
        close(chi_squared_quantile(0.998, 1.0).unwrap(), 9.549_535_706_083_24);
        close(chi_squared_quantile(0.025, 10.0).unwrap(), 3.246_972_780_236_842);
        assert!(chi_squared_quantile(1.0, 2.0).is_err() && chi_squared_quantile(0.5, 0.0).is_err());
        assert!(chi_squared_quantile(0.5, f64::NAN).is_err());
    }

    #[test]
    fn t_quantiles() {
        for (df, p95, p998) in T_QUANTILES {
            close(t_two_sided(Level::P95, df).unwrap(), p95);
            close(t_two_sided(Level::P998, df).unwrap(), p998);
        }
        assert!(t_two_sided(Level::P95, 0).is_err());
    }

    #[test]
    fn normal_tails() {
        close(normal_two_sided(1.959_963_984_540_054).unwrap(), 0.05);
        close(normal_two_sided(-3.090_232_306_167_813_5).unwrap(), 0.002);
        assert!(normal_two_sided(f64::NAN).is_err());
    }

    const T_QUANTILES: [(u64, f64, f64); 8] = [
        (1, 12.706_204_736_174_7, 318.308_838_985_550),
        (2, 4.302_652_729_749_46, 22.327_124_770_119_9),
        (3, 3.182_446_305_283_71, 10.214_531_852_407_4),
        (5, 2.570_581_835_636_32, 5.893_429_531_356_01),
        (29, 2.045_229_642_132_70, 3.396_240_288_356_80),
        (120, 1.979_930_405_082_44, 3.159_538_743_317_11),
        (1_000, 1.962_339_080_826_41, 3.098_402_163_912_92),
        (1_001, 1.962_336_705_280_88, 3.098_393_982_491_40),
    ];
}
