//! What a cell looks like.

use super::given::GIVEN;

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hit {
    /// An e-mail address is in it.
    Email,
    /// A National Insurance number is in it.
    Insurance,
    /// A telephone number as people write it: with a country or with spaces.
    Phone,
    /// Ten or eleven digits that begin as telephone numbers do.
    Digits,
    /// A number of a house, a street and a postcode.
    FullAddress,
    /// A number of a house, and a street.
    Street,
    /// The postcode of a few homes.
    Postcode,
    /// A name with a title before it.
    Titled,
    /// A given name and one or two names more.
    Name,
}

/// Words that end the names of streets.
const STREETS: [&str; 19] = [
    "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "close", "crescent", "terrace", "grove", "gardens", "mews",
    "court", "place", "square", "row",
];
/// Words that stand before the name of a person.
const TITLES: [&str; 10] = ["mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "councillor", "rev", "prof"];
/// Words that end the names of places and not those of people.
const PLACES: [&str; 28] = [
    "ward", "park", "street", "road", "avenue", "lane", "drive", "close", "court", "house", "school", "academy", "college", "centre",
    "center", "library", "hospital", "clinic", "hall", "lodge", "estate", "way", "square", "gardens", "church", "team", "office",
    "council",
];

/// What a cell certainly looks like.
pub(super) fn certain(text: &str) -> Option<Hit> {
    let bytes = text.as_bytes();
    if bytes.contains(&b'@') && email(text) {
        return Some(Hit::Email);
    }
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits < 6 {
        return None;
    }
    if text.split(|c: char| !(c.is_ascii_alphanumeric() || c == ' ')).any(insurance) {
        return Some(Hit::Insurance);
    }
    phone(text)
}

/// What a cell may look like; only several of them tell.
pub(super) fn likely(text: &str) -> Option<Hit> {
    let letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    if !letters || text.len() > 200 {
        return None;
    }
    address(text).or_else(|| name(text))
}

/// What a text looks like, certainly or maybe.
pub(super) fn hit(text: &str) -> Option<Hit> {
    certain(text).or_else(|| likely(text))
}

fn email(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    text.match_indices('@').any(|(at, _)| {
        let before = text[..at].bytes().next_back().is_some_and(|byte| known(byte) || !byte.is_ascii());
        let after: String = text[at + 1..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-')).collect();
        let end = after.trim_end_matches('.').rsplit_once('.').map(|(host, end)| (host.len(), end.chars().count()));
        before && end.is_some_and(|(host, end)| host > 0 && end >= 2)
    })
}

/// Two letters, six digits and a letter from A to D, with spaces or without (GOV.UK, National Insurance numbers).
fn insurance(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
    let is = |text: &str| {
        let bytes = text.as_bytes();
        let letter = |byte: u8| byte.is_ascii_alphabetic() && !b"DFIQUV".contains(&byte.to_ascii_uppercase());
        bytes.len() == 9
            && letter(bytes[0])
            && letter(bytes[1])
            && !bytes[1].eq_ignore_ascii_case(&b'O')
            && bytes[2..8].iter().all(u8::is_ascii_digit)
            && (b'A'..=b'D').contains(&bytes[8].to_ascii_uppercase())
    };
    words.iter().any(|word| is(word)) || words.windows(5).any(|five| is(&five.concat()))
}

/// A telephone number: `+44 …`, or 0, a digit that a number begins with, and ten or eleven in all; parted by spaces, hyphens or brackets, or bare.
fn phone(text: &str) -> Option<Hit> {
    let joins = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+');
    let mut found = None;
    for run in text.split(|c: char| !joins(c)) {
        let run = run.trim_matches([' ', '-', ')']);
        let digits: Vec<u8> = run.bytes().filter(u8::is_ascii_digit).collect();
        let abroad = run.trim_start_matches('(').starts_with('+') && run.matches('+').count() == 1 && (10..=14).contains(&digits.len());
        let home = run.trim_start_matches('(').starts_with('0')
            && !run.contains('+')
            && matches!(digits.len(), 10 | 11)
            && matches!(digits.get(1), Some(b'1' | b'2' | b'3' | b'7' | b'8'));
        let bare = run.bytes().all(|byte| byte.is_ascii_digit());
        // A column of figures is one run each: what stands in words is no figure.
        match (abroad, home) {
            (true, _) => return Some(Hit::Phone),
            (_, true) if !bare => return Some(Hit::Phone),
            (_, true) => found = Some(Hit::Digits),
            _ => {}
        }
    }
    found
}

fn address(text: &str) -> Option<Hit> {
    if is_postcode(text) {
        return Some(Hit::Postcode);
    }
    let words: Vec<String> =
        text.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| word.trim_matches('.').to_lowercase()).collect();
    let number = words.iter().position(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        (1..=4).contains(&digits) && word.len() <= digits + 1
    })?;
    // “Flat 3, 12 High Street” is one as well; a number further on is not that of a house.
    if number > 2 {
        return None;
    }
    let street = words.iter().skip(number + 2).any(|word| STREETS.contains(&word.as_str()));
    let code = words.windows(2).any(|two| is_postcode(&two.join(" "))) || words.iter().any(|word| word.len() > 4 && is_postcode(word));
    // A street is at the end, or before a comma: “5 year road plan” has none.
    let ends = text.split(',').any(|part| {
        let last = part.trim().trim_end_matches('.').rsplit(' ').next().unwrap_or_default().to_lowercase();
        STREETS.contains(&last.as_str())
    });
    match (street, code, ends) {
        (true, true, _) => Some(Hit::FullAddress),
        (true, false, true) => Some(Hit::Street),
        _ => None,
    }
}

