//! What a column's header says it holds. A header alone tells little: `Phone` may be a count of calls, so its cells are looked at as well.

use super::{Seen, Sort, cell};
use crate::ingest::{
    number::{self, Reading},
    word::plain,
};

/// Headers that name people whatever else they say.
const NAMES: [&str; 16] = [
    "first name",
    "firstname",
    "forename",
    "forenames",
    "given name",
    "given names",
    "middle name",
    "middle names",
    "surname",
    "last name",
    "lastname",
    "family name",
    "full name",
    "fullname",
    "maiden name",
    "known as",
];
/// Words for people that stand beside `name` or `address`.
const PEOPLE: [&str; 31] = [
    "customer",
    "customers",
    "resident",
    "residents",
    "tenant",
    "tenants",
    "complainant",
    "complainants",
    "applicant",
    "applicants",
    "claimant",
    "claimants",
    "patient",
    "patients",
    "client",
    "clients",
    "child",
    "childs",
    "pupil",
    "pupils",
    "student",
    "students",
    "person",
    "persons",
    "carer",
    "carers",
    "employee",
    "caller",
    "contact",
    "councillor",
    "member",
];
/// Words for things that have names and are no people.
const THINGS: [&str; 20] = [
    "area",
    "ward",
    "group",
    "service",
    "directorate",
    "measure",
    "indicator",
    "organisation",
    "school",
    "team",
    "category",
    "type",
    "body",
    "region",
    "authority",
    "council",
    "place",
    "status",
    "list",
    "source",
];
const ADDRESSES: [&str; 12] = [
    "address",
    "addresses",
    "home address",
    "postal address",
    "full address",
    "street address",
    "property address",
    "residential address",
    "correspondence address",
    "house number",
    "house no",
    "uprn",
];
const NUMBERS: [&str; 15] = [
    "ni number",
    "ni no",
    "nino",
    "national insurance",
    "national insurance number",
    "national insurance no",
    "nhs number",
    "nhs no",
    "passport number",
    "passport no",
    "driving licence number",
    "unique pupil number",
    "upn",
    "payroll number",
    "social security number",
];
const PHONES: [&str; 8] = ["phone", "telephone", "mobile", "tel", "landline", "contact number", "contact no", "fax"];

/// What a header says, where the cells below it do not gainsay it.
pub(super) fn sort(name: &str, seen: &Seen) -> Option<Sort> {
    let plain = plain(name);
    let words: Vec<&str> = plain.split(' ').collect();
    let has = |word: &str| words.contains(&word);
    let any = |all: &[&str]| all.iter().any(|word| has(word));
    // A place of the council's that is in its cells names no people.
    let texts = || seen.texts.iter().filter(|text| is_text(text));
    let (some, own) = (texts().next().is_some(), 2 * seen.own > seen.texts.len());
    let of_people = any(&PEOPLE) && !any(&THINGS);
    if some && !own && (NAMES.contains(&plain.as_str()) || has("surname") || has("forename") || (has("name") || has("names")) && of_people)
    {
        return Some(Sort::Name);
    }
    if any(&["email", "emails", "mail"]) {
        return seen.texts.iter().any(|text| text.contains('@')).then_some(Sort::Email);
    }
    let address = ADDRESSES.contains(&plain.as_str()) || plain.starts_with("address line") || has("address") && of_people;
    let address = address || plain.strip_prefix("address ").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if address && !any(&["web", "ip", "url"]) && (some || matches!(plain.as_str(), "uprn" | "house number" | "house no") && seen.filled > 0)
    {
        return Some(Sort::Address);
    }
    if (has("postcode") || plain == "post code") && seen.texts.iter().any(|text| cell::is_postcode(text)) {
        return Some(Sort::Address);
    }
    let phone = PHONES.iter().any(|phone| plain == *phone || has(phone)) || plain.contains("contact number");
    let long =
        |text: &String| (9..=14).contains(&text.bytes().filter(u8::is_ascii_digit).count()) && !text.contains([',', '.', '/', '%', '£']);
    if phone && seen.texts.iter().any(long) {
        return Some(Sort::Phone);
    }
    if seen.filled > 0 && NUMBERS.iter().any(|known| plain == *known || plain.ends_with(&format!(" {known}"))) {
        return Some(Sort::Number);
    }
    let birth = has("dob") || plain == "d o b" || plain.contains("date of birth") || plain == "birth date" || plain == "birthdate";
    (birth && seen.filled > 0).then_some(Sort::Birth)
}

/// Whether a cell is a text, and neither a figure nor a marker.
fn is_text(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && matches!(number::read(text), Reading::Text)
}
