//! Promises about figures that people enter.

use domain::{
    observation::{Figure, Missing, Observation},
    people::{
        UserId,
        audit::{Deed, Entry},
    },
    said::Said,
    store::{Accepted, Brought, Draft, Entries, Imports, Outline, People, Releases, Slot, State, Typed, Written},
};

use crate::{
    done,
    people::add,
    sample::{council, observation, parse, time},
};

const PERIOD: &str = "2023-04-01/P3M";

fn entry(deed: Deed, day: u32, who: UserId) -> Entry {
    Entry { at: time(day), who: Some(who), deed, on: String::new(), place: "web 0a1b".to_owned() }
}

fn cell(area: &str, slot: Slot, text: &str) -> Typed {
    Typed { area: parse(area), group: parse("everyone"), slot, text: text.to_owned() }
}

/// Writes cells of measure `m` on a day.
async fn save<S: Entries>(store: &S, who: UserId, day: u32, version: i64, cells: &[Typed]) -> Written {
    let measure = parse("m");
    let draft = Draft { council: "here", measure: &measure, period: parse(PERIOD), version, cells, commentary: None, acknowledged: &[] };
    done(store.save(&draft, &entry(Deed::SaveDraft, day, who)).await)
}

#[track_caller]
fn written(written: Written) -> Outline {
    match written {
        Written::Done(outline) => outline,
        refused => panic!("nothing was written: {refused:?}"),
    }
}

async fn open_one<S: Entries>(store: &S) -> Option<domain::store::Submission> {
    done(store.open_submission("here", &parse("m"), parse(PERIOD)).await)
}

/// What was typed comes back letter by letter, sound or not; what is blanked out goes.
pub async fn a_draft_comes_back_as_it_was_typed<S: Entries + People<Error = <S as domain::store::Store>::Error>>(
    open: impl AsyncFn() -> S,
) {
    let store = open().await;
    let ada = add(&store, "ada", &[]).await;
    assert_eq!(open_one(&store).await, None);
    assert_eq!(save(&store, ada, 1, 0, &[]).await, Written::Nowhere, "nothing was typed, so nothing is begun");
    let typed = [cell("a", Slot::Numerator, "1,2?4"), cell("a", Slot::Denominator, "“odd”\u{1f3db}"), cell("b", Slot::Value, "[x]")];
    let one = written(save(&store, ada, 1, 0, &typed).await);
    assert_eq!((one.state, one.version, one.changed), (State::Draft, 1, (ada, time(1))));
    let found = open_one(&open().await).await.unwrap_or_else(|| panic!("the draft is gone"));
    assert_eq!((&found.outline, found.cells.as_slice()), (&one, typed.as_slice()));
    let measure = parse("m");
    let kept = ("ten-fold".to_owned(), "0a".to_owned(), "A mill opened.".to_owned());
    let draft = Draft {
        council: "here",
        measure: &measure,
        period: parse(PERIOD),
        version: 1,
        cells: &[cell("b", Slot::Value, ""), cell("c", Slot::Value, " 7 ")],
        commentary: Some(("Head", "Because.")),
        acknowledged: std::slice::from_ref(&kept),
    };
    let two = written(done(store.save(&draft, &entry(Deed::SaveDraft, 2, ada)).await));
    assert_eq!(two.version, 2);
    let found = done(store.submission(two.id).await).unwrap_or_else(|| panic!("the draft is gone"));
    assert_eq!(found.cells, [&typed[..2], &[cell("c", Slot::Value, "7")]].concat());
    let commentary = found.commentary.unwrap_or_else(|| panic!("the commentary is gone"));
    assert_eq!((commentary.role.as_str(), commentary.text.as_str(), commentary.by, commentary.at), ("Head", "Because.", ada, time(2)));
    assert_eq!(
        found.acknowledged.iter().map(|one| (&one.check, &one.print, &one.reason)).collect::<Vec<_>>(),
        [(&kept.0, &kept.1, &kept.2)]
    );
    // The same again changes nothing.
    let again = Draft { version: 2, ..draft };
    assert_eq!(done(store.save(&again, &entry(Deed::SaveDraft, 3, ada)).await), Written::Done(two.clone()));
    assert_eq!(done(store.submissions("here").await), [two]);
    assert_eq!(done(store.submissions("there").await), []);
}