/// A whole postcode, as `L2 2DH`; a district or sector, as `L2` or `L2 2`, is a place of many homes.
pub(super) fn is_postcode(text: &str) -> bool {
    let bare: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').map(|byte| byte.to_ascii_uppercase()).collect();
    if !(5..=7).contains(&bare.len()) || text.split(' ').count() > 2 {
        return false;
    }
    let (out, inward) = bare.split_at(bare.len() - 3);
    let letters = out.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let rest = &out[letters.min(out.len())..];
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && rest[0].is_ascii_digit()
        && rest.iter().all(u8::is_ascii_alphanumeric)
        && inward[0].is_ascii_digit()
        && inward[1..].iter().all(|byte| byte.is_ascii_uppercase() && !b"CIKMOV".contains(byte))
}

/// A name of a person: a title and a name; or two to four names, of which the first, or the one after a comma, is often given.
fn name(text: &str) -> Option<Hit> {
    let turned =
        text.split_once(',').filter(|(_, given)| !given.contains(',')).map(|(last, given)| format!("{} {}", given.trim(), last.trim()));
    let words: Vec<&str> = turned.as_deref().unwrap_or(text).split_whitespace().collect();
    let bare = |word: &str| word.trim_end_matches('.').to_lowercase();
    if !(2..=4).contains(&words.len()) || !words.iter().all(|word| is_capital(word)) {
        return None;
    }
    let last = bare(words[words.len() - 1]);
    if PLACES.contains(&last.as_str()) {
        return None;
    }
    if TITLES.contains(&bare(words[0]).as_str()) {
        return Some(Hit::Titled);
    }
    GIVEN.binary_search(&bare(words[0]).as_str()).is_ok().then_some(Hit::Name)
}

/// Whether a text could be a name of a person, as far as its capitals tell.
pub(super) fn is_named(text: &str) -> bool {
    text.split([' ', ',']).filter(|word| !word.is_empty()).all(is_capital)
}

fn is_capital(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| !matches!(c, '.' | '-' | '\'' | '’'));
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_alphabetic)
}

/// The shape of a cell: every letter `x`, every digit `9`, and nothing else that is not a sign; cut to 30.
pub(super) fn shape(text: &str) -> String {
    let mask = |c: char| match c {
        _ if c.is_alphabetic() => 'x',
        _ if c.is_numeric() => '9',
        '@' | '.' | ',' | '-' | '+' | '(' | ')' | '/' | '\'' => c,
        _ => ' ',
    };
    text.chars().take(30).map(mask).collect()
}

/// Days among the cells of a column.
#[derive(Debug, Default)]
pub(super) struct Days {
    first: i32,
    last: i32,
    all: usize,
    /// Those that periods begin or end on.
    round: usize,
    others: usize,
}

impl Days {
    pub(super) fn see(&mut self, text: &str) {
        match day(text) {
            Some((year, day)) => {
                (self.first, self.last) = if self.all == 0 { (year, year) } else { (self.first.min(year), self.last.max(year)) };
                self.all += 1;
                self.round += usize::from(day == 1 || day >= 28);
            }
            None => self.others += 1,
        }
    }

    /// Five days or more, spread over a quarter of a century, and most of them in the midst of a month: periods are not, and events seldom are.
    pub(super) fn look_like_births(&self) -> bool {
        self.all >= 5 && self.others <= self.all && self.last - self.first >= 25 && 2 * self.round <= self.all
    }
}

/// Year and day of a date, `1987-05-14` or `14/05/1987`, with a time behind it or not.
fn day(text: &str) -> Option<(i32, u32)> {
    let text = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let (a, b, c) = (number(a)?, number(b)?, number(c)?);
    let (year, day) = if a > 1_000 { (a, c) } else { (c, a) };
    ((1_890..=2_100).contains(&year) && (1..=31).contains(&day) && (1..=31).contains(&b)).then_some((i32::try_from(year).ok()?, day))
}
