//! The form on which a decision is recorded or corrected, and the one on which it is withdrawn.

use domain::{
    decision::typed::{LONGEST_LINE, NAMES, Typed},
    lens::Effect,
    register::LONGEST,
    view::lead::capital,
};

use super::back;
use crate::{
    manage::{
        form::{Field, error, field, long, post, problems, submit, title},
        imports::select,
    },
    markup::{Element, el},
    page::Page,
};

/// Things to tick: a heading, and code and name of each.
pub type Boxes = (String, Vec<(String, String)>);

/// The form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// What was typed.
    pub typed: Typed,
    /// Whether a decision that is told is corrected.
    pub corrects: bool,
    /// Why, as typed.
    pub reason: String,
    /// How many versions of it were approved here when the form was drawn first.
    pub seen: i64,
    /// The note with which it was returned; blank where it was not.
    pub note: String,
    /// The directorates that the reader may record for: code and name.
    pub directorates: Vec<(String, String)>,
    /// What the council calls one.
    pub directorate_word: String,
    /// Areas, by kind.
    pub areas: Vec<Boxes>,
    /// Themes, by plan.
    pub themes: Vec<Boxes>,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page of the form.
pub fn form(form: &Form, token: &str) -> Page {
    let heading = if form.corrects { "Correct a decision" } else { "Record a decision" };
    let typed = &form.typed;
    let line = |name, label, hint, value| {
        field(Field { name, label, kind: "text", autocomplete: "off", hint, value, error: error(&form.wrong, name), longest: LONGEST_LINE })
    };
    let hidden = |name: &'static str, value: String| el("input").attr("type", "hidden").attr("name", name).attr("value", value);
    let code = if form.corrects {
        el("div")
            .with(hidden("code", typed.code.clone()))
            .with(hidden("corrects", "yes".to_owned()))
            .with(el("p").with(format!("Reference: {}", typed.code)))
    } else {
        line(
            "code",
            "Reference",
            "As the minutes number it: letters, digits and -. Blank: one is made of the day and the title.",
            &typed.code,
        )
    };
    let reason = form.corrects.then(|| {
        long(Field {
            name: "reason",
            label: "Why it is corrected",
            hint: "The public reads this beside the decision.",
            value: &form.reason,
            error: error(&form.wrong, "reason"),
            longest: LONGEST,
            ..Field::default()
        })
    });
    let on = field(Field {
        name: "on",
        label: "Day on which it was taken",
        kind: "date",
        autocomplete: "off",
        hint: "",
        value: &typed.on,
        error: error(&form.wrong, "on"),
        longest: 10,
    });
    let decided = long(Field {
        name: "decided",
        label: "What was decided",
        hint: "In a sentence or two. Name no person who is not a member.",
        value: &typed.decided,
        error: error(&form.wrong, "decided"),
        longest: LONGEST,
        ..Field::default()
    });
    let directorates = std::iter::once((String::new(), "Choose one".to_owned())).chain(form.directorates.clone());
    let directorate = select(
        "directorate",
        &capital(&form.directorate_word),
        "Who carries it out.",
        directorates,
        &typed.directorate,
        error(&form.wrong, "directorate"),
    );
    let whole = post("/manage/decisions/new", token)
        .class("stack")
        .attr("autocomplete", "off")
        .with(hidden("seen", form.seen.to_string()))
        .with(code)
        .with(line("title", "Title", "", &typed.title))
        .with(on)
        .with(line("body", "Taken by", "A body or a role, such as Cabinet. No name.", &typed.body))
        .with(decided)
        .with(directorate)
        .with(boxes(form, "areas", "Where", &form.areas, &typed.areas, "None ticked: all of the council’s area."))
        .with(boxes(form, "themes", "Themes that it serves", &form.themes, &typed.themes, ""))
        .with(line("source", "Where it can be read", "Such as the minutes, with their day.", &typed.source))
        .all((0..NAMES.len()).map(|at| lens(form, at)))
        .with(reason)
        .with(submit("Propose"));
    let note = (!form.note.is_empty())
        .then(|| el("div").class("advice returned").with(el("h2").with("Returned with a note")).with(el("p").with(&form.note)));
    let wrong = !form.wrong.is_empty();
    let body = el("div")
        .class("page narrow")
        .with(problems(&form.wrong))
        .with(back())
        .with(el("h1").with(heading))
        .with(note)
        .with(el("p").class("lead").with("Somebody else approves it, and then it is public."))
        .with(whole);
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(heading, wrong), body) }
}

