//! Money, and what is promised to those who ask something of the council.

use super::{Case, check, faults, with, written};

const FILE: &str = "money/money.toml";
const PROMISE: &str = "customer.toml";

/// Each case makes exactly one fault, of a whole table, that says so much.
fn contains(cases: &[Case<'_>]) {
    for (file, old, new, phrase) in cases {
        let all = written(&faults(&with(file, old, new)));
        assert!(all.contains(phrase) && all.lines().count() == 1, "{new}: {all}");
    }
}

#[test]
fn what_amounts_refer_to_is_there() {
    check(&[
        (FILE, "service = \"refuse\"\nbudget", "service = «\"refuze\"\nbudget", "there is no service `refuze`. Did you mean `refuse`?"),
        (
            FILE,
            "directorate = \"people\"\nservice = \"treasury\"",
            "directorate = \"homes\"\nservice = «\"treasury\"",
            "service `treasury` is of directorate `people`",
        ),
        (
            FILE,
            "directorate = \"people\"\nservice = \"treasury\"",
            "service = «\"treasury\"",
            "a service is named without its directorate. Add directorate = \"people\".",
        ),
        (FILE, "source = \"returns\"", "source = «\"retuns\"", "there is no source `retuns`. Did you mean `returns`?"),
        (FILE, "measure = \"evictions\"", "measure = «\"eviction\"", "there is no measure `eviction`. Did you mean `evictions`?"),
        (FILE, "code = \"winter-2025\"", "code = «\"autumn-2025\"", "gateway `autumn-2025` is defined twice"),
        (FILE, "year = \"2026-04-01/P1Y\"\namount", "year = «\"2026-04-01/P3M\"\namount", "`2026-04-01/P3M` is not a financial year"),
        (FILE, "unit = \"thousands\"", "unit = «\"millions\"", "`millions` is no unit"),
    ]);
}

#[test]
fn an_amount_says_where_it_comes_from() {
    contains(&[
        (FILE, "source = \"returns\"\nplace = \"Accounts for 2024/25, page 3\"", "", "it is not said where this comes from. Write source"),
        (FILE, "place = \"Accounts for 2024/25, page 3\"", "", "lacks `place`"),
        (FILE, "place = \"Accounts for 2024/25, page 3\"", "place = \"x\"\nillustrative = true", "this is published and made up at once"),
    ]);
}

#[test]
fn an_amount_is_whole_and_known_until_a_day() {
    check(&[
        (FILE, "budget = 9400", "budget = «9400.5", "`budget` is float, not a whole number"),
        (FILE, "target = 120\n", "target = «0\n", "a saving of nothing is none"),
        (
            FILE,
            "spent = 1250\nforecast = 2460\nknown = 2025-12-31\n",
            "spent = «1250\nforecast = 2460\n",
            "it is not said until when this is known",
        ),
        (FILE, "to = 2025-03-31\ntold", "to = «2024-03-31\ntold", "the step ends before it begins"),
        (FILE, "service = \"repairs\"\npart = \"Boilers\"", "part = «\"Boilers\"", "a part is of a service, and none is named"),
    ]);
    contains(&[
        (FILE, "part = \"Boilers\"\n", "", "there is a line of the same already: at money/money.toml:"),
        (FILE, "budget = 9400\n", "", "this line has no amount"),
        (FILE, "[[line]]", "[[lines]]", "the file has no key `lines`. Did you mean `line`?"),
    ]);
}

#[test]
fn what_is_frozen_was_known_on_the_day() {
    check(&[
        (FILE, "on = 2025-11-20", "on = «2025-09-20", "a figure of Q2 2025/26 is frozen, and that ends after this day"),
        (FILE, "expected = 47, low = 43", "expected = «47, low = 48", "47 is not from 48 to 49"),
        (FILE, "things = [\"eviction\", \"evictions\"]", "things = «[\"eviction\"]", "`things` is not two texts"),
    ]);
    contains(&[(FILE, "expected = 47, low = 43, high = 49", "expected = 47, high = 49", "frozen lacks `low`")]);
}

#[test]
fn a_promise_is_kept_by_measures_that_are_there() {
    check(&[
        (
            PROMISE,
            "measures = [\"repairs-on-time\", \"days-to-decide\"]",
            "measures = [«\"repair-on-time\", \"days-to-decide\"]",
            "there is no measure `repair-on-time`",
        ),
        (
            PROMISE,
            "by_ward = [\"evictions\", \"repairs-on-time\"]",
            "by_ward = «[\"falls\"]",
            "`falls` is not among the measures of this section",
        ),
    ]);
    contains(&[(
        PROMISE,
        "measures = [\"evictions\", \"repairs-on-time\"]\nby_ward = [\"evictions\", \"repairs-on-time\"]",
        "",
        "this section has no measure",
    )]);
}

#[test]
fn what_is_frozen_tells_of_nobody() {
    contains(&[(FILE, "newest = 12, expected", "newest = 4, expected", "4 is below the measure's threshold")]);
    let rounded = "threshold = 10\nround_to = 20";
    contains(&[("measures/homes.toml", "threshold = 5", rounded, "3310 is not rounded, and the measure's counts are rounded to 20")]);
}
