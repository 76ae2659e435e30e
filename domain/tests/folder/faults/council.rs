//! Of what a council is, and of its plans.

use super::check;
use crate::folder::help::{faults, with, written};

#[test]
fn faults_of_what_a_council_is() {
    check(&[
        ("council.toml", "format = 1", "format = «", "not TOML"),
        ("council.toml", "[words]", "«name = \"x\"\n[words]", "not TOML: duplicate key"),
        ("council.toml", "format = 1", "format = «2", "does not know"),
        ("council.toml", "format = 1", "format = «\"1\"", "`format` is string, not a whole number"),
        ("council.toml", "\"calder-vale\"", "«\"calder vale\"", "only letters"),
        ("council.toml", "\"Calder Vale\"", "«\" \"", "`place` is blank"),
        ("council.toml", "\"#3B2F63\"", "«\"#3B2F6G\"", "not a colour"),
        ("council.toml", "\"even-q\"", "«\"even-qq\"", "Did you mean `even-q`?"),
        ("council.toml", "[\"parish\", \"parishes\"]", "«[\"parish\"]", "not two texts"),
        ("council.toml", "head_colour", "website = «\"javascript:alert(1)\"\nhead_colour", "web page"),
        ("council.toml", "[words]\ncity = [\"district\", \"districts\"]", "«[words]", "words lacks `city`"),
        (
            "characteristics.toml",
            "[[characteristic]]\ncode = \"age\"",
            "[[characteristic.group]]\ncode = «\"female\"\nname = \"F\"\nphrase = \"f\"\n\n[[characteristic]]\ncode = \"age\"",
            "defined twice: first at characteristics.toml:7",
        ),
        ("characteristics.toml", "unknown = true", "unknown = «\"yes\"", "not true or false"),
        ("characteristics.toml", "\nunknown = true", "\n«unknwon = true", "Did you mean `unknown`?"),
        (
            "characteristics.toml",
            "[[characteristic]]",
            "«[[characteristic]]\ncode = \"care\"\nname = \"Care\"\n\n[[characteristic]]",
            "has no group",
        ),
        (
            "characteristics.toml",
            "[[characteristic]]",
            "[[characteristic]]\ngroup = «3\ncode = \"x\"\nname = \"X\"\n[[characteristic]]",
            "list of tables",
        ),
        (
            "directorates.toml",
            "[[directorate.service]]\ncode = \"treasury\"",
            "[[directorate.service]]\ncode = «\"repairs\"\nname = \"R\"\nlead = \"L\"\n\n[[directorate.service]]\ncode = \"treasury\"",
            "service `repairs` is defined twice",
        ),
        ("sources.toml", "\"https://records", "«\"records", "address of a web page"),
        ("sources.toml", "title = \"Vale", "title = «7 #", "`title` is integer, not a text in quotes"),
    ]);
}

#[test]
fn faults_of_plans() {
    let file = "plans/new-vale-2025-29.toml";
    check(&[
        (file, "2029-03-31", "«2024-03-31", "ends before it starts"),
        (file, "starts = 2025-04-01", "starts = «2025-04-01T10:00:00", "not a date"),
        (file, "starts = 2025-04-01", "starts = «2025", "not a date"),
        (file, "[\"mission\", \"missions\"]", "«\"mission\"", "not a list of texts"),
        (file, "code = \"clean-and-cared-for\"", "code = «\"sound-homes\"", "theme `sound-homes` is defined twice"),
        (file, "[[theme]]\ncode = \"clean-and-cared-for\"\n", "«[[theme]]\n", "theme lacks `code`"),
        (file, "\"falls\", \"days-to-decide\"", "«\"fals\", \"days-to-decide\"", "Did you mean `falls`?"),
        (file, "\"falls\", \"days-to-decide\"", "\"falls\", «\"falls\"", "listed twice"),
        (file, "[\"Boilers before winter\"", "[«3", "an entry that is integer, not a text"),
        (file, "lens = \"equality\"", "lens = «\"social-value\"", "listed twice"),
        (file, "lens = \"equality\"", "lens = «\"equalty\"", "Did you mean `equality`?"),
        (file, "outcomes = [\"Less", "«outcoms = [\"Less", "Did you mean `outcomes`?"),
        ("plans/steady-vale-2021-25.toml", "summary", "current = «true\nsummary", "the other is at plans/new-vale-2025-29.toml:6"),
        (
            "plans/steady-vale-2021-25.toml",
            "code = \"steady-vale-2021-25\"",
            "code = «\"new-vale-2025-29\"",
            "plan `new-vale-2025-29` is defined twice",
        ),
    ]);
    let none = with(file, "current = true", "current = false");
    assert!(written(&faults(&none)).starts_with("plans/steady-vale-2021-25.toml:1:1: no plan is current"));
}
