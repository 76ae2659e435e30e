//! The measures of a reader: what is due, late, waiting or returned.

use domain::{
    due::{self, Due},
    measure::Measure,
    people::{Action, Field, Subject, UserId},
    period::Period,
    rating::Rating,
    release::Release,
    store::{Entries, Outline, State},
};

use crate::manage::{Asker, Desk, Stop};

/// What the reader may do with a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Enter figures.
    pub enters: bool,
    /// Approve them.
    pub approves: bool,
}

/// How the figure that comes next stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Next {
    /// It was returned.
    Returned,
    /// Its day has passed, and nothing has been handed in.
    Late,
    /// Its period is over.
    Due,
    /// Somebody has begun to write.
    Begun,
    /// It waits for approval.
    Awaiting,
    /// Its period is not over, or nothing is ever due.
    NotYet,
}

/// A measure, as its service sees it.
#[derive(Debug, Clone)]
pub struct Mine<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// What the reader may do.
    pub rights: Rights,
    /// The rating of the newest released figure of the whole area.
    pub rating: Rating,
    /// The period of that figure.
    pub released: Option<Period>,
    /// The newest period in force, where it is newer than that: approved or imported, and not released.
    pub in_force: Option<Period>,
    /// What is due next.
    pub due: Option<Due>,
    /// How that stands.
    pub next: Next,
    /// Whether its day has passed, however far it has come.
    pub late: bool,
    /// Submissions of it that are not approved, of whatever period.
    pub open: Vec<Outline>,
}

impl Desk {
    /// The measures that a reader enters, approves or sees before they are released, in the order of the council's.
    pub async fn my_measures<'a>(&self, asker: &Asker, release: &'a Release) -> Result<Vec<Mine<'a>>, Stop> {
        self.allow(asker, Action::Manage).await?;
        let council = &release.council;
        let submissions = self.store.submissions(&council.code).await?;
        let in_force = self.in_force(council).await?;
        let user = asker.user();
        let mut mine = Vec::new();
        for (at, measure) in (0..).zip(&council.measures) {
            let of = Subject::of(measure);
            let rights = Rights {
                enters: user.may(&Action::Enter(of, Field::Figures)),
                approves: user.may(&Action::Approve { of, submitted_by: UserId(0) }),
            };
            if !(rights.enters || rights.approves || user.may(&Action::SeeUnpublished(of))) {
                continue;
            }
            let open = submissions.iter().filter(|one| one.measure == measure.code && one.state != State::Approved).cloned().collect();
            mine.push(stand(release, at, measure, rights, in_force.newest(&measure.code), open, self.today()));
        }
        Ok(mine)
    }
}

/// How one measure stands on a day.
fn stand<'a>(
    release: &'a Release,
    at: u16,
    measure: &'a Measure,
    rights: Rights,
    in_force: Option<Period>,
    open: Vec<Outline>,
    today: domain::NaiveDate,
) -> Mine<'a> {
    let catalogue = &release.catalogue;
    let newest = catalogue.spans[usize::from(at)].periods.last().copied();
    let released = newest.map(|newest| catalogue.periods[usize::from(newest)]);
    let in_force = in_force.filter(|period| released.is_none_or(|released| *period > released));
    let due = due::after(measure, in_force.or(released), today);
    let written = due.and_then(|due| open.iter().find(|one| one.period == due.period));
    let late = due.is_some_and(|due| due.late(today));
    let next = match (written.map(|one| one.state), due) {
        (Some(State::Returned), _) => Next::Returned,
        (Some(State::Submitted), _) => Next::Awaiting,
        (None, Some(due)) if due.late(today) => Next::Late,
        (Some(_), _) => Next::Begun,
        (None, Some(due)) if due.open(today) => Next::Due,
        (None, _) => Next::NotYet,
    };
    Mine { measure, rights, rating: rating(release, at, measure, newest), released, in_force, due, next, late, open }
}

/// The rating of the newest figure of everyone in the whole area, as public pages show it.
pub fn rating(release: &Release, at: u16, measure: &Measure, newest: Option<u16>) -> Rating {
    use domain::judged::Judged;
    let catalogue = &release.catalogue;
    let frame = release.area(catalogue.city());
    let target = newest.and_then(|newest| catalogue.target(catalogue.city(), measure, newest));
    let cube = frame.cube(at);
    Judged::in_release(catalogue, measure, cube, 0, newest, target).rate(measure)
}
