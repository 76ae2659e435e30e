//! The golden thread of the fictional council, and of Liverpool as its folder tells it.

use domain::{
    council::Council,
    folder::parse,
    thread::{
        Kind, Thread,
        orphans::{Asked, of_plan, unserved},
    },
};

use super::help::book;

fn addresses(thread: &Thread, all: impl IntoIterator<Item = usize>) -> Vec<&str> {
    all.into_iter().map(|at| thread.knots[at].address.as_str()).collect()
}

#[test]
fn the_thread_is_walked_from_a_national_outcome_to_a_promise_and_back() {
    let book = book();
    let thread = Thread::of(&book.release().council);
    let at = |address: &str| thread.find(address).unwrap();
    let below = thread.below(at("national:sound-roofs"));
    assert_eq!(
        addresses(&thread, below),
        [
            "outcome:sound-homes.1",
            "outcome:sound-homes.2",
            "measure:repairs-on-time",
            "action:hire-fitters",
            "action:replace-boilers",
            "action:no-cold-home"
        ]
    );
    let above = thread.above(at("action:no-cold-home"));
    assert_eq!(
        addresses(&thread, above),
        ["national:sound-roofs", "outcome:sound-homes.1", "measure:repairs-on-time", "action:hire-fitters", "action:replace-boilers"]
    );
    assert_eq!(thread.knots[at("action:no-cold-home")].kind, Kind::MustDo, "it is carried out by others");
    assert_eq!(thread.knots[at("action:grit-every-lane")].kind, Kind::Action);
    assert!(thread.find("measure:residents").is_none(), "no plan speaks of it");
}

#[test]
fn orphans_are_told_plan_by_plan() {
    let book = book();
    let council = &book.release().council;
    let thread = Thread::of(council);
    let orphans = of_plan(&thread, &council.plans[0], Asked::default());
    assert_eq!(
        addresses(&thread, orphans.outcomes),
        ["outcome:sound-homes.2", "outcome:clean-and-cared-for.1", "outcome:clean-and-cared-for.2"],
        "falls are counted once a year"
    );
    assert_eq!(
        addresses(&thread, orphans.measures),
        ["measure:evictions", "measure:recycling", "measure:falls", "measure:days-to-decide", "measure:reserves"]
    );
    assert_eq!(addresses(&thread, orphans.actions), ["action:repairs-desk", "action:grit-every-lane"]);
    assert_eq!(addresses(&thread, unserved(&thread)), ["national:full-purses"]);
}

fn liverpool() -> Council {
    parse(&crate::council::files("liverpool")).unwrap_or_else(|issues| panic!("{issues:?}")).council
}

#[test]
fn key_actions_are_as_many_as_the_plans_have_and_in_their_words() {
    let council = liverpool();
    for plan in &council.plans {
        for theme in &plan.themes {
            for phase in &theme.actions {
                let told: Vec<&str> = council
                    .programmes
                    .iter()
                    .flat_map(|programme| &programme.actions)
                    .filter(|action| action.theme.as_ref() == Some(&theme.code) && action.phase.as_ref() == Some(&phase.name))
                    .map(|action| action.title.as_str())
                    .collect();
                assert_eq!(told, phase.actions, "{}, {}", theme.title, phase.name);
            }
        }
    }
}

#[test]
fn the_thread_of_liverpool_runs_from_the_sixteen_national_outcomes_to_the_ten_must_dos() {
    let council = liverpool();
    let thread = Thread::of(&council);
    let of = |kind: Kind| -> Vec<usize> { (0..thread.knots.len()).filter(|at| thread.knots[*at].kind == kind).collect() };
    assert_eq!(of(Kind::National).len(), 16);
    assert!(unserved(&thread).is_empty(), "{:?}", addresses(&thread, unserved(&thread)));
    let must_dos = council.programmes.iter().find(|programme| programme.code.as_str() == "must-dos").unwrap();
    for action in &must_dos.actions {
        let at = thread.find(&format!("action:{}", action.code)).unwrap();
        assert_eq!(thread.knots[at].kind, Kind::MustDo, "{}", action.code);
        assert!(thread.above(at).iter().any(|up| thread.knots[*up].kind == Kind::Action), "{}", action.code);
    }
    // Every outcome of both plans is tied to something, but those that a reader is told of as orphans.
    for plan in &council.plans {
        let orphans = of_plan(&thread, plan, Asked::default());
        let outcomes = of(Kind::Outcome).into_iter();
        let loose: Vec<usize> = outcomes.filter(|at| thread.down(*at).is_empty() && thread.knots[*at].of == plan.title).collect();
        assert!(loose.iter().all(|at| orphans.outcomes.contains(at)));
        assert!(loose.len() <= 2, "{}", plan.title);
    }
}
