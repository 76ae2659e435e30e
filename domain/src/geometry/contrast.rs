//! Contrast of two colours, so that a council's own colour can be refused when words on it could not be read.

/// Least contrast of text with its ground (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;
/// Least contrast of marks and controls with what is beside them (WCAG 2.2, 1.4.11).
pub const GRAPHICS: f64 = 3.0;

/// The contrast ratio of two colours written `#RRGGBB`, from 1 to 21, as WCAG 2.2 defines it; none where one is not so written.
pub fn contrast(a: &str, b: &str) -> Option<f64> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let channel = |from: usize| {
        let share = f64::from(u8::from_str_radix(digits.get(from..from + 2)?, 16).ok()?) / 255.0;
        Some(if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_runs_from_one_to_twenty_one() {
        assert!((contrast("#000000", "#ffffff").unwrap() - 21.0).abs() < 1e-9);
        assert!((contrast("#123456", "#123456").unwrap() - 1.0).abs() < 1e-12);
        assert!((contrast("#12436D", "#FFFFFF").unwrap() - 10.2469).abs() < 5e-5);
        assert!(contrast("#F46A25", "#FFFFFF").is_some_and(|ratio| ratio > GRAPHICS && ratio < TEXT));
        for bad in ["", "#fff", "12436D", "#12436G", "#+1+2+3", "#ééé"] {
            assert_eq!(contrast(bad, "#000000"), None);
        }
    }
}
