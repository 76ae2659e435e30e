//! Of measures, their targets and their recipes.

use super::check;

/// The measure of falls, up to its scale.
const FALLS: &str = "[[measure]]
code = \"falls\"
title = \"Falls among older people\"
unit = \"per 1,000 people aged 65 and over\"
kind = \"rate\"
per = 1000
";
/// A second measure of evictions.
const EVICTIONS: &str = "[[measure]]
code = «\"evictions\"
title = \"Evictions\"
unit = \"households\"
kind = \"count\"
decimals = 0
polarity = \"low\"
frequency = \"quarterly\"
aggregation = \"sum\"
owner = \"Head of Homes and Places\"
directorate = \"homes\"
service = \"repairs\"
reach = \"control\"
definition = \"Households.\"
method = \"Counted.\"
source = \"returns\"
levels = [\"city\"]
lag_days = 21
disclosure = { policy = \"off\", reason = \"None.\" }

[[measure]]
code = \"hardship\"";

#[test]
fn faults_of_measures() {
    let (homes, people) = ("measures/homes.toml", "measures/people.toml");
    check(&[
        (people, "[[measure]]\ncode = \"hardship\"", EVICTIONS, "first at measures/homes.toml:28"),
        (homes, "kind = \"proportion\"", "kind = «\"proportional\"", "Did you mean `proportion`?"),
        (homes, "kind = \"proportion\"", "kind = \"proportion\"\nper = «1000", "only a rate has `per`"),
        (people, FALLS, &FALLS.replace("[[measure]]", "«[[measure]]").replace("per = 1000\n", ""), "measure lacks `per`"),
        (homes, "decimals = 1", "decimals = «9", "whole number from 0 to 6"),
        (homes, "decimals = 1", "decimals = «1.0", "is float, not a whole number"),
        (homes, "aggregation = \"ratio\"", "aggregation = «\"sum\"", "do not add up"),
        (people, "aggregation = \"last\"", "aggregation = «\"ratio\"", "no denominator"),
        (homes, "service = \"repairs\"", "service = «\"care\"", "It is one of `people`"),
        (
            homes,
            "directorate = \"homes\"\nservice = \"repairs\"",
            "directorate = «\"hones\"\nservice = \"repairs\"",
            "Did you mean `homes`?",
        ),
        (homes, "source = \"returns\"", "source = «\"retruns\"", "Did you mean `returns`?"),
        (homes, "breakdowns = [\"sex\"]", "breakdowns = [\"sex\", «\"agee\"]", "Did you mean `age`?"),
        (homes, "breakdowns = [\"sex\"]", "breakdowns = [\"sex\", «\"sex\"]", "listed twice"),
        (
            homes,
            "breakdowns = [\"sex\"]",
            "breakdowns = [\"sex\"]\nnot_relevant = [{ characteristic = «\"sex\", reason = \"x\" }]",
            "is broken down by `sex`",
        ),
        (
            homes,
            "breakdowns = [\"sex\"]",
            "breakdowns = [\"sex\"]\nnot_relevant = [{ characteristic = \"age\", reason = \"x\" }, { characteristic = «\"age\", reason = \"y\" }]",
            "stands here twice",
        ),
        (homes, "[\"city\", \"neighbourhood\", \"ward\"]", "[\"city\", \"neighbourhood\", \"ward\", «\"parish\"]", "is no type of area"),
        (homes, "threshold = 5", "threshold = «1", "whole number from 2"),
        (homes, "threshold = 5", "threshold = 5\nreason = «\"x\"", "does not go with this policy"),
        (
            homes,
            "[measure.disclosure]\npolicy = \"off\"\nreason",
            "«[measure.disclosure]\npolicy = \"off\"\n#",
            "disclosure lacks `reason`",
        ),
        (homes, "threshold = 5", "threshold = 5\nchildren = «1", "true or false"),
        (
            homes,
            "breakdowns = [\"sex\"]\nlag_days = 21\n[measure.disclosure]\npolicy = \"threshold\"\nthreshold = 5",
            "breakdowns = «[\"sex\"]\nlag_days = 21\n[measure.disclosure]\npolicy = \"off\"\nreason = \"x\"",
            "its policy cannot be `off`",
        ),
        (
            homes,
            "policy = \"threshold\"\nthreshold = 5",
            "policy = \"exempt\"\nreason = \"x\"\nchildren = «true",
            "does not go with this policy",
        ),
        (homes, "lag_days = 40", "lag_days = «-1", "whole number from 0"),
        (homes, "threshold = 5", "threshold = 5\nround_to = «1", "whole number from 2 to 1000"),
        (homes, "threshold = 5", "threshold = 5\nround_to = «11", "Round to 10 or less, or raise `threshold` to 6 or more"),
        (homes, "policy = \"off\"\n", "policy = \"off\"\nround_to = «5\n", "does not go with this policy"),
        (homes, "policy = \"off\"\n", "policy = \"off\"\nlinked = «\"x\"\n", "does not go with this policy"),
        (
            homes,
            "[measure.disclosure]\npolicy = \"threshold\"\n",
            "«[measure.disclosure]\npolicy = \"threshold\"\nlinked = \"x\"\n",
            "no other measure is linked by `x`",
        ),
        (people, "threshold = 5", "threshold = 5\nround_to = «5", "a mean of rounded parts is another mean"),
    ]);
}

#[test]
fn faults_of_targets() {
    let row = "recycling,,2025-07-01/P3M,46,,0.05,relative,";
    check(&[
        ("targets.csv", row, "recycling,«CV-X,2025-07-01/P3M,46,,0.05,relative,", "no area `CV-X`"),
        ("targets.csv", row, "recycling,,«2025-05-01/P3M,46,,0.05,relative,", "a quarter starts in January"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,«46%,,0.05,relative,", "no % sign"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,«NaN,,0.05,relative,", "not a number"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,«1e400,,0.05,relative,", "too large"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,«146,,0.05,relative,", "from 0 to 100"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,46,«50,0.05,relative,", "only a measure best within a range"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,46,,«5,relative,", "Write 0.05 for 5 %"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,46,,«-0.05,relative,", "not negative"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,46,,0.05,«relativ,", "Did you mean `relative`?"),
        ("targets.csv", row, "recycling,,2025-07-01/P3M,0,,0.05,«relative,", "target of 0"),
        ("targets.csv", row, "«recycling,,2025-04-01/P3M,46,,0.05,relative,", "have a target at targets.csv:5 already"),
        ("targets.csv", "reserves,CV-D,2025-04-01/P1Y,4,6.5", "reserves,CV-D,2025-04-01/P1Y,4,«", "needs `value` and `upper`"),
        ("targets.csv", "reserves,CV-D,2025-04-01/P1Y,4,6.5", "reserves,CV-D,2025-04-01/P1Y,4,«3", "below the lower"),
        ("targets.csv", "reserves,CV-D", "reserves,«CV-P01", "not reported for an area of type `ward`"),
        ("targets.csv", "Treasurer,2025-02-27", "«,2025-02-27", "`set_by` is blank"),
    ]);
}

#[test]
fn faults_of_recipes() {
    let file = "illustrative.toml";
    check(&[
        (file, "seed = 7041", "seed = «-1", "whole number from 0"),
        (file, "last = \"2025-10-01/P3M\"", "last = «\"2024-01-01/P3M\"", "comes before the first"),
        (file, "gradient = \"hardship\"", "gradient = «\"hardships\"", "Did you mean `hardship`?"),
        (file, "population = \"residents\"", "population = «\"falls\"", "not a count"),
        (file, "sex-unknown = 0.02", "«sex-unknown = 2", "not between 0 and 1"),
        (
            file,
            "[[recipe]]\nmeasure = \"carers-heard\"",
            "[[recipe]]\nmeasure = «\"library-visits\"\nlevel = 1\nbase = 1\ngradient = 1\nspread = 1\ndrift = 1\n\n[[recipe]]\nmeasure = \"carers-heard\"",
            "two recipes",
        ),
        (file, "level = 58.0", "level = «158.0", "leaves nothing to vary"),
        (
            file,
            "[[recipe]]\nmeasure = \"carers-heard\"\nlevel = 58.0\nbase = 0.04",
            "«[[recipe]]\nmeasure = \"carers-heard\"\nlevel = 58.0",
            "lacks `base`",
        ),
        (file, "base = 0.04", "base = «0", "not above 0"),
        (file, "drift = 0.05", "drift = «-21", "not from -20 to 20"),
        (file, "break_by = 0.25", "break_by = «25", "not from -20 to 20"),
        (file, "male = -0.4", "«male = -40", "not from -20 to 20"),
        (file, "last = \"2025-10-01/P3M\"", "last = «\"2025-04-01/P1Y\"", "not both quarters"),
        (file, "spread = 0.2\n", "spread = «-0.2\n", "not from 0 to 20"),
        (file, "spread = 0.2\n", "spread = «nan\n", "no number at all"),
        (file, "\"2025-04-01/P3M\"", "«\"2024-04-01/P3M\"", "not within the periods"),
        (file, "break_at = \"2025-04-01/P3M\"\nbreak_by = 0.25\n", "break_at = «\"2025-04-01/P3M\"\n", "needs `break_at` and `break_by`"),
        (file, "unknown = 0.05", "unknown = «5", "not a share"),
        (file, "[\"CV-P06\"]", "[«\"CV-C1\"]", "not a ward"),
        (file, "male = -0.4", "«mael = -0.4", "Did you mean `male`?"),
        (file, "male = -0.4", "«everyone = -0.4", "total of all groups"),
        (file, "CV-N1 = 465.0", "«CV-D = 465.0", "not a comparator"),
    ]);
}

#[test]
fn faults_of_a_recipe_of_like_wards() {
    check(&[
        ("alike.toml", "wards = 5", "wards = «4", "whole number from 5 to 8"),
        ("alike.toml", "measure = \"hardship\"", "measure = «\"hardshp\"", "Did you mean `hardship`?"),
        ("alike.toml", "measure = \"hardship\"", "measure = «\"days-to-decide\"", "not reported for an area of type `ward`"),
        ("alike.toml", "measure = \"hardship\"", "measure = \"hardship\"\ngroup = «\"female\"", "not broken down by `sex`"),
        ("alike.toml", "\"65-and-over\"", "«\"65-and-ovr\"", "Did you mean `65-and-over`?"),
        ("alike.toml", "weight = 3", "weight = «0", "above 0"),
        ("alike.toml", "weight = 3", "«wait = 3\nweight = 3", "no key `wait`"),
        (
            "alike.toml",
            "measure = \"residents\"\ngroup = \"65-and-over\"",
            "measure = «\"residents\"\ngroup = \"under-25\"",
            "is an input already",
        ),
    ]);
}
