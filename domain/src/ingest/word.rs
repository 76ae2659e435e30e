//! Texts as they are compared: small letters, words apart by one space, no signs.

/// The text in the form in which names of columns, areas and groups are compared: `Area_Code`, `area code` and `AreaCode` are one.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let apart = c.is_uppercase() && before.is_lowercase();
        let word = c.is_alphanumeric() || matches!(c, '+' | '%' | '<' | '>');
        if (apart || !word) && !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if c == '&' {
            out.push_str("and ");
        } else if word {
            out.extend(c.to_lowercase());
        }
        before = c;
    }
    out.truncate(out.trim_end().len());
    out
}

/// The same without digits, so that `ward24_code` and `WD25CD` of any year are one.
pub(super) fn without_digits(plain: &str) -> String {
    let text: String = plain.chars().filter(|c| !c.is_ascii_digit()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        for text in ["Area_Code", "area code", "AreaCode", " area-code "] {
            assert_eq!(plain(text), "area code");
        }
        assert_eq!(plain("Avonmouth & Lawrence Weston"), plain("Avonmouth and Lawrence Weston"));
        assert_eq!((plain("St Michael's"), plain("85+"), plain("")), ("st michaels".to_owned(), "85+".to_owned(), String::new()));
        assert_eq!(without_digits(&plain("ward24_code")), "ward code");
        assert_eq!(without_digits("lci 95"), "lci");
    }

    proptest! {
        #[test]
        fn a_plain_text_stays_as_it_is(text in "[ -~£é–’\\t]{0,30}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }
    }
}
