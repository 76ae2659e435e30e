use domain::folder::MAX_ISSUES;

use super::help::{faults, fixture, with, written};

/// One fault each: a file, a text in it, what to put there (`«` marks where the fault must be raised), and a phrase of it.
type Case<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Every case makes exactly one fault, at its mark: nothing follows from it elsewhere.
fn check(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (file, old, new, phrase) in cases {
        let marked = with(file, old, new);
        let text = &marked.0[*file];
        let at = text.find('«').unwrap_or_else(|| panic!("no mark in {new}"));
        let line = text[..at].matches('\n').count() + 1;
        let column = text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at].chars().count() + 1;
        let issues = faults(&with(file, old, &new.replace('«', "")));
        let all = written(&issues);
        if issues.len() != 1 || !all.starts_with(&format!("{file}:{line}:{column}: ")) || !all.contains(phrase) {
            let first = all.lines().take(3).collect::<Vec<_>>().join("\n    ");
            wrong.push(format!("{new}\n  wanted {file}:{line}:{column} {phrase}, found {}:\n    {first}\n", issues.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn a_fault_is_written_with_its_place_and_how_to_mend_it() {
    let files = with("council.toml", "head_colour", "head_color");
    assert_eq!(
        written(&faults(&files)),
        "council.toml:1:1: the file lacks `head_colour`. Add head_colour = \"…\".\n\
         council.toml:7:1: the file has no key `head_color`. Did you mean `head_colour`? Remove it, or see docs/data-formats.md for the keys there are.\n"
    );
    let files = with("targets.csv", "recycling,,2025-07", "recyling,,2025-07");
    assert_eq!(
        written(&faults(&files)),
        "targets.csv:6:1: there is no measure `recyling`. Did you mean `recycling`? Use a code from measures, or define this one there.\n"
    );
}

#[test]
fn faults_of_what_a_council_is() {
    check(&[
        ("council.toml", "format = 1", "format = «", "not TOML"),
        ("council.toml", "[words]", "«name = \"x\"\n[words]", "not TOML: duplicate key"),
        ("council.toml", "format = 1", "format = «2", "does not know"),
        ("council.toml", "format = 1", "format = «\"1\"", "`format` is string, not a whole number"),
        ("council.toml", "\"calder-vale\"", "«\"calder vale\"", "only letters"),
        ("council.toml", "\"Calder Vale\"", "«\" \"", "`place` is blank"),
        ("council.toml", "\"#3B2F63\"", "«\"#3B2F6G\"", "not a colour"),
        ("council.toml", "\"even-q\"", "«\"even-qq\"", "Did you mean `even-q`?"),
        ("council.toml", "[\"parish\", \"parishes\"]", "«[\"parish\"]", "not two texts"),
        ("council.toml", "head_colour", "website = «\"javascript:alert(1)\"\nhead_colour", "web page"),
        ("council.toml", "[words]\ncity = [\"district\", \"districts\"]", "«[words]", "words lacks `city`"),
        (
            "characteristics.toml",
            "[[characteristic]]\ncode = \"age\"",
            "[[characteristic.group]]\ncode = «\"female\"\nname = \"F\"\nphrase = \"f\"\n\n[[characteristic]]\ncode = \"age\"",
            "defined twice: first at characteristics.toml:7",
        ),
        ("characteristics.toml", "unknown = true", "unknown = «\"yes\"", "not true or false"),
        ("characteristics.toml", "\nunknown = true", "\n«unknwon = true", "Did you mean `unknown`?"),
        (
            "characteristics.toml",
            "[[characteristic]]",
            "«[[characteristic]]\ncode = \"care\"\nname = \"Care\"\n\n[[characteristic]]",
            "has no group",
        ),
        (
            "characteristics.toml",
            "[[characteristic]]",
            "[[characteristic]]\ngroup = «3\ncode = \"x\"\nname = \"X\"\n[[characteristic]]",
            "list of tables",
        ),
        (
            "directorates.toml",
            "[[directorate.service]]\ncode = \"treasury\"",
            "[[directorate.service]]\ncode = «\"repairs\"\nname = \"R\"\nlead = \"L\"\n\n[[directorate.service]]\ncode = \"treasury\"",
            "service `repairs` is defined twice",
        ),
        ("sources.toml", "\"https://records", "«\"records", "address of a web page"),
        ("sources.toml", "title = \"Vale", "title = «7 #", "`title` is integer, not a text in quotes"),
    ]);
}

#[test]
fn faults_of_places() {
    check(&[
        ("areas.csv", "valid_to,councillors", "valid_to,«councilors", "Did you mean `councillors`?"),
        ("areas.csv", "CV-P02,Brackenfold,ward", "CV-P02,Brackenfold,«word", "Did you mean `ward`?"),
        ("areas.csv", "CV-P02,Brackenfold", "CV-P02,«", "`name` is blank"),
        (
            "areas.csv",
            "CV-P02,Brackenfold,ward,CV-C1,PAR2023,2023-05-04",
            "CV-P02,Brackenfold,ward,CV-C1,PAR2023,«2023-05-32",
            "not a date",
        ),
        ("areas.csv", "2011-05-05,2023-05-03", "2011-05-05,«2003-05-03", "end before they begin"),
        ("areas.csv", "2023-05-03,2,", "2023-05-03,«two,", "whole number from 0 to 100"),
        ("areas.csv", ",yes,", ",«maybe,", "`yes` or `no`"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«CV-C9", "Did you mean `CV-C1`?"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«CV-D", "a neighbourhood as its parent"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«", "a neighbourhood as its parent"),
        ("areas.csv", "CV-P03,Copperthwaite,ward,CV-C1", "CV-P03,Copperthwaite,ward,«CV-P03", "in a circle: CV-P03 → CV-P03"),
        ("areas.csv", "CV-N2,Easterdale,comparator,", "CV-N2,Easterdale,comparator,«CV-D", "no parent"),
        (
            "areas.csv",
            "CV-N2,Easterdale,comparator",
            "«CV-N1,Nether,comparator,,DIS2019,,,,,,,\nCV-N2,Easterdale,comparator",
            "first at areas.csv:16",
        ),
        ("areas.csv", "CV-N2,Easterdale", "CV-N3,Tarnby,«city,,DIS2019,,,,,,,\nCV-N2,Easterdale", "two cities"),
        ("areas.csv", "CV-N2,Easterdale", "CV-N3,Tarnby,«comparator\nCV-N2,Easterdale", "3 cells and the header 12"),
        ("areas.csv", "CV-N2,Easterdale,", "«CV-N2,\"Easterdale,", "never closes"),
        ("hexes.csv", "CV-P09,3,0", "«CV-P99,3,0", "no area `CV-P99`"),
        ("hexes.csv", "CV-P09,3,0", "«CV-P08,3,0", "two hexes"),
        ("hexes.csv", "CV-P09,3,0", "CV-P09,«2,0", "taken by `CV-P08`"),
        ("hexes.csv", "CV-P09,3,0", "CV-P09,«3.5,0", "not a whole number"),
        ("hexes.csv", "CV-P09,3,0", "CV-P09,3,«2000", "from -1000 to 1000"),
        ("hexes.csv", "code,q,r", "code,q,r,«q", "comes twice"),
        ("postcodes.csv", "ZV1 2BB", "«ZV1-2BB", "not a postcode"),
        ("postcodes.csv", "ZV1 2BB", "«zv11aa", "comes twice"),
        ("postcodes.csv", "ZV1 2BB,CV-P05", "ZV1 2BB,«", "`area` is blank"),
    ]);
}

const FEATURE: &str = r#"{"type": "Feature", "properties": {"PAR23CD": "CV-P01", "DIS19CD": "CV-D"}"#;
const WHOLE: &str = r#"{"type": "Feature", "properties": {"PAR23CD": "CV-P01", "DIS19CD": "CV-D"}, "geometry": {"type": "Polygon", "coordinates": [[[-2.2, 54.0]"#;
const SECOND: &str = r#"{"type": "Feature", "properties": {"PAR23CD": "CV-P02""#;

#[test]
fn faults_of_boundaries() {
    let file = "boundaries.geojson";
    check(&[
        (file, "\"features\": [", "\"features\":« {", "not a GeoJSON FeatureCollection"),
        (file, "\"FeatureCollection\"", "\"FeatureCollection\"«;", "not a GeoJSON FeatureCollection: expected"),
        (file, "{\n  \"type\": \"FeatureCollection\"", "«{\n  \"type\": \"Features\"", "not a GeoJSON FeatureCollection"),
        (file, FEATURE, r#"«{"type": "Feature", "properties": {"PAR23CD": "CV-P99", "PAR23NM": "Aldershaw"}"#, "no area `CV-P99`"),
        (file, FEATURE, r#"«{"type": "Feature", "properties": {"a": "CV-P01", "b": "CV-P02"}"#, "two areas of one type"),
        (file, SECOND, r#"«{"type": "Feature", "properties": {"PAR23CD": "CV-P01""#, "the other is at boundaries.geojson:4"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("-2.2, 54.0", "334000, 390000")), "eastings"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("Polygon", "LineString")), "neither a Polygon nor"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("-2.2, 54.0", "-2.3, 54.0")), "the last is the first"),
        (file, WHOLE, &format!("«{}", WHOLE.replace("coordinates", "coords")), "not lists of rings"),
        (file, FEATURE, r#"«{"type": "Feature", "properties": 7"#, "not a GeoJSON feature: invalid type"),
    ]);
}

#[test]
fn faults_of_plans() {
    let file = "plans/new-vale-2025-29.toml";
    check(&[
        (file, "2029-03-31", "«2024-03-31", "ends before it starts"),
        (file, "starts = 2025-04-01", "starts = «2025-04-01T10:00:00", "not a date"),
        (file, "starts = 2025-04-01", "starts = «2025", "not a date"),
        (file, "[\"mission\", \"missions\"]", "«\"mission\"", "not a list of texts"),
        (file, "code = \"clean-and-cared-for\"", "code = «\"sound-homes\"", "theme `sound-homes` is defined twice"),
        (file, "[[theme]]\ncode = \"clean-and-cared-for\"\n", "«[[theme]]\n", "theme lacks `code`"),
        (file, "\"falls\", \"days-to-decide\"", "«\"fals\", \"days-to-decide\"", "Did you mean `falls`?"),
        (file, "\"falls\", \"days-to-decide\"", "\"falls\", «\"falls\"", "listed twice"),
        (file, "[\"Boilers before winter\"", "[«3", "an entry that is integer, not a text"),
        (file, "lens = \"equality\"", "lens = «\"social-value\"", "listed twice"),
        (file, "lens = \"equality\"", "lens = «\"equalty\"", "Did you mean `equality`?"),
        (file, "outcomes = [\"Less", "«outcoms = [\"Less", "Did you mean `outcomes`?"),
        ("plans/steady-vale-2021-25.toml", "summary", "current = «true\nsummary", "the other is at plans/new-vale-2025-29.toml:6"),
        (
            "plans/steady-vale-2021-25.toml",
            "code = \"steady-vale-2021-25\"",
            "code = «\"new-vale-2025-29\"",
            "plan `new-vale-2025-29` is defined twice",
        ),
    ]);
    let none = with(file, "current = true", "current = false");
    assert!(written(&faults(&none)).starts_with("plans/steady-vale-2021-25.toml:1:1: no plan is current"));
}

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
fn faults_of_observations() {
    let (care, money) = ("observations/homes-and-care.csv", "observations/places-and-money.csv");
    let count = "observations/household-count.csv";
    let row = "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,,";
    check(&[
        (care, "measure,area,period,group,numerator", "measure,area,period,group,«numerators", "Did you mean `numerator`?"),
        (care, row, "«eviction,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,,", "Did you mean `evictions`?"),
        (care, row, "evictions,«CV-N1,2024-04-01/P3M,everyone,,,,,,x,council,,", "type `comparator`"),
        (care, row, "evictions,CV-P90,«2024,everyone,,,,,,x,council,,", "not a period"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,«evryone,,,,,,x,council,,", "Did you mean `everyone`?"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,«female,,,,,,x,council,,", "not broken down by `sex`"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,«,council,,", "no value and no reason"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«3,,,,,x,council,,", "a status that says there is none"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,«x p,council,,", "p, r, b and e go with a value"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,«x z,council,,", "two reasons"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,3,,,,,«p p,council,,", "comes twice"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,3,,,,,«q,council,,", "no status `q`"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,3,«10,,,,,council,,", "a count has no denominator"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,«3,,,,council,,", "a count is written in `numerator`"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«2.5,,,,,,council,,", "whole numbers"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«-2,,,,,,council,,", "below zero"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«\"1,200\",,,,,,council,,", "no commas"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«inf,,,,,,council,,", "not a number"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,«illustrative,,", "never in files"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,«return,", "Did you mean `returns`?"),
        (care, row, "«evictions,CV-D,2024-04-01/P3M,everyone,1,,,,,,council,,", "have a value at observations/homes-and-care.csv:"),
        (
            count,
            "residents,CV-C1,2023-06-30,female",
            "«evictions,CV-D,2024-04-01/P3M,everyone,1,,,,,,council,,\nresidents,CV-C1,2023-06-30,female",
            "have a value at observations/homes-and-care.csv:",
        ),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,«9,8,,,,,council,,", "larger than the denominator"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,0,«0,,,,,council,,", "not above zero"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,1,«-2,,,,,council,,", "not above zero"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,«,8,,,,,council,,", "a denominator and no numerator"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,8,«,,,,,council,,", "a numerator and no denominator"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,8,«87.5,,,,council,,", "parts and a value"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,,«120,,,,council,,", "from 0 to 100"),
        (money, "33.1,29.9,36.6", "«39.1,29.9,36.6", "between its limits"),
        (money, "33.1,29.9,36.6", "33.1,29.9,«", "a lower limit and no upper"),
        (money, "33.1,29.9,36.6", "«,29.9,36.6", "limits and no value"),
        (money, "everyone,3.4,,,,,", "everyone,,,,«3.4,,", "has no parts"),
        // The row before holds a cell of two lines.
        (money, "2025-01-01/P3M,recycling,CV-P04", "2025-01-01/P3M,recycling,«CV-P44", "no area `CV-P44`"),
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
fn files_that_are_missing_or_that_nothing_reads_are_faults() {
    let mut files = fixture();
    files.0.remove("areas.csv").unwrap();
    files.0.insert("postcode.csv".to_owned(), String::new());
    files.0.insert("measures/more/x.toml".to_owned(), String::new());
    files.0.retain(|path, _| !path.starts_with("plans/"));
    assert_eq!(
        written(&faults(&files)),
        "areas.csv:1:1: this file is missing. A folder needs it: see docs/data-formats.md.\n\
         measures/more/x.toml:1:1: a folder has no file of this name. Rename or remove it.\n\
         plans/:1:1: no plans/*.toml is there. A folder needs at least one.\n\
         postcode.csv:1:1: a folder has no file of this name. Did you mean `postcodes.csv`? Rename or remove it.\n",
        "and nothing follows from areas that could not be read"
    );
    for (path, text, what) in [
        ("areas.csv", "", "areas.csv:1:1: the file is empty. Begin it with the header code,name,type,"),
        ("areas.csv", "code,name\nx,y\n", "areas.csv:1:1: column `boundary_set` is missing"),
        ("areas.csv", "code,name,type,parent,boundary_set\n", "areas.csv:1:1: no area is the city"),
    ] {
        files.0.insert(path.to_owned(), text.to_owned());
        let all = written(&faults(&files));
        assert!(all.starts_with(what), "{all}");
    }
}

#[test]
fn many_faults_are_listed_in_order_up_to_a_limit() {
    let mut files = fixture();
    let rows = (0..2_000).map(|n| format!("evictions,CV-P{n:04},2024-04-01/P3M,everyone,1,,,,,,council,,\n")).collect::<Vec<_>>().concat();
    files.0.get_mut("observations/homes-and-care.csv").unwrap().push_str(&rows);
    // Read last, listed first.
    files.0.get_mut("illustrative.toml").unwrap().push_str("nothing = 1\n");
    let issues = faults(&files);
    assert_eq!(issues.len(), MAX_ISSUES + 1);
    assert_eq!(issues[0].file, "illustrative.toml");
    assert!(issues[..MAX_ISSUES].is_sorted());
    assert_eq!(issues[MAX_ISSUES].to_string(), "1501 more faults are not listed. Mend those above first.");
}

/// A fault of a measure does not hide those of its observations that any measure's would have.
#[test]
fn observations_of_a_faulty_measure_are_checked() {
    let care = "observations/homes-and-care.csv";
    let row = "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,,";
    let mut hidden = Vec::new();
    for (wrong, phrases) in [
        ("repairs-on-time,CV-P99,2024-04-01/P3M,everyone,7,8,,,,,council,,", &["no area `CV-P99`"][..]),
        ("repairs-on-time,CV-P90,2024,everyone,7,8,,,,,council,,", &["not a period"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,evryone,7,8,,,,,council,,", &["no group `evryone`"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,0,,,,,council,,", &["not above zero"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,-1,,,,,council,,", &["not above zero"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,seven,8,,,,,council,,", &["not a number"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,8,,,,,council,,", &["a denominator and no numerator"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,,9,1,2,,council,,", &["between its limits"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,,,,,,council,,", &["no value and no reason"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,8,,,,,hearsay,,", &["`hearsay` is no provenance"]),
        ("repairs-on-time,CV-D,2024-04-01/P3M,everyone,7,8,,,,,council,,", &["have a value at observations/homes-and-care.csv:"]),
        // A status that cannot be read does not hide the numbers beside it.
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,seven,eight,,,,q,council,,", &["no status `q`", "`seven`", "`eight`"]),
    ] {
        let mut files = with(care, row, wrong);
        let measures = files.0.get_mut("measures/homes.toml").unwrap();
        *measures = measures.replacen("kind = \"proportion\"", "kind = \"share\"", 1);
        let all = written(&faults(&files));
        for phrase in ["measures/homes.toml:5:"].iter().chain(phrases) {
            if !all.contains(phrase) {
                hidden.push(format!("{wrong}: {phrase} is not told:\n{all}"));
            }
        }
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
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

#[test]
fn faults_of_codes_and_areas_that_are_no_longer() {
    check(&[
        ("areas.csv", "CV-N0,", "«CV-N0 CV-P01,", "defined already"),
        ("areas.csv", "CV-P05 CV-P06", "«CV-P05 CV-P66", "no area `CV-P66`"),
        ("areas.csv", "CV-P05 CV-P06", "«CV-C1", "cannot be a successor"),
        ("areas.csv", "CV-N2,Easterdale,comparator,", "CV-N2,Easterdale,«sister,", "no type of area"),
        ("areas.csv", "nothing has been counted here yet,,", "nothing has been counted here yet,,«CV-P05", "no longer has successors"),
    ]);
}

#[test]
fn a_figure_belongs_to_a_time_in_which_its_area_was_there() {
    let care = "observations/homes-and-care.csv";
    let before = "repairs-on-time,CV-P01,2024-04-01/P3M,everyone,";
    check(&[
        (care, before, "repairs-on-time,CV-P01,«2022-04-01/P3M,everyone,", "ended before `CV-P01` began, on 2023-05-04"),
        (
            care,
            "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,",
            "evictions,CV-P90,«2024-04-01/P3M,everyone,7,,,,,,",
            "began after `CV-P90` ended, on 2023-05-03",
        ),
    ]);
}
