//! Finding things by name, forgiving slips of the finger.

use crate::order::sort_by_key;

/// Folds a name for comparing: lower case, accents and punctuation away, one space between words, `&` as `and`.
pub fn fold(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '&' => out.push_str(" and "),
            'à'..='å' => out.push('a'),
            'è'..='ë' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'ù'..='ü' => out.push('u'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            '\'' | '’' | '.' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of single-letter slips (a letter missing, added, changed, or two swapped) between two words.
pub fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut two_back: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_back[j - 2] + 1);
            }
        }
        two_back = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// How well a name answers what was typed; lower is better, none is not at all. One slip in four letters is forgiven, and one more.
pub fn score(typed: &str, name: &str) -> Option<usize> {
    score_within(&fold(typed), &fold(name), |letters| letters / 4 + 1)
}

/// The same for folded texts, forgiving as many slips as `allowed` says for a number of letters.
fn score_within(typed: &str, name: &str, allowed: impl Fn(usize) -> usize) -> Option<usize> {
    if typed.is_empty() {
        return None;
    }
    if name == typed {
        return Some(0);
    }
    if name.starts_with(typed) {
        return Some(1);
    }
    if name.split(' ').any(|word| word.starts_with(typed)) || name.contains(&format!(" {typed}")) {
        return Some(2);
    }
    let letters = typed.chars().count();
    if letters >= 3 && name.contains(typed) {
        return Some(3);
    }
    let whole = slips(typed, name);
    let start: String = name.chars().take(letters).collect();
    let words = name.split(' ').map(|word| slips(typed, word)).min().unwrap_or(usize::MAX);
    let best = whole.min(slips(typed, &start)).min(words);
    (best <= allowed(letters) && best < letters).then_some(3 + best)
}

/// The codes and names near to what was given, best first, at most `most`.
///
/// Near is what holds or begins with what was given, or is away from it by at most one slip in four letters; one slip is always forgiven.
/// Where nothing is near there is nothing to offer: what is far off was not meant.
pub fn nearest<'a>(given: &str, known: &mut dyn Iterator<Item = (&'a str, &'a str)>, most: usize) -> Vec<(String, String)> {
    let given = fold(given);
    let rank = |text: &str| {
        let text = fold(text);
        Some((score_within(&given, &text, |letters| (letters / 4).max(1))?, slips(&given, &text)))
    };
    let near = known.filter_map(|(code, name)| Some((rank(code).into_iter().chain(rank(name)).min()?, code, name)));
    let mut all: Vec<((usize, usize), &str, &str)> = near.collect();
    sort_by_key(&mut all, |(rank, ..)| *rank);
    all.into_iter().take(most).map(|(_, code, name)| (code.to_owned(), name.to_owned())).collect()
}

/// The items whose names answer what was typed, best first, at most `most`.
pub fn find<T>(typed: &str, items: impl Iterator<Item = T>, name: impl Fn(&T) -> &str, most: usize) -> Vec<T> {
    let folded = fold(typed);
    let rank = |item: &T| Some((score(typed, name(item))?, slips(&folded, &fold(name(item)))));
    let mut found: Vec<((usize, usize), T)> = items.filter_map(|item| Some((rank(&item)?, item))).collect();
    sort_by_key(&mut found, |(rank, _)| *rank);
    found.truncate(most);
    found.into_iter().map(|(_, item)| item).collect()
}

/// Whether a text, without spaces and in capitals, looks like a postcode or the start of one: letters, then a digit.
pub fn is_postcode(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    (1..=2).contains(&letters) && text.len() <= 7 && text.as_bytes().get(letters).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slips_of_the_finger_still_find() {
        let wards = ["Anfield", "Kirkdale East", "St Michaels", "Much Woolton & Hunts Cross", "Wavertree Village"];
        for (typed, found) in [
            ("anfield", "Anfield"),
            ("anfeild", "Anfield"),
            ("anfiel", "Anfield"),
            ("kirkdal", "Kirkdale East"),
            ("st. michael's", "St Michaels"),
            ("woolton", "Much Woolton & Hunts Cross"),
            ("woolton and hunts", "Much Woolton & Hunts Cross"),
            ("wavetree", "Wavertree Village"),
        ] {
            assert_eq!(find(typed, wards.iter(), |w| w, 3).first(), Some(&&found), "{typed}");
        }
        assert!(find("zzzzzz", wards.iter(), |w| w, 3).is_empty());
        assert!(find("", wards.iter(), |w| w, 3).is_empty());
    }

    #[test]
    fn only_what_is_near_is_offered() {
        let groups =
            [("female", "Female"), ("male", "Male"), ("under-25", "Under 25"), ("disabled", "Disabled"), ("E05000001", "All Saints")];
        let near = |given: &str| nearest(given, &mut groups.into_iter(), 3).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(near("femal"), ["female"]);
        assert_eq!(near("mlae"), ["male"]);
        assert_eq!(near("disbaled"), ["disabled"]);
        assert_eq!(near("all-saint"), ["E05000001"]);
        // Two slips in eight letters, and in nine; not three.
        assert_eq!(near("disabxxd"), ["disabled"]);
        assert_eq!(near("disaxxxd"), [""; 0]);
        assert_eq!(near("E05000099"), ["E05000001"]);
        assert_eq!(near("E05000999"), [""; 0]);
        // One slip is forgiven in three letters, not two.
        assert_eq!(near("mal"), ["male", "female"]);
        assert_eq!(near("nol"), [""; 0]);
        for far in ["martians", "zz", "", "-", "qqqqqqq"] {
            assert_eq!(near(far), [""; 0], "{far}");
        }
    }

    #[test]
    fn postcodes_are_told_from_names() {
        for yes in ["L4", "L40TH", "CV12AB", "M1"] {
            assert!(is_postcode(yes), "{yes}");
        }
        for no in ["ANFIELD", "", "4L", "L", "L40THXXXX"] {
            assert!(!is_postcode(no), "{no}");
        }
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(slips("anfeild", "anfield"), 1);
        assert_eq!(slips("", "abc"), 3);
    }

    proptest! {
        #[test]
        fn searching_never_panics(typed in "\\PC{0,30}", name in "\\PC{0,30}") {
            let _score = score(&typed, &name);
            prop_assert_eq!(slips(&typed, &name), slips(&name, &typed));
        }
    }
}
