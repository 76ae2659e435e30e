//! Accounts and the audit on the command line.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use crate::program::{Place, complained, program, run, said};

/// Runs a command of `user` with a text piped in.
fn user(place: &Place, arguments: &[&str], piped: &str) -> Output {
    let mut command = program();
    command.arg("user").args(arguments).args(["--database", &place.database]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may have ended before it reads anything.
    let _closed = child.stdin.take().unwrap().write_all(piped.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn the_first_administrator_is_made_and_mended_here() {
    let place = Place::new();
    let here = place.council.as_str();
    let with = |of| ["add", "Ada@Example.org", "--name", "Ada Lovelace", "--grant", "administrator", "--grant", of, "--council", here];
    for wrong in ["viewer:NOWHERE", "contributor:nothing", "approver:nobody", "unmasked:nobody"] {
        assert!(complained(&user(&place, &with(wrong), "a bridge of blue paper\n")).contains("has nothing called"), "{wrong}");
    }
    let nowhere = ["add", "ada", "--name", "A", "--grant", "viewer:CV-P01", "--council", "no/such/folder"];
    assert!(complained(&user(&place, &nowhere, "a bridge of blue paper\n")).contains("--council must name"));
    let add = with("viewer:CV-P01");
    assert!(complained(&user(&place, &add, "")).contains("no password was given"));
    assert!(complained(&user(&place, &add, "too short\n")).contains("at least 12 characters"));
    assert!(
        complained(&user(&place, &["add", "ada", "--name", "A", "--grant", "root"], "a bridge of blue paper\n")).contains("is not a role")
    );
    assert!(said(&user(&place, &["list"], "")).contains("0 users."));
    let added = said(&user(&place, &add, "a bridge of blue paper\n"));
    assert!(added.contains("ada@example.org is user 1") && added.contains("good for seven days"), "{added}");
    assert!(complained(&user(&place, &add, "a bridge of blue paper\n")).contains("has an account already"));
    let list = said(&user(&place, &["list"], ""));
    assert!(list.contains("1\tada@example.org\tAda Lovelace\tviewer:CV-P01 administrator\n1 user."), "{list}");
    assert!(complained(&user(&place, &["deactivate", "grace"], "")).contains("nobody has the login grace"));
    assert!(complained(&user(&place, &["deactivate", "ada@example.org"], "")).contains("the only administrator with a password here"));
    let other = ["add", "grace", "--name", "Grace", "--grant", "administrator", "--own"];
    let added = said(&user(&place, &other, "nine bridges of paper\n"));
    assert!(!added.contains("seven days"), "{added}");
    for (command, words) in [("deactivate", "can sign in no more"), ("reactivate", "can sign in again"), ("reset-factor", "second step")] {
        assert!(said(&user(&place, &[command, "ada@example.org"], "")).contains(words));
    }
    assert!(said(&user(&place, &["reset-password", "ada@example.org"], "a lamp of nine lives\n")).contains("new password"));
    let verified = said(&run(&["audit", "verify", "--database", &place.database]));
    assert!(verified.contains("The audit is whole: 6 entries."), "{verified}");
    let head = verified.trim().rsplit(' ').next().unwrap().to_owned();
    said(&run(&["audit", "verify", "--holds", &head, "--database", &place.database]));
    let other = format!("6:{}", "0".repeat(64));
    assert!(complained(&run(&["audit", "verify", "--holds", &other, "--database", &place.database])).contains("another digest"));
    assert!(complained(&run(&["audit", "verify", "--holds", "5", "--database", &place.database])).contains("is not a number, a colon"));
    for text in [list, verified] {
        assert!(!text.contains("paper") && !text.contains("argon2"), "{text}");
    }
}

#[test]
fn a_public_address_without_protection_is_refused() {
    let place = Place::new();
    for (address, words) in
        [("http://measures.example.org", "passwords could be read on the way"), ("measures.example.org", "write https://")]
    {
        let output = place.serve().args(["--public-url", address]).output().unwrap();
        assert!(complained(&output).contains(words));
    }
}
