//! The house stays as it was built: which crate may use what, and a few rules of the sources that no lint holds.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const WASM: &str = "wasm32-unknown-unknown";

fn root() -> PathBuf {
    Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("..").canonicalize().unwrap()
}

/// `cargo tree` from the lock file alone. Macros run in the compiler, so what only they use is in no program and is left out.
fn cargo_tree(arguments: &[&str]) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--offline", "--locked", "--edges", "normal,no-proc-macro", "--prefix", "none"]);
    let output = cargo.args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The names of all crates in a tree, its root included.
fn crates(arguments: &[&str]) -> BTreeSet<String> {
    let tree = cargo_tree(arguments);
    let names: BTreeSet<String> = tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.contains("serde"), "{arguments:?}: no tree of ours is without serde: {names:?}");
    names
}

fn never(what: &str, arguments: &[&str], forbidden: &[&str]) {
    let names = crates(arguments);
    let found: Vec<_> = forbidden.iter().filter(|name| names.contains(**name)).collect();
    assert!(found.is_empty(), "{what} has {found:?} in its tree: cargo tree {} -i {}", arguments.join(" "), found[0]);
}

#[test]
fn domain_knows_no_framework_database_runtime_browser_or_chance() {
    let forbidden = ["leptos", "axum", "sqlx", "tokio", "web-sys", "js-sys", "rand", "getrandom", "reqwest"];
    never("domain", &["-p", "domain"], &forbidden);
    never("domain for the browser", &["-p", "domain", "--target", WASM], &forbidden);
    never("domain with folders", &["-p", "domain", "--features", "folder"], &forbidden);
}

#[test]
fn the_browsers_domain_leaves_the_folders_parsers_out() {
    never("domain for the browser", &["-p", "domain", "--target", WASM], &["toml_edit", "csv", "serde_json"]);
}

#[test]
fn the_store_knows_neither_pages_nor_http() {
    never("store-sqlite", &["-p", "store-sqlite"], &["leptos", "axum", "app", "server", "tower-http", "charming"]);
}

#[test]
fn the_reader_of_tables_knows_neither_pages_nor_a_database() {
    never("ingest", &["-p", "ingest"], &["leptos", "axum", "app", "server", "sqlx", "tokio", "store-sqlite"]);
}

#[test]
fn the_writer_of_open_data_knows_neither_pages_nor_the_store() {
    let forbidden = ["leptos", "axum", "app", "server", "sqlx", "sqlx-core", "tokio", "store-sqlite", "arrow-array", "arrow-schema"];
    never("open-data", &["-p", "open-data"], &forbidden);
}

#[test]
fn there_is_one_sqlite_in_the_house() {
    // Two cannot be linked: rusqlite stays at the version that has the same as sqlx.
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert_eq!(lock.matches("name = \"libsqlite3-sys\"").count(), 1);
}

#[test]
fn the_press_knows_neither_pages_nor_a_database_and_fetches_nothing() {
    let forbidden = ["leptos", "axum", "app", "server", "sqlx", "tokio", "store-sqlite", "ureq", "reqwest", "native-tls", "typst-kit"];
    never("press", &["-p", "press"], &forbidden);
}

#[test]
fn the_press_reads_neither_clock_nor_disk() {
    for name in ["::now()", "std::fs", "std::net", "std::env", "std::process", "std::thread", "RandomState", "HashMap", "HashSet"] {
        assert_eq!(places("server/press/src", name, |_| false), NOWHERE);
    }
}

#[test]
fn the_app_knows_no_database() {
    // Exact on both sides: leptos with ssr brings no tokio either; leptos_axum does, and that is the server's.
    let forbidden = ["sqlx", "sqlx-core", "store-sqlite", "libsqlite3-sys", "tokio", "axum", "server"];
    never("app on the server", &["-p", "app", "--features", "ssr"], &forbidden);
    never("app in the browser", &["-p", "app", "--features", "hydrate", "--target", WASM], &forbidden);
}

#[test]
fn the_server_draws_no_charts() {
    let features = cargo_tree(&["-p", "server", "--format", "{p} [{f}]"]);
    let charming: Vec<_> = features.lines().filter(|line| line.starts_with("charming v")).collect();
    assert!(!charming.is_empty(), "the server's tree has no charming; was the app's chart model moved?");
    for line in charming {
        let (_, list) = line.split_once('[').unwrap();
        let list = list.split_once(']').unwrap().0;
        assert!(!list.split(',').any(|feature| matches!(feature, "wasm" | "ssr" | "ssr-raster")), "{line}");
    }
    never("server", &["-p", "server"], &["serde-wasm-bindgen", "deno_core"]);
}

