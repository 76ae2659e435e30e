//! Copies of the database, made while it is served, and put back.

use std::{fs, path::Path};

use crate::{
    program::{Place, complained, run, said, whole},
    running::Running,
};

/// A copy beside the database, and what was said of it.
fn copied(place: &Place, name: &str) -> (String, String) {
    let file = place.home.join(name).to_str().unwrap().to_owned();
    let text = said(&run(&["backup", &file, "--database", &place.database]));
    assert!(text.contains("looked through and whole"), "{text}");
    (file, text)
}

fn put_back(place: &Place, file: &str, more: &[&str]) -> std::process::Output {
    run(&[&["restore", file, "--database", &place.database], more].concat())
}

fn digest(text: &str) -> String {
    text.lines().last().unwrap().split(' ').next().unwrap().to_owned()
}

/// Runs a statement on a file, which is made if it is not there.
async fn sql(file: &str, statement: &'static str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::query(statement).execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
}

#[test]
fn a_copy_made_while_serving_is_put_back_as_it_was() {
    let place = Place::new();
    let server = Running::start(&mut place.serve());
    let (file, text) = copied(&place, "first.db");
    assert!(text.contains(": 1 release, "), "{text}");
    let sum = String::from_utf8(std::process::Command::new("sha256sum").arg(&file).output().unwrap().stdout).unwrap();
    assert_eq!(sum.trim(), text.lines().last().unwrap());
    let before = whole(&place.database);
    // The server goes on: something new is published after the copy was made.
    place.copy.edit("areas.csv", "Aldershaw", "Altered");
    said(&place.run("load"));
    said(&place.run("publish"));
    assert!(whole(&place.database) > before);
    // While it serves, nothing is put back.
    let text = complained(&put_back(&place, &file, &["--replace"]));
    assert!(text.contains("was not put back, and nothing was changed") && text.contains("is in use: stop the server"), "{text}");
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200 "));
    let (complaint, status) = server.end("-TERM");
    assert_eq!((complaint.as_str(), status), ("", Some(0)));
    let after = whole(&place.database);
    assert!(after > before);
    let text = complained(&put_back(&place, &file, &[]));
    assert!(text.contains("is there already: give another name, or --replace"), "{text}");
    let text = said(&put_back(&place, &file, &["--replace"]));
    let kept = text.lines().find_map(|line| line.strip_prefix("What was there is kept as ")).unwrap().trim_end_matches('.').to_owned();
    assert_eq!(whole(&place.database), before);
    assert_eq!(whole(&format!("sqlite:{kept}")), after);
    let verified = said(&run(&["audit", "verify", "--database", &place.database]));
    assert!(verified.contains("The audit is whole: 2 entries."), "{verified}");
    assert!(!Path::new(&format!("{file}.partial")).exists() && !place.home.join("council.db.restoring").exists());
    // And it is served.
    place.copy.edit("areas.csv", "Altered", "Aldershaw");
    let server = Running::start(&mut place.serve());
    assert!(server.get("/data").contains("release 1"));
}

#[test]
fn a_copy_is_never_written_over_anything_unasked() {
    let place = Place::new();
    let text = complained(&run(&["backup", "x.db", "--database", &place.database]));
    assert!(text.contains("there is no database at"), "{text}");
    said(&place.run("load"));
    let (file, text) = copied(&place, "copy.db");
    let again = || run(&["backup", &file, "--database", &place.database]);
    assert!(complained(&again()).contains("is there already: give another name, or --replace"));
    let replaced = said(&run(&["backup", &file, "--replace", "--database", &place.database]));
    assert_eq!(digest(&replaced), digest(&text), "the same database gives the same copy");
    let own = place.home.join("council.db");
    let text = complained(&run(&["backup", own.to_str().unwrap(), "--replace", "--database", &place.database]));
    assert!(text.contains("is the database itself"), "{text}");
    let text = complained(&run(&["backup", place.home.to_str().unwrap(), "--replace", "--database", &place.database]));
    assert!(text.contains("is a folder"), "{text}");
    let text = complained(&run(&["backup", "/no/such/folder/copy.db", "--database", &place.database]));
    assert!(text.contains("no copy was made") && text.contains("cannot be written"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "others could read secrets");
    }
}

#[test]
fn what_is_not_a_whole_copy_is_refused_and_nothing_is_touched() {
    let place = Place::new();
    said(&place.run("load"));
    said(&place.run("publish"));
    let (file, text) = copied(&place, "copy.db");
    let sound = fs::read(&file).unwrap();
    let own = fs::read(place.home.join("council.db")).unwrap();
    let wrong = place.home.join("wrong.db").to_str().unwrap().to_owned();
    let refused = |bytes: &[u8], words: &str| {
        fs::write(&wrong, bytes).unwrap();
        let text = complained(&put_back(&place, &wrong, &["--replace"]));
        assert!(text.contains("was not put back") && text.contains(words), "{text}");
        assert_eq!(fs::read(place.home.join("council.db")).unwrap(), own);
    };
    refused(b"Dear council,\n", "is not a SQLite database");
    refused(&sound[..300], "is damaged");
    refused(&sound[..sound.len() / 2], "is damaged");
    let mut torn = sound.clone();
    let middle = torn.len() / 2;
    torn[middle..middle + 8_192].fill(0xA5);
    refused(&torn, "is damaged");
    // Another program's, and one of a newer version.
    let change = |statement: &'static str| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(sql(&wrong, statement));
        fs::read(&wrong).unwrap()
    };
    fs::remove_file(&wrong).unwrap();
    let foreign = change("CREATE TABLE note (text TEXT)");
    refused(&foreign, "it is a database of another program");
    fs::write(&wrong, &sound).unwrap();
    let newer =
        change("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'x', 1, x'00', 0)");
    refused(&newer, "written by a newer version of the program (it has change 9999)");
    // A log beside it holds what is not in it.
    fs::write(format!("{wrong}-wal"), b"log").unwrap();
    refused(&sound, "what was written last is in");
    fs::remove_file(format!("{wrong}-wal")).unwrap();
    let text_of = |digest: &str| complained(&put_back(&place, &file, &["--replace", "--sha256", digest]));
    assert!(text_of(&"0".repeat(64)).contains("it is another file, or was changed"));
    said(&put_back(&place, &file, &["--replace", "--sha256", &digest(&text)]));
    let text = complained(&put_back(&place, "no-such.db", &["--replace"]));
    assert!(text.contains("there is no file no-such.db"), "{text}");
}

#[test]
fn a_damaged_database_is_kept_and_replaced() {
    let place = Place::new();
    said(&place.run("load"));
    let (file, _) = copied(&place, "copy.db");
    let before = whole(&place.database);
    fs::write(place.home.join("council.db"), b"not a database any more, and longer than that").unwrap();
    let text = said(&put_back(&place, &file, &["--replace"]));
    assert!(text.contains("is damaged, so it cannot be told whether a server has it open"), "{text}");
    assert_eq!(whole(&place.database), before);
    // Where there is nothing, it is put without being asked twice.
    fs::remove_file(place.home.join("council.db")).unwrap();
    said(&put_back(&place, &file, &[]));
    assert_eq!(whole(&place.database), before);
}
