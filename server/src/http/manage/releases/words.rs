//! Releases, as the pages say them.

use app::manage::releases::{
    Coming, List, Listed,
    check::{Check, Line},
    next::{Fresh, Next},
};
use chrono::NaiveDateTime;
use domain::{
    code::MeasureCode,
    council::Council,
    format::{count, joined, plural},
    measure::Disclosure,
    news::News,
    period::{Period, long_date},
    register::Register,
    said::Said,
    store::{Ended, Plan},
    view::lead::sentence,
};

use crate::{
    http::manage::entry::show::Names,
    manage::releases::{
        fresh::Material,
        order::{Order, Typed},
        press::Ready,
    },
};

/// Periods that are named; of more, the first and the last are.
const NAMED: usize = 3;
/// Plans that came to nothing, and are listed.
const ENDED: usize = 10;

fn time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// Each as a sentence.
pub(super) fn sentences(all: &[String]) -> Vec<String> {
    all.iter().map(|words| sentence(words)).collect()
}

/// Titles of measures, as a list.
fn titles<'a>(council: &Council, codes: impl IntoIterator<Item = &'a MeasureCode>) -> String {
    let title = |code: &MeasureCode| council.measure(code).map_or_else(|| code.to_string(), |measure| format!("“{}”", measure.title));
    joined(&codes.into_iter().map(title).collect::<Vec<_>>())
}

fn periods(periods: &[Period]) -> String {
    match periods {
        [first, .., last] if periods.len() > NAMED => format!("{} from {} to {}", count(periods.len() as u64), first.label(), last.label()),
        _ => joined(&periods.iter().map(Period::label).collect::<Vec<_>>()),
    }
}

/// What was just done.
pub(super) fn done(said: &str, register: &Register) -> Option<String> {
    let number: u32 = match said {
        "planned" => return Some("The release is planned.".to_owned()),
        number => number.parse().ok()?,
    };
    register.release(number).map(|_| format!("Release {number} is published. The public sees it within seconds."))
}

/// The list.
pub(super) fn listed(council: &Council, register: &Register, plans: &[Plan], people: &Names, prepared: bool, done: Option<String>) -> List {
    let standing = register.standing().map(|release| release.number);
    let releases = register.releases.iter().map(|one| Listed {
        number: one.number,
        at: time(one.published_at),
        note: one.note.clone(),
        corrects: one.correction.as_ref().map(|it| format!("Corrects release {}: {}", it.of, it.wrong)).unwrap_or_default(),
        state: match &one.withdrawn {
            Some((at, why)) => format!("Withdrawn {}: {why}", time(*at)),
            None if Some(one.number) == standing => "Served now".to_owned(),
            None => "An earlier one".to_owned(),
        },
        stands: one.withdrawn.is_none(),
    });
    let coming = plans.first().filter(|plan| plan.ended.is_none()).map(|plan| Coming {
        id: plan.id,
        at: time(plan.at),
        note: plan.note.clone(),
        held: titles(council, &plan.held),
        by: format!("Planned by {}.", people.act(plan.planned)),
    });
    let ended = plans.iter().filter_map(|plan| {
        let (at, ended) = plan.ended.as_ref()?;
        let planned = format!("the release planned for {} UTC", time(plan.at));
        match ended {
            Ended::Published(_) => None,
            Ended::Cancelled(why) => Some((time(*at), sentence(&format!("{planned} was cancelled. {why}")))),
            Ended::Refused(why) => Some((time(*at), sentence(&format!("{planned} could not be published: {why}")))),
        }
    });
    List { coming, releases: releases.collect(), ended: ended.take(ENDED).collect(), done, prepared }
}

