//! National outcomes, and what serves them.

use super::check;

const FILE: &str = "outcomes.toml";

#[test]
fn what_an_outcome_refers_to_is_there() {
    check(&[
        (FILE, "theme = \"sound-homes\"", "theme = «\"sound-home\"", "there is no theme `sound-home`. Did you mean `sound-homes`?"),
        (
            FILE,
            "outcome = \"Fewer falls among older people\"",
            "outcome = «\"Fewer falls among old people\"",
            "is no outcome of this theme. Did you mean `Fewer falls among older people`?",
        ),
        (
            FILE,
            "serves = [\"sound-roofs\"]",
            "serves = [«\"sound-roof\"]",
            "there is no national outcome `sound-roof`. Did you mean `sound-roofs`?",
        ),
        (FILE, "measures = [\"repairs-on-time\"]", "measures = [«\"repairs\"]", "there is no measure `repairs`"),
        (
            FILE,
            "measures = [\"recycling\"]",
            "measures = [«\"hardship\"]",
            "`hardship` has no figure of the whole city. Choose a measure with \"city\" in its `levels`.",
        ),
    ]);
}

#[test]
fn each_outcome_is_told_once_and_an_outcome_of_the_city_is_measured() {
    check(&[
        (FILE, "code = \"full-purses\"", "code = «\"sound-roofs\"", "national outcome `sound-roofs` is defined twice"),
        (FILE, "code = \"clean\"", "code = «\"cared-for\"", "outcome of the city `cared-for` is defined twice"),
        (
            FILE,
            "outcome = \"Nobody loses their home to arrears alone\"",
            "outcome = «\"Repairs are done when they were promised\"",
            "this outcome is there twice. Put both into one.",
        ),
        (
            FILE,
            "[[city]]\ncode = \"clean\"\ntitle = \"A clean vale\"\nmeasures = [\"recycling\"]",
            "«[[city]]\ncode = \"clean\"\ntitle = \"A clean vale\"",
            "no measure shows this outcome. Add at least one to `measures`.",
        ),
        (FILE, "context = true", "«contxt = true", "has no key `contxt`. Did you mean `context`?"),
    ]);
}
