//! How figures are made: every rule in plain words, what it cannot tell, and where it comes from.

use crate::markup::{Element, el, link};

/// A rule: what it is called in the address, its heading, what it says, when it says nothing (a sentence, then each case), what it cannot tell,
/// and where it comes from.
struct Rule {
    id: &'static str,
    heading: &'static str,
    says: &'static [&'static str],
    never: &'static [&'static str],
    limit: &'static str,
    source: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        id: "ranges",
        heading: "Values and their ranges",
        says: &[
            "A percentage or a rate is worked out from its parts: how many, out of how many. Shares are never averaged: we add up the numerators, add up the denominators, and divide.",
            "Beside a value stands the range in which the true figure lies 19 times out of 20. It is found by Wilson’s method for percentages, exactly for rates of fewer than ten cases, and by Byar’s method for other rates. A range that the source gives is kept, and each measure’s page says whose it is. A count, a mean or an index that came without a range has none.",
            "Several areas that you compare are also shown together. Only figures that are shown go into the sum, and what could not be added is said.",
        ],
        never: &[],
        limit: "A range tells of chance alone. It says nothing of people who were never counted, or of questions badly put.",
        source: "PHE technical guide on confidence intervals; Wilson 1927; Breslow and Day 1987",
    },
    Rule {
        id: "surveys",
        heading: "Surveys",
        says: &[
            "The figure of a survey is of those who answered. Its page says who was asked, how many answered, and how far chance may have moved the figure either way.",
        ],
        never: &[],
        limit: "Those who do not answer may differ from those who do.",
        source: "Code of Practice for Statistics, edition 3.0",
    },
    Rule {
        id: "rating",
        heading: "Rating: now, against the target",
        says: &[
            "On target means that the target is met. Near target means that it is missed by no more than the tolerance set with it. Off target means that it is missed by more. A range is met inside it, its limits included.",
            "Figures that add up over a year are added up from its start and held against an equal part of the year’s target. A council that expects more in some quarters sets a target for each, and then each quarter is held against its own. A count’s target is for everyone, and no group is held against it.",
            "Where a measure is not broken down by the group you chose, everyone is rated, and the row says so.",
            "Beside each rating in a row of a dashboard, “why?” leads to a page with its rule, its numbers and each step.",
        ],
        never: &[
            "There is no rating, and we say so with the reason, of:",
            "what describes the place, for nobody is held to it;",
            "what is better neither higher, nor lower, nor within a range;",
            "a figure that is hidden, missing or not yet due, and a sum with such a figure in it;",
            "a figure without a target;",
            "a figure whose target is nought while its tolerance is a share of it, for a share of nought is nothing: it must be set in the measure’s own unit;",
            "a group, while more than a fifth of the records do not say who they are about.",
        ],
        limit: "A target is a choice. Its page says who made it and when, and what last year’s would have said.",
        source: "Our rule, version 2; councils use many. Profiled and cumulative targets as in local government practice",
    },
    Rule {
        id: "change",
        heading: "Change: real or chance",
        says: &[
            "We compare the newest figure with the same period a year before. Improving or getting worse means that chance alone would give so large a difference less than one time in twenty. For counts we look at five years and ask for more: one time in five hundred. Nothing is compared across a break in the way a figure is counted. Years taken together are compared with those before them that share none of their years.",
            "There is too little to say where fewer than five cases of a percentage or a rate would be expected in either year, where a count has fewer than five such years, and where any other figure has no range.",
        ],
        never: &[],
        limit: "With few cases a real change can go unseen: “no real change” is no proof that nothing has changed.",
        source: "Fingertips technical guidance, recent trends; pooled tests of two proportions and of two rates",
    },
    Rule {
        id: "forecast",
        heading: "Forecast: will it make year-end",
        says: &[
            "The figures of this year count as they are. Each quarter, half-year or month still to come is taken to be like the same one last year; where that one is not there, or lies before a break, like the average of the latest figures. For the range around it, all those to come are taken like the lowest, then like the highest, of the latest eight quarters or half-years, or 24 months, or of as many as there are since a break: a further figure falls between the lowest and the highest of eight about seven times in nine.",
            "Of some measures the last figure of the year is the figure of the year, such as how many people are waiting. There the latest figure stands for it, between the lowest and the highest.",
            "Likely means that the whole range meets the target, unlikely that none of it does; otherwise it could go either way. Once every figure of the year is there, what the year came to is rated instead.",
        ],
        never: &[
            "There is no forecast:",
            "of figures for a year or longer, or for single days;",
            "with fewer than six quarterly or half-yearly figures, or 18 monthly ones, among those looked back on;",
            "where a figure of this year is hidden or missing, or the latest is where only the last one counts;",
            "where no target is set for the year, and none can be made of those of its parts;",
            "where a percentage or a rate to be put together for the year came without its parts;",
            "where there could be no rating, for what the measure or its target is.",
        ],
        limit: "A steady trend is not carried on, and what the council does next is not known.",
        source: "Seasonal naïve method and order statistics, in general use; our choice of words",
    },
    Rule {
        id: "usual",
        heading: "The usual range",
        says: &[
            "Beside a rating, “why?” also says whether the newest figure is one that could be expected from those before it. The usual range is their average, less and plus 2.66 times the average step from one figure to the next. A figure outside of it is more than ups and downs, and so are seven figures in a row on one side of the average.",
        ],
        never: &["It takes ten figures or more that follow each other, with none missing or hidden and no break in the series."],
        limit: "Seasons make the range wide. Ten figures tell little; the range moves as more come.",
        source: "Shewhart’s chart of single values; NHS England, Making Data Count",
    },
    Rule {
        id: "gaps",
        heading: "Gaps between groups",
        says: &[
            "A gap is the figure of a group minus the figure it is held against. Its range is Newcombe’s, from the ranges of both. A group is a part of everyone, so against everyone we compare it with all others and scale the difference. Within chance means that the two could be the same.",
            "A gap narrows or widens where its newest size differs from the first comparable one by more than chance, at the same time of year. Where it narrows only because the better-off got worse, we call that levelling down, and not progress.",
        ],
        never: &[],
        limit: "Where many gaps are looked at some are beyond chance by chance alone; the page says how many that could be. Where the better-off and the worse-off have changed places, sizes are compared; only if both gaps are beyond chance do we say that it turned round. The largest are put in order by ratio, for points, days and rates have no common scale.",
        source: "Newcombe 1998; Zou and Donner 2008; the words on levelling down are our own",
    },
    Rule {
        id: "average",
        heading: "Hidden by the average",
        says: &[
            "Where the city is on or near its target, we list each ward, neighbourhood and group of which the whole range is off target, by the target and tolerance that hold for it. So many are looked at that chance would list some, so here the range holds the true figure 998 times out of 1,000; a range that came with a figure is used as it came, at 19 out of 20.",
        ],
        never: &[],
        limit: "What is hidden, or has no range, cannot be listed; nor can figures that are added up over the year, as a range is of one period alone. A group is not listed where more than a fifth of the records do not say.",
        source: "PHE methods (two levels, 95% and 99.8%); the list is our own",
    },
    Rule {
        id: "unknown",
        heading: "Records that do not say",
        says: &[
            "Beside every breakdown that counts them stands the share of records of which the group is not known. Where it is above a fifth, in an area and period, we give no verdict on any gap of that characteristic, do not rate its groups, and say neither whether they have changed nor whether they will make year-end nor list them as hidden by the average; their figures stay. We also show what a group’s figure would be if every such record were in it.",
        ],
        never: &[],
        limit: "A fifth is our own choice. Below it, too, those who do not say may differ. Where the number of such records is hidden or not known, verdicts and ratings stand.",
        source: "Government harmonised standards ask for completeness; the limit is our own",
    },
    Rule {
        id: "evidence",
        heading: "The evidence map",
        says: &[
            "For each measure and characteristic one thing is true. Published: some group has a figure. Too small: every figure is hidden. Not analysed: it is or should be collected, and no group has a figure. Not collected. Not relevant: it is not about people, or does not apply, and why.",
        ],
        never: &[],
        limit: "It tells whether there is evidence, not how good it is.",
        source: "Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, regulation 4",
    },
    Rule {
        id: "alike",
        heading: "Wards like this one",
        says: &[
            "The council publishes a recipe: figures of need and of who lives there, each with a weight. Each is turned into standard deviations from the mean of all wards; the distance of two wards is the root of the weighted mean of their squared differences. The nearest are the most alike.",
            "The expected range of a figure runs from the lowest to the highest of the wards most like this one. A ward is better or worse than expected only where its whole range lies beyond that.",
        ],
        never: &[],
        limit: "Wards alike in the recipe differ in much else. What is hidden or missing is left out and the rest counts for more; with less than two thirds of the weight there is no list.",
        source: "Nearest-neighbour models in general use (CIPFA’s own is licensed and not used); the recipe is the council’s",
    },
    Rule {
        id: "ranks",
        heading: "Places, but no league table",
        says: &[
            "An area is held beside those of its kind that have a range, if there are two or more. The best place that it can have is one more than the number of these that are wholly better, and the worst is the number of all of them less those wholly worse. Wholly means that their ranges do not overlap.",
        ],
        never: &[],
        limit: "Areas without a range have no place and count for nobody else’s. Where neither higher nor lower is better, the highest comes first, and we say so.",
        source: "Overlap of 95% intervals, a strict test",
    },
    Rule {
        id: "boundaries",
        heading: "Boundaries and codes",
        says: &[
            "A figure belongs to the boundaries of its time. When wards are redrawn, each old one keeps a page that says what lies in its place now. Its figures are not shown, and no series is joined across the day. A code that was only replaced is followed to the new one.",
            "Figures from before appear for today’s wards only as best fit: they are put together from small areas, each of which counts wholly to the ward in which the middle of its people lies.",
        ],
        never: &[],
        limit: "A best fit is close for a whole ward and can be wrong along its edges.",
        source: "ONS policy on best-fit estimates; ONS Register of Geographic Codes",
    },
    Rule {
        id: "protection",
        heading: "Protecting people",
        says: &[
            "Small counts are hidden, on either side of a share, and so is a share that would say the same of every member of a group, or of everyone in a small part of the place. The usual limit is five; ten for measures about children, for those by ethnic group, religion, disability, sexual orientation or gender identity, and for any breakdown below the city; the council can set another for a measure, and its page says which.",
            "Other figures are hidden beside these, so that none can be worked out: areas add up to larger ones, groups to everyone and quarters to a year. What is left of everyone when some groups are known counts as a figure too, and so does what is left of an area for the parts of it that have no figures yet. Before anything is published we try to work out every hidden figure from all that would show, and publish only if none can be told. Nothing that has not passed this check leaves the server.",
            "Where one measure could be worked out from another, as complaints answered on time from those answered late, the council says so, and what is hidden of one is hidden of both.",
            "The council can also choose that the counts of a measure are rounded, to the nearest 5 for example. Then every count shown is, of parts and of totals, each by itself; shares, rates, ranges and ratings are worked out from the rounded counts, and sums may be a little off. Rounding comes last: what is hidden is hidden as if there were none.",
            "What was published before counts too. A figure once hidden stays hidden while it is the same. Where only a few people have been added or taken away since, the figure published before stays, and says so: the difference would tell about them. What was shown once cannot be taken back, and we count how often that is so.",
        ],
        never: &[],
        limit: "Of three or more releases of one period, two at a time are checked. What other bodies publish is not known to the check.",
        source: "ONS and Government Statistical Service guidance on disclosure control; minimum-cost complementary suppression on networks",
    },
];

/// The text of the page: what is on it, then rule after rule.
pub(super) fn methods() -> Vec<Element> {
    let contents = RULES.iter().map(|rule| el("li").with(link(format!("#{}", rule.id), rule.heading)));
    let mut all = vec![
        el("p").class("lead").with("Every number and every word of judgement on these pages follows from a rule. These are the rules, what each cannot tell, and where it comes from."),
        el("nav").attr("aria-label", "On this page").with(el("ul").class("contents").all(contents)),
    ];
    for rule in RULES {
        all.push(el("h2").attr("id", rule.id).with(rule.heading));
        all.extend(rule.says.iter().map(|text| el("p").with(*text)));
        if let [first, cases @ ..] = rule.never {
            all.push(el("p").with(*first));
            all.push(el("ul").all(cases.iter().map(|text| el("li").with(*text))));
        }
        if rule.id == "protection" {
            all.push(el("p").with(link("/about/protection", "How much is hidden, measure by measure")));
        }
        all.push(el("p").with(el("strong").with("What it cannot tell: ")).with(rule.limit));
        all.push(el("p").class("note").with("Source: ").with(rule.source).with("."));
    }
    all
}
