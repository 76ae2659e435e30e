//! Settings: where they come from, which wins, and what is said of a mistake.

use std::{fs, process::Output};

use crate::{
    program::{Place, program, said, words},
    running::Running,
};

fn config(place: &Place, text: &str, surroundings: &[(&str, &str)]) -> Output {
    fs::write(place.home.join("measure-up.toml"), text).unwrap();
    program().arg("config").current_dir(&place.home).envs(surroundings.iter().copied()).output().unwrap()
}

#[test]
fn the_surroundings_go_over_the_file_and_arguments_over_both() {
    let place = Place::new();
    let text = format!("# Where we are\ncouncil = '{}'\nport = 4000\nrate_limit = 77\n", place.council);
    let shown = said(&config(&place, &text, &[("PORT", "5000"), ("DATABASE_URL", "sqlite:other.db"), ("HOST", "")]));
    let line = |name: &str| {
        shown.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap_or_else(|| panic!("{name}: {shown}")).to_owned()
    };
    assert!(line("council").contains(&place.council) && line("council").ends_with("(measure-up.toml, line 2)"), "{shown}");
    assert!(line("port").contains(" 5000 ") && line("port").ends_with("(environment, PORT)"), "{shown}");
    assert!(line("rate_limit").ends_with(" 77  (measure-up.toml, line 4)"), "{shown}");
    assert!(line("database_url").ends_with(" sqlite:other.db  (environment, DATABASE_URL)"), "{shown}");
    assert!(line("host").contains(" 127.0.0.1 ") && line("host").contains("where nothing is said"), "{shown}");
    assert!(line("metrics_port").ends_with(" -  (not set)"), "{shown}");
    // What is printed is what is done.
    let named = place.home.join("ours.toml");
    fs::write(
        &named,
        format!(
            "council = '{}'\nsite = '{}'\nport = 1\nsecurity_contact = 'mailto:a@b.example'\nsecurity_expires = 2999-01-01\n",
            place.council, place.site
        ),
    )
    .unwrap();
    let mut command = program();
    command.arg("--config").arg(&named).args(["serve", "--port", "0"]).env("DATABASE_URL", &place.database);
    let server = Running::start(&mut command);
    let answer = server.get("/.well-known/security.txt");
    assert!(answer.contains("Contact: mailto:a@b.example\nExpires: 2999-01-01T00:00:00Z\n"), "{answer}");
    assert!(!answer.contains("ratelimit"), "on its own machine nobody is held back: {answer}");
}

#[test]
fn a_limit_that_is_set_holds_on_this_machine_too() {
    let place = Place::new();
    let server = Running::start(place.serve().env("RATE_LIMIT", "1"));
    assert!(server.get("/areas").contains("ratelimit-policy: \"address\";q=1;w=60"));
    assert!(server.get("/areas").starts_with("HTTP/1.1 429 "));
}

#[test]
fn mistakes_are_named_with_their_places_and_nothing_is_done() {
    let place = Place::new();
    let output = config(&place, "prot = 1\n\nhost = \"localhost\"\n", &[("PORT", "many"), ("LOG", "loud")]);
    let text = words(&output.stderr);
    assert_eq!((output.status.code(), words(&output.stdout).as_str()), (Some(2), ""));
    for part in [
        "measure-up: the settings have mistakes, and nothing was done:",
        "measure-up.toml:1: there is no setting “prot”: the nearest is port",
        "measure-up.toml:3: host is “localhost”: invalid IP address",
        "environment, PORT: port is “many”: ",
        "environment, LOG: log is “loud”: write json, or text, or off",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let output = program().args(["--config", "no-such.toml", "config"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("the settings in no-such.toml could not be read"));
    // A secret that stands in the wrong place is not repeated.
    let output = config(&place, "", &[("DATABASE_URL", "postgres://me:swordfish@host/x")]);
    assert!(!said(&output).contains("swordfish"));
    for (contact, expires, part) in [
        ("security@example.org", Some("2999-01-01"), "begins with mailto:, https:// or tel:"),
        ("mailto:security@example.org", None, "SECURITY_CONTACT needs SECURITY_EXPIRES beside it"),
    ] {
        let output = place.serve().env("SECURITY_CONTACT", contact).envs(expires.map(|day| ("SECURITY_EXPIRES", day))).output().unwrap();
        assert!(words(&output.stderr).contains(part), "{}", words(&output.stderr));
    }
}
