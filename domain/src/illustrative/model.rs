//! What a measure's figure is expected to be in a ward and period.

use super::{
    course::{self, Moment},
    draw::{self, Draw},
    ground::{Ground, Ward},
};
use crate::{
    measure::{Kind, Measure, Polarity},
    recipe::Recipe,
};

/// What a draw is for: part of its key, so that no two purposes share a draw.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// The lasting difference of a ward.
    Ward = 1,
    /// What moves all wards from period to period.
    Common,
    /// What moves one ward from period to period.
    Own,
    /// The counts of a cell.
    Cell,
    /// Whether a ward's period is left out.
    Hidden,
    /// The course of a comparator.
    Comparator,
}

/// Expected figures of one measure.
pub(super) struct Model<'a> {
    /// The measure.
    pub(super) measure: &'a Measure,
    /// Its recipe.
    pub(super) recipe: &'a Recipe,
    /// Its periods.
    pub(super) moments: Vec<Moment>,
    /// What moves every area in each period, but for a break.
    pub(super) common: Vec<f64>,
    /// Need of the city.
    need: f64,
    /// The key of its draws.
    key: u64,
    /// Added everywhere, so that the city starts at the level.
    intercept: f64,
}

impl<'a> Model<'a> {
    /// The model of a recipe.
    pub(super) fn of(ground: &Ground, measure: &'a Measure, recipe: &'a Recipe) -> Self {
        let key = draw::join(&[ground.recipes.seed, draw::text_key(measure.code.as_str())]);
        let moments = course::moments(ground.recipes, recipe, measure.frequency);
        let mut model = Self { measure, recipe, moments, common: Vec::new(), need: ground.need, key, intercept: 0.0 };
        model.common = model.moments.iter().map(|moment| model.common_effect(moment)).collect();
        if !model.moments.is_empty() {
            model.intercept = model.solve(ground);
        }
        model
    }

    /// A sequence of draws for this measure.
    pub(super) fn draw(&self, purpose: Purpose, keys: &[u64]) -> Draw {
        Draw::of(draw::join(&[self.key, purpose as u64, draw::join(keys)]))
    }

    /// Drift, season and the part of noise that all areas share: of its variance, 0.36.
    fn common_effect(&self, moment: &Moment) -> f64 {
        let noise = 0.6 * self.recipe.noise * self.draw(Purpose::Common, &[moment.key]).normal();
        self.recipe.drift * moment.years + self.recipe.season * moment.wave + noise
    }

    /// What sets a ward in a period apart, on the scale of effects. A ward in trouble is never better than the usual ward before its trouble.
    fn effect(&self, ward: &Ward, at: usize) -> f64 {
        let (recipe, moment) = (self.recipe, &self.moments[at]);
        let mut lasting = recipe.gradient * ward.need + recipe.spread * self.draw(Purpose::Ward, &[ward.key]).normal();
        if recipe.trouble.contains(&ward.area.code) {
            let worse = self.worse();
            let trouble = 1.6 * recipe.spread.max(0.3) * moment.worsening;
            let usual = recipe.gradient * self.need;
            lasting = usual + worse * ((worse * (lasting - usual)).max(0.0) + trouble);
        }
        let own = 0.8 * recipe.noise * self.draw(Purpose::Own, &[ward.key, moment.key]).normal();
        let broken = if moment.broken { recipe.break_by } else { 0.0 };
        (lasting + own + self.common[at] + broken).clamp(-40.0, 40.0)
    }

    /// Which way is worse: where the measure has no better side, the way that need pulls.
    fn worse(&self) -> f64 {
        match self.measure.polarity {
            Polarity::High => -1.0,
            Polarity::Low => 1.0,
            Polarity::Range | Polarity::None => 1.0_f64.copysign(self.recipe.gradient),
        }
    }

    /// A value in the measure's unit as the share, rate or mean of one; a count is left as it is.
    pub(super) fn natural(&self, level: f64) -> f64 {
        match self.measure.kind {
            Kind::Proportion => level / 100.0,
            Kind::Rate => level / f64::from(self.measure.per.max(1)),
            Kind::Count | Kind::Mean | Kind::Value => level,
        }
    }

    /// The natural value on the scale of effects.
    pub(super) fn link(&self, natural: f64) -> f64 {
        match self.measure.kind {
            Kind::Proportion => (natural / (1.0 - natural)).ln(),
            Kind::Rate | Kind::Count | Kind::Mean | Kind::Value => natural.ln(),
        }
    }

    /// The natural value from the scale of effects.
    pub(super) fn unlink(&self, scale: f64) -> f64 {
        match self.measure.kind {
            Kind::Proportion => 1.0 / (1.0 + (-scale).exp()),
            Kind::Rate | Kind::Count | Kind::Mean | Kind::Value => scale.min(30.0).exp(),
        }
    }

    /// The expected figure of a ward in a period, on the scale of effects. For a count it is that of one resident.
    pub(super) fn scale(&self, ward: &Ward, at: usize) -> f64 {
        self.intercept + self.effect(ward, at)
    }

    /// The intercept at which the wards' expected figures of the first period, weighted by residents, make the level. Found by halving an
    /// interval for log-odds; on the log scale it is the logarithm of a quotient.
    fn solve(&self, ground: &Ground) -> f64 {
        let wards: Vec<(f64, f64)> =
            ground.wards.iter().filter_map(|ward| ward.residents.map(|residents| (residents, self.effect(ward, 0)))).collect();
        let residents: f64 = wards.iter().map(|(residents, _)| residents).sum();
        let level = self.natural(self.recipe.level);
        if self.measure.kind != Kind::Proportion {
            let weighted: f64 = wards.iter().map(|(residents, effect)| residents * effect.exp()).sum();
            return (level * if self.measure.kind == Kind::Count { 1.0 } else { residents } / weighted).ln();
        }
        let (mut low, mut high) = (-100.0, 100.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            let expected: f64 = wards.iter().map(|(residents, effect)| residents * self.unlink(middle + effect)).sum();
            if expected < level * residents {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }
}
