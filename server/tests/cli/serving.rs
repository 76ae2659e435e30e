//! Serving: when it cannot, what it makes first, what it notices.

use std::{fs, net::TcpListener, path::Path, time::Duration};

use domain::{
    people::audit::{Deed, Entry},
    store::{Releases, Taken},
};
use store_sqlite::SqliteStore;

use crate::{
    council::shipped,
    program::{Place, complained, program, run, said, whole},
    running::Running,
};

#[test]
fn a_port_in_use_is_told_plainly() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = program()
        .args(["serve", "--port", &port, "--council", &place.council, "--database", &place.database, "--site", &place.site])
        .output();
    let text = complained(&output.unwrap());
    assert!(text.contains(&format!("port {port} is in use: stop the program that uses it, or choose another")), "{text}");
}

#[test]
fn a_site_that_is_not_built_is_told() {
    let place = Place::new();
    fs::remove_file(Path::new(&place.site).join("manifest.json")).unwrap();
    let text = complained(&place.serve().output().unwrap());
    assert!(text.contains(&format!("the site at {} cannot be read: build it with make site", place.site)), "{text}");
    fs::write(Path::new(&place.site).join("manifest.json"), "{\"css\": 3}").unwrap();
    let text = complained(&place.serve().output().unwrap());
    assert!(text.contains("build it with make site"), "{text}");
}

#[test]
fn serving_makes_what_is_missing_and_stops_when_told() {
    let place = Place::new();
    let server = Running::start(&mut place.serve());
    let home = server.get("/");
    assert!(home.starts_with("HTTP/1.1 200 OK\r\n") && home.contains("How Calder Vale measures up"), "{home}");
    let (complaint, status) = server.end("-TERM");
    assert_eq!((complaint.as_str(), status), ("", Some(0)));
    // Started again, nothing is loaded or published anew.
    let before = whole(&place.database);
    let server = Running::start(&mut place.serve());
    assert!(server.get("/data").contains("release 1"));
    drop(server);
    assert_eq!(whole(&place.database), before);
}

#[test]
fn a_folder_that_has_become_faulty_leaves_the_old_release_served() {
    let place = Place::new();
    said(&place.run("load"));
    said(&place.run("publish"));
    let line = place.copy.edit("areas.csv", "CV-P02,Brackenfold,ward", "CV-P02,Brackenfold,wrad");
    place.copy.edit("areas.csv", "Aldershaw", "Altered");
    let server = Running::start(&mut place.serve());
    let area = server.get("/areas/CV-P01");
    assert!(area.starts_with("HTTP/1.1 200 OK\r\n") && area.contains("Aldershaw") && !area.contains("Altered"), "{area}");
    let (complaint, _) = server.end("-KILL");
    assert!(complaint.contains(&format!("{}/areas.csv:{line}:20: ", place.council)), "{complaint}");
    // The council is known by what its file says, not by what its folder is called.
    let elsewhere = place.home.join("by-another-name");
    fs::rename(&place.copy.folder, &elsewhere).unwrap();
    let named = elsewhere.to_str().unwrap();
    let mut command = program();
    command.args(["serve", "--port", "0", "--council", named, "--database", &place.database, "--site", &place.site]);
    let server = Running::start(&mut command);
    assert!(server.get("/areas/CV-P01").contains("Aldershaw"));
    drop(server);
    // So is whose figures are published, whatever else is wrong with the folder.
    said(&run(&["publish", "--council", named, "--database", &place.database]));
    fs::write(elsewhere.join("council.toml"), "code = \"calder vale\"\n").unwrap();
    let text = complained(&run(&["publish", "--council", named, "--database", &place.database]));
    assert!(text.contains("does not say which council it is of") && text.contains("council.toml:1:8: "), "{text}");
    fs::remove_file(elsewhere.join("council.toml")).unwrap();
    let text = complained(&run(&["publish", "--council", named, "--database", &place.database]));
    assert!(text.contains("council.toml could not be read"), "{text}");
    fs::rename(&elsewhere, &place.copy.folder).unwrap();
    fs::copy(shipped("fixtures/calder-vale").join("council.toml"), place.copy.folder.join("council.toml")).unwrap();
    // Mended, it is published as the next release.
    place.copy.edit("areas.csv", "CV-P02,Brackenfold,wrad", "CV-P02,Brackenfold,ward");
    let server = Running::start(&mut place.serve());
    assert!(server.get("/areas/CV-P01").contains("Altered"));
    assert!(server.get("/data").contains("release 3"));
}

#[test]
fn a_running_server_notices_what_another_process_publishes() {
    let place = Place::new();
    let server = Running::start(&mut place.serve());
    assert!(server.get("/data").contains("release 1"));
    place.copy.edit("areas.csv", "Aldershaw", "Altered");
    said(&place.run("load"));
    said(&place.run("publish"));
    let begun = std::time::Instant::now();
    while !server.get("/data").contains("release 2") {
        assert!(begun.elapsed() < Duration::from_mins(1), "the release is not served");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(server.get("/areas/CV-P01").contains("Altered"));
    let (complaint, status) = server.end("-TERM");
    assert_eq!((complaint.as_str(), status), ("", Some(0)));
}

/// Withdraws a release of Calder Vale.
fn withdraw(database: &str, number: i64) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = SqliteStore::open(database).await.unwrap();
        let deed = Deed::WithdrawRelease;
        let entry = Entry { at: chrono::NaiveDateTime::default(), who: None, deed, on: String::new(), place: "a test".to_owned() };
        let taken = store.withdraw_release("calder-vale", number, "It was not so at all.", &entry).await.unwrap();
        assert_eq!(taken, Taken::Done);
        store.close().await;
    });
}

#[test]
fn what_somebody_must_publish_is_not_published_because_the_server_starts() {
    let place = Place::new();
    said(&place.run("load"));
    said(&place.run("publish"));
    place.copy.edit("areas.csv", "Aldershaw", "Altered");
    said(&place.run("load"));
    said(&place.run("publish"));
    withdraw(&place.database, 2);
    let serves = |number: &str, says: &str| {
        let server = Running::start(&mut place.serve());
        assert!(server.said.contains(says), "{}", server.said);
        let page = server.get("/data");
        assert!(page.contains(&format!("release {number}")), "{page}");
    };
    // The folder is the one that was withdrawn, and then another.
    serves("1", "");
    place.copy.edit("areas.csv", "Altered", "Altered again");
    serves("1", "is not published by itself because release 2 was withdrawn");
    assert!(said(&place.run("publish")).contains("Published release 3"));

    let table = place.home.join("waste.csv");
    fs::write(&table, "measure,area,period,group,numerator,denominator,status\nrecycling,CV-D,2024-04-01/P3M,everyone,481,1000,\n")
        .unwrap();
    said(&run(&["import", table.to_str().unwrap(), "--council", &place.council, "--database", &place.database]));
    serves("3", "");
    place.copy.edit("areas.csv", "Altered again", "Aldershaw");
    serves("3", "waits to be published");
    assert!(said(&place.run("publish")).contains("Published release 4"));
    place.copy.edit("areas.csv", "Aldershaw", "Altered");
    serves("5", "Published release 5");
}
