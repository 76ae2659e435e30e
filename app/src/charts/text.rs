//! Text in a drawing: broken into lines, and kept apart.

use domain::order::sort_by;

/// Breaks a text into at most three lines of about `width` characters, at spaces only.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        lines[2].push('…');
    }
    lines.join("\n")
}

/// Number of lines of a text.
pub(super) fn lines(text: &str) -> usize {
    text.split('\n').count()
}

/// Characters in the longest line of texts.
pub(super) fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.flat_map(|text| text.split('\n')).map(|line| line.chars().count()).max().unwrap_or(0)
}

/// About the width of so many characters, in pixels.
pub(super) fn pixels(characters: usize) -> f64 {
    characters as f64 * 7.0
}

/// Moves the middles of labels apart until none overlaps another and all are between 0 and `room`, as far as there is room;
/// the order from top to bottom stays. `wanted` has the middle and height of each, in pixels.
pub(super) fn apart(wanted: &[(f64, f64)], room: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    sort_by(&mut order, |&a, &b| wanted[a].0.total_cmp(&wanted[b].0).then(a.cmp(&b)));
    let mut middles = vec![0.0; wanted.len()];
    let mut free = 0.0;
    for &at in &order {
        let (middle, height) = wanted[at];
        middles[at] = middle.max(free + height / 2.0);
        free = middles[at] + height / 2.0;
    }
    let mut free = room;
    for &at in order.iter().rev() {
        let height = wanted[at].1;
        middles[at] = middles[at].min(free - height / 2.0);
        free = middles[at] - height / 2.0;
    }
    // What was pushed down for no reason of its own goes half of its way back: labels share the push.
    let mut free = 0.0;
    for (place, &at) in order.iter().enumerate() {
        let height = wanted[at].1;
        let next = order.get(place + 1).map_or(room, |&next| middles[next] - wanted[next].1 / 2.0);
        let back = middles[at] - (middles[at] - wanted[at].0).max(0.0) / 2.0;
        middles[at] = back.max(free + height / 2.0).min(next - height / 2.0);
        free = middles[at] + height / 2.0;
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::{apart, wrap};

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(wrap("Black, Black British, Caribbean or African", 16), "Black, Black\nBritish,\nCaribbean or…");
        assert_eq!(wrap("Everyone", 3), "Everyone");
        assert_eq!(wrap("", 3), "");
    }

    #[test]
    fn labels_do_not_overlap_and_stay_inside() {
        let wanted = [(100.0, 17.0), (101.0, 34.0), (5.0, 17.0), (199.0, 17.0)];
        let middles = apart(&wanted, 200.0);
        let mut spans: Vec<(f64, f64)> = middles.iter().zip(&wanted).map(|(m, (_, h))| (m - h / 2.0, m + h / 2.0)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1e-9), "{spans:?}");
        assert!(spans[0].0 >= 0.0 && spans[3].1 <= 200.0, "{spans:?}");
        assert!((middles[3] - 191.5).abs() < 1e-9, "{middles:?}");
    }

    #[test]
    fn labels_that_do_not_touch_stay_where_they_are() {
        assert_eq!(apart(&[(20.0, 17.0), (80.0, 17.0)], 200.0), [20.0, 80.0]);
    }
}
