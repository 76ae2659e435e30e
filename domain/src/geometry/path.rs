//! Rounded coordinates and the `d` of a path.

/// Furthest coordinate drawn, in pixels.
const FAR: f64 = 100_000.0;

/// A coordinate in tenths of a pixel, without a negative zero; 0 for what is not a number.
pub fn tenth(v: f64) -> f64 {
    tenths(v) as f64 / 10.0
}

/// How many tenths of a pixel a coordinate is from zero; 0 for what is not a number.
pub(super) fn tenths(v: f64) -> i64 {
    (v.clamp(-FAR, FAR) * 10.0).round() as i64
}

/// A coordinate as [`tenth`] rounds it, as text.
pub fn text(v: f64) -> String {
    let mut text = String::new();
    write(&mut text, tenths(v));
    text
}

/// Writes a coordinate. A page has thousands, and this costs a tenth of what a general formatter does.
fn write(text: &mut String, tenths: i64) {
    if tenths < 0 {
        text.push('-');
    }
    let (mut whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let digit = |digit: u64| char::from(b'0' + (digit % 10) as u8);
    let mut unit = 1;
    while whole / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        text.push(digit(whole / unit));
        whole %= unit;
        unit /= 10;
    }
    if rest > 0 {
        text.push('.');
        text.push(digit(rest));
    }
}

/// The side of a frame: finite, not negative, in whole tenths and never longer than was asked for.
pub fn frame(side: f64) -> f64 {
    if side.is_nan() { 0.0 } else { (side.clamp(0.0, FAR) * 10.0).floor() / 10.0 }
}

/// Text of a path, as short as SVG allows without relative commands.
#[derive(Debug, Default)]
pub(super) struct Path {
    text: String,
}

impl Path {
    fn command(&mut self, letter: char, x: f64, y: f64) {
        self.text.push(letter);
        self.number(x);
        self.text.push(' ');
        self.number(y);
    }
    fn number(&mut self, v: f64) {
        write(&mut self.text, tenths(v));
    }
    /// Starts a stroke.
    pub(super) fn move_to(&mut self, x: f64, y: f64) {
        self.command('M', x, y);
    }
    /// Draws to a point.
    pub(super) fn line_to(&mut self, x: f64, y: f64) {
        self.command('L', x, y);
    }
    /// Draws down or up to a height.
    pub(super) fn vertical_to(&mut self, y: f64) {
        self.text.push('V');
        self.number(y);
    }
    /// A dot at the last point, where line caps are round.
    pub(super) fn dot(&mut self) {
        self.text.push_str("h0");
    }
    /// Draws through points and back to the first.
    pub(super) fn ring(&mut self, points: impl IntoIterator<Item = (f64, f64)>) {
        let mut first = true;
        for (x, y) in points {
            self.command(if first { 'M' } else { 'L' }, x, y);
            first = false;
        }
        if !first {
            self.text.push('Z');
        }
    }
    /// The finished text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "drawn numbers are equal to the digit or wrong")]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every point that a path of M, L, V, h0 and Z commands visits; fails on any other text.
    pub(crate) fn points(path: &str) -> Vec<(f64, f64)> {
        let spaced: String = path.chars().map(|c| if "MLVhZ".contains(c) { format!("|{c}") } else { c.to_string() }).collect();
        let mut found: Vec<(f64, f64)> = Vec::new();
        for command in spaced.split('|').filter(|command| !command.is_empty()) {
            let (letter, rest) = command.split_at(1);
            let numbers: Vec<f64> = rest.split_whitespace().map(|number| number.parse().unwrap()).collect();
            match (letter, numbers[..].as_ref()) {
                ("M" | "L", &[x, y]) => found.push((x, y)),
                ("V", &[y]) => found.push((found.last().unwrap().0, y)),
                ("h", &[0.0]) | ("Z", &[]) => {}
                other => panic!("unexpected {other:?} in {path}"),
            }
        }
        found
    }

    /// Whether all points of a path lie in a frame, edges included.
    pub(crate) fn inside(path: &str, width: f64, height: f64) -> bool {
        points(path).iter().all(|&(x, y)| (0.0..=width).contains(&x) && (0.0..=height).contains(&y))
    }

    /// Any number at all, ordinary ones as often as not.
    pub(crate) fn number() -> impl Strategy<Value = f64> {
        prop_oneof![
            4 => -1000.0..1000.0f64,
            1 => any::<f64>(),
            1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(0.0), Just(f64::MAX)],
        ]
    }

    proptest! {
        #[test]
        fn a_coordinate_is_written_as_the_number_it_rounds_to(v in number()) {
            let mut path = Path::default();
            path.vertical_to(v);
            prop_assert_eq!(path.finish(), format!("V{}", tenth(v)));
        }
    }

    #[test]
    fn coordinates_are_tenths() {
        assert_eq!(tenth(1.25), 1.3);
        assert_eq!(tenth(-0.04).to_string(), "0");
        assert_eq!(tenth(f64::NAN), 0.0);
        assert_eq!(tenth(f64::INFINITY), 100_000.0);
        assert_eq!((frame(10.19), frame(-3.0), frame(f64::NAN)), (10.1, 0.0, 0.0));
        let mut path = Path::default();
        path.ring([(0.0, 0.0), (1.04, 0.0), (1.0, 2.06)]);
        assert_eq!(path.finish(), "M0 0L1 0L1 2.1Z");
    }
}
