//! Meetings: arranged by the performance team, asked at by councillors and officers, answered by those who answer for the measure.

use domain::{
    council::Council,
    decision::typed::reason,
    meeting::{
        Edit, Held, Meeting, Pinned, Stage,
        typed::{Typed, TypedItem, TypedRemark, Wrong, said},
    },
    people::{Action, Subject, audit::Deed},
    release::Release,
    store::{
        Meetings,
        meetings::{Changing, Said, Saved, Saving, Saying},
    },
};

use super::{Asker, Desk, Stop};

/// What somebody wants to change of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// Its name, its day and time, its place.
    Details(&'a Typed),
    /// Another item of its agenda.
    Add(&'a TypedItem),
    /// An item of its agenda goes, or moves.
    Edit(Edit),
    /// It is published, or closed.
    Stage(Stage),
}

/// What somebody wants to say: about which item of which meeting, and to which question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Number of the meeting.
    pub meeting: i64,
    /// Number of the item.
    pub item: u32,
    /// The question that is answered; none for a question.
    pub answers: Option<i64>,
}

fn wrong(field: &'static str, words: &str) -> Wrong {
    vec![(field, words.to_owned())]
}

/// Whether somebody arranges meetings.
pub fn arranges(asker: &Asker) -> bool {
    asker.user().may(&Action::ArrangeMeetings)
}

/// Answering about an item: of its measure, where it shows one that the council still has.
fn answering<'a>(council: &'a Council, meeting: &Meeting, item: u32) -> Action<'a> {
    let measure = meeting.item(item).and_then(|(_, item)| match &item.pinned {
        Pinned::Measure { measure, .. } => council.measure(measure),
        Pinned::Report(_) | Pinned::Words => None,
    });
    Action::AnswerAtMeetings(measure.map(Subject::of))
}

/// Whether somebody may answer about an item.
pub fn answers(asker: &Asker, council: &Council, meeting: &Meeting, item: u32) -> bool {
    asker.user().may(&answering(council, meeting, item))
}

/// What is said to whoever was slower than somebody else.
const STALE: &str = "Somebody changed this meeting since you opened it. It is shown as it is now: look at it, and do it again.";

impl Desk {
    /// The meetings that the asker sees, the newest first: drafts only where they arrange them.
    pub async fn meetings(&self, asker: &Asker, council: &Council) -> Result<Vec<Held>, Stop> {
        self.allow(asker, Action::AskAtMeetings).await?;
        let all = self.store.meetings(&council.code).await?;
        Ok(all.into_iter().filter(|held| held.is_public() || arranges(asker)).collect())
    }

    /// A meeting that the asker sees.
    pub async fn meeting(&self, asker: &Asker, council: &Council, id: i64) -> Result<Option<Held>, Stop> {
        self.allow(asker, Action::AskAtMeetings).await?;
        let held = self.store.meeting(&council.code, id).await?;
        Ok(held.filter(|held| held.is_public() || arranges(asker)))
    }

    /// Stops who may not arrange meetings.
    pub async fn may_arrange(&self, asker: &Asker) -> Result<(), Stop> {
        self.allow(asker, Action::ArrangeMeetings).await
    }

    /// Begins a meeting as a draft: its number, or what is wrong with it, field by field.
    pub async fn new_meeting(&self, asker: &Asker, council: &Council, typed: &Typed) -> Result<Result<i64, Wrong>, Stop> {
        self.allow(asker, Action::ArrangeMeetings).await?;
        let meeting = match typed.read(None) {
            Ok(meeting) => meeting,
            Err(wrong) => return Ok(Err(wrong)),
        };
        let saving = Saving { council: &council.code, id: None, seen: 0, stage: Stage::Draft, meeting: &meeting };
        let entry = asker.entry(self.now(), Deed::SaveMeeting, String::new());
        Ok(match self.store.save_meeting(&saving, &entry).await? {
            Saved::Done(id) => Ok(id),
            Saved::Stale | Saved::Asked(_) | Saved::Nowhere => Err(wrong("name", STALE)),
        })
    }

    /// Changes a meeting. `seen`: the version that was looked at. None where there is no such meeting; otherwise what is wrong, field by field, if
    /// anything.
    pub async fn change_meeting(
        &self,
        asker: &Asker,
        release: &Release,
        (id, seen): (i64, i64),
        wanted: Wanted<'_>,
    ) -> Result<Option<Result<(), Wrong>>, Stop> {
        self.allow(asker, Action::ArrangeMeetings).await?;
        let council = &release.council;
        let Some(held) = self.store.meeting(&council.code, id).await? else { return Ok(None) };
        let changed = match changed(&held, release, wanted) {
            Ok(changed) => changed,
            Err(wrong) => return Ok(Some(Err(wrong))),
        };
        let (meeting, stage) = changed;
        let deed = match stage {
            Stage::Published if held.stage == Stage::Draft => Deed::PublishMeeting,
            Stage::Closed => Deed::CloseMeeting,
            Stage::Draft | Stage::Published => Deed::SaveMeeting,
        };
        let saving = Saving { council: &council.code, id: Some(id), seen, stage, meeting: &meeting };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(match self.store.save_meeting(&saving, &entry).await? {
            Saved::Done(_) => Some(Ok(())),
            Saved::Stale => Some(Err(wrong("agenda", STALE))),
            Saved::Asked(_) => {
                Some(Err(wrong("agenda", "Something was asked about this item, so it stays: what was said is kept with it.")))
            }
            Saved::Nowhere => None,
        })
    }

