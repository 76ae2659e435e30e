//! Decisions, and what is said under lenses.

use super::{Case, check, faults, with, written};

const FILE: &str = "decisions/vale.toml";
const LINES: &str = "lens_lines.csv";

/// Each case makes exactly one fault, of a whole table, that says so much.
fn contains(cases: &[Case<'_>]) {
    for (file, old, new, phrase) in cases {
        let all = written(&faults(&with(file, old, new)));
        assert!(all.contains(phrase) && all.lines().count() == 1, "{new}: {all}");
    }
}

#[test]
fn what_a_decision_refers_to_is_there() {
    check(&[
        (FILE, "areas = [\"CV-P05\"]", "areas = [«\"CV-X05\"]", "there is no area `CV-X05`"),
        (FILE, "areas = [\"CV-P05\"]", "areas = [\"CV-P05\", «\"CV-P05\"]", "`CV-P05` is listed twice"),
        (FILE, "themes = [\"sound-homes\"]", "themes = [«\"sound-home\"]", "there is no theme `sound-home`. Did you mean `sound-homes`?"),
        (FILE, "directorate = \"homes\"", "directorate = «\"home\"", "there is no directorate `home`. Did you mean `homes`?"),
        (FILE, "code = \"boilers-first\"", "code = «\"mill-road-depot\"", "decision `mill-road-depot` is defined twice"),
        (FILE, "on = 2025-02-11", "on = «\"2025-02-30\"", "is not a date"),
        (FILE, "lens = \"environment\"", "lens = «\"money\"", "`money`"),
        (FILE, "lens = \"environment\"", "lens = «\"social-value\"", "`social-value` is listed twice"),
        (FILE, "effect = \"helps\"", "effect = «\"good\"", "`good`"),
        (FILE, "[[decision.lens]]\n", "[[decision.lens]]\n«money = 1\n", "lens has no key `money`"),
    ]);
}

#[test]
fn a_lens_that_was_not_considered_says_why_and_changed_nothing() {
    let not = "considered = false\nwhy_not = \"The form was not filled in.\"";
    contains(&[
        (FILE, "considered = false\nwhy_not = \"Nobody thought that it bore on it.\"", "considered = false", "lacks `why_not`"),
        (
            FILE,
            "lens = \"social-value\"\nconsidered = true",
            "lens = \"social-value\"\nconsidered = true\nwhy_not = \"x\"",
            "was considered, and `why_not`",
        ),
        (FILE, not, &format!("{not}\nchanged = \"x\""), "was not considered, so it has no `changed`"),
        (FILE, not, &format!("{not}\nevidence = \"x\""), "was not considered, so it has no `evidence`"),
        (FILE, not, &format!("{not}\neffect = \"helps\""), "was not considered, so it has no `effect`"),
    ]);
    let all =
        written(&faults(&with(FILE, "lens = \"social-value\"\nconsidered = true\neffect = \"helps\"\n", "lens = \"social-value\"\n")));
    assert!(all.contains("lens lacks `considered`. Add considered = true or false"), "{all}");
}

#[test]
fn a_line_is_of_something_there_is_and_is_there_once() {
    check(&[
        (LINES, "theme,sound-homes,social-value", "«things,sound-homes,social-value", "`things` is no subject"),
        (LINES, "theme,sound-homes,social-value", "theme,«sound-home,social-value", "there is no theme `sound-home`"),
        (LINES, "measure,falls", "measure,«fall", "there is no measure `fall`"),
        (LINES, "action,hire-fitters", "action,«hire-fiters", "there is no action `hire-fiters`. Did you mean `hire-fitters`?"),
        (LINES, "theme,sound-homes,environment", "theme,sound-homes,«social-value", "`sound-homes` has a line for this lens already"),
        (LINES, "replace-boilers,environment,helps", "replace-boilers,environment,«cures", "`cures` is no effect"),
        (LINES, "Less is buried.", "«", "`line` is blank"),
    ]);
}

#[test]
fn a_year_is_one_that_there_is() {
    check(&[("council.toml", "reporting_year = \"calendar\"", "reporting_year = «\"school\"", "`school`")]);
}
