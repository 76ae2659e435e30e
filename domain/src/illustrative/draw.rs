//! Draws: numbers that look random and depend on nothing but their key.

use std::f64::consts::TAU;

/// The step of splitmix64 (Steele, Lea and Flood, 2014): 2^64 divided by the golden ratio.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of splitmix64: every bit of the input moves every bit of the output.
const fn mix(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// The key of a code: FNV-1a over its bytes, mixed.
pub(super) fn text_key(text: &str) -> u64 {
    mix(text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)))
}

/// One key from several; their order matters.
pub(super) fn join(keys: &[u64]) -> u64 {
    keys.iter().fold(STEP, |hash, key| mix((hash ^ key).wrapping_add(STEP)))
}

/// A short sequence of draws from one key.
pub(super) struct Draw(u64);

impl Draw {
    /// The sequence of a key.
    pub(super) const fn of(key: u64) -> Self {
        Self(key)
    }

    /// Above 0 and below 1, evenly.
    pub(super) fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(STEP);
        ((mix(self.0) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Two independent draws from the standard normal distribution (Box and Muller, 1958).
    pub(super) fn normals(&mut self) -> (f64, f64) {
        let (sine, cosine) = (TAU * self.uniform()).sin_cos();
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        (radius * cosine, radius * sine)
    }

    /// One draw from the standard normal distribution.
    pub(super) fn normal(&mut self) -> f64 {
        self.normals().0
    }

    /// How many of `trials` come true at this chance: exact by inversion while the variance is below 10, then by the normal approximation.
    pub(super) fn binomial(&mut self, trials: u64, chance: f64) -> u64 {
        let chance = chance.clamp(0.0, 1.0);
        if chance > 0.5 {
            return trials - self.binomial(trials, 1.0 - chance);
        }
        let mean = trials as f64 * chance;
        let variance = mean * (1.0 - chance);
        if variance >= 10.0 {
            return (mean + variance.sqrt() * self.normal()).round().clamp(0.0, trials as f64) as u64;
        }
        let odds = chance / (1.0 - chance);
        self.invert((trials as f64 * (-chance).ln_1p()).exp(), trials, |hit| (trials - hit + 1) as f64 / hit as f64 * odds)
    }

    /// How many events happen where this many are expected: exact by inversion below 30, then by the normal approximation.
    pub(super) fn poisson(&mut self, mean: f64) -> u64 {
        if mean >= 30.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as u64;
        }
        self.invert((-mean).exp(), u64::MAX, |event| mean / event as f64)
    }

    /// Walks up a distribution from the chance of none; `ratio` is the chance of a number over the chance of the one below it.
    fn invert(&mut self, none: f64, most: u64, ratio: impl Fn(u64) -> f64) -> u64 {
        let point = self.uniform();
        let (mut number, mut term, mut below) = (0, none, none);
        while point > below && number < most && term > 1e-18 {
            number += 1;
            term *= ratio(number);
            below += term;
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance of many draws.
    fn moments(draw: impl Fn(&mut Draw) -> f64) -> (f64, f64) {
        let values: Vec<f64> = (0..40_000_u64).map(|n| draw(&mut Draw::of(join(&[7, n])))).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64)
    }

    #[test]
    fn draws_have_the_moments_of_their_distributions() {
        for (draws, mean, variance) in [
            (moments(Draw::uniform), 0.5, 1.0 / 12.0),
            (moments(Draw::normal), 0.0, 1.0),
            (moments(|draw| draw.binomial(40, 0.1) as f64), 4.0, 3.6),
            (moments(|draw| draw.binomial(40, 0.9) as f64), 36.0, 3.6),
            (moments(|draw| draw.binomial(400, 0.3) as f64), 120.0, 84.0),
            (moments(|draw| draw.poisson(3.0) as f64), 3.0, 3.0),
            (moments(|draw| draw.poisson(90.0) as f64), 90.0, 90.0),
        ] {
            let error = 4.0 * (variance / 40_000.0_f64).sqrt();
            assert!((draws.0 - mean).abs() < error + 1e-3, "mean {} for {mean}", draws.0);
            assert!((draws.1 / variance - 1.0).abs() < 0.05, "variance {} for {variance}", draws.1);
        }
    }

    #[test]
    fn keys_depend_on_order_and_on_each_part() {
        assert_ne!(join(&[1, 2]), join(&[2, 1]));
        assert_ne!(join(&[1, 2, 0]), join(&[1, 2]));
        assert_ne!(text_key("E05015277"), text_key("E05015278"));
    }

    #[test]
    fn certain_and_impossible_draws_are_exact() {
        for key in 0..200 {
            assert_eq!(Draw::of(key).binomial(50, 0.0), 0);
            assert_eq!(Draw::of(key).binomial(50, 1.0), 50);
            assert_eq!(Draw::of(key).binomial(0, 0.4), 0);
            assert_eq!(Draw::of(key).poisson(0.0), 0);
        }
    }
}
