//! The form for an action that is new.

use crate::{
    manage::{
        form::{Field, error, field, long, post, problems, submit, title},
        imports::select,
    },
    markup::{el, link},
    page::Page,
};

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// What it means.
    pub text: String,
    /// Part.
    pub part: String,
    /// Who answers for it.
    pub owner: String,
    /// Directorate.
    pub directorate: String,
    /// Theme.
    pub theme: String,
    /// Area.
    pub area: String,
    /// First day.
    pub starts: String,
    /// Last day.
    pub due: String,
}

/// The form, and what it can choose from: value and label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Add {
    /// The programme: code and title.
    pub programme: (String, String),
    /// Its parts.
    pub parts: Vec<(String, String)>,
    /// Directorates whose actions the reader may propose.
    pub directorates: Vec<(String, String)>,
    /// Whether it may be of none.
    pub any: bool,
    /// Themes.
    pub themes: Vec<(String, String)>,
    /// Areas.
    pub areas: Vec<(String, String)>,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page.
pub fn add(token: &str, add: &Add) -> Page {
    let heading = "Propose a new action";
    let Typed { code, title: name, text, part, owner, directorate, theme, area, starts, due } = &add.typed;
    let wrong = |name: &str| error(&add.wrong, name);
    let line = |name, label, kind, hint, value, longest| {
        field(Field { name, label, kind, autocomplete: "off", hint, value, error: wrong(name), longest })
    };
    let with_none = |none: &str, options: &[(String, String)]| {
        std::iter::once((String::new(), none.to_owned())).chain(options.to_vec()).collect::<Vec<_>>()
    };
    let directorates = if add.any { with_none("All of the council’s", &add.directorates) } else { add.directorates.clone() };
    let parts = (!add.parts.is_empty()).then(|| select("part", "Part", "", with_none("None", &add.parts).into_iter(), part, wrong("part")));
    let form = post(format!("/manage/programmes/{}/add", add.programme.0), token)
        .class("stack")
        .with(line("title", "Title", "text", "", name, 200))
        .with(line(
            "code",
            "Code",
            "text",
            "Its short name in addresses and tables: letters, digits and -, such as hire-fitters.",
            code,
            60,
        ))
        .with(long(Field { name: "text", label: "What it means", value: text, error: wrong("text"), longest: 2_000, ..Field::default() }))
        .with(parts)
        .with(line("owner", "Answered for by", "text", "A role.", owner, 200))
        .with(select("directorate", "Directorate", "", directorates.into_iter(), directorate, wrong("directorate")))
        .with(select("theme", "Theme", "", with_none("None", &add.themes).into_iter(), theme, wrong("theme")))
        .with(select("area", "Area", "", with_none("All of the council’s", &add.areas).into_iter(), area, wrong("area")))
        .with(line("starts", "Starts", "date", "", starts, 10))
        .with(line("due", "Due", "date", "", due, 10))
        .with(submit("Propose"));
    let body = el("div")
        .class("page narrow")
        .with(problems(&add.wrong))
        .with(el("p").with(link(format!("/manage/programmes/{}", add.programme.0), &add.programme.1)))
        .with(el("h1").with(heading))
        .with(form);
    let status = if add.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(heading, !add.wrong.is_empty()), body) }
}