/// The form of the next release.
pub(super) fn next(
    material: &Material,
    register: &Register,
    typed: &Typed,
    first: bool,
    now: NaiveDateTime,
    wrong: Vec<(&'static str, String)>,
) -> Next {
    let council = &material.council;
    let held = |code: &MeasureCode| if first { material.held.contains(code) } else { typed.held.iter().any(|one| one == code.as_str()) };
    let fresh = material.fresh.iter().map(|one| Fresh {
        code: one.measure.to_string(),
        title: title(council, &one.measure),
        periods: periods(&one.periods),
        counts: one.counts.map(count),
        linked: titles(council, &one.linked),
        held: held(&one.measure),
    });
    let releases = register.releases.iter().map(|one| {
        let number = one.number.to_string();
        (number, format!("Release {} of {}", one.number, one.published_at.format("%Y-%m-%d")))
    });
    Next {
        fresh: fresh.collect(),
        note: typed.note.clone(),
        releases: releases.collect(),
        corrects: typed.corrects.clone(),
        said: typed.wrong.clone(),
        planned: typed.planned,
        day: typed.day.clone(),
        time: typed.time.clone(),
        now: time(now),
        wrong,
    }
}

/// The release as it would be published.
pub(super) fn checked(order: &Order, ready: &Ready, wrong: Vec<(&'static str, String)>) -> Check {
    let prepared = &ready.prepared;
    let council = &prepared.release.council;
    let number = |n: usize| count(n as u64);
    let lines = prepared.report().zip(&ready.news).map(|((measure, tally), news)| Line {
        title: measure.title.clone(),
        report: [tally.released, tally.primary, tally.secondary, tally.held, tally.public, tally.missing].map(number),
        news: [periods(&news.periods), number(news.new), number(news.changed), number(news.gone)],
        fresh: !news.nothing(),
    });
    let public: usize = prepared.report().map(|(_, tally)| tally.public).sum();
    let gone: usize = ready.news.iter().map(|news| news.gone).sum();
    let texts = &prepared.release.catalogue.said;
    let mut warnings = Vec::new();
    if public > 0 {
        let figures = plural(public as u64, ("figure is", "figures are"));
        warnings.push(format!("{figures} hidden now and already public: an earlier release showed them, and that cannot be taken back."));
    }
    if gone > 0 {
        warnings.push(format!("{} that the public sees now would be shown no more.", plural(gone as u64, ("figure", "figures"))));
    }
    if let (Some(newest), true) = (prepared.stand.newest, prepared.stand.newest != prepared.stand.standing) {
        warnings.push(format!(
            "Release {newest} was withdrawn. What was wrong in it is published again by this one, unless it has been mended, withdrawn or held since."
        ));
    }
    let corrects = order.correction.is_some();
    if prepared.compared_with.is_some() && ready.news.iter().all(News::nothing) && !corrects {
        let words = "No figure that the public sees changes: unless what services say is new, this release would only have another number.";
        warnings.push(words.to_owned());
    }
    if prepared.stand.newest.is_some() && prepared.compared_with.is_none() {
        warnings.push("The newest release cannot be read, so this one is compared with nothing before it.".to_owned());
    }
    let mut said = vec![("What is new in it", if order.note.is_empty() { "Nothing is said.".to_owned() } else { order.note.clone() })];
    if let Some(correction) = &order.correction {
        said.push(("Corrects", format!("Release {}: {}", correction.of, correction.wrong)));
    }
    let held = titles(council, prepared.held.keys());
    said.push(("Held", if held.is_empty() { "Nothing".to_owned() } else { held }));
    if let Some(at) = order.at {
        said.push(("When", format!("{} UTC", time(at))));
    }
    for small in texts.iter().filter(|text| names_few(council, text)) {
        let title = title(council, &small.measure);
        warnings.push(format!("What is said of “{title}” names a number below its threshold: read it before the public does."));
    }
    let signed = |text: &Said| format!("{}, about {}. Written on {}.", text.role, text.period.label(), long_date(text.on));
    let commentary = texts.iter().map(|text| (title(council, &text.measure), signed(text), text.paragraphs().map(str::to_owned).collect()));
    let (lines, commentary) = (lines.collect(), commentary.collect());
    Check { print: ready.print.clone(), at: order.at.map(time), said, commentary, warnings, lines, wrong }
}

fn title(council: &Council, code: &MeasureCode) -> String {
    council.measure(code).map_or_else(|| code.to_string(), |measure| measure.title.clone())
}

/// Whether a text names a whole number of people below the threshold of its measure, in figures.
fn names_few(council: &Council, text: &Said) -> bool {
    let Some(Disclosure::Threshold { threshold, .. }) = council.measure(&text.measure).map(|measure| &measure.disclosure) else {
        return false;
    };
    let is_few = |word: &str| word.parse::<u32>().is_ok_and(|number| number > 0 && number < *threshold);
    text.text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '.' && letter != ',')
        .any(|word| is_few(word.trim_matches(['.', ','])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_few_people_is_told_and_one_that_names_many_is_not() {
        let council = crate::folder::read(
            &std::path::Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../councils/fixtures/calder-vale"),
        )
        .unwrap()
        .0
        .council;
        let said = |measure: &str, text: &str| Said {
            measure: measure.parse().unwrap(),
            period: "2026-01-01/P3M".parse().unwrap(),
            role: "Head".to_owned(),
            text: text.to_owned(),
            on: "2026-04-01".parse().unwrap(),
        };
        for (measure, text, few) in [
            ("evictions", "Of these 3 were families.", true),
            ("evictions", "It was 4.", true),
            ("evictions", "Thirty of 60; 5 more, and 1,204 letters; 3.5 a week in Q4.", false),
            ("evictions", "None (0).", false),
            ("recycling", "Of these 3 were wet.", false),
        ] {
            assert_eq!(names_few(&council, &said(measure, text)), few, "{text}");
        }
    }
}
