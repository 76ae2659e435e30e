//! One period of every area, measure and group, at the precision shown: what maps and strips are drawn from. What the city's figure of
//! each measure hides rides along.

use super::{
    FrameError,
    bytes::{Reader, Writer},
    codec,
};
use crate::{average::Hidden, catalogue::Catalogue, cell::Cell, observation::Missing};

/// Marks a missing value; the lowest byte is its state.
const MISSING: i32 = i32::MIN;

/// The shown values of one measure: groups × areas.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sheet {
    /// The period shown, as an index: the measure's newest that ends no later than the spread's.
    period: Option<u16>,
    /// Groups it holds, rising.
    groups: Vec<u16>,
    /// Shown values in units of the last decimal, group by group, area by area.
    values: Vec<i32>,
    /// What the city's figure hides.
    hidden: Hidden,
}

/// One period of every area, measure and group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    areas: usize,
    sheets: Vec<Sheet>,
}

impl Spread {
    /// Gathers the spread of a period. `cell` gives a released cell by measure, area, group and period.
    pub fn gather(
        catalogue: &Catalogue,
        until: crate::period::Period,
        groups: impl Fn(u16) -> Vec<u16>,
        cell: impl Fn(u16, u16, u16, u16) -> Cell,
    ) -> Self {
        let areas = catalogue.areas.len();
        let sheets = (0..catalogue.measures.len() as u16)
            .map(|at| {
                let measure = &catalogue.measures[usize::from(at)];
                let Some(period) = catalogue.as_of(at, until) else {
                    return Sheet { period: None, groups: Vec::new(), values: Vec::new(), hidden: Hidden::default() };
                };
                let unit = 10f64.powi(i32::from(measure.decimals));
                let groups = groups(at);
                let shown = |group: u16, area: u16| {
                    let cell = cell(at, area, group, period);
                    match cell.value(measure) {
                        Some(value) => (value * unit).round().clamp(-2e9, 2e9) as i32,
                        None => MISSING + i32::from(codec::state(Cell::Missing(cell.missing().unwrap_or(Missing::NotApplicable)))),
                    }
                };
                let values = groups.iter().flat_map(|&group| (0..areas as u16).map(move |area| (group, area)));
                let values = values.map(|(group, area)| shown(group, area)).collect();
                Sheet { period: Some(period), values, groups, hidden: Hidden::default() }
            })
            .collect();
        Self { areas, sheets }
    }

    /// The period that a measure shows.
    pub fn period(&self, measure: u16) -> Option<u16> {
        self.sheets.get(usize::from(measure))?.period
    }

    /// With what the city's figure of each measure hides, by measure and period.
    #[must_use]
    pub fn with_hidden(mut self, hidden: impl Fn(u16, u16) -> Hidden) -> Self {
        for (measure, sheet) in (0..).zip(&mut self.sheets) {
            sheet.hidden = sheet.period.map(|period| hidden(measure, period)).unwrap_or_default();
        }
        self
    }

    /// What the city's figure of a measure hides.
    pub fn hidden(&self, measure: u16) -> Option<&Hidden> {
        self.sheets.get(usize::from(measure)).map(|sheet| &sheet.hidden)
    }

    /// The value shown for a measure, group and area, or why there is none.
    pub fn value(&self, catalogue: &Catalogue, measure: u16, group: u16, area: u16) -> Result<f64, Missing> {
        let shown = self.row(measure, group).and_then(|row| row.get(usize::from(area))).copied();
        match shown {
            None => Err(Missing::NotCollected),
            Some(value) if value < MISSING + 256 => {
                Err(codec::reason((value - MISSING) as u8).ok().flatten().unwrap_or(Missing::NotAvailable))
            }
            Some(value) => Ok(f64::from(value) / 10f64.powi(i32::from(catalogue.measures[usize::from(measure)].decimals))),
        }
    }

