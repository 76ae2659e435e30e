//! Promises about meetings, and what is asked at them.

use domain::{
    meeting::{Item, MOST_CHANGES, Meeting, Pinned, Stage},
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    store::{
        Meetings, People, Releases, Store,
        meetings::{Changing, Said, Saved, Saving, Saying},
    },
};

use crate::{
    done,
    people::add,
    sample::{parse, time},
};

fn entry(deed: Deed, who: UserId, day: u32) -> Entry {
    Entry { at: time(day), who: Some(who), deed, on: String::new(), place: "a test".to_owned() }
}

fn meeting(name: &str, items: &[u32]) -> Meeting {
    let item = |number: &u32| Item {
        number: *number,
        words: "It's “so”;\nthere".to_owned(),
        pinned: match number {
            1 => Pinned::Measure { measure: parse("m"), area: Some(parse("a")), group: Some(parse("g")) },
            2 => Pinned::Report("/reports/quarterly/council".to_owned()),
            _ => Pinned::Words,
        },
    };
    Meeting { name: name.to_owned(), starts: time(9), place: "Hall".to_owned(), items: items.iter().map(item).collect(), last: 3 }
}

struct Hall<S> {
    store: S,
    who: UserId,
}

impl<S: Meetings + People> Hall<S> {
    async fn save(&self, id: Option<i64>, seen: i64, stage: Stage, meeting: &Meeting) -> Result<Saved, <S as Store>::Error> {
        let saving = Saving { council: "here", id, seen, stage, meeting };
        self.store.save_meeting(&saving, &entry(Deed::SaveMeeting, self.who, 4)).await
    }

    async fn say(&self, item: u32, answers: Option<i64>, words: &str) -> Said {
        let saying = Saying { council: "here", meeting: 1, item, answers, by: "Councillor", words };
        done(self.store.say(&saying, &entry(Deed::AskAtMeeting, self.who, 5)).await)
    }

    async fn change(&self, remark: i64, seen: usize, words: Option<&str>) -> Said {
        let changing = Changing { council: "here", meeting: 1, remark, seen, words, reason: "It was misheard." };
        done(self.store.change_remark(&changing, &entry(Deed::CorrectRemark, self.who, 6)).await)
    }
}

async fn hall<S: Meetings + People>(open: impl AsyncFn() -> S) -> Hall<S> {
    let store = open().await;
    let who = add(&store, "one@example.org", &["performance-team"]).await;
    Hall { store, who }
}

