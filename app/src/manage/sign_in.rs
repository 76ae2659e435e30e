//! Signing in: password, second factor, recovery codes, a new password.

use super::form::{Field, error, field, post, problems, submit, title};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// What is wrong with a form: the field, and how to mend it.
pub type Wrong = [(&'static str, String)];

fn narrow(heading: &str, wrong: &Wrong, status: u16) -> (Element, String, u16) {
    let body = el("div").class("page narrow").with(problems(wrong)).with(el("h1").with(heading.to_owned()));
    (body, title(heading, !wrong.is_empty()), status)
}

fn page((body, title, status): (Element, String, u16), rest: Vec<Element>) -> Page {
    Page { status, ..Page::new(title, body.all(rest)) }
}

/// Another service that people sign in by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service<'a> {
    /// What it is called, as in “Sign in with …”.
    pub name: &'a str,
    /// Whether only administrators can sign in by a password.
    pub only: bool,
}

/// How an instance stands, for those who want to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Another service to sign in by.
    pub service: Option<Service<'a>>,
    /// There is no account at all.
    pub nobody_yet: bool,
    /// Nothing protects what is sent: it is for trying out on one machine.
    pub plain: bool,
}

/// The first step.
pub fn sign_in(token: &str, login: &str, wrong: &Wrong, status: u16, standing: Standing) -> Page {
    let plain = standing.plain.then(|| {
        el("p").class("note").with("This is plain HTTP, on the machine that runs the program: for trying things out. Cookies are not protected as they are behind a certificate.")
    });
    let first = standing.nobody_yet.then(|| {
        el("div")
            .class("advice")
            .with(el("p").with("Nobody can sign in yet. Whoever runs this program makes the first administrator on its machine, and types a password when asked:"))
            .with(el("pre").attr("tabindex", "0").with(el("code").with("measure-up user add you@example.org --name \"Your name\" --grant administrator --own")))
    });
    let login = Field {
        name: "login",
        label: "Login",
        kind: "text",
        autocomplete: "username",
        value: login,
        error: error(wrong, "login"),
        longest: 100,
        ..Field::default()
    };
    let password = Field {
        name: "password",
        label: "Password",
        kind: "password",
        autocomplete: "current-password",
        error: error(wrong, "password"),
        longest: 400,
        ..Field::default()
    };
    let form = post("/sign-in", token).class("stack").with(field(login)).with(field(password)).with(submit("Continue"));
    let service = standing.service.map(|service| {
        let with = post("/sign-in/with", token)
            .with(el("button").class("primary").attr("type", "submit").with(format!("Sign in with {}", service.name)));
        let heading = if service.only { "Administrators with a password" } else { "Or with a password" };
        [with, el("h2").with(heading)]
    });
    let lead = el("p").with("For people of the council who feed these pages. Everybody else can read them without signing in.");
    let rest = [form, el("p").class("note").with("If you have forgotten your password or lost your phone, ask an administrator.")];
    let rest = std::iter::once(lead).chain(service.into_iter().flatten()).chain(rest);
    page(narrow("Sign in", wrong, status), first.into_iter().chain(rest).chain(plain).collect())
}

/// The second step: a code.
pub fn code(token: &str, wrong: &Wrong, status: u16) -> Page {
    let code = Field {
        name: "code",
        label: "Code",
        kind: "text",
        autocomplete: "one-time-code",
        hint: "The six digits that your authenticator application shows now, or one of your recovery codes.",
        error: error(wrong, "code"),
        longest: 20,
        ..Field::default()
    };
    let form = post("/sign-in/code", token).class("stack").with(field(code)).with(submit("Sign in"));
    let other = post("/sign-out", token).with(el("button").class("link").attr("type", "submit").with("Sign in as somebody else"));
    page(narrow("Your code", wrong, status), vec![form, other])
}

/// A second factor to be set up.
#[derive(Debug, Clone, Copy)]
pub struct Enrolment<'a> {
    /// The secret, in groups of four.
    pub secret: &'a str,
    /// The same for an application to open.
    pub uri: &'a str,
    /// The same as dark squares of a picture, row by row; empty where there is no room for it.
    pub picture: &'a [Vec<bool>],
}

/// The second step for the first time: setting it up.
pub fn enrol(token: &str, enrolment: Enrolment, wrong: &Wrong, status: u16) -> Page {
    let code = Field {
        name: "code",
        label: "Code",
        kind: "text",
        autocomplete: "one-time-code",
        hint: "The six digits that the application shows now.",
        error: error(wrong, "code"),
        longest: 20,
        ..Field::default()
    };
    let form = post("/sign-in/enrol", token).class("stack").with(field(code)).with(submit("Turn it on"));
    let lead =
        el("p").class("lead").with("A password can be stolen. With a code from something you have, a stolen password is not enough.");
    let rest = std::iter::once(lead).chain(offered(enrolment)).chain([form]).collect();
    page(narrow("Set up a second step", wrong, status), rest)
}

