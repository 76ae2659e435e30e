//! A frame as bytes and back.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Cube, Frame, FrameError, Shape, Slice,
    bytes::{Reader, Writer},
};
use crate::{
    cell::{Cell, Notes},
    observation::Missing,
};

const MAGIC: [u8; 3] = *b"MU1";
/// Most decimals that a supplied value keeps.
const MAX_SCALE: u8 = 6;

/// The byte that says what a cell is.
pub(super) fn state(cell: Cell) -> u8 {
    match cell {
        Cell::Parts { .. } => 0,
        Cell::Value(_) => 1,
        Cell::Missing(why) => 2 + Missing::ALL.iter().position(|&r| r == why).unwrap_or(0) as u8,
    }
}

/// The reason a state byte gives for a missing value; `None` where there is one.
pub(super) fn reason(state: u8) -> Result<Option<Missing>, FrameError> {
    match state {
        0 | 1 => Ok(None),
        _ => Missing::ALL.get(usize::from(state) - 2).map(|&why| Some(why)).ok_or(FrameError::Range("a state")),
    }
}

/// The fewest decimals, up to [`MAX_SCALE`], that keep every number of a cube.
fn scale(cube: &Cube) -> u8 {
    let numbers = cube.cells.iter().flat_map(|cell| match *cell {
        Cell::Parts { numerator, denominator } => [numerator, denominator],
        Cell::Value(value) => [value, 0.0],
        Cell::Missing(_) => [0.0, 0.0],
    });
    let limits = cube.intervals.values().flat_map(|&(lower, upper)| [lower, upper]);
    numbers.chain(limits).fold(0, |scale, number| {
        (scale..MAX_SCALE).find(|&s| unscaled(scaled(number, s), s).to_bits() == number.to_bits()).unwrap_or(MAX_SCALE)
    })
}

fn scaled(number: f64, scale: u8) -> i64 {
    (number * 10f64.powi(i32::from(scale))).round() as i64
}

fn unscaled(number: i64, scale: u8) -> f64 {
    number as f64 / 10f64.powi(i32::from(scale))
}

/// Differences from one period to the next, group by group.
fn differences(numbers: &[i64], periods: usize) -> Vec<i64> {
    let mut out = Vec::with_capacity(numbers.len());
    for group in numbers.chunks(periods.max(1)) {
        let mut before = 0;
        for &number in group {
            out.push(number.wrapping_sub(before));
            before = number;
        }
    }
    out
}

fn summed(mut differences: Vec<i64>, periods: usize) -> Vec<i64> {
    for group in differences.chunks_mut(periods.max(1)) {
        let mut before = 0i64;
        for number in group {
            before = before.wrapping_add(*number);
            *number = before;
        }
    }
    differences
}

/// A column of one of the cells' numbers; a missing cell repeats what went before, which costs nothing.
fn column(cube: &Cube, scale: u8, pick: impl Fn(Cell) -> Option<f64>) -> Vec<i64> {
    let periods = cube.shape.periods.len().max(1);
    let mut before = 0;
    cube.cells
        .iter()
        .enumerate()
        .map(|(at, &cell)| {
            if at % periods == 0 {
                before = 0;
            }
            before = pick(cell).map_or(before, |number| scaled(number, scale));
            before
        })
        .collect()
}

pub(super) fn encode(frame: &Frame) -> Vec<u8> {
    let mut out = Writer(MAGIC.to_vec());
    let (by, key) = match frame.slice {
        Slice::Area(area) => (0, area),
        Slice::Measure(measure) => (1, measure),
    };
    out.byte(by);
    out.number(u64::from(key));
    let mut shapes: Vec<&Shape> = frame.cubes.iter().map(|cube| &*cube.shape).collect();
    shapes.sort_unstable();
    shapes.dedup();
    out.number(shapes.len() as u64);
    for shape in &shapes {
        out.rising(&shape.groups);
        out.rising(&shape.periods);
    }
    out.number(frame.cubes.len() as u64);
    let mut denominators: Vec<Vec<i64>> = Vec::new();
    for cube in &frame.cubes {
        let scale = scale(cube);
        out.number(u64::from(if by == 0 { cube.measure } else { cube.area }));
        out.number(shapes.binary_search(&&*cube.shape).unwrap_or(0) as u64);
        out.byte(scale);
        out.runs(cube.cells.iter().map(|&cell| state(cell)));
        out.runs(cube.notes.iter().map(|notes| notes.bits()));
        let periods = cube.shape.periods.len();
        let numerators = column(cube, scale, |cell| match cell {
            Cell::Parts { numerator, .. } => Some(numerator),
            Cell::Value(value) => Some(value),
            Cell::Missing(_) => None,
        });
        out.planes(&differences(&numerators, periods));
        // Denominators that many measures share are written once and pointed at.
        let column = column(cube, scale, |cell| match cell {
            Cell::Parts { denominator, .. } => Some(denominator),
            _ => None,
        });
        if let Some(at) = denominators.iter().position(|known| *known == column) {
            out.number(at as u64 + 1);
        } else {
            out.number(0);
            out.planes(&differences(&column, periods));
            denominators.push(column);
        }
        out.number(cube.intervals.len() as u64);
        for (&at, &(lower, upper)) in &cube.intervals {
            out.number(u64::from(at));
            out.planes(&[scaled(lower, scale), scaled(upper, scale)]);
        }
    }
    out.0
}

