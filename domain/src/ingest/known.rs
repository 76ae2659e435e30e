//! Words for characteristics and groups as many sources write them (STANDARDS §1). A council adds its own in `groups.csv`.

/// Characteristics, each with the names that columns give it, in plain letters.
pub(super) const CHARACTERISTICS: &[&[&str]] = &[
    &["sex", "gender", "sex id"],
    &["age", "age group", "age band", "age range", "age id", "ages"],
    &["ethnicity", "ethnic group", "ethnic", "race", "ethnic origin"],
    &["disability", "disabled", "disability status"],
    &["religion", "religion or belief", "faith", "religion and belief"],
    &["sexual orientation", "sexuality"],
    &["gender identity", "genderidentitymatchesthatassignedatbirth", "trans status"],
    &["partnership", "marital status", "marriage and civil partnership", "legal partnership"],
    &["pregnancy maternity", "pregnancy and maternity", "pregnancy", "maternity"],
    &["care experience", "care experienced"],
    &["unpaid care", "carer", "carers", "caring"],
    &["armed forces", "veteran", "uk armed forces"],
    &["deprivation quintile", "deprivation of the small area", "deprivation", "imd quintile", "category type"],
    // A tenth is no fifth: a council that has none by tenths has no group for it.
    &["deprivation decile", "imd decile", "index of multiple deprivation decile", "decile"],
];

/// Groups, each with the characteristic it is of (the first name above) and its names in plain letters.
pub(super) const GROUPS: &[(&str, &[&str])] = &[
    ("sex", &["female", "females", "girl", "girls", "woman", "women", "f", "women and girls"]),
    ("sex", &["male", "males", "boy", "boys", "man", "men", "m", "men and boys"]),
    ("ethnicity", &["asian", "asian asian british or asian welsh", "asian or asian british", "asian british", "all asian"]),
    (
        "ethnicity",
        &[
            "black",
            "black black british black welsh caribbean or african",
            "black or black british",
            "black british",
            "black african caribbean or black british",
        ],
    ),
    ("ethnicity", &["mixed", "mixed or multiple ethnic groups", "mixed or multiple", "mixed multiple ethnic groups", "mixed ethnicity"]),
    ("ethnicity", &["white", "all white", "white ethnic groups"]),
    ("ethnicity", &["other", "other ethnic group", "other ethnic groups", "any other ethnic group", "other ethnicity"]),
    ("disability", &["disabled", "disabled under the equality act", "yes", "disabled people", "with a disability"]),
    ("disability", &["not disabled", "not disabled under the equality act", "no", "non disabled", "without a disability"]),
    ("religion", &["no religion", "no", "none", "no religion or belief"]),
    ("religion", &["christian", "christianity"]),
    ("religion", &["buddhist", "buddhism"]),
    ("religion", &["hindu", "hinduism"]),
    ("religion", &["jewish", "judaism"]),
    ("religion", &["muslim", "islam"]),
    ("religion", &["sikh", "sikhism"]),
    ("religion", &["other religion", "other", "any other religion", "other religions"]),
    ("sexual orientation", &["straight", "straight or heterosexual", "heterosexual", "heterosexual or straight"]),
    ("sexual orientation", &["gay or lesbian", "gaylesbian", "lesbian or gay", "gay and lesbian", "gay lesbian"]),
    ("sexual orientation", &["bisexual", "bi"]),
    ("sexual orientation", &["other sexual orientation", "other", "usedifferentterm", "other sexual orientations", "other orientation"]),
    ("gender identity", &["same as sex registered at birth", "yes", "same", "gender same"]),
    ("gender identity", &["different from sex registered at birth", "no", "different", "gender different"]),
    ("deprivation quintile", &["most deprived quintile", "most deprived fifth", "quintile 1", "most deprived 20%", "1 most deprived"]),
    ("deprivation quintile", &["second most deprived quintile", "second most deprived fifth", "quintile 2", "more deprived quintile"]),
    (
        "deprivation quintile",
        &["average deprived quintile", "middle fifth", "quintile 3", "middle quintile", "third most deprived quintile"],
    ),
    ("deprivation quintile", &["second least deprived quintile", "second least deprived fifth", "quintile 4", "less deprived quintile"]),
    ("deprivation quintile", &["least deprived quintile", "least deprived fifth", "quintile 5", "least deprived 20%", "5 least deprived"]),
];

/// Names of columns that hold groups of any characteristic.
pub(super) const ANY: &[&str] =
    &["", "group", "groups", "category", "breakdown", "equality group", "demographic", "inequality", "characteristic group"];

/// Words for everyone.
pub(super) const EVERYONE: &[&str] = &[
    "everyone",
    "total",
    "totals",
    "all",
    "persons",
    "person",
    "people",
    "all persons",
    "all people",
    "all ages",
    "all groups",
    "all residents",
    "all pupils",
    "all children",
    "both",
    "both sexes",
    "overall",
    "all ethnicities",
    "na",
    "n a",
    "not applicable",
];

/// Words for records that do not say.
pub(super) const UNKNOWN: &[&str] = &[
    "unknown",
    "not known",
    "not recorded",
    "undisclosed",
    "missing",
    "unspecified",
    "unclassified",
    "information not yet obtained",
    "no data",
];

/// Words for people who chose not to say. They are kept apart from records that do not say (STANDARDS §1).
pub(super) const NOT_SAID: &[&str] =
    &["prefer not to say", "prefernottosay", "preferred not to say", "not answered", "not stated", "refused", "declined", "undeclared"];

/// The first name of the characteristic that a text names.
pub(super) fn characteristic(plain: &str) -> Option<&'static str> {
    CHARACTERISTICS.iter().find(|names| names.contains(&plain)).and_then(|names| names.first().copied())
}

/// Ages from one to another, both included: `16 to 24`, `0-9 yrs`, `Age 16`, `85+`, `under 25`, `65 and over`.
pub(super) fn ages(plain: &str) -> Option<(u32, u32)> {
    let words = plain.replace("plus", "+").replace('+', " + ");
    let words: Vec<&str> = words
        .split([' ', '-'])
        .filter(|word| !matches!(*word, "" | "age" | "aged" | "ages" | "years" | "yrs" | "yr" | "year" | "old" | "people" | "of"))
        .collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|age| *age <= 130);
    match words.as_slice() {
        ["under" | "below" | "<", to] => number(to)?.checked_sub(1).map(|to| (0, to)),
        [from, "+"] | [from, "and" | "or", "over" | "above" | "older"] | ["over", from] => Some((number(from)?, u32::MAX)),
        [one] => number(one).map(|age| (age, age)),
        [from, to] | [from, "to" | "and", to] => Some((number(from)?, number(to)?)).filter(|(from, to)| from <= to),
        _ => None,
    }
}
