//! Whether commentary is honest: it is new, says why, says what happens next, and does not praise what gets worse. Its author is told, with the
//! rule; nothing is refused for it.
//!
//! Amber and red are to be paired with commentary and corrective action (STANDARDS §6).

use std::collections::BTreeSet;

/// The longest commentary, in characters.
pub const LONGEST: usize = 4_000;
/// From this share of word pairs in common on, a text is that of the period before with a little changed.
const ALIKE: f64 = 0.8;

/// Words that give a cause.
const CAUSES: &[&str] = &[
    "because",
    "due to",
    "caused by",
    "cause",
    "as a result",
    "result of",
    "owing to",
    "following",
    "since",
    "reason",
    "driven by",
    "reflects",
    "explained by",
    "led to",
    "after",
    "impact of",
    "attributed to",
];
/// Words that say what happens next.
const STEPS: &[&str] = &[
    "will",
    "shall",
    "plan to",
    "plans to",
    "planned",
    "next",
    "by the end of",
    "going to",
    "from april",
    "action",
    "recruiting",
    "starting",
    "starts",
    "begins",
    "aim to",
    "intend",
    "we are",
    "expect",
];
/// Words of praise.
const PRAISE: &[&str] = &[
    "excellent",
    "pleased",
    "strong performance",
    "performing well",
    "good progress",
    "great",
    "proud",
    "positive",
    "success",
    "successful",
    "successfully",
    "on track",
    "encouraging",
    "outstanding",
    "impressive",
    "well done",
];

/// Something that an honest text would not lack, or hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// There is no text, and the figure misses its target.
    Silent,
    /// It is the text of the period before, or nearly.
    Stale,
    /// It gives no cause.
    NoCause,
    /// It says nothing of what happens next.
    NoNextStep,
    /// It praises a figure that is off target and worse than before.
    PraiseOnRed,
}

impl Remark {
    /// What is said to the author.
    pub fn words(self) -> &'static str {
        match self {
            Self::Silent => "There is no commentary, and the figure misses its target.",
            Self::Stale => "This is the text of the period before, or nearly.",
            Self::NoCause => "It does not say why the figure is as it is.",
            Self::NoNextStep => "It does not say what happens next.",
            Self::PraiseOnRed => "It praises a figure that is off target and getting worse.",
        }
    }

    /// The rule that says so.
    pub fn rule(self) -> String {
        let some = |words: &[&str]| words[..5].join(", ");
        match self {
            Self::Silent => "A figure near or off target is explained.".to_owned(),
            Self::Stale => "A text shares fewer than four of five pairs of words with that of the period before.".to_owned(),
            Self::NoCause => format!("A text holds a word that gives a cause, such as {}.", some(CAUSES)),
            Self::NoNextStep => format!("A text holds a word that says what comes, such as {}.", some(STEPS)),
            Self::PraiseOnRed => {
                format!("A text on a figure that is off target and worse than the one before holds no praise, such as {}.", some(PRAISE))
            }
        }
    }
}

/// How the figure stands that a text is about: that of everyone in the whole area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Whether it misses its target, near or off.
    pub misses: bool,
    /// Whether it is off target.
    pub red: bool,
    /// Whether it is worse than the figure before.
    pub worse: bool,
}

/// What there is to say about a text. `before` is that of the period before.
pub fn remarks(text: &str, before: Option<&str>, standing: Standing) -> Vec<Remark> {
    let words = words(text);
    if words.is_empty() {
        return if standing.misses { vec![Remark::Silent] } else { Vec::new() };
    }
    let stale = before.is_some_and(|before| alike(&words, &self::words(before)) >= ALIKE);
    let all = [
        (stale, Remark::Stale),
        (!holds(&words, CAUSES), Remark::NoCause),
        (!holds(&words, STEPS), Remark::NoNextStep),
        (standing.red && standing.worse && holds(&words, PRAISE), Remark::PraiseOnRed),
    ];
    all.into_iter().filter_map(|(said, remark)| said.then_some(remark)).collect()
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a text holds one of several phrases, as whole words.
fn holds(words: &[String], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).any(|window| window.iter().zip(&phrase).all(|(word, wanted)| word == wanted))
    })
}

/// The share of pairs of neighbouring words that two texts have in common (Sørensen and Dice): 1 for the same, 0 for nothing. Numbers count as one
/// word, so that a text with a new figure is still the old one.
fn alike(one: &[String], other: &[String]) -> f64 {
    let plain = |word: &String| if word.bytes().any(|byte| byte.is_ascii_digit()) { "0".to_owned() } else { word.clone() };
    let pairs = |words: &[String]| -> BTreeSet<(String, String)> {
        let words: Vec<String> = std::iter::once(String::new()).chain(words.iter().map(plain)).collect();
        words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * one.intersection(&other).count() as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RED: Standing = Standing { misses: true, red: true, worse: true };
    const HONEST: &str = "Fewer repairs were on time because two joiners left in July. Two more start on 1 March, and we will publish the backlog each month.";

    #[test]
    fn an_honest_text_gets_no_remark() {
        assert_eq!(remarks(HONEST, Some("Storms closed the moor roads for a week; crews will catch up by May."), RED), []);
        assert_eq!(remarks("", None, Standing::default()), []);
    }

    #[test]
    fn each_fault_gets_its_own() {
        assert_eq!(remarks("  \n", None, RED), [Remark::Silent]);
        assert_eq!(remarks("", None, Standing { misses: true, ..Standing::default() }), [Remark::Silent]);
        assert_eq!(remarks("Fewer were on time. We will hire.", None, RED), [Remark::NoCause]);
        assert_eq!(remarks("Fewer were on time because joiners left.", None, RED), [Remark::NoNextStep]);
        let proud = format!("{HONEST} We are pleased.");
        assert_eq!(remarks(&proud, None, RED), [Remark::PraiseOnRed]);
        for calm in [Standing { worse: false, ..RED }, Standing { red: false, ..RED }] {
            assert_eq!(remarks(&proud, None, calm), []);
        }
        // A word within another is not that word.
        assert_eq!(remarks("The goodwill of crews because of pay.", None, RED), [Remark::NoNextStep]);
        assert!(Remark::NoCause.rule().contains("because, due to"));
    }

    #[test]
    fn a_text_with_a_new_figure_is_still_the_old_one() {
        let before = "In all 84.2% of repairs were on time because crews were short. We will hire two joiners.";
        assert_eq!(remarks(&before.replace("84.2", "81.9"), Some(before), RED), [Remark::Stale]);
        assert_eq!(remarks(HONEST, Some(before), RED), []);
    }

    proptest! {
        #[test]
        fn the_same_text_is_always_stale_and_likeness_has_no_side(one in "[a-z ,.]{1,80}", other in "[a-z0-9 ,.]{0,80}") {
            let (a, b) = (words(&one), words(&other));
            prop_assert!((alike(&a, &b) - alike(&b, &a)).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&alike(&a, &b)));
            if !a.is_empty() {
                let shouted = format!("  {}! ", one.to_uppercase());
                prop_assert!(remarks(&shouted, Some(&one), Standing::default()).contains(&Remark::Stale));
            }
        }

        #[test]
        fn any_text_gets_remarks_without_panic(text in "\\PC{0,200}", before in proptest::option::of("\\PC{0,200}")) {
            let found = remarks(&text, before.as_deref(), RED);
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
