//! How a number is shown: as it is in the report, for a spreadsheet shows a number by its format and not by the text beside it.

/// The format of a number: `£1,234.50 a head` is `£`, thousands set apart, two decimals, ` a head`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Format {
    pub(super) before: String,
    pub(super) thousands: bool,
    pub(super) decimals: usize,
    pub(super) after: String,
}

/// The longest text before or after a number, in characters.
const LONGEST: usize = 24;

impl Format {
    /// The format in which a value reads as its text; none where the text rounds it to something else (`£1.2m`) or is not about one number.
    pub(super) fn of(text: &str, value: f64) -> Option<Self> {
        let text = text.trim();
        let first = text.find(|c: char| c.is_ascii_digit())?;
        let length = text[first..].find(|c: char| !(c.is_ascii_digit() || ",.".contains(c))).unwrap_or(text.len() - first);
        let number = text[first..first + length].trim_end_matches(['.', ',']);
        let (before, after) = (&text[..first], &text[first + number.len()..]);
        let signs = ['-', '−', '+'];
        let negative = before.contains(['-', '−']);
        let before = before.replace(signs, "");
        let plain = |part: &str| part.chars().count() <= LONGEST && !part.contains(signs) && !part.contains(|c: char| c.is_ascii_digit());
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        if !plain(&before) || !plain(after) || decimals.contains(['.', ',']) {
            return None;
        }
        let read: f64 = format!("{}.{decimals}0", whole.replace(',', "")).parse().ok()?;
        let read = if negative { -read } else { read };
        // Half of the last decimal, and a little for the value's own last bit.
        let bound = 0.5 * decimals.chars().fold(1.0, |unit, _| unit / 10.0) + value.abs() * 1e-12 + 1e-12;
        let format = Self { before, thousands: whole.contains(','), decimals: decimals.len(), after: after.to_owned() };
        ((value - read).abs() <= bound).then_some(format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(before: &str, thousands: bool, decimals: usize, after: &str) -> Format {
        Format { before: before.to_owned(), thousands, decimals, after: after.to_owned() }
    }

    #[test]
    fn a_number_keeps_its_decimals_and_its_unit() {
        assert_eq!(Format::of("74.2%", 74.249), Some(format("", false, 1, "%")));
        assert_eq!(Format::of("£1,234.50 a head", 1234.5), Some(format("£", true, 2, " a head")));
        assert_eq!(Format::of("−5.9 points", -5.9), Some(format("", false, 1, " points")));
        assert_eq!(Format::of("12", 12.0), Some(format("", false, 0, "")));
        assert_eq!(Format::of("0.30", 0.3), Some(format("", false, 2, "")));
    }

    #[test]
    fn what_reads_as_another_number_has_no_format() {
        for (text, value) in
            [("£1.2m", 1_200_000.0), ("74.2%", 0.742), ("1 in 4", 1.0), ("−5", 5.0), ("74.2%", 74.31), ("[c]", 3.0), ("2026/27", 2026.0)]
        {
            assert_eq!(Format::of(text, value), None, "{text}");
        }
    }
}
