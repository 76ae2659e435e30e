//! The program as it is run: what it says, how it ends, and what it leaves behind.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "common/council.rs"]
mod council;
#[path = "common/site.rs"]
mod site;

use std::{
    fs,
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use council::{Copy, shipped};
use domain::store::Store;
use store_sqlite::SqliteStore;

/// The program, with nothing of the surroundings that could change what it does.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_measure-up"));
    for name in ["COUNCIL", "DATABASE_URL", "SITE", "PORT", "HOST", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs to the end.
fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// The output of a run that ended well.
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}{}", words(&output.stdout), words(&output.stderr));
    assert_eq!(words(&output.stderr), "");
    words(&output.stdout)
}

/// What a run that failed complained of: plainly, by its own name, with nothing internal.
fn complained(output: &Output) -> String {
    let text = words(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.starts_with("measure-up: "), "{text}");
    for internal in ["panicked", "RUST_BACKTRACE", "src/", "Os {", "SqliteError", "Error("] {
        assert!(!text.contains(internal), "{text}");
    }
    text
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A copy of the fictional council, with a place for a database and a built site beside it.
struct Place {
    copy: Copy,
    home: PathBuf,
    council: String,
    database: String,
    site: String,
}

impl Place {
    fn new() -> Self {
        let copy = Copy::of(&shipped("fixtures/calder-vale"));
        let home = copy.folder.parent().unwrap().to_path_buf();
        let site = home.join("site");
        site::build(&site);
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        Self { council: path(&copy.folder), database: format!("sqlite:{}", path(&home.join("council.db"))), site: path(&site), copy, home }
    }

    fn run(&self, command: &str) -> Output {
        run(&[command, "--council", &self.council, "--database", &self.database])
    }

    fn serve(&self) -> Command {
        let mut command = program();
        command.args(["serve", "--port", "0", "--council", &self.council, "--database", &self.database, "--site", &self.site]);
        command
    }
}

#[test]
fn both_shipped_folders_have_no_faults() {
    let told = "1 observation under the code CV-N0, which was replaced, read as of Easterdale (CV-N2).\n\
                1 observation of areas that are no longer: kept, and on no page.\n";
    for (folder, start, end) in [
        ("liverpool", "Liverpool City Council: no faults. 89 areas and 30 former, ", " observations.\n"),
        ("fixtures/calder-vale", "Calder Vale District Council: no faults. 15 areas and 1 former, 10 measures, 2 plans, ", told),
    ] {
        let output = run(&["check", shipped(folder).to_str().unwrap()]);
        let text = said(&output);
        assert!(text.starts_with(start) && text.ends_with(end), "{text}");
    }
}

#[test]
fn three_faults_in_three_files_are_all_told_by_line_and_column() {
    let place = Place::new();
    let copy = &place.copy;
    let area = copy.edit("areas.csv", "CV-P02,Brackenfold,ward,CV-C1", "CV-P02,Brackenfold,wrad,CV-C1");
    let polarity = copy.edit("measures/people.toml", "polarity = \"none\"", "polarity = \"up\"");
    let row = copy.edit("observations/homes-and-care.csv", "CV-C1,2024-04-01/P3M,female,144,160", "CV-C1,2024-04-01/P3M,female,41,40");
    for output in [run(&["check", &place.council]), place.run("load")] {
        let text = complained(&output);
        for place in [
            format!("{}/areas.csv:{area}:20: ", place.council),
            format!("{}/measures/people.toml:{polarity}:12: ", place.council),
            format!("{}/observations/homes-and-care.csv:{row}:", place.council),
        ] {
            assert!(text.contains(&place), "{place} is not named:\n{text}");
        }
        assert!(text.contains("Did you mean `ward`?") && text.contains("`up` is no polarity"), "{text}");
        assert_eq!(words(&output.stdout), "");
    }
}

#[test]
fn a_folder_that_is_not_there_or_not_text_is_told() {
    let place = Place::new();
    let text = complained(&run(&["check", "no/such/folder"]));
    assert!(text.contains("there is no folder no/such/folder"), "{text}");
    fs::write(Path::new(&place.council).join("targets.csv"), b"measure,area\nfalls,\xff\n").unwrap();
    let text = complained(&run(&["check", &place.council]));
    assert!(text.contains("targets.csv:2: this is not UTF-8"), "{text}");
}

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

/// A server that is running, and is killed by its id when the test ends.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    address: String,
}

impl Running {
    /// Starts, and waits until it says where it listens.
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let address = loop {
            let mut line = String::new();
            if out.read_line(&mut line).unwrap() == 0 {
                let mut complaint = String::new();
                child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
                panic!("the server ended: {:?}\n{said}{complaint}", child.wait());
            }
            if let Some((_, address)) = line.trim().split_once("http://") {
                break address.to_owned();
            }
            said += &line;
        };
        Self { child, out, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Ends it by a signal, and gives what it had complained of and how it ended.
    fn end(mut self, signal: &str) -> (String, Option<i32>) {
        let done = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(done.success());
        let status = self.child.wait().unwrap();
        let (mut rest, mut complaint) = (String::new(), String::new());
        self.out.read_to_string(&mut rest).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        (complaint, status.code())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _may_have_ended = self.child.kill();
        let _status = self.child.wait();
    }
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

/// The newest batch and how many figures it holds, counted; none where nothing was loaded. Fails on a batch that is not whole.
fn whole(database: &str) -> Option<(i64, i64)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = SqliteStore::open(database).await.unwrap();
        let mut found = None;
        for code in ["liverpool", "calder-vale"] {
            let Some(batch) = store.latest_batch(code).await.unwrap() else { continue };
            let council = store.council(batch.id).await.unwrap().unwrap();
            let mut count = 0;
            for measure in &council.measures {
                count += i64::try_from(store.observations(batch.id, &measure.code).await.unwrap().len()).unwrap();
            }
            assert_eq!(count, batch.observations, "batch {} is not whole", batch.id);
            found = Some((batch.id, count));
        }
        store.close().await;
        found
    })
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
