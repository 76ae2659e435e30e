//! Surveys: a figure of a sample is told with its base and its margin.

pub mod wave;

use crate::{cell::Cell, format, interval, measure::Measure};

/// Who was asked, how many of them a figure is of, and how far chance may move it: `1,204 staff who answered, give or take 2.8 points`.
/// The margin is the longer side of the 95 % interval. None for a measure that is no survey, or without a value.
pub fn base_and_margin(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Option<String> {
    let asked = measure.survey.as_ref()?;
    let value = cell.value(measure)?;
    let base = cell.parts().map_or_else(|| "The base is not given: ".to_owned(), |(_, of)| format!("{} ", format::value(of, "", "", 0)));
    let margin = interval::of(cell, supplied, measure).map(|(low, high)| (value - low).max(high - value));
    let margin = margin.map_or_else(String::new, |margin| format!(", give or take {}", measure.amount(margin)));
    Some(format!("{base}{asked}{margin}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Kind;

    #[test]
    fn a_survey_tells_its_base_and_margin_and_nothing_else_does() {
        let mut measure = crate::illustrative::tests::fixture::measure("content", Kind::Proportion);
        let parts = Cell::Parts { numerator: 65.0, denominator: 100.0 };
        assert_eq!(base_and_margin(parts, None, &measure), None);
        measure.survey = Some("people who answered".to_owned());
        // 55.25 to 73.64 around 65: STANDARDS §4.
        assert_eq!(base_and_margin(parts, None, &measure).as_deref(), Some("100 people who answered, give or take 9.7 points"));
        assert_eq!(
            base_and_margin(Cell::Value(50.0), Some((48.0, 51.0)), &measure).as_deref(),
            Some("The base is not given: people who answered, give or take 2.0 points")
        );
        assert_eq!(base_and_margin(Cell::Missing(crate::observation::Missing::Suppressed), None, &measure), None);
    }
}
