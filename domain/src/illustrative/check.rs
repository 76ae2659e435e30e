//! What can be wrong with recipes.

use crate::{
    code::MeasureCode,
    council::Council,
    measure::{Kind, Measure},
    period::{Period, PeriodKind},
    recipe::{Illustrative, Recipe},
};

/// Why no figures can be made from recipes.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RecipeError {
    /// The council has no area of type city.
    #[error("no area is the city: give one area the type `city`")]
    NoCity,
    /// The span is not one of quarters, or ends before it starts.
    #[error("illustrative figures run from {first} to {last}: both must be quarters, the first no later than the last")]
    Span {
        /// First period as given.
        first: Period,
        /// Last period as given.
        last: Period,
    },
    /// The council has nothing with this code.
    #[error("the recipes name the {what} `{code}`, which the council does not have")]
    Unknown {
        /// What the code names.
        what: &'static str,
        /// The code.
        code: String,
    },
    /// Two recipes for one measure.
    #[error("`{measure}` has two recipes: keep one")]
    Twice {
        /// The measure.
        measure: MeasureCode,
    },
    /// A number out of its range.
    #[error("`{field}` of the recipe for `{measure}` is {value}: it must be {rule}")]
    Number {
        /// The measure.
        measure: MeasureCode,
        /// The field.
        field: &'static str,
        /// The number as given.
        value: f64,
        /// The rule that it breaks.
        rule: &'static str,
    },
    /// A share that is not a share.
    #[error("the share of `{group}` is {value}: it must be from 0 to 1")]
    Share {
        /// The group.
        group: String,
        /// The number as given.
        value: f64,
    },
    /// No ward has residents, so there is nothing to spread figures over.
    #[error("`{measure}` gives no ward any residents: add observations of it by ward")]
    NoResidents {
        /// The population measure.
        measure: MeasureCode,
    },
}

/// Checks all that can be checked before any figure is made.
pub(super) fn check(council: &Council, recipes: &Illustrative) -> Result<(), RecipeError> {
    let Illustrative { first, last, .. } = *recipes;
    if first.kind() != PeriodKind::Quarter || last.kind() != PeriodKind::Quarter || first > last {
        return Err(RecipeError::Span { first, last });
    }
    for code in [&recipes.gradient, &recipes.population] {
        measure_of(council, code)?;
    }
    for (group, value) in &recipes.shares {
        group_exists(council, group.as_str())?;
        if !(0.0..=1.0).contains(value) {
            return Err(RecipeError::Share { group: group.to_string(), value: *value });
        }
    }
    for (place, recipe) in recipes.recipes.iter().enumerate() {
        if recipes.recipes[..place].iter().any(|other| other.measure == recipe.measure) {
            return Err(RecipeError::Twice { measure: recipe.measure.clone() });
        }
        check_recipe(council, measure_of(council, &recipe.measure)?, recipe)?;
    }
    Ok(())
}

fn measure_of<'a>(council: &'a Council, code: &MeasureCode) -> Result<&'a Measure, RecipeError> {
    council.measure(code).ok_or_else(|| RecipeError::Unknown { what: "measure", code: code.to_string() })
}

fn group_exists(council: &Council, code: &str) -> Result<(), RecipeError> {
    let found = council.characteristics.iter().flat_map(|one| &one.groups).any(|group| group.code.as_str() == code);
    if found { Ok(()) } else { Err(RecipeError::Unknown { what: "group", code: code.to_owned() }) }
}

fn check_recipe(council: &Council, measure: &Measure, recipe: &Recipe) -> Result<(), RecipeError> {
    for code in &measure.breakdowns {
        if !council.characteristics.iter().any(|one| &one.code == code) {
            return Err(RecipeError::Unknown { what: "characteristic", code: code.to_string() });
        }
    }
    for (group, _) in &recipe.groups {
        group_exists(council, group.as_str())?;
    }
    for code in recipe.trouble.iter().chain(recipe.comparators.iter().map(|(area, _)| area)) {
        if council.area(code).is_none() {
            return Err(RecipeError::Unknown { what: "area", code: code.to_string() });
        }
    }
    check_numbers(measure, recipe)
}

fn check_numbers(measure: &Measure, recipe: &Recipe) -> Result<(), RecipeError> {
    let fail = |field, value, rule| Err(RecipeError::Number { measure: recipe.measure.clone(), field, value, rule });
    let levels = std::iter::once(("level", recipe.level)).chain(recipe.comparators.iter().map(|(_, level)| ("comparators", *level)));
    for (field, level) in levels {
        if measure.kind == Kind::Proportion && !(level > 0.0 && level < 100.0) {
            return fail(field, level, "between 0 and 100, neither included");
        }
        if !(level > 0.0 && level <= 1e12) {
            return fail(field, level, "above 0 and at most a million million");
        }
    }
    let parted = matches!(measure.kind, Kind::Proportion | Kind::Rate | Kind::Mean);
    if parted && !(recipe.base > 0.0 && recipe.base <= 1e4) {
        return fail("base", recipe.base, "above 0 and at most 10,000");
    }
    for (field, value) in [("spread", recipe.spread), ("noise", recipe.noise)] {
        if !(0.0..=20.0).contains(&value) {
            return fail(field, value, "from 0 to 20");
        }
    }
    let effects = [("gradient", recipe.gradient), ("drift", recipe.drift), ("season", recipe.season), ("break_by", recipe.break_by)];
    for (field, value) in effects.into_iter().chain(recipe.groups.iter().map(|(_, effect)| ("groups", *effect))) {
        if !(-20.0..=20.0).contains(&value) {
            return fail(field, value, "from -20 to 20");
        }
    }
    if !(0.0..=1.0).contains(&recipe.unknown) {
        return fail("unknown", recipe.unknown, "from 0 to 1");
    }
    Ok(())
}