/// Of two who write on one version, the second is told, and nothing of theirs is written.
pub async fn the_second_of_two_writers_is_told<S: Entries + People<Error = <S as domain::store::Store>::Error>>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let (ada, grace) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    let begun = written(save(&store, ada, 1, 0, &[cell("a", Slot::Value, "1")]).await);
    assert_eq!(save(&store, grace, 2, 0, &[cell("a", Slot::Value, "2")]).await, Written::Stale(begun.clone()));
    let first = written(save(&store, ada, 3, 1, &[cell("a", Slot::Value, "3")]).await);
    assert_eq!(save(&store, grace, 4, 1, &[cell("a", Slot::Value, "4")]).await, Written::Stale(first.clone()));
    let second = written(save(&store, grace, 5, 2, &[cell("b", Slot::Value, "5")]).await);
    let found = done(store.submission(begun.id).await).unwrap_or_else(|| panic!("the draft is gone"));
    assert_eq!(found.cells, [cell("a", Slot::Value, "3"), cell("b", Slot::Value, "5")]);
    assert_eq!(found.authors.into_iter().collect::<Vec<_>>(), [ada, grace]);
    assert_eq!(done(store.hand_in(begun.id, 2, &entry(Deed::HandIn, 6, ada)).await), Written::Stale(second));
    assert_eq!(done(store.hand_in(99, 1, &entry(Deed::HandIn, 6, ada)).await), Written::Nowhere);
}

/// Handed in, returned, written on, handed in again, approved: and then it is an import in force, and there is room for another.
pub async fn a_submission_becomes_an_import<S: Entries + Imports + Releases + People<Error = <S as domain::store::Store>::Error>>(
    open: impl AsyncFn() -> S,
) {
    let store = open().await;
    let (ada, grace) = (add(&store, "ada", &[]).await, add(&store, "grace", &[]).await);
    let figure = |number| observation("m", "a", Figure::Parts { numerator: number, denominator: None });
    done(store.load(&council("here"), "d", time(1), [figure(1.0)].into_iter()).await);
    let cells = [cell("a", Slot::Numerator, "9")];
    let commentary = Some(("Head of M", "Fewer, because of rain."));
    let one =
        Draft { council: "here", measure: &parse("m"), period: parse(PERIOD), version: 0, cells: &cells, commentary, acknowledged: &[] };
    let one = written(done(store.save(&one, &entry(Deed::SaveDraft, 2, ada)).await));
    let over = done(store.latest_batch("here").await).map(|batch| batch.id);
    let brought = Brought { council: "here", file: "Entry: m 2023-04-01/P3M", digest: "5", by: "Grace", over };
    let approve = async |version, who, number| {
        done(store.approve(one.id, version, &brought, &entry(Deed::Approve, 9, who), [figure(number)].into_iter()).await)
    };
    assert!(matches!(approve(1, grace, 9.0).await, (Written::Stale(_), None)), "it was not handed in");
    let two = written(done(store.hand_in(one.id, 1, &entry(Deed::HandIn, 3, ada)).await));
    assert_eq!((two.state, two.submitted), (State::Submitted, Some((ada, time(3)))));
    assert_eq!(save(&store, ada, 4, 2, &[cell("a", Slot::Numerator, "8")]).await, Written::Stale(two), "it is not changed meanwhile");
    let three = written(done(store.send_back(one.id, 2, "Whose count is it?", &entry(Deed::SendBack, 5, grace)).await));
    assert_eq!((three.state, three.note.as_str(), three.decided), (State::Returned, "Whose count is it?", Some((grace, time(5)))));
    let four = written(save(&store, ada, 6, 3, &[cell("a", Slot::Numerator, "10")]).await);
    assert_eq!((four.state, four.note.as_str()), (State::Draft, "Whose count is it?"));
    written(done(store.hand_in(one.id, 4, &entry(Deed::HandIn, 7, ada)).await));
    let own = store.approve(one.id, 5, &brought, &entry(Deed::Approve, 8, ada), [figure(10.0)].into_iter()).await;
    assert!(own.is_err(), "nobody approves their own");
    let behind = Brought { over: None, ..brought };
    let behind = done(store.approve(one.id, 5, &behind, &entry(Deed::Approve, 9, grace), [figure(10.0)].into_iter()).await);
    assert_eq!(behind, (Written::Overtaken, None), "it was compared with something else");
    assert_eq!(done(store.imports("here").await), [], "nothing is left of what was refused");
    let folder = done(store.latest_batch("here").await).map(|batch| batch.id).unwrap_or_default();
    assert_eq!(done(store.said(folder).await), [], "it is told with its figures, and not before");
    let (six, import) = approve(5, grace, 10.0).await;
    let (six, import) = (written(six), import.unwrap_or_else(|| panic!("there is no import")));
    assert_eq!((six.state, six.batch, six.decided), (State::Approved, Some(import.batch.id), Some((grace, time(9)))));
    assert_eq!((import.file.as_str(), import.accepted_by.as_str()), (brought.file, "Grace"));
    let newest = done(store.latest_batch("here").await).map(|batch| batch.id).unwrap_or_default();
    assert_eq!(done(store.observations(newest, &parse("m")).await), [figure(10.0)]);
    assert_eq!(done(store.brought_in("here").await), [(parse("m"), parse(PERIOD))]);
    let (role, text) = ("Head of M".to_owned(), "Fewer, because of rain.".to_owned());
    let said = Said { measure: parse("m"), period: parse(PERIOD), role, text, on: time(2).date() };
    assert_eq!(done(store.said(newest).await), [said]);
    assert_eq!(open_one(&store).await, None);
    assert!(matches!(approve(6, grace, 11.0).await, (Written::Stale(_), None)), "once is enough");
    let next = written(save(&store, grace, 10, 0, &[cell("a", Slot::Numerator, "12")]).await);
    assert_eq!(done(store.submissions("here").await).iter().map(|one| one.id).collect::<Vec<_>>(), [next.id, one.id]);
    let audited = done(store.audit_after(0).await).into_iter().map(|one| (one.entry.deed, one.entry.on)).skip(2);
    let about = |id: i64| format!("submission {id}: m {PERIOD}");
    let expected = [
        (Deed::SaveDraft, about(one.id)),
        (Deed::HandIn, about(one.id)),
        (Deed::SendBack, about(one.id)),
        (Deed::SaveDraft, about(one.id)),
        (Deed::HandIn, about(one.id)),
        (Deed::Import, format!("import {}", import.batch.id)),
        (Deed::Approve, about(one.id)),
        (Deed::SaveDraft, about(next.id)),
    ];
    assert_eq!(audited.collect::<Vec<_>>(), expected);
}

