//! What the numbers of a rating come to, in words.

use super::Why;
use crate::{
    amount::percent,
    change::Change,
    forecast::Forecast,
    format,
    measure::{Aggregation, Kind, Polarity, Reach, Target, Tolerance},
    observation::{Missing, Provenance},
    period::{Period, PeriodKind, long_date},
    rating::{self, RULE_VERSION, Rating},
    usual::{Newest, Usual},
    view::{figure::value_text, lead::lower},
};

/// What a period of a kind is called, many of them.
fn many(period: Option<Period>) -> &'static str {
    match period.map(|period| period.kind()) {
        Some(PeriodKind::Month) => "months",
        Some(PeriodKind::Quarter) => "quarters",
        Some(PeriodKind::HalfYear | PeriodKind::CalendarHalf) => "half-years",
        _ => "figures",
    }
}

/// A rating within a sentence: `near target`.
fn within(rating: Rating) -> String {
    rating.words().to_lowercase()
}

impl Why {
    fn show(&self, value: f64) -> String {
        value_text(value, &self.measure)
    }

    /// Whom and what it is about: `disabled people in Calder Vale, Q3 2025/26`.
    pub fn about(&self) -> String {
        let period = self.period.map(|period| format!(", {}", period.label())).unwrap_or_default();
        format!("{} in {}{period}", self.group, self.area)
    }

    /// The rating and its reason, in a sentence or two.
    pub fn lead(&self) -> String {
        let reason = self.rating.reason(self.value.ok(), self.target.as_ref(), &self.measure);
        let everyone = if self.for_everyone {
            format!(" The measure is not broken down for {}: the rating is of everyone.", self.group)
        } else if self.rating == Rating::CannotTell(rating::Why::NoTarget) && self.of_group && self.set.is_some() {
            " The target is for everyone, and the count of one group is not held against it.".to_owned()
        } else {
            String::new()
        };
        match (self.rating, self.figure, self.value) {
            // The figure is there, and one of those that it is added up with is not.
            (Rating::CannotTell(rating::Why::NoValue(_)), Ok(_), Err(why)) => {
                format!("Cannot tell: the figures are added up, and one of them is {}.{everyone}", crate::cell::reason(why))
            }
            (Rating::CannotTell(_), ..) => format!("Cannot tell: {}{everyone}", lower(&reason)),
            _ => format!("{}: {reason}{everyone}", self.rating.words()),
        }
    }

    /// The rule, with its version.
    pub fn rule(&self) -> String {
        let rule = match self.measure.polarity {
            _ if self.measure.reach == Reach::Context => "A measure that describes the place is not rated.",
            Polarity::High => {
                "Higher is better. On target means that the value is at the target or above it; near target, that it is below by no more \
                 than the tolerance; off target, that it is further below."
            }
            Polarity::Low => {
                "Lower is better. On target means that the value is at the target or below it; near target, that it is above by no more \
                 than the tolerance; off target, that it is further above."
            }
            Polarity::Range => {
                "Best within a range. On target means that the value lies within it, limits included; near target, that it is outside by no \
                 more than the tolerance; off target, that it is further outside."
            }
            Polarity::None => "A measure of which neither higher nor lower is better is not rated.",
        };
        let sum = match self.so_far {
            Some(_) => {
                " Its figures add up over the target’s period, so that what has come so far is held against an equal part of the target."
            }
            None => "",
        };
        format!("{rule}{sum} This is version {RULE_VERSION} of the rule.")
    }