/// Things to tick, any number of them.
fn boxes(form: &Form, name: &'static str, legend: &'static str, all: &[Boxes], ticked: &[String], hint: &'static str) -> Element {
    let told = error(&form.wrong, name)
        .map(|words| el("p").class("asked-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned()));
    let sets = all.iter().map(|(heading, things)| {
        let boxes = things.iter().map(|(code, label)| {
            let id = format!("{name}-{code}");
            let input = el("input").attr("type", "checkbox").attr("name", name).attr("id", id.clone()).attr("value", code.clone());
            let input = input.maybe("checked", ticked.contains(code).then_some(""));
            el("div").class("tick").with(input).with(el("label").attr("for", id).with(label))
        });
        el("fieldset").with(el("legend").class("note").with(heading)).with(el("div").class("grants").all(boxes))
    });
    let hint = (!hint.is_empty()).then(|| el("p").class("note").with(hint));
    el("fieldset").attr("id", name).attr("tabindex", "-1").with(el("legend").with(legend)).with(hint).with(told).all(sets)
}

/// The fields of one lens.
fn lens(form: &Form, at: usize) -> Element {
    let ((lens, names), typed) = (NAMES[at], &form.typed.lenses[at]);
    let considered = [("", "Not known"), ("yes", "Yes"), ("no", "No")].map(|(code, label)| (code.to_owned(), label.to_owned()));
    let effects = Effect::ALL.map(|(code, effect)| (code.to_owned(), effect.words().to_owned()));
    let effects = std::iter::once((String::new(), "Choose one".to_owned())).chain(effects);
    let text = |name, label, hint, value| {
        long(Field { name, label, hint, value, error: error(&form.wrong, name), longest: LONGEST, ..Field::default() })
    };
    el("fieldset")
        .with(el("legend").with(el("h2").with(capital(lens.words()))))
        .with(select(
            names.considered,
            "Was it considered before the decision was taken?",
            "",
            considered.into_iter(),
            &typed.considered,
            error(&form.wrong, names.considered),
        ))
        .with(text(names.why_not, "If not, why not", "", &typed.why_not))
        .with(select(names.effect, "If so, what the decision does", "", effects, &typed.effect, error(&form.wrong, names.effect)))
        .with(text(names.changed, "What changed because of it", "Blank: nothing changed.", &typed.changed))
        .with(text(
            names.evidence,
            "What shows it",
            "A report, a page, a figure. Without it, it does not count as a difference.",
            &typed.evidence,
        ))
}

/// A decision that is to be withdrawn from the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withdrawal {
    /// Its reference.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many versions of it were approved here when the form was drawn first.
    pub seen: i64,
    /// Why, as typed.
    pub reason: String,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page on which its withdrawal is proposed.
pub fn withdrawal(one: &Withdrawal, token: &str) -> Page {
    let heading = format!("Withdraw from the register: {}", one.title);
    let hidden = |name: &'static str, value: String| el("input").attr("type", "hidden").attr("name", name).attr("value", value);
    let why = long(Field {
        name: "reason",
        label: "Why",
        hint: "The public reads this in place of the decision.",
        value: &one.reason,
        error: error(&one.wrong, "reason"),
        longest: LONGEST,
        ..Field::default()
    });
    let wrong = !one.wrong.is_empty();
    let body = el("div")
        .class("page narrow")
        .with(problems(&one.wrong))
        .with(back())
        .with(el("h1").attr("id", "code").with(&heading))
        .with(el("p").class("lead").with(
            "For what should never have been recorded. Where something in it is wrong, correct it instead. Somebody else approves it.",
        ))
        .with(
            post("/manage/decisions/withdraw", token)
                .class("stack")
                .with(hidden("code", one.code.clone()))
                .with(hidden("seen", one.seen.to_string()))
                .with(why)
                .with(submit("Propose")),
        );
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(&heading, wrong), body) }
}
