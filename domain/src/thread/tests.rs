use proptest::prelude::*;

use super::{
    orphans::{Asked, Orphans, of_plan, unserved},
    picture::picture,
    *,
};

fn knot(kind: Kind, name: usize) -> Knot {
    Knot {
        kind,
        address: format!("{kind:?}:{name}"),
        title: String::new(),
        of: String::new(),
        home: None,
        themes: vec!["bins".parse().unwrap()],
        directorate: None,
        quarterly: kind == Kind::Measure && name.is_multiple_of(2),
    }
}

/// Any thread: some knots of each kind, and ties between any two.
fn any_thread() -> impl Strategy<Value = Thread> {
    let knots = proptest::collection::vec(0_usize..5, 1..40);
    (knots, proptest::collection::vec((0_usize..45, 0_usize..45), 0..120)).prop_map(|(mut kinds, pairs)| {
        kinds.sort_unstable();
        Thread::tied(kinds.iter().enumerate().map(|(name, kind)| knot(Kind::ALL[*kind], name)).collect(), pairs)
    })
}

proptest! {
    #[test]
    fn every_tie_is_walked_the_same_from_both_ends(thread in any_thread()) {
        for (upper, lower) in thread.ties() {
            prop_assert!(thread.knots[upper].kind < thread.knots[lower].kind);
            prop_assert!(thread.up(lower).contains(&upper));
        }
        for one in 0..thread.knots.len() {
            for other in 0..thread.knots.len() {
                prop_assert_eq!(thread.down(one).contains(&other), thread.up(other).contains(&one));
                prop_assert_eq!(thread.below(one).contains(&other), thread.above(other).contains(&one));
            }
            prop_assert!(!thread.below(one).contains(&one));
        }
    }

    #[test]
    fn what_is_no_orphan_is_tied(thread in any_thread()) {
        let Orphans { outcomes, measures, actions } = of_plan(&thread, &plan(), Asked::default());
        for at in 0..thread.knots.len() {
            let near = |all: &BTreeSet<usize>, test: &dyn Fn(&Knot) -> bool| all.iter().any(|&near| test(&thread.knots[near]));
            let (listed, tied) = match thread.knots[at].kind {
                Kind::National => (unserved(&thread).contains(&at), !thread.down(at).is_empty()),
                Kind::Outcome => (outcomes.contains(&at), near(thread.down(at), &|knot| knot.quarterly)),
                Kind::Measure => (measures.contains(&at), near(thread.down(at), &|knot| knot.kind > Kind::Measure)),
                Kind::Action | Kind::MustDo => (actions.contains(&at), near(thread.up(at), &|knot| knot.kind == Kind::Measure)),
            };
            prop_assert_ne!(listed, tied);
        }
    }

    #[test]
    fn a_drawing_has_a_dot_for_each_knot_and_a_line_for_each_tie(thread in any_thread()) {
        let all: BTreeSet<usize> = (0..thread.knots.len()).collect();
        let drawn = picture(&thread, &thread.columns(&all));
        prop_assert_eq!(drawn.dots.len(), all.len());
        prop_assert_eq!(drawn.lines.len(), thread.ties().count());
        for dot in &drawn.dots {
            prop_assert!(dot.x > 0.0 && dot.x < picture::WIDTH && dot.y > 0.0 && dot.y < drawn.height, "{dot:?}");
        }
        prop_assert!(drawn.lines.iter().all(|(upper, lower)| upper.x < lower.x));
    }
}

fn plan() -> crate::plan::Plan {
    let day = |text: &str| text.parse().unwrap();
    crate::plan::Plan {
        code: "tidy".parse().unwrap(),
        title: "A tidy vale".to_owned(),
        theme_word: ("theme".to_owned(), "themes".to_owned()),
        starts: day("2025-04-01"),
        ends: day("2029-03-31"),
        current: true,
        summary: String::new(),
        source: String::new(),
        themes: vec![crate::plan::Theme {
            code: "bins".parse().unwrap(),
            title: "Bins".to_owned(),
            short: "Bins".to_owned(),
            summary: String::new(),
            accountable: Vec::new(),
            outcomes: Vec::new(),
            priorities: Vec::new(),
            actions: Vec::new(),
            benefits_residents: Vec::new(),
            benefits_councillors: Vec::new(),
            triple_lock: Vec::new(),
            promises: Vec::new(),
        }],
    }
}

#[test]
fn a_theme_or_a_directorate_narrows_the_orphans() {
    let mut homes = knot(Kind::Action, 1);
    homes.directorate = Some("homes".parse().unwrap());
    let thread = Thread::tied(vec![knot(Kind::Outcome, 0), homes], []);
    let all = of_plan(&thread, &plan(), Asked::default());
    assert_eq!((all.outcomes, all.actions), (vec![0], vec![1]));
    let (homes, other) = ("homes".parse().unwrap(), "other".parse().unwrap());
    let narrowed = of_plan(&thread, &plan(), Asked { directorate: Some(&homes), theme: None });
    assert_eq!((narrowed.outcomes, narrowed.actions), (vec![], vec![1]));
    assert_eq!(of_plan(&thread, &plan(), Asked { directorate: None, theme: Some(&other) }), Orphans::default());
}
