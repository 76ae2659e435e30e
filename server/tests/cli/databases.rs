//! What is said of a database, and what is left in it.

use std::{
    fs,
    hash::{BuildHasher, RandomState},
    path::Path,
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    council::shipped,
    program::{Place, complained, program, run, said, whole},
};

#[test]
fn loading_and_publishing_once_is_enough() {
    let place = Place::new();
    let text = complained(&place.run("publish"));
    assert!(text.contains("nothing has been loaded for calder-vale: run measure-up load first"), "{text}");
    let text = said(&place.run("load"));
    assert!(text.contains("Loaded 1,354 figures"), "{text}");
    let first = whole(&place.database);
    assert_eq!(said(&place.run("load")), "", "the same folder is not loaded twice");
    assert_eq!(whole(&place.database), first);
    let text = said(&place.run("publish"));
    assert!(text.contains("Published release 1 "), "{text}");
    // A changed folder is another batch.
    place.copy.edit(
        "observations/household-count.csv",
        "residents,CV-D,2023-06-30,everyone,31220",
        "residents,CV-D,2023-06-30,everyone,31221",
    );
    assert!(said(&place.run("load")).contains("Loaded 1,354 figures"));
    assert!(whole(&place.database).unwrap().0 > first.unwrap().0);
}

#[test]
fn a_damaged_database_is_told() {
    let place = Place::new();
    said(&place.run("load"));
    let file = place.home.join("council.db");
    let sound = fs::read(&file).unwrap();
    let damage = |from: usize, to: usize| {
        let mut bytes = sound.clone();
        bytes[from..to].fill(0xA5);
        for log in ["council.db-wal", "council.db-shm"] {
            let _may_not_be_there = fs::remove_file(place.home.join(log));
        }
        fs::write(&file, bytes).unwrap();
    };
    damage(0, 100);
    let text = complained(&place.run("publish"));
    assert!(text.contains("is not a SQLite database"), "{text}");
    damage(4_096, sound.len());
    let text = complained(&place.run("publish"));
    assert!(text.contains("the database file is damaged") || text.contains("contradicts itself"), "{text}");
    let text = complained(&place.serve().output().unwrap());
    assert!(text.contains("the database"), "{text}");
    // Put back, it works as before.
    damage(0, 0);
    assert!(said(&place.run("publish")).contains("Published release 1 "));
}

#[test]
fn a_database_that_cannot_be_made_is_told() {
    let place = Place::new();
    let text = complained(&run(&["load", "--council", &place.council, "--database", "sqlite:/no/such/folder/a.db"]));
    assert!(text.contains("its folder must exist"), "{text}");
    let text = complained(&run(&["load", "--council", &place.council, "--database", "sqlite:a.db?mode=sideways"]));
    assert!(text.contains("`sqlite:` and a path"), "{text}");
}

#[test]
fn a_database_of_another_kind_is_told_without_its_password() {
    let place = Place::new();
    for (address, kind) in [("postgres://me:secret@localhost/figures", "postgres"), ("mysql://me:secret@localhost/figures", "mysql")] {
        let text = complained(&run(&["load", "--council", &place.council, "--database", address]));
        assert!(text.contains(&format!("this version keeps its data in SQLite only, and {kind} is another kind of database")), "{text}");
        assert!(text.contains("write `sqlite:` and a path, such as sqlite:measure-up.db"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
    assert!(!Path::new("postgres:").exists());
}

#[test]
fn a_load_that_is_killed_leaves_whole_batches_only() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("liverpool.db");
    let database = format!("sqlite:{}", file.display());
    let council = shipped("liverpool");
    let mut before = None;
    for longest in [400, 2_500, 6_000] {
        let mut load = program();
        load.args(["load", "--database", &database, "--council"]).arg(&council).stdout(Stdio::null()).stderr(Stdio::piped());
        let begun = Instant::now();
        let mut child = load.spawn().unwrap();
        while !file.exists() && begun.elapsed() < Duration::from_secs(20) {
            sleep(Duration::from_millis(2));
        }
        let moment = Duration::from_millis(RandomState::new().hash_one(begun) % longest);
        sleep(moment);
        child.kill().unwrap();
        let status = child.wait().unwrap();
        let now = whole(&database);
        assert!(now >= before, "killed after {moment:?}: {now:?} is less than {before:?}");
        // A child that had ended by itself had loaded everything.
        assert!(!status.success() || now.is_some(), "the load ended well, and nothing is there");
        before = now;
    }
    assert!(file.exists());
}
