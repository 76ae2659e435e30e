//! A figure and its notes as columns, and back.

use domain::observation::{Figure, Flags, Missing, Provenance};

/// The columns of a figure; see the table `observation`.
#[derive(Clone, Copy)]
pub(crate) struct Columns<T> {
    pub(crate) numerator: Option<f64>,
    pub(crate) denominator: Option<f64>,
    pub(crate) value: Option<f64>,
    pub(crate) lower: Option<f64>,
    pub(crate) upper: Option<f64>,
    /// A letter.
    pub(crate) missing: Option<T>,
}

/// The columns of a figure.
pub(crate) fn columns(figure: Figure) -> Columns<&'static str> {
    let mut columns = Columns { numerator: None, denominator: None, value: None, lower: None, upper: None, missing: None };
    match figure {
        Figure::Parts { numerator, denominator } => {
            columns.numerator = Some(numerator);
            columns.denominator = denominator;
        }
        Figure::Value { value, interval } => {
            columns.value = Some(value);
            columns.lower = interval.map(|(lower, _)| lower);
            columns.upper = interval.map(|(_, upper)| upper);
        }
        Figure::Missing(missing) => columns.missing = Some(missing_letter(missing)),
    }
    columns
}

/// Whether every number of a figure is finite.
pub(crate) fn is_finite(figure: Figure) -> bool {
    let columns = columns(figure);
    let numbers = [columns.numerator, columns.denominator, columns.value, columns.lower, columns.upper];
    numbers.into_iter().flatten().all(f64::is_finite)
}

/// The figure of these columns, or what is wrong with them.
pub(crate) fn figure(columns: &Columns<String>) -> Result<Figure, String> {
    match (columns.numerator, columns.value, columns.missing.as_deref()) {
        (Some(numerator), None, None) => Ok(Figure::Parts { numerator, denominator: columns.denominator }),
        (None, Some(value), None) => Ok(Figure::Value { value, interval: columns.lower.zip(columns.upper) }),
        (None, None, Some(letter)) => missing_from(letter).map(Figure::Missing).ok_or_else(|| format!("missing is `{letter}`")),
        _ => Err("it must have parts, a value or a reason, and only one of them".into()),
    }
}

fn missing_letter(missing: Missing) -> &'static str {
    match missing {
        Missing::Suppressed => "c",
        Missing::NotAvailable => "x",
        Missing::NotApplicable => "z",
        Missing::NotCollected => "n",
        Missing::Unreliable => "u",
        Missing::NotYetDue => "d",
        Missing::Late => "l",
    }
}

fn missing_from(letter: &str) -> Option<Missing> {
    Some(match letter {
        "c" => Missing::Suppressed,
        "x" => Missing::NotAvailable,
        "z" => Missing::NotApplicable,
        "n" => Missing::NotCollected,
        "u" => Missing::Unreliable,
        "d" => Missing::NotYetDue,
        "l" => Missing::Late,
        _ => return None,
    })
}

/// The letter of a provenance.
pub(crate) fn provenance_letter(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "p",
        Provenance::Council => "c",
        Provenance::Illustrative => "i",
    }
}

/// The provenance of a letter, or what is wrong with it.
pub(crate) fn provenance(letter: &str) -> Result<Provenance, String> {
    match letter {
        "p" => Ok(Provenance::Published),
        "c" => Ok(Provenance::Council),
        "i" => Ok(Provenance::Illustrative),
        _ => Err(format!("provenance is `{letter}`")),
    }
}

/// Flags as a sum: 1 provisional, 2 revised, 4 break, 8 estimated.
pub(crate) fn flags_sum(flags: Flags) -> i64 {
    i64::from(flags.provisional) + 2 * i64::from(flags.revised) + 4 * i64::from(flags.break_in_series) + 8 * i64::from(flags.estimated)
}

/// The flags of a sum, or what is wrong with it.
pub(crate) fn flags(sum: i64) -> Result<Flags, String> {
    if !(0..16).contains(&sum) {
        return Err(format!("flags is {sum}"));
    }
    Ok(Flags { provisional: sum & 1 != 0, revised: sum & 2 != 0, break_in_series: sum & 4 != 0, estimated: sum & 8 != 0 })
}