#[test]
fn the_frontend_has_nothing_of_the_servers() {
    let forbidden = [
        "server",
        "store-sqlite",
        "axum",
        "leptos_axum",
        "tower",
        "tower-http",
        "hyper",
        "tokio",
        "sqlx",
        "clap",
        "moka",
        "brotli",
        "flate2",
        "csv",
        "toml_edit",
        "tracing-subscriber",
    ];
    let frontend = ["-p", "frontend", "--target", WASM];
    never("frontend", &frontend, &forbidden);
    // Leptos itself lists anyhow, by way of its reloading of views. Nothing of ours does.
    let users = cargo_tree(&["-p", "frontend", "--target", WASM, "-i", "anyhow", "--depth", "1"]);
    let users: Vec<_> = users.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(users, ["anyhow", "leptos_hot_reload"]);
}

#[test]
fn the_benchmarks_module_is_the_browsers_domain_alone() {
    let forbidden = ["app", "server", "leptos", "web-sys", "toml_edit", "csv", "serde_json"];
    never("bench-engines", &["-p", "bench-engines", "--target", WASM], &forbidden);
}

/// Every Rust file below a folder: its path below the workspace, and its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut waiting = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "there are no sources in {folder}");
    found.sort();
    found
}

/// The lines of a source that are compiled outside tests: no comments, and nothing from `#[cfg(test)]` on, which stands last in our files.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Where a text stands in the code of a folder, but for files that may hold it.
fn places(folder: &str, text: &str, allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let found = sources(folder).into_iter().filter(|(name, _)| !allowed(name)).flat_map(|(name, source)| {
        let lines: Vec<String> =
            code(&source).filter(|(_, line)| line.contains(text)).map(|(at, line)| format!("{name}:{at}: {}", line.trim())).collect();
        lines
    });
    found.collect()
}

const NOWHERE: [&str; 0] = [];

#[test]
fn the_app_has_no_textarea() {
    // Leptos 0.8 draws the children of a text area unescaped on the server.
    assert_eq!(places("app/src", "<textarea", |_| false), NOWHERE);
    assert_eq!(places("app/src", "textarea()", |_| false), NOWHERE);
}

#[test]
fn only_the_browser_side_of_the_app_depends_on_how_it_is_built() {
    let browser = |name: &str| name.starts_with("app/src/browser/");
    assert_eq!(places("app/src", "cfg(feature", browser), NOWHERE);
    assert_eq!(places("app/src", "cfg!(feature", browser), NOWHERE);
    assert_eq!(places("app/src", "cfg(target", browser), NOWHERE);
}

#[test]
fn only_the_browser_side_of_the_app_names_the_browser() {
    let browser = |name: &str| name.starts_with("app/src/browser/");
    for name in ["web_sys::", "js_sys::", "wasm_bindgen::"] {
        assert_eq!(places("app/src", name, browser), NOWHERE);
    }
}

#[test]
fn the_order_of_a_hash_is_never_seen() {
    // The folder's reader looks up which figures it has seen, of which there may be millions; it never walks them, which
    // clippy's `iter_over_hash_type` holds.
    let looked_up = |name: &str| name == "domain/src/folder/observations.rs";
    for name in ["HashMap", "HashSet"] {
        assert_eq!(places("domain/src", name, looked_up), NOWHERE);
    }
}

#[test]
fn domain_reads_neither_clock_nor_disk() {
    for name in ["::now()", "std::fs", "std::net", "std::env", "std::process", "std::thread", "RandomState"] {
        assert_eq!(places("domain/src", name, |_| false), NOWHERE);
    }
}

/// Whether a line makes a released cell with a value, and does not only look at one: what stands in a pattern has `=>`, `let` or `matches!`.
fn makes_a_cell(line: &str) -> bool {
    let made = ["Cell::Parts {", "Cell::Value(", "Self::Parts {", "Self::Value("].iter().filter_map(|cell| line.find(cell)).min();
    made.is_some_and(|at| {
        let pattern = line[at..].contains("=>") || line.contains("let ") && line[at..].contains(" = ") || line.contains("matches!(");
        !pattern
    })
}