/// A second factor in place of the one that somebody has.
pub fn factor(token: &str, login: &str, enrolment: Enrolment, wrong: &Wrong, status: u16) -> Page {
    let given = |name, label, kind, autocomplete, hint, longest| {
        field(Field { name, label, kind, autocomplete, hint, error: error(wrong, name), longest, ..Field::default() })
    };
    let form = post("/manage/factor", token)
        .class("stack")
        .with(username(login))
        .with(given("current", "Password", "password", "current-password", "", 400))
        .with(given(
            "code",
            "Code of the second step you have",
            "text",
            "one-time-code",
            "The six digits that it shows now, or one of your recovery codes.",
            20,
        ))
        .with(given("new", "Code of the new one", "text", "off", "The six digits that it shows now.", 20))
        .with(submit("Replace it"));
    let lead = el("p").class("lead").with("The one you have and its recovery codes end, and you are signed out everywhere else.");
    let rest = std::iter::once(lead).chain(offered(enrolment)).chain([form]).collect();
    page(narrow("Replace your second step", wrong, status), rest)
}

/// How to take a secret into an authenticator.
fn offered(enrolment: Enrolment) -> Vec<Element> {
    let steps = el("ol")
        .with(el("li").with("Open an authenticator application on your phone or computer. Most password managers are one too."))
        .with(
            el("li")
                .with("Scan the picture, ")
                .with(link(enrolment.uri.to_owned(), "open it in an application on this device"))
                .with(", or type the secret."),
        )
        .with(el("li").with("Type the code that it then shows."));
    let secret = el("dl").class("about").with(
        el("div").with(el("dt").with("Secret")).with(el("dd").with(el("code").attr("translate", "no").with(enrolment.secret.to_owned()))),
    );
    let address = el("details")
        .with(el("summary").with("The address in the picture"))
        .with(el("p").with(el("code").attr("translate", "no").with(enrolment.uri.to_owned())));
    let picture = (!enrolment.picture.is_empty()).then(|| squares(enrolment.picture));
    std::iter::once(steps).chain(picture).chain([secret, address]).collect()
}

/// Whose password a form is about, for password managers.
fn username(login: &str) -> Element {
    el("input")
        .attr("type", "text")
        .attr("name", "username")
        .attr("autocomplete", "username")
        .attr("value", login.to_owned())
        .attr("hidden", "")
}

/// Dark squares on a light ground, with the margin of four that readers ask for (ISO/IEC 18004).
fn squares(rows: &[Vec<bool>]) -> Element {
    use std::fmt::Write;
    let size = rows.len() + 8;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for x in row.iter().enumerate().filter_map(|(x, dark)| dark.then_some(x)) {
            let _infallible = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    el("svg")
        .class("squares")
        .attr("viewBox", format!("0 0 {size} {size}"))
        .attr("role", "img")
        .attr("aria-label", "The secret as a picture to scan; it is also written below")
        .with(el("rect").attr("width", size.to_string()).attr("height", size.to_string()).attr("fill", "#fff"))
        .with(el("path").attr("fill", "#000").attr("d", path))
}

/// The recovery codes, shown once.
pub fn recovery(codes: &[String]) -> Page {
    let items = codes.iter().map(|code| el("li").with(el("code").attr("translate", "no").with(code.clone())));
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with("Your recovery codes"))
        .with(
            el("p")
                .class("lead")
                .with("Your second step is on. Keep these codes where you will find them without your phone: they are shown this once."),
        )
        .with(el("p").with("Each signs you in once, in place of a code, should you lose your authenticator."))
        .with(el("ul").class("codes").all(items))
        .with(el("p").with(link("/manage", "I have kept them: go on")));
    Page::new("Your recovery codes", body)
}

/// A new password. `temporary`: the one before was made by somebody else.
pub fn password(token: &str, login: &str, temporary: bool, wrong: &Wrong, status: u16) -> Page {
    let lead =
        if temporary { "Your password was made by somebody else. Choose your own." } else { "You will be signed out everywhere else." };
    let given = |name, label, autocomplete, hint| Field {
        name,
        label,
        kind: "password",
        autocomplete,
        hint,
        error: error(wrong, name),
        longest: 400,
        ..Field::default()
    };
    let form = post("/manage/password", token)
        .class("stack")
        .with(username(login))
        .with(field(given("current", "Password now", "current-password", "")))
        .with(field(given(
            "new",
            "New password",
            "new-password",
            "At least 12 characters. A password manager’s is best; three or four words that have nothing to do with each other will do.",
        )))
        .with(submit("Change password"));
    page(narrow("Change your password", wrong, status), vec![el("p").class("lead").with(lead), form])
}