/// A meeting is told once it is published, as its newest version; another council's is not told, and what was looked at before is not overwritten.
pub async fn a_meeting_is_told_once_it_is_published<S: Meetings + People + Releases>(open: impl AsyncFn() -> S) {
    let hall = hall(open).await;
    let store = &hall.store;
    let version = async || done(store.register_version("here").await);
    let before = version().await;
    assert_eq!(done(hall.save(None, 0, Stage::Draft, &meeting("First", &[])).await), Saved::Done(1));
    assert_eq!(done(hall.save(Some(1), 1, Stage::Draft, &meeting("First", &[1, 2, 3])).await), Saved::Done(1));
    assert_eq!((version().await, done(store.register("here").await).meetings), (before, vec![]), "a draft is not told");
    assert_eq!(done(hall.save(Some(1), 1, Stage::Draft, &meeting("Late", &[])).await), Saved::Stale);
    assert_eq!(done(hall.save(Some(9), 1, Stage::Draft, &meeting("Late", &[])).await), Saved::Nowhere);
    assert_eq!(done(hall.save(Some(1), 2, Stage::Published, &meeting("Second", &[3, 1, 2])).await), Saved::Done(1));
    let first = version().await;
    assert_ne!(first, before);
    let told = done(store.register("here").await).meetings;
    assert_eq!((told.len(), told[0].id, told[0].version, told[0].stage), (1, 1, 3, Stage::Published));
    assert_eq!((&told[0].meeting, told[0].saved), (&meeting("Second", &[3, 1, 2]), (hall.who, time(4))));
    assert!(hall.save(Some(1), 3, Stage::Draft, &meeting("Second", &[])).await.is_err(), "what was published is no draft again");
    assert_eq!(done(hall.save(None, 0, Stage::Draft, &meeting("Other", &[])).await), Saved::Done(2));
    assert_eq!(done(store.meetings("here").await).iter().map(|held| held.id).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(done(store.meetings("there").await), []);
    assert_eq!(done(store.meeting("there", 1).await), None);
    assert_eq!(done(store.register("there").await).meetings, []);
    assert_eq!(done(hall.save(Some(1), 3, Stage::Closed, &meeting("Second", &[3, 1, 2])).await), Saved::Done(1));
    assert_ne!(version().await, first);
    assert!(hall.save(Some(1), 4, Stage::Published, &meeting("Second", &[1])).await.is_err(), "what was closed stays");
    let deeds = done(People::audit_after(store, 0).await);
    let on: Vec<_> = deeds.iter().filter(|one| one.entry.deed == Deed::SaveMeeting).map(|one| one.entry.on.as_str()).collect();
    let expected = ["meeting 1, version 1", "meeting 1, version 2", "meeting 1, version 3", "meeting 2, version 1", "meeting 1, version 4"];
    assert_eq!(on, expected, "what is refused leaves nothing");
}

/// What is said stays with its item: it can be corrected and withdrawn, not lost, and is told at once.
pub async fn what_is_said_at_a_meeting_is_kept<S: Meetings + People + Releases>(open: impl AsyncFn() -> S) {
    let hall = hall(open).await;
    let store = &hall.store;
    let agenda = meeting("First", &[1, 2, 3]);
    done(hall.save(None, 0, Stage::Draft, &agenda).await);
    assert_eq!(hall.say(1, None, "Why?").await, Said::NotNow, "nothing is asked at a draft");
    done(hall.save(Some(1), 1, Stage::Published, &agenda).await);
    let version = async || done(store.register_version("here").await);
    let before = version().await;
    assert_eq!(hall.say(1, None, "Why <b>?").await, Said::Done(1));
    assert_eq!(hall.say(9, None, "Why?").await, Said::Nowhere);
    assert_eq!(hall.say(1, Some(1), "Because.").await, Said::Done(2));
    assert_eq!(hall.say(2, Some(1), "Because.").await, Said::Nowhere, "the question is about another item");
    assert_eq!(hall.say(1, Some(2), "Because.").await, Said::Nowhere, "an answer is not answered");
    let asked = version().await;
    assert_ne!(asked, before);
    // An item that was asked about stays on the agenda, wherever it stands.
    assert_eq!(done(hall.save(Some(1), 2, Stage::Published, &meeting("First", &[3, 2])).await), Saved::Asked(1));
    assert_eq!(done(hall.save(Some(1), 2, Stage::Published, &meeting("First", &[3, 1])).await), Saved::Done(1));
    assert_eq!(hall.change(2, 0, Some("Because it is so.")).await, Said::Done(2));
    assert_eq!(hall.change(2, 0, Some("Late.")).await, Said::Stale);
    assert_eq!(hall.change(7, 0, None).await, Said::Nowhere);
    assert_eq!(hall.change(1, 0, None).await, Said::Done(1));
    assert_eq!(hall.change(1, 1, Some("Back.")).await, Said::Stale, "what was withdrawn stays so");
    assert_eq!(hall.say(1, Some(1), "Because.").await, Said::Stale, "a question that was withdrawn is not answered");
    assert_ne!(version().await, asked);
    let told = done(store.register("here").await).meetings;
    let said: Vec<_> = told[0].remarks.iter().map(|one| (one.id, one.answers, one.now(), one.words.as_str(), one.said)).collect();
    let who = (hall.who, time(5));
    assert_eq!(said, [(1, None, None, "Why <b>?", who), (2, Some(1), Some("Because it is so."), "Because.", who)]);
    let change = &told[0].remarks[1].changes[0];
    assert_eq!((change.reason.as_str(), change.made), ("It was misheard.", (hall.who, time(6))));
    // Once it is closed, answers follow and questions do not.
    assert_eq!(hall.say(3, None, "And then?").await, Said::Done(3));
    done(hall.save(Some(1), 3, Stage::Closed, &meeting("First", &[3, 1])).await);
    assert_eq!(hall.say(3, None, "And now?").await, Said::NotNow);
    assert_eq!(hall.say(3, Some(3), "Later.").await, Said::Done(4));
    // There is an end to corrections, and none to withdrawing.
    for seen in 0..MOST_CHANGES - 1 {
        assert_eq!(hall.change(4, seen, Some(&format!("Later {seen}."))).await, Said::Done(4));
    }
    assert_eq!(hall.change(4, MOST_CHANGES - 1, Some("Much later.")).await, Said::Full);
    assert_eq!(hall.change(4, MOST_CHANGES - 1, None).await, Said::Done(4));
}
