//! Text as the fonts can show it. PDF/UA forbids text without a glyph, and one emoji in a comment must not stop a report.

use unicode_normalization::UnicodeNormalization;

use super::Fonts;

/// A text in the characters that there are. Letters and their accents become one character; breaks of lines become spaces; what is not seen (controls,
/// joiners, marks of direction) is left out; anything else that no font has is replaced.
pub(super) fn shown(text: &str, fonts: &Fonts) -> String {
    let has = |c: char| fonts.covered.contains(&u32::from(c));
    let instead = if has('\u{fffd}') { '\u{fffd}' } else { '?' };
    let one = |c: char| match c {
        ' ' => Some(' '),
        c if c.is_whitespace() => Some(if has(c) && !c.is_control() { c } else { ' ' }),
        c if c.is_control() || unseen(c) => None,
        c if has(c) && !private(c) => Some(c),
        '\u{2010}' | '\u{2011}' => Some('-'),
        // An accent that could not be joined to its letter.
        '\u{300}'..='\u{36f}' => None,
        _ => Some(instead),
    };
    text.nfc().filter_map(one).collect()
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
