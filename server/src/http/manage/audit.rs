//! The pages of the audit.

use std::collections::BTreeMap;

use app::manage::audit::{Line, Search};
use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{
    filter::encode,
    people::{
        UserId,
        audit::{Deed, Recorded},
    },
    store::Sought,
};

use super::{call::Call, reply::Reply};
use crate::manage::{Stop, audit::PAGE};

/// What is sought, and how it was typed.
fn read(call: &Call) -> (Sought, Search) {
    let text = |name: &str| call.query.one(name).chars().take(40).collect::<String>();
    let mut search =
        Search { who: text("who"), deed: text("deed"), on: text("on"), from: text("from"), to: text("to"), ..Search::default() };
    let mut day = |name: &'static str, text: &str| match (text.is_empty(), text.parse::<NaiveDate>()) {
        (true, _) => None,
        (_, Ok(day)) => Some(day),
        _ => {
            search.wrong.push((name, format!("“{text}” is not a day: write it as 2026-11-30.")));
            None
        }
    };
    let (from, to) = (day("from", &text("from")), day("to", &text("to")));
    let midnight = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN);
    let until: Option<NaiveDateTime> = to.and_then(|day| day.checked_add_days(Days::new(1))).map(midnight);
    let sought = Sought {
        who: search.who.parse().ok().map(UserId),
        deed: Deed::read(&search.deed),
        on: Some(search.on.trim().to_owned()).filter(|on| !on.is_empty()),
        since: from.map(midnight),
        until,
        before: call.query.one("before").parse().ok(),
        limit: PAGE,
    };
    search.file = address("/manage/audit.csv", &search, None);
    (sought, search)
}

fn address(path: &str, search: &Search, before: Option<i64>) -> String {
    let before = before.map(|before| before.to_string()).unwrap_or_default();
    let Search { who, deed, on, from, to, .. } = search;
    let parts = [("who", who), ("deed", deed), ("on", on), ("from", from), ("to", to), ("before", &before)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
}

fn time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// A page of entries. Names are looked up now: in the audit there are numbers only.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    let (sought, mut search) = read(&call);
    let (entries, users) = call.desk.search_audit(call.asker()?, &sought).await?;
    let names: BTreeMap<UserId, &str> = users.iter().map(|user| (user.id, user.name.as_str())).collect();
    let name = |who: UserId| names.get(&who).map_or_else(|| format!("user {who}"), |name| format!("{name} (user {who})"));
    let line = |recorded: &Recorded| Line {
        number: recorded.number,
        at: time(recorded.entry.at),
        who: recorded.entry.who.map(name).unwrap_or_default(),
        deed: recorded.entry.deed.words(),
        on: recorded.entry.on.clone(),
        place: recorded.entry.place.clone(),
    };
    let lines: Vec<Line> = entries.iter().map(line).collect();
    search.older = entries
        .last()
        .filter(|last| entries.len() == PAGE as usize && last.number > 1)
        .map(|last| address("/manage/audit", &search, Some(last.number)));
    let people: Vec<(String, String)> = users.iter().map(|user| (user.id.to_string(), user.name.clone())).collect();
    let deeds: Vec<(&'static str, &'static str)> = Deed::ALL.iter().map(|deed| (deed.code(), deed.words())).collect();
    Ok(Reply::page(app::manage::audit::audit(&search, &lines, &people, &deeds)))
}

/// Whether the whole chain holds.
pub(super) async fn check(call: Call) -> Result<Reply, Stop> {
    let found = call.desk.check_audit(call.asker()?).await?;
    let found = found.map(|head| (head.number, data_encoding::HEXLOWER.encode(&head.digest))).map_err(|broken| broken.to_string());
    Ok(Reply::page(app::manage::audit::checked(&found)))
}

/// All entries that are sought, as a file.
pub(super) async fn file(call: Call) -> Result<Reply, Stop> {
    let (sought, search) = read(&call);
    if let Some((field, words)) = search.wrong.into_iter().next() {
        return Err(Stop::Wrong(field, words));
    }
    let entries = call.desk.export_audit(call.asker()?, &sought).await?;
    let broken = |error: &dyn std::fmt::Display| Stop::Machine(format!("the file could not be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["number", "at", "who", "deed", "on", "place", "sha256"]).map_err(|error| broken(&error))?;
    for Recorded { number, entry, digest } in entries {
        let who = entry.who.map(|who| who.to_string()).unwrap_or_default();
        let row = [number.to_string(), entry.at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string(), who, entry.deed.code().to_owned()];
        let rest = [guarded(entry.on), guarded(entry.place), data_encoding::HEXLOWER.encode(&digest)];
        writer.write_record(row.iter().chain(&rest)).map_err(|error| broken(&error))?;
    }
    Ok(Reply::csv("audit.csv", writer.into_inner().map_err(|error| broken(&error))?))
}

/// A text that no spreadsheet takes for a formula (ASVS 1.2.10).
fn guarded(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