    fn row(&self, measure: u16, group: u16) -> Option<&[i32]> {
        let sheet = self.sheets.get(usize::from(measure))?;
        let at = sheet.groups.binary_search(&group).ok()?;
        sheet.values.get(at * self.areas..(at + 1) * self.areas)
    }

    /// As bytes: each group as differences from the first, which is everyone.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer(b"MS2".to_vec());
        out.number(self.areas as u64);
        out.number(self.sheets.len() as u64);
        for sheet in &self.sheets {
            out.number(sheet.period.map_or(0, |period| u64::from(period) + 1));
            out.rising(&sheet.groups);
            let missing = |value: i32| value < MISSING + 256;
            out.runs(sheet.values.iter().map(|&value| if missing(value) { (value - MISSING) as u8 } else { 0 }));
            let first = |at: usize| sheet.values[at % self.areas.max(1)];
            let differences: Vec<i64> = (0..sheet.values.len())
                .filter(|&at| !missing(sheet.values[at]))
                .map(|at| {
                    let base = if at < self.areas || missing(first(at)) { 0 } else { first(at) };
                    i64::from(sheet.values[at]) - i64::from(base)
                })
                .collect();
            out.number(differences.len() as u64);
            out.planes(&differences);
            out.rising(&sheet.hidden.areas);
            out.rising(&sheet.hidden.groups);
        }
        out.0
    }

    /// From bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let mut input = Reader(bytes.strip_prefix(b"MS2").ok_or(FrameError::Version)?);
        let areas = input.index(1 << 16, "the number of areas")?;
        let count = input.index(1 << 16, "the number of measures")?;
        let mut sheets = Vec::new();
        for _ in 0..count {
            let period = match input.index(usize::from(u16::MAX), "a period")? {
                0 => None,
                period => Some(period as u16 - 1),
            };
            let groups = input.rising()?;
            let states = input.runs(groups.len() * areas)?;
            let held = input.index(states.len() + 1, "the number of values")?;
            let mut differences = input.planes(held)?.into_iter();
            let mut values: Vec<i32> = Vec::with_capacity(states.len());
            for (at, &state) in states.iter().enumerate() {
                let value = if state == 0 {
                    let base = values.get(at % areas.max(1)).copied().filter(|&v| at >= areas && v >= MISSING + 256).unwrap_or(0);
                    let difference = differences.next().ok_or(FrameError::Short)?;
                    i32::try_from(difference.saturating_add(i64::from(base))).ok().ok_or(FrameError::Range("a value"))?
                } else {
                    MISSING + i32::from(state)
                };
                values.push(value);
            }
            let hidden = Hidden { areas: input.rising()?, groups: input.rising()? };
            sheets.push(Sheet { period, groups, values, hidden });
        }
        Ok(Self { areas, sheets })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spread() -> impl Strategy<Value = Spread> {
        let value = prop_oneof![3 => -3000..90_000i32, 1 => (2..9i32).prop_map(|state| MISSING + state)];
        (1..6usize, 1..4usize).prop_flat_map(move |(areas, groups)| {
            let rising = || prop::collection::btree_set(0..900u16, 0..5).prop_map(|set| set.into_iter().collect());
            let hidden = (rising(), rising()).prop_map(|(areas, groups)| Hidden { areas, groups });
            let sheet = (prop::collection::vec(value.clone(), areas * groups), hidden).prop_map(move |(values, hidden)| Sheet {
                period: Some(4),
                groups: (0..groups as u16).collect(),
                values,
                hidden,
            });
            prop::collection::vec(sheet, 0..4).prop_map(move |sheets| Spread { areas, sheets })
        })
    }

    proptest! {
        #[test]
        fn spreads_round_trip(spread in spread()) {
            prop_assert_eq!(Spread::decode(&spread.encode()).unwrap(), spread);
        }

        #[test]
        fn damaged_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _outcome = Spread::decode(&[b"MS2".as_slice(), &bytes].concat());
        }
    }
}
