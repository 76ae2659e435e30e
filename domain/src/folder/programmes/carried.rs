//! What actions say of themes and of actions elsewhere: the phase and the outcome that they are of, and what they carry out.

use super::super::{
    issue::{Mark, Shown, Spot},
    names::{Names, Nearest},
    plans::Told,
    toml::{Node, push_new},
};
use crate::{code::ActionCode, programme::Programme};

/// Actions and what each carries out, with the places where that is said.
#[derive(Default)]
pub(super) struct Carried<'d>(Vec<Carries<'d>>);

struct Carries<'d> {
    programme: usize,
    action: ActionCode,
    out: Vec<(String, Mark<'d>)>,
}

impl<'d> Carried<'d> {
    /// Notes what an action carries out, to be looked up once all are known.
    pub(super) fn note(&mut self, programme: usize, action: &ActionCode, out: Vec<(String, Mark<'d>)>) {
        if !out.is_empty() {
            self.0.push(Carries { programme, action: action.clone(), out });
        }
    }

    /// Says what actions carry out. One that is carried out carries out nothing itself: a must-do stands at the end of the thread.
    pub(super) fn join(&self, actions: &Names<ActionCode, ()>, programmes: &mut [Option<Programme>]) {
        for Carries { programme, action, out } in &self.0 {
            let mut known = Vec::new();
            for (given, mark) in out {
                let Some(other) = actions.find(given, mark) else { continue };
                if self.0.iter().any(|carries| carries.action == other.code) {
                    mark.raise(
                        format_args!("{} carries out something itself", Shown(given)),
                        format_args!("Name what it carries out, or leave that one’s `carries_out` out."),
                    );
                    continue;
                }
                push_new(&mut known, other.code.clone(), given, mark);
            }
            let own = programmes.get_mut(*programme).and_then(Option::as_mut).map(|programme| &mut programme.actions);
            if let Some(found) = own.and_then(|all| all.iter_mut().find(|known| known.code == *action)) {
                found.carries_out = known;
            }
        }
    }
}

/// The phase and the outcome of an action, both in the words of its theme.
pub(super) fn of_theme(node: &Node<'_>, theme: Option<&Told>) -> (Option<String>, Option<String>) {
    let one = |key: &'static str, known: fn(&Told) -> &[String]| {
        let given = node.text_or_none(key)?;
        match theme {
            Some(theme) if known(theme).contains(&given) => {}
            Some(theme) => {
                let nearest = Nearest { given: &given, known: &|| Box::new(known(theme).iter().map(String::as_str)) };
                node.at(key).raise(
                    format_args!("{} is no {key} of this theme", Shown(&given)),
                    format_args!("{nearest}Write it as the plan has it, or add it there."),
                );
            }
            None if node.has("theme") => {}
            None => node.at(key).raise(format_args!("`{key}` is one of a theme, and none is named"), format_args!("Add `theme`.")),
        }
        Some(given)
    };
    (one("phase", |theme| theme.phases.as_slice()), one("outcome", |theme| theme.outcomes.as_slice()))
}
