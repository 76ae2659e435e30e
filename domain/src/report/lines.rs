//! Text in lines, where nothing is there yet to measure it with: widths are estimated, rather too wide than too narrow.

/// About how wide a text is in a typeface like Source Sans 3, in the size of its type.
pub(super) fn width(text: &str) -> f64 {
    let one = |c: char| match c {
        ' ' => 0.205,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '(' | ')' | '[' | ']' | '/' | '-' => 0.316,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 0.836,
        'A'..='Z' => 0.612,
        c if c.is_ascii() => 0.51,
        _ => 0.571,
    };
    text.chars().map(one).sum()
}

/// A text in one line no wider than `most`; what has no room gives way to an ellipsis.
pub(super) fn cut(text: &str, most: f64) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let (mut shown, mut left) = (String::new(), most - width("…"));
    for c in text.chars() {
        left -= width(c.encode_utf8(&mut [0; 4]));
        if left < 0.0 {
            break;
        }
        shown.push(c);
    }
    format!("{}…", shown.trim_end_matches([' ', ',', ';', ':', '.', '(']))
}

/// A text in lines no wider than `most`. A word that is wider has a line of its own, and is cut.
pub(super) fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + width(" ") + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter().map(|line| cut(&line, most)).collect()
}

/// The largest of these sizes at which a text has room in so many lines, and its lines; at the last size the rest is cut off.
pub(super) fn fitted(text: &str, room: f64, heavier: f64, sizes: &[(f64, usize)]) -> (f64, Vec<String>) {
    let at = |size: f64| lines(text, room / (size * heavier));
    let fits = sizes.iter().find(|(size, most)| {
        let whole = at(*size);
        whole.len() <= *most && whole.iter().all(|line| !line.ends_with('…'))
    });
    let (size, most) = fits.or(sizes.last()).copied().unwrap_or((16.0, 1));
    let mut shown = at(size);
    if shown.len() > most {
        let rest = shown.split_off(most - 1).join(" ");
        shown.push(cut(&rest, room / (size * heavier)));
    }
    (size, shown)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_text_stays_large_and_a_long_one_is_cut_at_the_last_size() {
        let sizes = [(60.0, 1), (40.0, 2)];
        assert_eq!(fitted("Falls", 600.0, 1.0, &sizes), (60.0, vec!["Falls".to_owned()]));
        let (size, shown) = fitted(&"many words ".repeat(20), 600.0, 1.0, &sizes);
        assert!((size - 40.0).abs() < 1e-9 && shown.len() == 2 && shown[1].ends_with('…'), "{shown:?}");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_every_word_is_there_that_has_room(text in "[a-zA-Z0-9%’ ]{0,120}", most in 6.0..40.0f64) {
            let lines = lines(&text, most);
            prop_assert!(lines.iter().all(|line| width(line) <= most + 1e-9), "{lines:?}");
            if lines.iter().all(|line| !line.ends_with('…')) {
                let words: Vec<&str> = text.split_whitespace().collect();
                prop_assert_eq!(lines.join(" "), words.join(" "));
            }
        }
    }
}
