//! What is somebody's own, in words: the same on their page and in what is sent to them.

use chrono::NaiveDate;

use super::{
    changed::{self, Moved},
    due::{self, Dated},
};
use crate::{
    change::Change,
    format::plural,
    period::long_date,
    programme::{Moved as Put, Programme, Status, changes, standing::Standing},
    rating::Rating,
};

/// The longest text of others that is repeated, in characters.
const LONGEST: usize = 200;

/// One thing, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is.
    pub title: String,
    /// Its page: a path of this site.
    pub href: String,
    /// What is to be told of it: sentences.
    pub words: String,
    /// Whether it is made up.
    pub illustrative: bool,
}

/// Something that is late or due, on a day.
pub fn dated(one: &Dated<'_>, today: NaiveDate, illustrative: impl Fn(&crate::code::MeasureCode) -> bool) -> Told {
    let days = (today - one.by).num_days();
    let when = match days {
        1.. => format!("was due {}: {} late", long_date(one.by), plural(days.unsigned_abs(), ("day", "days"))),
        0 => "is due today".to_owned(),
        _ => format!("is due {}", long_date(one.by)),
    };
    match &one.what {
        due::What::Figure(measure, period) => Told {
            title: measure.title.clone(),
            href: format!("/measures/{}", measure.code),
            words: format!("The figure for {} {when}.", period.label()),
            illustrative: illustrative(&measure.code),
        },
        due::What::Action(programme, standing) => {
            let blocked = standing.blocked_by.first().map(|other| format!(" It waits on “{}”.", other.title)).unwrap_or_default();
            let slips = match standing.slips {
                0 => String::new(),
                count => format!(" Put off {}.", plural(count as u64, ("time", "times"))),
            };
            let reported = match (standing.status, days) {
                // What is overdue is red, whatever its service says of it.
                (Some(status), 1..) => format!("reported as {}", status.words().to_lowercase()),
                (said, _) => status(said).to_lowercase(),
            };
            let words = format!("{}: {when}, {reported}.{slips}{blocked}", programme.title);
            of_action(programme, standing, words)
        }
    }
}

/// Something that has changed.
pub fn changed(what: &changed::What<'_>) -> Told {
    match what {
        changed::What::Figure { measure, area, whole, now, moved } => {
            let title = if *whole { measure.title.clone() } else { format!("{}: {}", area.name, measure.title) };
            let href =
                if *whole { format!("/measures/{}", measure.code) } else { format!("/measures/{}?area={}", measure.code, area.code) };
            let figure = format!("{} in {}", now.text, now.period.label());
            let rated = match now.rating {
                Rating::CannotTell(_) => String::new(),
                rating => format!(" {}.", rating.words()),
            };
            let words = match moved {
                Moved::Beyond => format!("{figure}. {}: {}{rated}", now.change.words(), reason(now.change, measure.kind)),
                Moved::Rated(before) => {
                    format!(
                        "{}, and was {}: the figure stayed as it was ({figure}), and its target is another.",
                        now.rating.words(),
                        before.words().to_lowercase()
                    )
                }
            };
            Told { title, href, words, illustrative: now.illustrative }
        }
        changed::What::Action { programme, standing, change, passed } => {
            let mut words = vec![format!("{}.", programme.title)];
            if let (true, Some(due)) = (*passed, standing.due) {
                words.push(format!("It was due {}, and is not done.", long_date(due)));
            }
            words.extend(change.iter().flat_map(|change| told(change)));
            of_action(programme, standing, words.join(" "))
        }
    }
}

fn reason(change: Change, kind: crate::measure::Kind) -> String {
    let reason = change.reason(kind);
    let mut letters = reason.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn of_action(programme: &Programme, standing: &Standing<'_>, words: String) -> Told {
    let action = standing.action;
    let href = format!("/programmes/{}#{}", programme.code, action.code);
    Told { title: action.title.clone(), href, words, illustrative: action.illustrative }
}

fn status(status: Option<Status>) -> &'static str {
    status.map_or("Not reported", Status::words)
}

/// What was written of an action, in sentences.
fn told(change: &changes::Change<'_>) -> Vec<String> {
    let mut words = Vec::new();
    if change.added {
        words.push("It is new.".to_owned());
    }
    for one in &change.moves {
        words.push(match &one.what {
            Put::Due(Some(from), to) if to > from => {
                format!("Put off from {} to {}: {}", long_date(*from), long_date(*to), short(&one.reason))
            }
            Put::Due(_, to) => format!("Now due {}: {}", long_date(*to), short(&one.reason)),
            Put::Scope(..) => format!("What it covers was changed: {}", short(&one.reason)),
            Put::Owner(from, to) => format!("{to} answers for it in place of {from}: {}", short(&one.reason)),
        });
    }
    if let Some((before, now)) = change.status {
        words.push(format!("{}, and was {}.", now.words(), status(before).to_lowercase()));
    }
    if let Some(update) = change.updates.last() {
        words.push(format!("{}, {}: {}", update.by, long_date(update.on), short(&update.text)));
    }
    words
}

/// A text of others, cut where it is long.
fn short(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
