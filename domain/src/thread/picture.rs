//! The thread as a small drawing: a dot for each knot in the column of its kind, and a line for each tie. What it says is said in the lists.

use std::collections::BTreeMap;

use super::Thread;

/// Width of the drawing.
pub const WIDTH: f64 = 500.0;
/// Least and most that lies between two dots of a column.
const STEP: (f64, f64) = (7.0, 24.0);
/// The height that a drawing has if its dots let it.
const HEIGHT: f64 = 180.0;

/// A dot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// The knot.
    pub knot: usize,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// The drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Its height.
    pub height: f64,
    /// Dots, column by column.
    pub dots: Vec<Dot>,
    /// Lines, each from an upper to a lower dot.
    pub lines: Vec<(Dot, Dot)>,
}

/// Draws columns of knots. Columns are in equal parts of the width, dots in the middle of the height.
pub fn picture(thread: &Thread, columns: &[Vec<usize>; 5]) -> Picture {
    let most = columns.iter().map(Vec::len).max().unwrap_or_default().max(1) as f64;
    let step = (HEIGHT / most).clamp(STEP.0, STEP.1);
    let height = step * most;
    let width = WIDTH / columns.len() as f64;
    let dots: Vec<Dot> = (0_u8..)
        .zip(columns)
        .flat_map(|(column, knots)| {
            let top = (height - step * knots.len() as f64) / 2.0;
            let x = (f64::from(column) + 0.5) * width;
            (0_u32..).zip(knots).map(move |(row, &knot)| Dot { knot, x, y: top + (f64::from(row) + 0.5) * step })
        })
        .collect();
    let at: BTreeMap<usize, Dot> = dots.iter().map(|dot| (dot.knot, *dot)).collect();
    let lines = thread.ties().filter_map(|(upper, lower)| Some((*at.get(&upper)?, *at.get(&lower)?))).collect();
    Picture { height, dots, lines }
}
