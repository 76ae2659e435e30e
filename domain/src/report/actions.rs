//! Sections on programmes: how actions stand, and every date that was put off.

use super::{
    document::{Block, TableCell},
    words::{cell, linked, made_up, numbers, plain, table, words},
    write::Subject,
};
use crate::{
    area::AreaType,
    format::plural,
    period::long_date,
    programme::{
        Action, Moved, Programme, Status,
        standing::{Because, Rag, Standing, standings},
    },
};

use super::Of;

/// The most actions that are listed of one programme.
const LISTED: usize = 60;

impl<'a> Subject<'a> {
    /// Whether it tells of an action.
    fn tells(&self, action: &Action) -> bool {
        match self.kind.of() {
            Of::Directorate => action.directorate.as_ref().is_some_and(|directorate| directorate.as_str() == self.of),
            Of::Area(AreaType::Neighbourhood) => action.area.as_ref().is_some_and(|area| area.as_str() == self.of),
            Of::Area(_) => false,
            Of::Council | Of::Programme => true,
        }
    }

    /// How its actions of a programme stand.
    fn standings(&self, programme: &'a Programme) -> Vec<Standing<'a>> {
        let all = standings(programme, &self.ground.release.council.programmes, self.ground.today);
        all.into_iter().filter(|standing| self.tells(standing.action)).collect()
    }
}

fn number(count: usize) -> TableCell {
    TableCell::number(count.to_string(), count as f64)
}

/// How actions stand: counts by programme, then those that are late or red.
pub(super) fn actions(of: &Subject<'_>) -> Vec<Block> {
    let programmes: Vec<(&Programme, Vec<Standing<'_>>)> =
        of.programmes().into_iter().map(|programme| (programme, of.standings(programme))).collect();
    let told: Vec<&(&Programme, Vec<Standing<'_>>)> = programmes.iter().filter(|(_, standings)| !standings.is_empty()).collect();
    let mut blocks = Vec::new();
    if told.is_empty() {
        blocks.push(plain("No action is told of here."));
    } else {
        let all: usize = told.iter().map(|(_, standings)| standings.len()).sum();
        let count = |test: &dyn Fn(&Standing<'_>) -> bool| told.iter().flat_map(|(_, all)| all).filter(|standing| test(standing)).count();
        let late = count(&|standing| matches!(standing.because, Some(Because::Overdue(_))));
        let done = count(&|standing| standing.status == Some(Status::Complete));
        let slips: usize = told.iter().flat_map(|(_, all)| all).map(|standing| standing.slips).sum();
        blocks.push(plain(format!(
            "Of {} {done} are complete and {late} overdue on {}. Dates were put off {}.",
            plural(all as u64, ("action", "actions")),
            long_date(of.ground.today),
            plural(slips as u64, ("time", "times"))
        )));
    }
    let rows = told.iter().map(|(programme, standings)| {
        let of_rag = |rag: Rag| number(standings.iter().filter(|standing| standing.rag == rag).count());
        vec![
            linked(&programme.title, format!("/programmes/{}", programme.code)),
            number(standings.len()),
            of_rag(Rag::Green),
            of_rag(Rag::Amber),
            of_rag(Rag::Red),
            of_rag(Rag::Grey),
            number(standings.iter().map(|standing| standing.slips).sum()),
        ]
    });
    let columns =
        vec![words("Programme"), numbers("Actions"), numbers("Green"), numbers("Amber"), numbers("Red"), numbers("Grey"), numbers("Slips")];
    let notes = vec!["What is overdue is never green; grey has not begun, is paused or cancelled, or nothing is told of it.".to_owned()];
    blocks.extend(table("Actions by programme", columns, rows.collect(), notes));
    for (programme, standings) in &told {
        let red: Vec<&Standing<'_>> = standings.iter().filter(|standing| standing.rag == Rag::Red).collect();
        let rows = red.iter().take(LISTED).map(|standing| row(standing)).collect();
        let columns = vec![words("Action"), words("Who answers for it"), words("Due"), words("Status"), words("What was told last")];
        blocks.extend(table(format!("Red: {}", programme.title), columns, rows, Vec::new()));
    }
    for (programme, _) in programmes.iter().filter(|(_, standings)| standings.is_empty()) {
        if let Some(counted) = programme.counts.last().filter(|_| matches!(of.kind.of(), Of::Council | Of::Programme)) {
            blocks.push(plain(format!(
                "{}: {} on {}, of which only counts were published.",
                programme.title,
                plural(u64::from(counted.actions), ("action", "actions")),
                long_date(counted.on)
            )));
        }
    }
    blocks
}

fn row(standing: &Standing<'_>) -> Vec<TableCell> {
    let status = standing.status.map_or("Not reported", Status::words);
    let because = match standing.because {
        Some(Because::Overdue(days)) => format!(", overdue by {}", plural(days.unsigned_abs(), ("day", "days"))),
        Some(Because::NotBegun(days)) => format!(", should have begun {} ago", plural(days.unsigned_abs(), ("day", "days"))),
        Some(Because::OnlyItsDateMoved) => ", only its date moved".to_owned(),
        None => String::new(),
    };
    let told = standing.update.map(|update| format!("{} ({})", update.text, long_date(update.on))).unwrap_or_default();
    vec![
        cell(format!("{}{}", standing.action.title, made_up(standing.action.illustrative))),
        cell(standing.owner),
        cell(standing.due.map(long_date).unwrap_or_default()),
        cell(format!("{status}{because}")),
        cell(told),
    ]
}

/// Every date that was put off, the newest first, with who approved it and why.
pub(super) fn slips(of: &Subject<'_>) -> Vec<Block> {
    let today = of.ground.today;
    let mut slips: Vec<(&Programme, &Action, &crate::programme::Move)> = Vec::new();
    for programme in of.programmes() {
        for action in programme.actions.iter().filter(|action| of.tells(action)) {
            slips.extend(action.moves.iter().filter(|one| one.holds(today) && one.is_slip()).map(|one| (programme, action, one)));
        }
    }
    slips.sort_by_key(|(_, _, one)| std::cmp::Reverse(one.on));
    let lead = match slips.len() {
        0 => return vec![plain("No date was put off.")],
        1 => "One date was put off.".to_owned(),
        n => format!("{n} dates were put off, the newest first."),
    };
    let rows = slips.iter().take(LISTED).map(|(_, action, one)| {
        let (from, to) = match one.what {
            Moved::Due(Some(from), to) => (long_date(from), long_date(to)),
            _ => (String::new(), String::new()),
        };
        vec![
            cell(format!("{}{}", action.title, made_up(action.illustrative))),
            cell(long_date(one.on)),
            cell(from),
            cell(to),
            cell(&one.reason),
            cell(&one.approver),
        ]
    });
    let columns = vec![words("Action"), words("Changed on"), words("From"), words("To"), words("Reason"), words("Approved by")];
    let more = slips.len().saturating_sub(LISTED);
    let notes = if more > 0 { vec![format!("{more} older ones are on the pages of the programmes.")] } else { Vec::new() };
    let mut blocks = vec![plain(lead)];
    blocks.extend(table("Dates that were put off", columns, rows.collect(), notes));
    blocks
}
