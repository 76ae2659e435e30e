//! Amounts of money, and how one stands against another, in words.

use super::Pounds;
use crate::format;

/// An amount with its unit: millions to a tenth from a million on, else whole thousands, else whole pounds: `£502.4m`, `£950,000`, `£412`.
pub fn words(pounds: Pounds) -> String {
    let size = pounds.unsigned_abs();
    let amount = pounds as f64;
    // What rounds to a million is told in millions.
    if size >= 999_500 {
        format::value(amount / 1e6, "£", "m", 1)
    } else if size >= 10_000 {
        format::value((amount / 1e3).round() * 1e3, "£", "", 0)
    } else {
        format::value(amount, "£", "", 0)
    }
}

/// How one amount differs from another in words: `£1.2m over`, `£300,000 under`, or that it does not.
pub fn against(amount: Pounds, other: Pounds, (over, under, same): (&str, &str, &str)) -> String {
    let difference = amount.saturating_sub(other);
    match difference {
        0 => same.to_owned(),
        _ => format!("{} {}", words(difference.saturating_abs()), if difference > 0 { over } else { under }),
    }
}

/// A forecast against its budget: `£1.2m over`, `£300,000 under`, `as budgeted`.
pub fn variance(forecast: Pounds, budget: Pounds) -> String {
    against(forecast, budget, ("over", "under", "as budgeted"))
}

/// A part as a share of a whole: `97.3%`; none of nothing.
pub fn share(part: Pounds, whole: Pounds) -> Option<String> {
    (whole > 0).then(|| format::value(part as f64 / whole as f64 * 100.0, "", "%", 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_amount_says_its_unit() {
        for (pounds, told) in [
            (0, "£0"),
            (412, "£412"),
            (9_999, "£9,999"),
            (10_400, "£10,000"),
            (950_000, "£950,000"),
            (999_499, "£999,000"),
            (999_500, "£1.0m"),
            (1_250_000, "£1.3m"),
            (502_424_000, "£502.4m"),
            (-1_200_000, "−£1.2m"),
        ] {
            assert_eq!(words(pounds), told);
        }
    }

    #[test]
    fn a_variance_is_over_under_or_none() {
        assert_eq!(variance(11_200_000, 10_000_000), "£1.2m over");
        assert_eq!(variance(9_700_000, 10_000_000), "£300,000 under");
        assert_eq!(variance(10, 10), "as budgeted");
        // Less comes in than was budgeted for.
        assert_eq!(variance(-2_000_000, -3_000_000), "£1.0m over");
        assert_eq!((share(973, 1_000), share(1, 0)), (Some("97.3%".to_owned()), None));
    }

    proptest! {
        #[test]
        fn over_and_under_are_two_sides(a in any::<i64>(), b in any::<i64>()) {
            let (one, other) = (variance(a, b), variance(b, a));
            prop_assert_eq!(one.contains("over"), other.contains("under"));
            prop_assert_eq!(one == "as budgeted", a == b);
        }
    }
}