#[test]
fn a_line_that_makes_a_cell_is_told_from_one_that_looks() {
    for made in ["let cell = Cell::Value(3.0);", "_ => Cell::Parts { numerator, denominator }", "Some(Cell::Value(v))", "Cell::Parts {"] {
        assert!(makes_a_cell(made), "{made}");
    }
    for looked in ["Cell::Value(value) => value,", "if let Cell::Parts { numerator, .. } = cell {", "matches!(cell, Cell::Value(_))"] {
        assert!(!makes_a_cell(looked), "{looked}");
    }
}

#[test]
fn disclosure_is_the_only_door_to_a_released_figure() {
    // A cell with a value is made where it is defined, where it is released, and where a released frame is read back.
    let doors = ["domain/src/cell.rs", "domain/src/disclosure/mod.rs", "domain/src/frame/codec.rs"];
    let folders = ["domain/src", "app/src", "frontend/src", "server/src", "server/open/src", "server/store/sqlite/src"];
    let mut made = Vec::new();
    // A file `tests.rs` is a module of tests.
    let others = |name: &str| !doors.contains(&name) && !name.ends_with("/tests.rs");
    for (name, source) in folders.into_iter().flat_map(sources).filter(|(name, _)| others(name)) {
        for (at, line) in code(&source).filter(|(_, line)| line.contains("Cell::") && makes_a_cell(line)) {
            made.push(format!("{name}:{at}: {}", line.trim()));
        }
    }
    assert_eq!(made, NOWHERE);
    // And the door is used in one place.
    let used: Vec<_> = folders.into_iter().flat_map(|folder| places(folder, "disclosure::release", |_| false)).collect();
    assert_eq!(used.len(), 1, "{used:?}");
    assert!(used[0].starts_with("domain/src/release.rs:"), "{used:?}");
}

#[test]
fn what_is_not_released_cannot_be_sent() {
    for name in ["Observation", "Figure", "Flags"] {
        let (_, source) = sources("domain/src").into_iter().find(|(file, _)| file == "domain/src/observation.rs").unwrap();
        let at = source.find(&format!("pub struct {name} {{")).or(source.find(&format!("pub enum {name} {{"))).unwrap();
        let above = source[..at].rsplit("\n\n").next().unwrap();
        assert!(above.contains("#[derive("), "{name} derives nothing: was it moved?");
        assert!(!above.contains("Serialize"), "{name} can be sent:\n{above}");
        let mut by_hand = Vec::new();
        for folder in ["domain/src", "server/src", "server/open/src", "app/src"] {
            by_hand.extend(places(folder, &format!("Serialize for {name}"), |_| false));
            by_hand.extend(places(folder, &format!("Serialize for observation::{name}"), |_| false));
        }
        assert_eq!(by_hand, NOWHERE);
    }
}

/// `IS` of a type that can be sent is the inherent constant; of any other, the trait's.
mod sendable {
    use std::marker::PhantomData;

    pub(super) struct Is<T>(PhantomData<T>);

    pub(super) trait Otherwise {
        const SENDABLE: bool = false;
    }

    impl<T> Otherwise for Is<T> {}

    impl<T: serde::Serialize> Is<T> {
        pub(super) const SENDABLE: bool = true;
    }
}

/// The same, as the compiler sees it: this does not build while any of them implements `Serialize`.
const _: () = {
    use domain::observation::{Figure, Flags, Missing, Observation};
    use sendable::{Is, Otherwise as _};

    assert!(!Is::<Observation>::SENDABLE);
    assert!(!Is::<Figure>::SENDABLE);
    assert!(!Is::<Flags>::SENDABLE);
    assert!(!Is::<Option<Observation>>::SENDABLE);
    // The test itself tells them apart.
    assert!(Is::<Missing>::SENDABLE);
};

#[test]
fn files_are_short_enough_to_read() {
    let long: Vec<String> = [
        "domain/src",
        "app/src",
        "frontend/src",
        "server/src",
        "server/open",
        "server/press",
        "server/store",
        "server/tests",
        "scripts/bench/engines",
    ]
    .into_iter()
    .flat_map(sources)
    .map(|(name, source)| (name, source.lines().count()))
    .filter(|(_, lines)| *lines > 600)
    .map(|(name, lines)| format!("{name}: {lines} lines"))
    .collect();
    assert_eq!(long, NOWHERE);
}