    /// The meeting at which somebody wants to say something; none where there is no such meeting, item or question.
    pub async fn sayable(&self, asker: &Asker, council: &Council, spot: Spot) -> Result<Option<Held>, Stop> {
        let Some(held) = self.meeting(asker, council, spot.meeting).await? else { return Ok(None) };
        let there = held.meeting.item(spot.item).is_some()
            && spot.answers.is_none_or(|id| held.questions(spot.item).any(|question| question.id == id && question.now().is_some()));
        if !there {
            return Ok(None);
        }
        if spot.answers.is_some() {
            self.allow(asker, answering(council, &held.meeting, spot.item)).await?;
        }
        Ok(Some(held))
    }

    /// Records a question or an answer: its number, or what is wrong with it, field by field. None where there is no such meeting, item or question.
    pub async fn say(&self, asker: &Asker, council: &Council, spot: Spot, typed: &TypedRemark) -> Result<Option<Result<i64, Wrong>>, Stop> {
        if self.sayable(asker, council, spot).await?.is_none() {
            return Ok(None);
        }
        let (by, words) = match typed.read() {
            Ok(read) => read,
            Err(wrong) => return Ok(Some(Err(wrong))),
        };
        let Spot { meeting, item, answers } = spot;
        let saying = Saying { council: &council.code, meeting, item, answers, by: &by, words: &words };
        let deed = if answers.is_some() { Deed::AnswerAtMeeting } else { Deed::AskAtMeeting };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(match self.store.say(&saying, &entry).await? {
            Said::Done(id) => Some(Ok(id)),
            Said::NotNow => Some(Err(wrong(
                "words",
                "Questions are recorded while a meeting is published: before, it is not public, and once it is closed it takes answers only.",
            ))),
            Said::Full => Some(Err(wrong("words", "This meeting has as many questions and answers as it can keep."))),
            Said::Stale => Some(Err(wrong("words", "The question was withdrawn in this moment."))),
            Said::Nowhere => None,
        })
    }

    /// The meeting of a question or answer that somebody wants to change: who recorded it, or arranges meetings. None where there is no such thing.
    pub async fn changeable(&self, asker: &Asker, council: &Council, id: i64, remark: i64) -> Result<Option<Held>, Stop> {
        let Some(held) = self.meeting(asker, council, id).await? else { return Ok(None) };
        let Some(known) = held.remark(remark) else { return Ok(None) };
        if known.said.0 != asker.id() {
            self.allow(asker, Action::ArrangeMeetings).await?;
        }
        Ok(Some(held))
    }

    /// Corrects a question or answer, or withdraws it where there are no words; both with a reason. `seen`: how many changes of it were known.
    pub async fn change_remark(
        &self,
        asker: &Asker,
        council: &Council,
        (id, remark, seen): (i64, i64, usize),
        (words, why): (Option<&str>, &str),
    ) -> Result<Option<Result<(), Wrong>>, Stop> {
        let Some(held) = self.changeable(asker, council, id, remark).await? else { return Ok(None) };
        let mut faults = Wrong::new();
        let why = reason(why).map_err(|fault| faults.push(("reason", fault))).unwrap_or_default();
        let words = words.map(|words| said(words).map_err(|fault| faults.push(("words", fault))).unwrap_or_default());
        let before = held.remark(remark).and_then(|known| known.now());
        if faults.is_empty() && words.is_some() && words.as_deref() == before {
            faults.push(("words", "Nothing has been changed.".to_owned()));
        }
        if !faults.is_empty() {
            return Ok(Some(Err(faults)));
        }
        let changing = Changing { council: &council.code, meeting: id, remark, seen, words: words.as_deref(), reason: &why };
        let deed = if words.is_some() { Deed::CorrectRemark } else { Deed::WithdrawRemark };
        let entry = asker.entry(self.now(), deed, String::new());
        Ok(match self.store.change_remark(&changing, &entry).await? {
            Said::Done(_) => Some(Ok(())),
            Said::Full => Some(Err(wrong("words", "It was corrected as often as it can be: withdraw it, and record it again."))),
            Said::Stale | Said::NotNow => Some(Err(wrong(
                "words",
                "Somebody changed or withdrew it since you opened it. It is shown as it is now: look at it, and do it again.",
            ))),
            Said::Nowhere => None,
        })
    }
}

/// The meeting as it would be, and how far.
fn changed(held: &Held, release: &Release, wanted: Wanted<'_>) -> Result<(Meeting, Stage), Wrong> {
    if held.stage == Stage::Closed {
        return Err(wrong("agenda", "This meeting was closed, and stays as it is."));
    }
    let edited = |edit| held.meeting.edited(edit).ok_or_else(|| wrong("agenda", "There is no such item, or no room for another."));
    Ok(match wanted {
        Wanted::Details(typed) => (typed.read(Some(&held.meeting))?, held.stage),
        Wanted::Add(typed) => {
            let (pinned, words) = typed.read(&release.catalogue)?;
            (edited(Edit::Add(pinned, words))?, held.stage)
        }
        Wanted::Edit(edit) => (edited(edit)?, held.stage),
        Wanted::Stage(Stage::Published) if held.stage == Stage::Draft && held.meeting.items.is_empty() => {
            return Err(wrong("agenda", "Nothing is on the agenda yet: add an item first."));
        }
        Wanted::Stage(Stage::Closed) if held.stage == Stage::Draft => {
            return Err(wrong("agenda", "A meeting is published before it is closed."));
        }
        Wanted::Stage(Stage::Draft) => return Err(wrong("agenda", "A meeting that was published is no draft again.")),
        Wanted::Stage(stage) => (held.meeting.clone(), stage),
    })
}