pub(super) fn decode(bytes: &[u8]) -> Result<Frame, FrameError> {
    let mut input = Reader(bytes.strip_prefix(&MAGIC).ok_or(FrameError::Version)?);
    let by = input.byte()?;
    let key = input.index(usize::from(u16::MAX), "the frame's key")? as u16;
    let slice = match by {
        0 => Slice::Area(key),
        1 => Slice::Measure(key),
        _ => return Err(FrameError::Version),
    };
    let count = input.index(1 << 12, "the number of shapes")?;
    let shapes = (0..count).map(|_| Ok(Arc::new(Shape::new(input.rising()?, input.rising()?)))).collect::<Result<Vec<_>, FrameError>>()?;
    let count = input.index(1 << 16, "the number of cubes")?;
    let mut denominators: Vec<Vec<i64>> = Vec::new();
    let mut cubes = Vec::new();
    for _ in 0..count {
        cubes.push(Arc::new(decode_cube(&mut input, slice, &shapes, &mut denominators)?));
    }
    Ok(Frame { slice, cubes })
}

fn decode_cube(input: &mut Reader<'_>, slice: Slice, shapes: &[Arc<Shape>], denominators: &mut Vec<Vec<i64>>) -> Result<Cube, FrameError> {
    let other = input.index(usize::from(u16::MAX), "an index")? as u16;
    let shape = Arc::clone(&shapes[input.index(shapes.len(), "a shape")?]);
    let scale = input.byte()?;
    if scale > MAX_SCALE {
        return Err(FrameError::Range("a scale"));
    }
    let (length, periods) = (shape.len(), shape.periods.len());
    let states = input.runs(length)?;
    let notes = input.runs(length)?.into_iter().map(Notes::from_bits).collect();
    let numerators = summed(input.planes(length)?, periods);
    let at = match input.index(denominators.len() + 1, "a denominator")? {
        0 => {
            denominators.push(summed(input.planes(length)?, periods));
            denominators.len() - 1
        }
        known => known - 1,
    };
    let column = &denominators[at];
    if column.len() != length {
        return Err(FrameError::Range("a denominator"));
    }
    let cells = states
        .iter()
        .zip(numerators.iter().zip(column))
        .map(|(&state, (&numerator, &denominator))| {
            Ok(match (reason(state)?, state) {
                (Some(why), _) => Cell::Missing(why),
                (None, 0) => Cell::Parts { numerator: unscaled(numerator, scale), denominator: unscaled(denominator, scale) },
                (None, _) => Cell::Value(unscaled(numerator, scale)),
            })
        })
        .collect::<Result<_, FrameError>>()?;
    let count = input.index(length + 1, "the number of intervals")?;
    let mut intervals = BTreeMap::new();
    for _ in 0..count {
        let at = input.index(length, "an interval")? as u32;
        let limits = input.planes(2)?;
        intervals.insert(at, (unscaled(limits[0], scale), unscaled(limits[1], scale)));
    }
    let (area, measure) = match slice {
        Slice::Area(area) => (area, other),
        Slice::Measure(measure) => (other, measure),
    };
    Ok(Cube { area, measure, shape, cells, notes, intervals })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::observation::{Flags, Provenance};

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            (0..7usize).prop_map(|at| Cell::Missing(Missing::ALL[at])),
            (0..5_000_000u32, 0..5_000_000u32).prop_map(|(x, n)| Cell::Parts { numerator: f64::from(x), denominator: f64::from(n) }),
            (-9_999_999..9_999_999i64, 0..=6u8).prop_map(|(v, s)| Cell::Value(unscaled(v, s))),
        ]
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let cube = (1..4usize, 1..6usize).prop_flat_map(|(groups, periods)| {
            prop::collection::vec(cell(), groups * periods).prop_map(move |cells| {
                let shape = Shape::new((0..groups as u16).collect(), (3..3 + periods as u16).collect());
                let notes =
                    cells.iter().map(|_| Notes::new(Flags { revised: true, ..Flags::default() }, Provenance::Illustrative)).collect();
                Cube { area: 7, measure: 0, shape: Arc::new(shape), cells, notes, intervals: [(0, (1.25, 2.5))].into() }
            })
        });
        prop::collection::vec(cube, 0..5).prop_map(|cubes| Frame {
            slice: Slice::Area(7),
            cubes: cubes.into_iter().enumerate().map(|(at, cube)| Arc::new(Cube { measure: at as u16 * 3, ..cube })).collect(),
        })
    }

    proptest! {
        #[test]
        fn frames_round_trip(frame in frame()) {
            prop_assert_eq!(Frame::decode(&frame.encode()).unwrap(), frame);
        }

        #[test]
        fn damaged_bytes_are_refused_or_read_never_worse(frame in frame(), at in any::<prop::sample::Index>(), byte: u8) {
            let mut bytes = frame.encode();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _outcome = Frame::decode(&bytes);
            let _outcome = Frame::decode(&bytes[..at]);
        }
    }
}
