//! Sections on measures as they are judged: how many stand how, which are off target, what moved, what averages hide.

use super::{
    document::{Block, Run, Text},
    picture,
    words::{cell, linked, made_up, numbers, plain, said, table, words},
    write::{Stand, Subject},
};
use crate::{
    average,
    filter::Only,
    forecast::Forecast,
    format::{agreeing, plural},
    period::long_date,
    rating::Rating,
};

/// The most areas and groups that are named of one measure.
const NAMED: usize = 8;
/// The most trends that are drawn.
const DRAWN: usize = 12;

fn count(stands: &[&Stand], test: impl Fn(&Stand) -> bool) -> usize {
    stands.iter().filter(|stand| test(stand)).count()
}

fn rated(stand: &Stand, only: Only) -> bool {
    stand.why.rating.code() == only.code()
}

/// How many stand how, how many moved, and how many will make year-end.
pub(super) fn summary(of: &Subject<'_>) -> Vec<Block> {
    let all = of.stands();
    let judged: Vec<&Stand> = all.iter().filter(|stand| stand.judged()).collect();
    if judged.is_empty() {
        return vec![plain(format!("There is no measure of {} in this release.", of.place))];
    }
    let from = || judged.iter().map(|stand| stand.fact(of)).collect::<Vec<_>>();
    let numbers = Only::ALL.map(|only| count(&judged, |stand| rated(stand, only)));
    let [off, near, on, untold] = numbers;
    let measures = plural(judged.len() as u64, ("measure", "measures"));
    let mut runs = vec![
        Run::plain(format!("Of {measures} in {}, ", of.place)),
        Run::strong(format!("{on} {} on target", agreeing(on as u64, ("is", "are")))),
        Run::plain(format!(", {near} near and ")),
        Run::strong(format!("{off} off target")),
        Run::plain("."),
    ];
    if untold > 0 {
        runs.push(Run::plain(format!(" Of {untold} it cannot be told, mostly for want of a target or a figure.")));
    }
    let (better, worse) = (count(&judged, |stand| stand.course() == Some(true)), count(&judged, |stand| stand.course() == Some(false)));
    let moved = format!(
        "On a year before, {better} became better beyond chance and {worse} worse; of the others the difference is within chance or cannot be told."
    );
    let likely = |test: fn(&Forecast) -> bool| count(&judged, |stand| test(&stand.why.forecast));
    let [yes, open, no] = [
        likely(|forecast| matches!(forecast, Forecast::Likely(_))),
        likely(|forecast| matches!(forecast, Forecast::Uncertain(_))),
        likely(|forecast| matches!(forecast, Forecast::Unlikely(_))),
    ];
    let mut blocks = vec![said(runs, from()), said(vec![Run::plain(moved)], from())];
    if yes + open + no > 0 {
        let words = format!("By year-end, {yes} are likely to meet their target, {open} could go either way and {no} are unlikely to.");
        blocks.push(said(vec![Run::plain(words)], from()));
    }
    let bars: Vec<(String, [usize; 4])> = of
        .groups
        .iter()
        .map(|(name, measures)| {
            let own: Vec<&Stand> = judged.iter().copied().filter(|stand| measures.contains(&stand.at)).collect();
            let counts =
                [Only::OnTarget, Only::NearTarget, Only::OffTarget, Only::CannotTell].map(|only| count(&own, |stand| rated(stand, only)));
            (name.clone(), counts)
        })
        .filter(|(_, counts)| counts.iter().sum::<usize>() > 0)
        .collect();
    blocks.extend((bars.len() > 1).then(|| Block::Picture(picture::ratings(&bars))));
    blocks
}

/// Every measure, in a table for each heading.
pub(super) fn measures(of: &Subject<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (heading, measures) in &of.groups {
        let rows = measures.iter().map(|at| {
            let stand = of.stand(*at);
            let why = &stand.why;
            let target = why.target.as_ref().map(|target| target.words(&why.measure)).unwrap_or_default();
            let forecast = match why.forecast {
                Forecast::CannotTell(_) => "–",
                _ => why.forecast.words(),
            };
            vec![
                linked(format!("{} ({}){}", why.measure.title, why.measure.unit, made_up(why.illustrative)), stand.href(of)),
                stand.figure(),
                cell(stand.period()),
                cell(target),
                cell(why.rating.words()),
                cell(why.change.words()),
                cell(forecast),
            ]
        });
        let columns = vec![
            words("Measure"),
            numbers("Figure"),
            words("Period"),
            words("Target"),
            words("Rating"),
            words("Change on a year before"),
            words("Year-end"),
        ];
        blocks.extend(table(format!("Measures: {heading}"), columns, rows.collect(), Vec::new()));
    }
    if blocks.is_empty() {
        blocks.push(plain("There is no measure to show."));
    }
    blocks
}

