//! Promises about mappings of columns.

use domain::{
    people::audit::{Deed, Entry},
    store::{KeptMapping, Mappings, People},
};

use crate::{done, sample::time};

fn entry(deed: Deed) -> Entry {
    Entry { at: time(1), who: None, deed, on: String::new(), place: "a test".to_owned() }
}

fn mapping(name: &str, toml: &str) -> KeptMapping {
    KeptMapping { name: name.to_owned(), columns: vec!["area".to_owned(), String::new(), "value \"x\"".to_owned()], toml: toml.to_owned() }
}

/// A mapping is kept under its name until another takes its place or it is forgotten; each council has its own.
pub async fn mappings_are_kept_by_name<S: Mappings + People>(open: impl AsyncFn() -> S) {
    let store = open().await;
    let keep = async |council: &str, mapping: &KeptMapping| done(store.keep_mapping(council, mapping, &entry(Deed::KeepMapping)).await);
    let forget = async |council: &str, name: &str| done(store.forget_mapping(council, name, &entry(Deed::ForgetMapping)).await);
    keep("here", &mapping("b", "value = \"x\"\n")).await;
    keep("here", &mapping("a", "one")).await;
    keep("there", &mapping("a", "theirs")).await;
    keep("here", &mapping("a", "two")).await;
    assert_eq!(done(store.mappings("here").await), [mapping("a", "two"), mapping("b", "value = \"x\"\n")]);
    assert!(!forget("here", "c").await && forget("here", "a").await && !forget("here", "a").await);
    assert_eq!(done(store.mappings("here").await), [mapping("b", "value = \"x\"\n")]);
    assert_eq!(done(open().await.mappings("there").await), [mapping("a", "theirs")]);
    let deeds: Vec<Deed> = done(People::audit_after(&store, 0).await).into_iter().map(|one| one.entry.deed).collect();
    assert_eq!(deeds, [[Deed::KeepMapping; 4].as_slice(), &[Deed::ForgetMapping]].concat());
}