/// Of what measures and periods imports in force have figures for everyone, or hide them: nothing else is told, and nothing withdrawn.
pub async fn what_is_brought_in_is_told_by_measure_and_period<S: Entries + Imports>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let count = |measure: &str, area: &str| observation(measure, area, Figure::Parts { numerator: 1.0, denominator: None });
    let missing = |measure: &str, why| observation(measure, "a", Figure::Missing(why));
    let later = |one: Observation| Observation { period: parse("2023-07-01/P3M"), ..one };
    let group = |one: Observation| Observation { group: parse("female"), ..one };
    done(store.load(&council("here"), "d", time(1), [count("folder", "a")].into_iter()).await);
    assert_eq!(done(store.brought_in("here").await), []);
    let accept = async |figures: Vec<Observation>| {
        let over = done(store.latest_batch("here").await).map(|batch| batch.id);
        let brought = Brought { council: "here", file: "figures.csv", digest: "5", by: "Grace", over };
        let entry = Entry { at: time(2), who: None, deed: Deed::Import, on: String::new(), place: "a test".to_owned() };
        match done(store.accept(&brought, &entry, figures.into_iter()).await) {
            Accepted::Done(import) => import.batch.id,
            Accepted::Overtaken => panic!("nothing came between"),
        }
    };
    let hidden = missing("hidden", Missing::Suppressed);
    let none = missing("none", Missing::NotAvailable);
    let first = accept(vec![count("m", "a"), count("m", "b"), later(count("m", "a")), group(count("n", "a")), hidden, none]).await;
    let second = accept(vec![later(count("m", "a")), count("value", "a")]).await;
    let told = async || done(store.brought_in("here").await);
    let (one, two) = (parse(PERIOD), parse("2023-07-01/P3M"));
    assert_eq!(told().await, [(parse("hidden"), one), (parse("m"), one), (parse("m"), two), (parse("value"), one)]);
    assert_eq!(done(store.brought_in("there").await), []);
    for (batch, left) in [(first, vec![(parse("m"), two), (parse("value"), one)]), (second, vec![])] {
        let entry = Entry { at: time(3), who: None, deed: Deed::Withdraw, on: String::new(), place: "a test".to_owned() };
        assert!(done(store.withdraw("here", batch, "Grace", &entry).await));
        assert_eq!(told().await, left);
    }
}