    /// What it was worked out from: labels and texts.
    pub fn inputs(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("Figure", self.figure_text())];
        if let (Some((passed, of)), Ok(value)) = (self.so_far, self.value) {
            all.push(("So far", format!("{}, in {passed} of {of} {}", self.show(value), many(self.period))));
        }
        match &self.set {
            Some(set) => all.extend(self.target_inputs(set)),
            None => all.push(("Target", "none is set for this period".to_owned())),
        }
        all.push(("Over a longer period", aggregation(self.measure.aggregation).to_owned()));
        all.extend(self.measure.rounding().map(|text| ("Rounding", text)));
        all
    }

    fn figure_text(&self) -> String {
        let value = match self.figure {
            Ok(value) => self.show(value),
            Err(why) => return crate::cell::reason(why).to_owned(),
        };
        let made_up = if self.illustrative { ", made up" } else { "" };
        match self.parts.filter(|_| self.measure.kind != Kind::Count) {
            Some((numerator, denominator)) => {
                let [numerator, denominator] = [numerator, denominator].map(|part| {
                    let whole = (part - part.round()).abs() < 1e-9;
                    format::value(part, "", "", u8::from(!whole))
                });
                let made_of = match self.measure.kind {
                    Kind::Proportion => format!("{numerator} of {denominator}"),
                    Kind::Rate => format!("{numerator} ÷ {denominator}, times {}", format::count(u64::from(self.measure.per))),
                    _ => format!("{numerator} ÷ {denominator}"),
                };
                format!("{value} ({made_of}){made_up}")
            }
            None => format!("{value}{made_up}"),
        }
    }

    fn target_inputs(&self, set: &Target) -> Vec<(&'static str, String)> {
        let measure = &self.measure;
        let provenance = match set.provenance {
            Provenance::Published => ", as published",
            Provenance::Council => "",
            Provenance::Illustrative => ", made up",
        };
        let place = if set.area.is_some() { format!(", set for {}", self.area) } else { String::new() };
        let mut all = vec![
            ("Target", format!("{}, for {}{place}{provenance}", set.words(measure), set.period.label())),
            ("Tolerance", set.tolerance.words(measure)),
            ("Set by", format!("{}, on {}", set.set_by, long_date(set.set_on))),
        ];
        all.extend(set.note.as_ref().map(|note| ("Note", note.clone())));
        all
    }

    /// The arithmetic, step by step; nothing where there is no rating.
    pub fn steps(&self) -> Vec<String> {
        let (Some(found), Ok(value), Some(target)) = (self.arithmetic, self.value, &self.target) else { return Vec::new() };
        let measure = &self.measure;
        let mut steps = Vec::new();
        if let (Some((passed, of)), Some(set)) = (self.so_far, &self.set) {
            let (many, goal, by_now) = (many(self.period), set.words(measure), target.words(measure));
            steps.push(format!("The {many} since {} add up to {}.", long_date(set.period.start()), self.show(value)));
            steps.push(format!("{passed} of {of} {many} have passed, so of the target of {goal} the part due by now is {by_now}."));
        }
        let (shown, limit) = (self.show(value), self.show(found.limit));
        let signed = |difference: f64| {
            let sign = if difference < 0.0 && !format::rounds_to_zero(difference, measure.decimals) { "−" } else { "" };
            format!("{sign}{}", measure.amount(difference))
        };
        steps.push(match measure.polarity {
            Polarity::Low => format!("Target minus value: {limit} − {shown} = {}.", signed(found.difference)),
            Polarity::Range if self.rating == Rating::OnTarget => format!("{shown} lies within {}.", target.words(measure)),
            Polarity::Range => format!("{shown} is {} outside the nearer limit, {limit}.", measure.amount(found.difference)),
            Polarity::High | Polarity::None => format!("Value minus target: {shown} − {limit} = {}.", signed(found.difference)),
        });
        if let Some(share) = found.share.filter(|_| self.rating != Rating::OnTarget) {
            steps.push(format!("As a share of {limit}: {}.", percent(share)));
        }
        let allowed = match target.tolerance {
            Tolerance::Relative(share) => percent(share),
            allowed @ Tolerance::Absolute(_) => allowed.words(measure),
        };
        steps.push(match self.rating {
            Rating::OnTarget => "It meets the target: on target.".to_owned(),
            Rating::NearTarget => format!("It misses by no more than the tolerance of {allowed}: near target."),
            _ => format!("It misses by more than the tolerance of {allowed}: off target."),
        });
        steps
    }

    /// What the interval says of the rating.
    pub fn interval_says(&self) -> String {
        let Some((low, high)) = self.limits else {
            return match (self.figure, self.so_far, self.measure.kind) {
                (Err(_), ..) => "Without a figure there is no range.",
                (_, Some(_), kind) if kind != Kind::Count => "What is rated is a sum of figures, and a sum of them has no range here.",
                (_, _, Kind::Count) => {
                    "Everything is counted, so the figure has no range of its own. That does not say how much it moves by chance."
                }
                _ => "The figure comes without a range, so chance cannot be ruled out or in.",
            }
            .to_owned();
        };
        let range = format!("The true figure lies between {} and {}, 19 times out of 20.", self.show(low), self.show(high));
        let verdict = match (self.arithmetic, self.interval_meets) {
            (None, _) => return range,
            (_, Some(true)) => "All of that meets the target: chance is an unlikely reason for meeting it.",
            (_, Some(false)) => "All of that misses the target: chance is an unlikely reason for missing it.",
            (_, None) => "The target lies inside: chance alone could have put the figure on either side of it.",
        };
        format!("{range} {verdict}")
    }

    /// The change, with its test.
    pub fn change_says(&self) -> String {
        let comparable = !matches!(self.change, Change::NotComparable(_) | Change::Unknown);
        let before = match (&self.before, self.figure) {
            (Some((period, Ok(before))), Ok(now)) if comparable => {
                format!(" {} in {}, {} now.", self.show(*before), period.label(), self.show(now))
            }
            _ => String::new(),
        };
        let test = match (self.change, self.measure.kind) {
            (Change::NotComparable(_) | Change::Unknown, _) => "",
            (_, Kind::Proportion) if self.parts.is_some() => {
                " Tested as two shares (pooled z test, 95%), which takes five expected on either side of both."
            }
            (_, Kind::Rate) if self.parts.is_some() => " Tested as two rates (pooled z test, 95%), which takes five expected in both.",
            (_, Kind::Count) => " Counts are tested by the trend of this and the four years before (99.8%).",
            _ => " Tested by the ranges of both figures (95%); without ranges nothing can be said.",
        };
        format!("{}.{before} {}{test}", self.change.words(), self.change.reason(self.measure.kind))
    }

    /// Whether the figure is one that could be expected from those before, with the rule.
    pub fn usual_says(&self) -> String {
        let (first, figures, chart) = match &self.usual {
            Usual::Unknown => return format!("Cannot tell. {}", Change::Unknown.reason(self.measure.kind)),
            Usual::TooFew(found) => {
                let found = if *found == 0 { "none".to_owned() } else { found.to_string() };
                return format!(
                    "Cannot tell: it takes ten figures or more one after the other, with no gap and no break, and there are {found}."
                );
            }
            Usual::Range { first, figures, chart } => (first, figures, chart),
        };
        let says = match self.usual.newest() {
            Some(Newest::Outside) => "Outside its usual range: more than the ups and downs of these figures",
            Some(Newest::Shifted) => {
                "Inside its usual range, but the latest of seven or more on one side of the average: the level has shifted"
            }
            Some(Newest::Inside) | None => "Inside its usual range: no more than the ups and downs of these figures",
        };
        let least = if self.measure.kind == Kind::Value { chart.lower } else { chart.lower.max(0.0) };
        let most = if self.measure.kind == Kind::Proportion { chart.upper.min(100.0) } else { chart.upper };
        format!(
            "{says}. From {} on, {figures} figures, the range is {} to {}: their average, less and plus 2.66 times the average step from one to \
             the next.",
            first.label(),
            self.show(least),
            self.show(most)
        )
    }

    /// The forecast, with its method.
    pub fn forecast_says(&self) -> String {
        let line = format!("{}.", self.forecast.line(&self.measure).trim_end_matches('.'));
        let target = self.year_target.as_ref().map(|target| format!(" The target for the year is {}.", target.words(&self.measure)));
        let target = target.unwrap_or_default();
        match self.forecast {
            Forecast::CannotTell(_) => line,
            Forecast::Over(..) => format!("{line}{target} No forecast is needed."),
            Forecast::Likely(_) | Forecast::Uncertain(_) | Forecast::Unlikely(_) => {
                let (one, window) = match many(self.period) {
                    "months" => ("month", "months, up to 24"),
                    "half-years" => ("half-year", "half-years, up to eight"),
                    _ => ("quarter", "quarters, up to eight"),
                };
                format!(
                    "{line}{target} Each {one} still to come is taken to be like the same one last year. For the range all of them are \
                     taken to be like the lowest, then like the highest, of the latest {window}."
                )
            }
        }
    }

    /// What last year's rule would have said of today's value.
    pub fn last_rule_says(&self) -> String {
        let Some(period) = self.period.and_then(|period| period.year_before()) else { return "There is no figure to judge.".to_owned() };
        let Some((target, rating)) = &self.last_rule else {
            return format!("No target was set for {}.", period.label());
        };
        let goal = format!("The target for {} was {}", period.label(), target.words(&self.measure));
        let near = format!("with a tolerance of {}", target.tolerance.words(&self.measure));
        match (rating, self.value) {
            (Rating::CannotTell(_), _) | (_, Err(_)) => format!("{goal}, {near}. By it there would be no rating either."),
            (rating, Ok(value)) => {
                let also = if *rating == self.rating { "also " } else { "" };
                format!("{goal}, {near}. By it, {} would {also}be {}.", self.show(value), within(*rating))
            }
        }
    }

    /// How far the council can move the figure.
    pub fn reach_says(&self) -> &'static str {
        match self.measure.reach {
            Reach::Control => "The council delivers this itself.",
            Reach::Influence => {
                "The council shares in this with others: the rating says how things stand, not what the council alone has done."
            }
            Reach::Context => "This describes the place. The council is not rated on it.",
        }
    }

    /// The periods looked back on: label, value, target, rating.
    pub fn past_lines(&self) -> Vec<(String, String, String, Rating)> {
        let value = |value: Result<f64, Missing>| match value {
            Ok(value) => self.show(value),
            Err(why) => crate::cell::reason(why).to_owned(),
        };
        let goal = |target: &Option<Target>| target.as_ref().map_or_else(|| "none".to_owned(), |target| target.words(&self.measure));
        self.past.iter().map(|past| (past.period.label(), value(past.value), goal(&past.target), past.rating)).collect()
    }
}

fn aggregation(aggregation: Aggregation) -> &'static str {
    match aggregation {
        Aggregation::Sum => "figures are added up",
        Aggregation::Last => "the latest figure stands for it",
        Aggregation::Mean => "figures are averaged",
        Aggregation::Ratio => "numerators and denominators are added up, then divided: percentages are never averaged",
    }
}
