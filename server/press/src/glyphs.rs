//! Text as the fonts can show it. PDF/UA forbids text without a glyph, and one emoji in a comment must not stop a report.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::Fonts;

/// A text in the characters that there are. Letters and their accents become one character where there is one; breaks of lines become spaces; what is
/// not seen (controls, joiners, marks of direction) is left out; anything else that no font has is replaced.
pub(crate) fn shown(text: &str, fonts: &Fonts) -> String {
    let instead = if fonts.has(&['\u{fffd}']) { '\u{fffd}' } else { '?' };
    let mut shown = String::with_capacity(text.len());
    // A letter, and the marks that stand on it.
    let mut cluster: Vec<char> = Vec::new();
    for c in text.nfc().filter_map(plain) {
        if is_combining_mark(c) && !cluster.is_empty() {
            cluster.push(c);
            if !fonts.has(&cluster) {
                cluster.pop();
                continue;
            }
            shown.push(c);
        } else {
            let c = match c {
                ' ' => ' ',
                c if fonts.has(&[c]) && !private(c) && !is_combining_mark(c) => c,
                c if c.is_whitespace() => ' ',
                '\u{2010}' | '\u{2011}' => '-',
                _ => instead,
            };
            cluster.clear();
            cluster.push(c);
            shown.push(c);
        }
    }
    shown
}

/// A drawing whose text is in the characters that there are, as they are and as numbers (`&#x1f44d;`). What is markup in it is ASCII and stays.
pub(crate) fn drawn(svg: &str, fonts: &Fonts) -> String {
    let mut drawn = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find("&#") {
        drawn.push_str(&shown_outside(&rest[..at], fonts));
        let after = &rest[at + 2..];
        let length = after.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(after.len());
        let number = &after[..length];
        let code = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |number| u32::from_str_radix(number, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) if !c.is_ascii() && after[length..].starts_with(';') => {
                drawn.push_str(&shown(c.encode_utf8(&mut [0; 4]), fonts));
                rest = &after[length + 1..];
            }
            _ => {
                drawn.push_str("&#");
                rest = after;
            }
        }
    }
    drawn.push_str(&shown_outside(rest, fonts));
    drawn
}

/// Text between characters of ASCII, which are left as they are.
fn shown_outside(text: &str, fonts: &Fonts) -> String {
    text.split_inclusive(|c: char| c.is_ascii())
        .map(|piece| {
            let end = piece.char_indices().next_back().filter(|(_, c)| c.is_ascii()).map_or(piece.len(), |(at, _)| at);
            let (other, ascii) = piece.split_at(end);
            if other.is_empty() { ascii.to_owned() } else { shown(other, fonts) + ascii }
        })
        .collect()
}

/// A character that is to be seen; a break of lines or any control that stands for one is a space.
fn plain(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || unseen(c) => None,
        c => Some(c),
    }
}

/// Characters that change how others are read or shown, and are not shown themselves.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Characters without a meaning that everybody shares, and those that are none: PDF/UA has no place for them.
fn private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts {
        Fonts::new(typst_assets::fonts().map(<[u8]>::to_vec).collect()).unwrap()
    }

    #[test]
    fn words_stay_and_breaks_of_lines_are_spaces() {
        let fonts = fonts();
        let words = "≥ 95% – “Crème brûlée” £5 → Łódź";
        assert_eq!(shown(words, &fonts), words);
        assert_eq!(shown("a\r\nb\tc\u{0}d\u{ad}e\u{200d}f", &fonts), "a  b cdef");
        assert_eq!(shown("Cafe\u{301}", &fonts), "Café");
    }

    #[test]
    fn the_text_of_a_drawing_is_replaced_and_its_markup_is_not() {
        let fonts = fonts();
        let instead = shown("漢", &fonts);
        let svg = "<text\n x=\"1\">&amp;&lt;&#38;é漢&#x6f22;&#28450; a</text>&#";
        assert_eq!(drawn(svg, &fonts), format!("<text\n x=\"1\">&amp;&lt;&#38;é{instead}{instead}{instead} a</text>&#"));
    }
}
