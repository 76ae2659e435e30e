//! Illustrative figures: made up from recipes and a seed, so that an example can be explored.
//!
//! **Repeatable.** Nothing is drawn from a running sequence. Every draw has a key made of the seed and the codes of what it is for (measure,
//! area, period, group), so the same folder makes the same figures on any machine, and editing one recipe leaves the figures of every other
//! measure as they were. A new ward leaves the draws of the others alone; it moves only what is worked out over all wards (the mean and the
//! standard deviation of need, and the intercept that puts the city at its level).
//!
//! **Believable.** The log-odds of a proportion, or the log of any other kind, is the sum of an intercept, the recipe's gradient times the
//! ward's need (in standard deviations from the mean of wards), the ward's own effect, drift, season, noise and the break; a group adds its
//! effect. The intercept is solved so that the city starts at the recipe's level. Counts are then drawn from binomial and Poisson
//! distributions, so small wards and small groups jump about as real ones do.
//!
//! **Additive.** All of it is whole numbers. The groups of a characteristic, unknown included, make everyone; wards make their
//! neighbourhood; wards make the city. About one ward and period in 400 is shown as not available: its counts stay in the sums of its
//! neighbourhood and of the city, as they would where a ward's own return is withheld and the city's is not. A value that comes as it is
//! (years of life, an index) does not add up: larger areas have the mean of their wards, weighted by residents.
//!
//! **What is left out.** A ward without residents has no figures, only the reason. A group of nobody in some period has no figure that can
//! apply. Wards and neighbourhoods whose boundaries ended before the last period have no observations. A real figure stands in place of the
//! made-up one for the same measure, area, period and group.

mod check;
mod course;
mod draw;
mod ground;
mod model;
mod series;
mod share;
mod tally;
#[cfg(test)]
pub(crate) mod tests;

pub use check::RecipeError;

use crate::{council::Council, observation::Observation, recipe::Illustrative};

/// Makes the figures that the recipes ask for, lazily: one measure's observations are in memory at a time.
///
/// `real` holds the council's real observations; residents and need are read from them. Each measure's observations come ordered by area
/// (city, neighbourhoods, wards, comparators), group and period.
///
/// Quarterly measures have a figure for each quarter from `first` to `last`, monthly ones for each month, annual ones for each financial year
/// that lies wholly within, and occasional ones for every other such year, counted back from the last.
///
/// # Errors
/// See [`RecipeError`]: a code that the council does not have, a number out of its range, a span that is not of quarters, or no residents.
pub fn generate<'a>(
    council: &'a Council,
    real: &'a [Observation],
    recipes: &'a Illustrative,
) -> Result<impl Iterator<Item = Observation> + Send + 'a, RecipeError> {
    check::check(council, recipes)?;
    let ground = ground::Ground::survey(council, real, recipes)?;
    Ok(recipes.recipes.iter().flat_map(move |recipe| {
        council.measure(&recipe.measure).map(|measure| series::observations(council, real, &ground, measure, recipe)).unwrap_or_default()
    }))
}