/// What is off target: why, what the service says of it, and its trend.
pub(super) fn off_target(of: &Subject<'_>) -> Vec<Block> {
    let all = of.stands();
    let off: Vec<&Stand> = all.iter().filter(|stand| stand.judged() && stand.why.rating == Rating::OffTarget).collect();
    if off.is_empty() {
        return vec![plain("No measure is off target.")];
    }
    let mut blocks = Vec::new();
    for (at, stand) in off.iter().enumerate() {
        let why = &stand.why;
        blocks.push(Block::Heading { text: format!("{}{}", why.measure.title, made_up(why.illustrative)) });
        let mut runs = vec![Run::strong(format!("{}, {}. ", stand.text(), stand.period())), Run::plain(why.lead())];
        runs.push(Run::plain(format!(" {}", why.change_says())));
        blocks.push(said(runs, vec![stand.fact(of)]));
        let catalogue = &of.ground.release.catalogue;
        let commentary = catalogue.said.iter().find(|said| said.measure == why.measure.code).filter(|_| of.area == catalogue.city());
        if let Some(said) = commentary {
            let head = format!("{}, {}, on {}: ", said.role, long_date(said.on), said.period.label());
            let words: Vec<&str> = said.paragraphs().collect();
            blocks.push(Block::Paragraph(Text { runs: vec![Run::strong(head), Run::plain(words.join(" "))], from: Vec::new() }));
        }
        if at < DRAWN {
            blocks.extend(picture::trend(of.ground.release, (stand.at, of.area), &of.chosen, &stand.why).map(Block::Picture));
        }
    }
    blocks
}

/// What became better or worse beyond chance.
pub(super) fn moved(of: &Subject<'_>) -> Vec<Block> {
    let all = of.stands();
    let mut blocks = Vec::new();
    for (better, heading, none) in
        [(true, "Better", "No measure became better beyond chance."), (false, "Worse", "No measure became worse beyond chance.")]
    {
        blocks.push(Block::Heading { text: heading.to_owned() });
        let items: Vec<Text> = all
            .iter()
            .filter(|stand| stand.course() == Some(better))
            .map(|stand| {
                let title = format!("{}{}: ", stand.why.measure.title, made_up(stand.why.illustrative));
                let since = stand.since().unwrap_or_else(|| stand.text());
                Text { runs: vec![Run::strong(title), Run::plain(format!("{since} ({}).", stand.period()))], from: vec![stand.fact(of)] }
            })
            .collect();
        blocks.push(if items.is_empty() { plain(none) } else { Block::List { items } });
    }
    blocks.push(plain(
        "Better and worse are told only of differences that chance alone would hardly make; each measure’s page has the test.",
    ));
    blocks
}

/// Measures whose figure for everyone is on or near target while parts of it are off target beyond chance.
pub(super) fn hidden(of: &Subject<'_>) -> Vec<Block> {
    let catalogue = &of.ground.release.catalogue;
    let spread = of.ground.release.spread(of.chosen.until);
    let rows: Vec<_> = of
        .stands()
        .iter()
        .filter_map(|stand| {
            let hidden = spread.hidden(stand.at)?;
            let counted = average::counted(catalogue, hidden)?;
            let names = hidden.areas.iter().map(|at| catalogue.areas[usize::from(*at)].name.clone());
            let groups = hidden.groups.iter().filter_map(|at| catalogue.group(*at)).map(|(_, group)| group.name.clone());
            let which: Vec<String> = groups.chain(names).take(NAMED).collect();
            let more = if which.len() < hidden.areas.len() + hidden.groups.len() { " …" } else { "" };
            Some(vec![
                linked(
                    format!("{}{}", stand.why.measure.title, made_up(stand.why.illustrative)),
                    format!("/measures/{}/average", stand.why.measure.code),
                ),
                stand.figure(),
                cell(stand.why.rating.words()),
                cell(counted),
                cell(format!("{}{more}", which.join("; "))),
            ])
        })
        .collect();
    if rows.is_empty() {
        return vec![plain("No figure on or near its target hides an area or a group that is off target beyond chance.")];
    }
    let lead = format!(
        "{} for the whole of {} on or near target while areas or groups are off target beyond chance.",
        match rows.len() {
            1 => "1 measure is".to_owned(),
            n => format!("{n} measures are"),
        },
        catalogue.place
    );
    let columns = vec![words("Measure"), numbers("Figure"), words("Rating"), words("Off target beyond chance"), words("Which")];
    let mut blocks = vec![plain(lead)];
    blocks.extend(table("What the averages hide", columns, rows, Vec::new()));
    blocks
}
