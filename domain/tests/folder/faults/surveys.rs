//! Surveys, and what was done about what was said.

use super::check;

const FILE: &str = "surveys.toml";

#[test]
fn what_a_survey_refers_to_is_there() {
    check(&[
        (FILE, "measure = \"carers-heard\"", "measure = «\"carers\"", "there is no measure `carers`"),
        (FILE, "measure = \"carers-heard\"", "measure = «\"falls\"", "`falls` is no survey. Add `survey` to the measure, or name another."),
        (FILE, "wave = \"carers-autumn\"", "wave = «\"carers-autum\"", "there is no wave `carers-autum`. Did you mean `carers-autumn`?"),
        (
            FILE,
            "action = \"listen-in-winter\"",
            "action = «\"listen-in-wintr\"",
            "there is no action `listen-in-wintr`. Did you mean `listen-in-winter`?",
        ),
        (
            FILE,
            "code = \"carers-spring\"\nperiod = \"2025-04-01/P3M\"\nsent = 640\nanswered = 480\nillustrative = true\n[[survey.wave]]\ncode = \"carers-autumn\"",
            "code = \"carers-autumn\"\nperiod = \"2025-04-01/P3M\"\n[[survey.wave]]\ncode = «\"carers-autumn\"",
            "wave `carers-autumn` is defined twice",
        ),
        (FILE, "code = \"fireside\"", "code = «\"carers\"", "survey `carers` is defined twice"),
    ]);
}

#[test]
fn answers_are_counted_by_surveys_and_not_by_panels() {
    check(&[
        (FILE, "answered = 480", "answered = «6400", "more answered than were asked. Mend `sent` or `answered`."),
        (
            FILE,
            "text = \"What would keep your home warm?\"",
            "text = \"What would keep your home warm?\"\nmeasure = «\"carers-heard\"",
            "what a panel says is not counted, so it is no measure",
        ),
        (
            FILE,
            "[[survey.question]]\ntext = \"Has anybody talked with you about your own needs this year?\"\nmeasure = \"carers-heard\"",
            "«[[survey.question]]\ntext = \"Has anybody talked with you about your own needs this year?\"",
            "no measure shows what is answered. Add `measure`, or panel = true to the survey.",
        ),
        (FILE, "answered = 12", "«answerd = 12", "has no key `answerd`. Did you mean `answered`?"),
    ]);
}
