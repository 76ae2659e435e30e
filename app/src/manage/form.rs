//! Forms: a label, a hint and an error tied to each field, and a list of what is wrong above them (WCAG 2.2: 1.3.5, 3.3.1 to 3.3.3, 3.3.8).

use crate::markup::{Element, Text, el, link};

/// The name of the field that proves where a form came from.
pub const TOKEN: &str = "form_token";

/// A form that changes something.
pub fn post(action: impl Into<Text>, token: &str) -> Element {
    let token = el("input").attr("type", "hidden").attr("name", TOKEN).attr("value", token.to_owned());
    el("form").attr("action", action).attr("method", "post").with(token)
}

/// A field for one line of text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// Its name, and its id.
    pub name: &'static str,
    /// What it is for.
    pub label: &'static str,
    /// Kind: `text`, `password`, `date`.
    pub kind: &'static str,
    /// What a browser or a password manager may fill in.
    pub autocomplete: &'static str,
    /// How to fill it in; empty for nothing.
    pub hint: &'a str,
    /// What is in it.
    pub value: &'a str,
    /// What is wrong with it.
    pub error: Option<&'a str>,
    /// The longest text it takes.
    pub longest: usize,
}

/// A field with its label, hint and error.
pub fn field(field: Field) -> Element {
    let (hint_id, error_id) = (format!("{}-hint", field.name), format!("{}-error", field.name));
    let hint = (!field.hint.is_empty()).then(|| el("p").class("note").attr("id", hint_id.clone()).with(field.hint.to_owned()));
    let error = field.error.map(|error| {
        el("p").class("asked-error").attr("id", error_id.clone()).with(el("span").class("unseen").with("Error: ")).with(error.to_owned())
    });
    let described: Vec<String> = [hint.is_some().then_some(hint_id), error.is_some().then_some(error_id)].into_iter().flatten().collect();
    let plain = matches!(field.autocomplete, "username" | "one-time-code" | "off") || field.kind == "password";
    let input = el("input")
        .attr("id", field.name)
        .attr("name", field.name)
        .attr("type", field.kind)
        .attr("autocomplete", field.autocomplete)
        .attr("maxlength", field.longest.to_string())
        .attr("value", field.value.to_owned())
        .maybe("inputmode", (field.autocomplete == "one-time-code").then_some("text"))
        .maybe("autocapitalize", plain.then_some("none"))
        .maybe("spellcheck", plain.then_some("false"))
        .maybe("aria-describedby", (!described.is_empty()).then(|| described.join(" ")))
        .maybe("aria-invalid", field.error.map(|_| "true"));
    el("div").class("asked").with(el("label").attr("for", field.name).with(field.label)).with(hint).with(error).with(input)
}

/// A field for several lines of text. Kind and what may be filled in do not matter.
pub fn long(field: Field) -> Element {
    let (hint_id, error_id) = (format!("{}-hint", field.name), format!("{}-error", field.name));
    let hint = (!field.hint.is_empty()).then(|| el("p").class("note").attr("id", hint_id.clone()).with(field.hint.to_owned()));
    let error = field.error.map(|error| {
        el("p").class("asked-error").attr("id", error_id.clone()).with(el("span").class("unseen").with("Error: ")).with(error.to_owned())
    });
    let described: Vec<String> = [hint.is_some().then_some(hint_id), error.is_some().then_some(error_id)].into_iter().flatten().collect();
    let area = el("textarea")
        .attr("id", field.name)
        .attr("name", field.name)
        .attr("rows", "4")
        .attr("maxlength", field.longest.to_string())
        .maybe("aria-describedby", (!described.is_empty()).then(|| described.join(" ")))
        .maybe("aria-invalid", field.error.map(|_| "true"))
        .with(field.value.to_owned());
    el("div").class("asked wide").with(el("label").attr("for", field.name).with(field.label)).with(hint).with(error).with(area)
}

/// A button that sends its form.
pub fn submit(label: &'static str) -> Element {
    el("button").class("primary").attr("type", "submit").with(label)
}

/// What is wrong with a form, with a way to each field.
pub fn problems(wrong: &[(&'static str, String)]) -> Option<Element> {
    let items = wrong.iter().map(|(field, words)| el("li").with(link(format!("#{field}"), words)));
    (!wrong.is_empty())
        .then(|| el("div").class("problems").attr("role", "alert").with(el("h2").with("There is a problem")).with(el("ul").all(items)))
}

/// A title that says whether something is wrong.
pub fn title(title: &str, wrong: bool) -> String {
    if wrong { format!("Error: {title}") } else { title.to_owned() }
}

/// What is wrong with a field, if anything.
pub fn error<'a>(wrong: &'a [(&'static str, String)], field: &str) -> Option<&'a str> {
    wrong.iter().find(|(name, _)| *name == field).map(|(_, words)| words.as_str())
}
