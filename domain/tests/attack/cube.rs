//! Figures of one measure, as they were counted, and as disclosure control releases them.

use domain::{
    catalogue::Catalogue,
    cell::Cell,
    disclosure::{Before, Earlier, Placed, Released, Subject, Sums, release, release_linked},
    folder::parse,
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Flags, Observation, Provenance},
    period::Period,
};

/// Figures as they were counted.
pub(super) struct Cube {
    pub(super) measure: Measure,
    pub(super) sums: Sums,
    /// Area, group, period, numerator and denominator.
    pub(super) counted: Vec<(u16, u16, Period, f64, f64)>,
    /// Areas whose figures are not there yet: nobody knows that there is nobody.
    pub(super) late: Vec<u16>,
}

impl Cube {
    pub(super) fn new(kind: Kind, threshold: u32, sums: Sums, counted: Vec<(u16, u16, Period, f64, f64)>) -> Self {
        let folder = parse(&crate::council::files("fixtures/calder-vale")).unwrap();
        let mut measure = folder.council.measures[0].clone();
        measure.kind = kind;
        measure.disclosure = Disclosure::Threshold { threshold, round_to: None, linked: None };
        Self { measure, sums, counted, late: Vec::new() }
    }

    /// The figures of a council's measure in a period; none where its policy has no threshold.
    pub(super) fn of(observations: &[Observation], catalogue: &Catalogue, measure: &Measure, period: Period) -> Option<Self> {
        let Disclosure::Threshold { .. } = measure.disclosure else { return None };
        let own = observations.iter().filter(|observation| observation.measure == measure.code && observation.period == period);
        let counted = own.filter_map(|observation| {
            let Figure::Parts { numerator, denominator } = observation.figure else { return None };
            let place = (catalogue.area_index(&observation.area)?, catalogue.group_index(&observation.group)?);
            Some((place.0, place.1, period, numerator, denominator.unwrap_or(0.0)))
        });
        Some(Self { measure: measure.clone(), sums: catalogue.sums(), counted: counted.collect(), late: Vec::new() })
    }

    pub(super) fn threshold(&self) -> f64 {
        match self.measure.disclosure {
            Disclosure::Threshold { threshold, .. } => f64::from(threshold),
            _ => unreachable!("made with a threshold"),
        }
    }

    /// What is released.
    pub(super) fn released(&self) -> Released {
        self.released_after(&Earlier::default())
    }

    /// What is known of it where this was released.
    pub(super) fn earlier(&self, released: &Released, before: &Earlier) -> Earlier {
        let released = released.cells.iter().zip(&released.held);
        let figures = self.counted.iter().zip(released).map(|(&(area, group, period, x, n), (cell, &held))| {
            let place = (area, group, period);
            let shown = match *cell {
                Cell::Parts { numerator, denominator } => Some((numerator, denominator)),
                _ => None,
            };
            let was = before.figures.get(&place).into_iter().flat_map(|was| was.shown.iter().chain(&was.told));
            (place, Before { counted: Some((x, n)), shown, held, told: was.copied().filter(|told| Some(*told) != shown).collect() })
        });
        Earlier { threshold: Some(self.threshold() as u32), figures: figures.collect() }
    }

    /// What is released where something of it was released before.
    pub(super) fn released_after(&self, earlier: &Earlier) -> Released {
        let observations = self.observations();
        release(&self.measure, &self.sums, &self.placed(&observations), earlier)
    }

    /// What is released of measures that are linked, or of each by itself.
    pub(super) fn all_released(cubes: &[Self], earlier: &[Earlier], linked: bool) -> Vec<Released> {
        if !linked {
            return cubes.iter().zip(earlier).map(|(cube, earlier)| cube.released_after(earlier)).collect();
        }
        let observations: Vec<Vec<Observation>> = cubes.iter().map(Self::observations).collect();
        let figures: Vec<Vec<Placed<'_>>> = cubes.iter().zip(&observations).map(|(cube, own)| cube.placed(own)).collect();
        let subject = |((cube, figures), earlier)| {
            let (cube, figures): (&Self, &Vec<Placed<'_>>) = (cube, figures);
            Subject { measure: &cube.measure, figures, earlier }
        };
        let subjects: Vec<Subject<'_>> = cubes.iter().zip(&figures).zip(earlier).map(subject).collect();
        release_linked(&cubes[0].sums, &subjects)
    }

    fn observations(&self) -> Vec<Observation> {
        self.counted.iter().map(|&(.., period, x, n)| self.observation(period, x, n)).collect()
    }

    fn placed<'a>(&self, observations: &'a [Observation]) -> Vec<Placed<'a>> {
        self.counted.iter().zip(observations).map(|(&(area, group, ..), observation)| Placed { area, group, observation }).collect()
    }

    /// What would be released if only what is too small by itself were hidden.
    pub(super) fn primary_only(&self) -> Vec<Cell> {
        let cells = self.counted.iter().map(|&figure| {
            let open = Cell::Parts { numerator: figure.3, denominator: figure.4 };
            if self.is_protected(figure) { Cell::Missing(domain::observation::Missing::Suppressed) } else { open }
        });
        cells.collect()
    }

    /// Whether a figure must not be told, written anew from STANDARDS §5.1: too few people on either side of a share, or altogether; or the
    /// same of all in a group, where it is not so of everyone.
    pub(super) fn is_protected(&self, (area, group, period, x, n): (u16, u16, Period, f64, f64)) -> bool {
        let few = |people: f64| people >= 1.0 && people < self.threshold();
        match self.measure.kind {
            Kind::Count => few(x),
            Kind::Rate => few(x) || few(n),
            Kind::Mean | Kind::Value => few(n),
            Kind::Proportion if self.is_same_of_everyone(area, period) => few(n),
            Kind::Proportion => few(x) || few(n - x) || few(n) || (self.is_a_group(area, group, n) && n >= 1.0 && (x < 1.0 || n - x < 1.0)),
        }
    }

    /// Whether a share is 0 % or 100 % of everyone, who are many or the whole place: then it is so of each group, and the figure for everyone
    /// says so.
    pub(super) fn is_same_of_everyone(&self, area: u16, period: Period) -> bool {
        let everyone = self.counted.iter().find(|known| (known.0, known.1, known.2) == (area, 0, period));
        everyone.is_some_and(|&(.., x, n)| (x < 1.0 || n - x < 1.0) && !self.is_a_group(area, 0, n))
    }

    /// Whether what all of so many have in common tells of each.
    fn is_a_group(&self, area: u16, group: u16, n: f64) -> bool {
        group != 0 || (self.sums.parents[usize::from(area)].is_some() && n < 10.0 * self.threshold())
    }

    fn observation(&self, period: Period, x: f64, n: f64) -> Observation {
        Observation {
            measure: self.measure.code.clone(),
            area: "CV-D".parse().unwrap(),
            period,
            group: "everyone".parse().unwrap(),
            figure: Figure::Parts { numerator: x, denominator: (n > 0.0).then_some(n) },
            flags: Flags::default(),
            provenance: Provenance::Council,
            source: None,
        }
    }
}
