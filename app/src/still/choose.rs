//! Forms by which a reader chooses what a page shows. What is chosen is in the address, and no script is needed.

use domain::{code::ThemeCode, council::Council};

use crate::{
    error::PageError,
    markup::{Element, el},
};

/// A form of fields that leads to a path.
pub(super) fn form(path: &'static str, fields: impl IntoIterator<Item = Element>) -> Element {
    let button = el("button").attr("type", "submit").with("Show");
    el("form").class("finder").attr("method", "get").attr("action", path).all(fields).with(button)
}

/// A field with its label; the first choice is nothing chosen.
pub(super) fn field(label: &'static str, name: &'static str, any: &'static str, choices: impl IntoIterator<Item = Element>) -> Element {
    el("label").with(label).with(el("select").attr("name", name).with(el("option").attr("value", "").with(any)).all(choices))
}

/// One choice.
pub(super) fn option(value: &str, label: &str, picked: bool) -> Element {
    el("option").attr("value", value.to_owned()).maybe("selected", picked.then_some("")).with(label.to_owned())
}

/// The themes of every plan, to choose one from.
pub(super) fn themes<'a>(council: &'a Council, chosen: Option<&'a ThemeCode>) -> impl Iterator<Item = Element> + 'a {
    council.plans.iter().map(move |plan| {
        let themes = plan.themes.iter().map(|theme| option(theme.code.as_str(), &theme.title, chosen == Some(&theme.code)));
        el("optgroup").attr("label", plan.title.clone()).all(themes)
    })
}

/// The code that was asked for, as it is known; nothing where none was.
///
/// # Errors
/// There is no such thing. `without` is the page without the choice.
pub(super) fn known<'a, C: AsRef<str> + 'a>(
    what: &str,
    given: &str,
    mut codes: impl Iterator<Item = &'a C>,
    without: &str,
) -> Result<Option<&'a C>, PageError> {
    if given.is_empty() {
        return Ok(None);
    }
    let nearest = vec![("This page without it".to_owned(), without.to_owned())];
    let wrong = || PageError::BadRequest { message: format!("There is no {what} “{given}”"), nearest };
    codes.find(|code| code.as_ref() == given).map(Some).ok_or_else(wrong)
}
