//! Open data files of releases: written once, served from disk in parts, removed with a release that is withdrawn.

use server::{http::router, open::OpenData};

use super::{asking::ask, past::Shelf};

#[tokio::test]
async fn the_files_of_a_release_are_written_served_in_parts_and_listed() {
    let home = tempfile::tempdir().unwrap();
    let files = OpenData::in_folder(home.path().join("open"), Some("https://vale.example".to_owned()));
    let served = Shelf::new().served.clone().with_files(files);
    let router = router(served.clone());
    let early = ask(&router, "/data/open/2/observations.csv", &[]).await;
    assert_eq!((early.code(), early.header("retry-after")), (503, "30"), "{}", early.body());
    assert!(ask(&router, "/data/files", &[]).await.body().contains("are being written"));
    served.open.lay_out(&served).await.unwrap();

    let whole = ask(&router, "/data/open/2/observations.csv", &[]).await;
    assert_eq!((whole.code(), whole.header("content-type")), (200, "text/csv; charset=utf-8; header=present"));
    assert_eq!((whole.header("access-control-allow-origin"), whole.header("accept-ranges")), ("*", "bytes"));
    assert_eq!(whole.body().lines().count(), served.now().release.cells() + 1);
    let part = ask(&router, "/data/open/2/observations.csv", &[("range", "bytes=100-199")]).await;
    assert_eq!((part.code(), part.bytes.as_slice()), (206, &whole.bytes[100..200]));
    let packed = ask(&router, "/data/open/2/observations.csv", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() < whole.bytes.len() / 4);

    let newest = ask(&router, "/data/open/latest/json-stat/index.json", &[]).await;
    assert_eq!((newest.code(), newest.header("location")), (307, "/data/open/2/json-stat/index.json"));
    assert_eq!(ask(&router, newest.header("location"), &[]).await.header("content-type"), "application/json");
    let catalogue = ask(&router, "/data/open/2/catalogue.jsonld", &[]).await;
    assert!(catalogue.body().contains("https://vale.example/data/open/2/observations.parquet"));

    // The release before is found, and what changed since is told.
    let changes = ask(&router, "/data/open/2/changes-since-1.csv", &[]).await;
    assert!(changes.body().starts_with("change,measure"), "{}", changes.body());
    let page = ask(&router, "/data/files", &[]).await;
    for name in ["observations.csv", "observations.parquet", "release.sqlite", "changes-since-1.csv", "SHA256SUMS"] {
        assert!(page.body().contains(&format!("href=\"/data/open/2/{name}\"")), "{name}");
    }
    for file in served.open.files(2, |_| true).unwrap() {
        let got = ask(&router, &format!("/data/open/2/{}", file.name), &[]).await;
        assert_eq!((got.code(), got.bytes.len() as u64), (200, file.bytes), "{}", file.name);
        assert!(page.body().contains(&file.name) || file.name.starts_with("json-stat/"), "{} is told of nowhere", file.name);
    }
}

#[tokio::test]
async fn an_earlier_release_is_written_when_it_is_asked_for_and_one_that_was_withdrawn_never() {
    let home = tempfile::tempdir().unwrap();
    let served = Shelf::new().served.clone().with_files(OpenData::in_folder(home.path().to_owned(), None));
    let router = router(served.clone());
    served.open.lay_out(&served).await.unwrap();
    assert_eq!(ask(&router, "/data/open/1/measures.csv", &[]).await.code(), 503);
    served.open.lay_out(&served).await.unwrap();
    let earlier = ask(&router, "/data/open/1/measures.csv", &[]).await;
    assert!(earlier.body().contains("Repairs done on time"), "{}", earlier.body());
    let gone = ask(&router, "/data/open/3/measures.csv", &[]).await;
    assert_eq!(gone.code(), 410);
    // What lies there of one that does not stand is removed.
    let left = home.path().join("3-abc");
    std::fs::create_dir(&left).unwrap();
    served.open.lay_out(&served).await.unwrap();
    assert!(!left.exists());
}

#[tokio::test]
async fn what_a_release_changed_is_told_no_more_once_the_one_before_is_withdrawn() {
    let home = tempfile::tempdir().unwrap();
    let served = Shelf::new().served.clone().with_files(OpenData::in_folder(home.path().to_owned(), None));
    let router = router(served.clone());
    served.open.lay_out(&served).await.unwrap();
    let changes = "/data/open/2/changes-since-1.csv";
    assert_eq!(ask(&router, changes, &[]).await.code(), 200);

    let mut register = (*served.now().register).clone();
    let first = register.releases.iter_mut().find(|release| release.number == 1).unwrap();
    first.withdrawn = Some((first.published_at, "People could be told from it.".to_owned()));
    served.swap(served.now().telling(register));
    // At once, though the file still lies there.
    let gone = ask(&router, changes, &[]).await;
    assert_eq!(gone.code(), 410, "{}", gone.body());
    assert!(!ask(&router, "/data/files", &[]).await.body().contains("changes-since"));
    served.open.lay_out(&served).await.unwrap();
    let left: Vec<_> = std::fs::read_dir(served.open.folder(2).unwrap()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_str().unwrap().contains("changes")), "{left:?}");
}

#[tokio::test]
async fn nothing_but_files_of_releases_is_read() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("secret.txt"), "secret").unwrap();
    let served = Shelf::new().served.clone().with_files(OpenData::in_folder(home.path().join("open"), None));
    let router = router(served.clone());
    served.open.lay_out(&served).await.unwrap();
    for name in [
        "../../secret.txt",
        "..%2F..%2Fsecret.txt",
        "%2e%2e/secret.txt",
        ".hidden",
        "json-stat",
        "json-stat/",
        "a//b",
        "x%00",
        "nothing.csv",
    ] {
        let got = ask(&router, &format!("/data/open/2/{name}"), &[]).await;
        assert!(got.code() == 404 && !got.body().contains("secret\n"), "{name}: {} {}", got.code(), got.body());
    }
    for number in ["02", "-1", "99", "latestt", "4294967296"] {
        assert_eq!(ask(&router, &format!("/data/open/{number}/measures.csv"), &[]).await.code(), 404, "{number}");
    }
    // A program that keeps no files says so, and promises nothing.
    let nowhere = ask(&super::calder_vale().router, "/data/open/1/measures.csv", &[]).await;
    assert_eq!(nowhere.code(), 404);
}
