//! What is written of those who use it: what was asked for, and nothing of who they are or what they looked for.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use crate::{
    program::{Place, program, said},
    running::Running,
};

const PASSWORD: &str = "a bridge of blue paper";

/// Makes somebody who may sign in.
fn add(place: &Place, login: &str, name: &str) {
    let mut command = program();
    command.args(["user", "add", login, "--name", name, "--grant", "viewer", "--database", &place.database]);
    let mut child = command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    said(&child.wait_with_output().unwrap());
}

fn value<'a>(text: &'a str, start: &str, end: char) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split(end).next()).unwrap_or_else(|| panic!("{start} is not in {text}"))
}

/// Tries to sign in; gives the answer.
fn sign_in(server: &Running, login: &str, password: &str) -> String {
    let form = server.get("/sign-in");
    let cookie = value(&form, "set-cookie: ", ';').to_owned();
    let token = value(&form, "name=\"form_token\" value=\"", '"');
    server.post("/sign-in", &cookie, &format!("form_token={token}&login={login}&password={}", password.replace(' ', "+")))
}

#[test]
fn no_line_says_who_it_was_or_what_was_looked_for() {
    let place = Place::new();
    said(&place.run("load"));
    add(&place, "ada.lovelace@example.org", "Ada Lovelace");
    let server = Running::start(place.serve().env("LOG", "json"));
    let answer = sign_in(&server, "ada.lovelace%40example.org", PASSWORD);
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    assert!(sign_in(&server, "ada.lovelace%40example.org", "not the one").starts_with("HTTP/1.1 422 "));
    server.get("/find?q=L1+8JQ");
    server.get("/areas/CV-P01?group=female");
    server.get("/areas/CV-P01/figures.csv");
    server.get("/nobody/ada-lovelace");
    let (log, status) = server.end("-TERM");
    assert_eq!(status, Some(0));
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line} is not JSON"))).collect();
    let with = |message: &str| lines.iter().filter(|line| line["message"] == message).collect::<Vec<_>>();
    let started = with("started");
    assert_eq!((started.len(), &started[0]["release"], &started[0]["council"]), (1, &1.into(), &"calder-vale".into()));
    assert_eq!((with("release published").len(), with("stopped").len()), (1, 1));
    let requests: Vec<(&str, &str, i64)> = with("request")
        .iter()
        .map(|line| {
            assert!(line["ms"].as_f64().unwrap() > 0.0 && line["bytes"].as_u64().is_some() && line["target"] == "measure_up::request");
            (line["method"].as_str().unwrap(), line["route"].as_str().unwrap(), line["status"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(
        requests,
        [
            ("GET", "/sign-in", 200),
            ("POST", "/sign-in", 303),
            ("GET", "/sign-in", 200),
            ("POST", "/sign-in", 422),
            ("GET", "/find", 200),
            ("GET", "/areas/{code}", 200),
            ("GET", "/areas/{code}/figures.csv", 200),
            ("GET", "other", 404),
        ]
    );
    for trace in
        ["ada", "lovelace", "Ada", "example.org", "paper", "not the one", "8JQ", "L1", "female", "CV-P01", "127.0.0.1", "nobody", "argon2"]
    {
        assert!(!log.contains(trace), "the log holds {trace}:\n{log}");
    }
}

#[test]
fn the_log_is_what_is_asked_for() {
    let place = Place::new();
    said(&place.run("load"));
    said(&place.run("publish"));
    for (form, expected) in [(None, ""), (Some("off"), ""), (Some("text"), "route=\"/areas\" status=200")] {
        let mut command = place.serve();
        command.envs(form.map(|form| ("LOG", form)));
        let server = Running::start(&mut command);
        server.get("/areas");
        let (log, _) = server.end("-TERM");
        assert!(if expected.is_empty() { log.is_empty() } else { log.contains(expected) }, "{form:?}: {log}");
    }
}

#[test]
fn a_request_in_the_air_is_finished() {
    let place = Place::new();
    let server = Running::start(&mut place.serve());
    // The headers of a form. That the program asks for the rest says that it waits for it.
    let mut slow = TcpStream::connect(&server.address).unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n",
        server.address
    );
    slow.write_all(head.as_bytes()).unwrap();
    let mut go_on = [0; 25];
    slow.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    server.signal("-TERM");
    // It takes no new ones: from then on it is stopping.
    while TcpStream::connect(&server.address).is_ok() {
        std::thread::yield_now();
    }
    slow.write_all(b"login=ada").unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403 ") && answer.contains("Nothing was done"), "{answer}");
    let (complaint, status) = server.end("-TERM");
    assert_eq!((complaint.as_str(), status), ("", Some(0)));
}

#[test]
fn what_is_too_large_is_refused() {
    let place = Place::new();
    let server = Running::start(&mut place.serve());
    let answer = server.get(&format!("/areas?x={}", "a".repeat(4_000)));
    assert!(answer.starts_with("HTTP/1.1 414 "), "{}", &answer[..60]);
    let head = |more: &str| server.ask(&format!("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{more}\r\n"));
    assert!(head(&format!("x: {}\r\n", "a".repeat(100_000))).starts_with("HTTP/1.1 431 "));
    assert!(head(&"x: a\r\n".repeat(200)).starts_with("HTTP/1.1 431 "));
    let large = "a".repeat(70_000);
    assert!(server.post("/sign-in", "", &large).starts_with("HTTP/1.1 413 "));
    assert!(server.post("/areas", "", &large).starts_with("HTTP/1.1 405 "));
}

#[test]
fn numbers_are_given_on_a_port_of_their_own() {
    let place = Place::new();
    let server = Running::start(place.serve().args(["--metrics-port", "0"]));
    server.get("/areas");
    let numbers = value(&server.said, "Numbers for Prometheus: ", '/').to_owned();
    assert!(numbers.starts_with("127.0.0.1:"), "{numbers}");
    let mut stream = TcpStream::connect(&numbers).unwrap();
    write!(stream, "GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("measure_up_http_requests_total{route=\"/areas\",status=\"200\"} 1"), "{answer}");
    // Not on the port of the public.
    assert!(server.get("/metrics").starts_with("HTTP/1.1 404 "));
}
