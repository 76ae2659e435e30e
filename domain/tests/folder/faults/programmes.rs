//! Programmes.

use super::{Case, check, faults, with, written};

const FILE: &str = "programmes/warm-homes.toml";

/// Each case makes exactly one fault, of a whole table, that says so much.
fn contains(cases: &[Case<'_>]) {
    for (file, old, new, phrase) in cases {
        let all = written(&faults(&with(file, old, new)));
        assert!(all.contains(phrase) && all.lines().count() == 1, "{new}: {all}");
    }
}

#[test]
fn what_a_programme_refers_to_is_there() {
    check(&[
        (FILE, "part = \"boilers\"", "part = «\"boiler\"", "there is no part `boiler`. Did you mean `boilers`?"),
        (FILE, "area = \"CV-P05\"", "area = «\"CV-X05\"", "there is no area `CV-X05`"),
        (
            FILE,
            "waits_on = [\"hire-fitters\"]",
            "waits_on = [«\"hire-fiters\"]",
            "there is no action `hire-fiters`. Did you mean `hire-fitters`?",
        ),
        (
            FILE,
            "outcome = \"Repairs are done when they were promised\"\nmeasures = [\"repairs-on-time\"]",
            "measures = [«\"repairs\"]",
            "there is no measure `repairs`",
        ),
        (FILE, "code = \"repairs-desk\"", "code = «\"hire-fitters\"", "action `hire-fitters` is defined twice"),
        (FILE, "status = \"complete\"", "status = «\"done\"", "done"),
    ]);
}

#[test]
fn actions_that_wait_on_each_other_are_refused_once() {
    check(&[
        (
            FILE,
            "waits_on = [\"hire-fitters\"]",
            "waits_on = [«\"repairs-desk\"]",
            "`replace-boilers` waits on itself: replace-boilers waits on repairs-desk waits on replace-boilers",
        ),
        (FILE, "waits_on = [\"hire-fitters\"]", "waits_on = [«\"replace-boilers\"]", "`replace-boilers` waits on itself"),
    ]);
}

/// A move of what an action covers.
fn scope(from: &str, to: &str) -> String {
    let what = format!("what = \"scope\"\nfrom = \"{from}\"\nto = \"{to}\"");
    format!("[[action.move]]\non = 2025-11-01\n{what}\nreason = \"Fewer.\"\napprover = \"Homes Committee\"\n\n")
}

#[test]
fn a_move_begins_where_the_one_before_ended() {
    contains(&[
        (FILE, "from = 2025-07-31", "from = 2025-08-31", "the date before is not what it was: it was 2025-07-31"),
        (FILE, "from = \"Repairs Manager\"", "from = \"Depot Manager\"", "the owner before is not who it was: `Repairs Manager`"),
        (
            FILE,
            "[[action.move]]\non = 2025-11-10",
            &format!("{}{}[[action.move]]\non = 2025-11-10", scope("forty", "thirty"), scope("forty", "twenty")),
            "what it covered before is not what it was: `thirty`",
        ),
    ]);
}

#[test]
fn nothing_turns_green_because_its_date_was_put_off() {
    let all = written(&faults(&with(FILE, "evidence = \"Payroll for August\"\n", "")));
    assert!(all.contains("`hire-fitters` is called on track because its date was put off. Give `evidence`"), "{all}");
    assert_eq!(all.lines().count(), 1, "{all}");
}

#[test]
fn counts_are_whole_and_of_what_they_say() {
    contains(&[
        (FILE, "number = 1", "number = 1\npercent = 33", "this line has not one number"),
        (FILE, "statuses = [\"not-started\"]\n", "", "this line counts no status"),
    ]);
    check(&[(FILE, "actions = 3", "actions = «2", "the lines are more than the 2 actions they are of")]);
}

#[test]
fn what_an_action_says_of_its_theme_is_as_the_plan_has_it() {
    check(&[
        (
            FILE,
            "phase = \"2025 to 2027\"",
            "phase = «\"2025 to 2026\"",
            "`2025 to 2026` is no phase of this theme. Did you mean `2025 to 2027`?",
        ),
        (
            FILE,
            "outcome = \"Repairs are done when they were promised\"",
            "outcome = «\"Repairs are done\"",
            "`Repairs are done` is no outcome of this theme. Write it as the plan has it, or add it there.",
        ),
    ]);
    let all = written(&faults(&with(FILE, "theme = \"sound-homes\"\noutcome = \"Repairs are done when they were promised\"\n", "")));
    assert!(all.contains("`phase` is one of a theme, and none is named. Add `theme`.") && all.lines().count() == 1, "{all}");
}

#[test]
fn what_is_carried_out_is_there_and_carries_out_nothing() {
    check(&[
        (
            FILE,
            "carries_out = [\"no-cold-home\"]",
            "carries_out = [«\"no-cold-hom\"]",
            "there is no action `no-cold-hom`. Did you mean `no-cold-home`?",
        ),
        (
            FILE,
            "carries_out = [\"no-cold-home\"]",
            "carries_out = [«\"replace-boilers\"]",
            "`replace-boilers` carries out something itself",
        ),
        (FILE, "carries_out = [\"no-cold-home\"]", "carries_out = [«\"hire-fitters\"]", "`hire-fitters` carries out something itself"),
    ]);
}
