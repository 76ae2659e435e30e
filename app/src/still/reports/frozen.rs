//! Frozen reports: one with what has become of it since, and what two of them say differently.

use domain::{
    format::value,
    period::long_date,
    report::{
        Difference,
        document::Document,
        frozen::{Form, Frozen, Gone, SOURCE},
        since,
    },
    view::area::Link,
};

use super::{
    super::Asked,
    address,
    one::{contents, sections},
};
use crate::{
    components::{crumbs::crumbs, heads, row::made_up, scrolling},
    markup::{Element, el, link},
    page::Page,
};

/// What each form is called.
const FORMS: [(&str, &str); 6] = [
    ("report.pdf", "PDF"),
    ("report.ods", "Spreadsheet (ODS)"),
    ("report.docx", "Text to edit (DOCX)"),
    ("report.csv", "Every table (CSV)"),
    ("report.html", "Page that never changes"),
    (SOURCE, "For programs (JSON)"),
];

fn up() -> Link {
    Link { label: "Reports".to_owned(), href: "/reports".to_owned() }
}

fn named(report: &Frozen) -> String {
    format!("Report {} of {}", report.number, long_date(report.at.date()))
}

/// A frozen report. `document`: what was kept of it.
pub(in crate::still) fn page(asked: &Asked, frozen: &Frozen, document: &Document) -> Page {
    let facts = format!(
        "Report {}, frozen on {} · {} · figures of release {}, published {}",
        frozen.number,
        long_date(frozen.at.date()),
        document.council,
        frozen.release,
        long_date(document.published)
    );
    let body = el("div")
        .class("page narrow report")
        .with(crumbs(&[up()], &document.title))
        .all(became(asked, frozen))
        .with(el("h1").with(&document.title))
        .with(el("p").class("lead").with(format!("{}.", document.subtitle)).with(" ").with(document.illustrative.then(made_up)))
        .with(el("p").class("facts").with(facts))
        .with(forms(frozen))
        .with(compare(asked, frozen))
        .with((document.sections.len() > 3).then(|| contents(document)))
        .all(sections(document))
        .with(sums(frozen))
        .with(el("p").class("note").with(&document.licence));
    Page::new(format!("Report {}: {}", frozen.number, document.title), body)
}

/// What has become of a report since it was frozen: it is said, and the report stays as it is.
fn became(asked: &Asked, frozen: &Frozen) -> Vec<Element> {
    let register = asked.register;
    let advice = || el("p").class("advice");
    let mut all = Vec::new();
    if let Some((right, wrong)) = frozen.corrected(register) {
        all.push(
            advice()
                .with(el("strong").with("Something in this report was wrong: "))
                .with(wrong.to_owned())
                .with(" It is right in ")
                .with(link(Frozen::address(right.number), format!("report {}", right.number)))
                .with("."),
        );
    }
    if let Some((of, wrong)) = &frozen.corrects {
        all.push(
            advice()
                .with("This report puts right what was wrong in ")
                .with(link(Frozen::address(*of), format!("report {of}")))
                .with(format!(": {wrong}")),
        );
    }
    if let Some(release) = register.corrected_in(frozen.release) {
        all.push(
            advice()
                .with(format!(
                    "Something in release {}, which its figures are from, was wrong and is right from release {release} on: ",
                    frozen.release
                ))
                .with(link("/data/corrections", "see what"))
                .with("."),
        );
    }
    let now = asked.site.release;
    if now > frozen.release {
        let of = &frozen.of;
        let newer = frozen.newer(register).map(|newer| (" The newest like it is ", link(Frozen::address(newer.number), named(newer)), "."));
        all.push(
            advice()
                .with(el("strong").with("There are newer figures. "))
                .with(format!("This report is as it was frozen; release {now} is the newest. "))
                .with(link(address(frozen.kind, of), "The same report with the figures of today"))
                .with(".")
                .with(newer),
        );
    }
    all
}

fn forms(frozen: &Frozen) -> Element {
    let known = FORMS.iter().filter_map(|(name, label)| {
        let form = frozen.forms.iter().find(|form| form.name == *name)?;
        let words = format!("{label}, {}", size(form.bytes));
        Some(el("li").with(link(frozen.kept(name), words).attr("rel", "external")))
    });
    let print =
        el("button").class("link").attr("type", "button").attr("data-needs-script", "").attr("data-print", "").with("Print this page");
    el("ul").class("tools").all(known).with(el("li").with(print))
}

fn size(bytes: u64) -> String {
    value(bytes as f64 / 1e3, "", " kB", 0)
}

/// The earlier ones that it can be compared with.
fn compare(asked: &Asked, frozen: &Frozen) -> Option<Element> {
    let items: Vec<Element> = frozen
        .earlier(asked.register)
        .take(8)
        .map(|other| el("li").with(link(format!("{}/since/{}", Frozen::address(frozen.number), other.number), named(other))))
        .collect();
    (!items.is_empty()).then(|| {
        el("nav")
            .attr("aria-label", "Since you last met")
            .with(el("p").with("Since you last met: what it says differently from"))
            .with(el("ul").all(items))
    })
}

/// The address that stays, and the digests that prove a copy is the same.
fn sums(frozen: &Frozen) -> Element {
    let line = |form: &Form| el("li").with(el("code").with(format!("{}  {}", form.sha256, form.name)));
    el("details")
        .class("sums")
        .with(el("summary").with("The addresses that stay, and how to check a copy"))
        .with(el("p").with(format!(
            "Each form of this report stays at its address below, byte for byte as it was frozen: /reports/kept/{}/. The address is the SHA-256 of {SOURCE}. These are the digests of all forms, as sha256sum prints them.",
            frozen.digest
        )))
        .with(el("ul").class("plain").all(frozen.forms.iter().map(line)))
}

/// What two frozen reports say differently.
pub(in crate::still) fn compared(earlier: (&Frozen, &Document), later: (&Frozen, &Document)) -> Page {
    let differences = since(earlier.1, later.1);
    let title = format!("Since report {}", earlier.0.number);
    let crumb = Link { label: format!("Report {}", later.0.number), href: Frozen::address(later.0.number) };
    let lead = el("p")
        .class("lead")
        .with("What ")
        .with(link(Frozen::address(later.0.number), named(later.0)))
        .with(" says differently from ")
        .with(link(Frozen::address(earlier.0.number), named(earlier.0)))
        .with(".");
    let about = "Compared is what their sentences rest on: a figure in words in one and not in the other is told, too.";
    let content = if differences.is_empty() { el("p").with("Their sentences rest on the same figures.") } else { table(&differences) };
    let body = el("div")
        .class("page")
        .with(crumbs(&[up(), crumb], &title))
        .with(el("h1").with("Since you last met"))
        .with(lead)
        .with(el("p").class("note").with(format!("{}. {about}", later.1.title)))
        .with(content);
    Page::new(format!("{title}: {}", later.1.title), body)
}

fn table(all: &[Difference]) -> Element {
    let told = |fact: Option<&(String, String)>| match fact {
        Some((period, value)) => el("td").with(value).with(" ").with(el("span").class("note").with(period)),
        None => el("td").with("not told"),
    };
    let rows = all.iter().map(|one| {
        el("tr")
            .with(el("th").attr("scope", "row").with(link(one.href.clone(), &one.title)))
            .with(el("td").with(&one.area))
            .with(el("td").with(&one.group))
            .with(told(one.then.as_ref()))
            .with(told(one.now.as_ref()))
    });
    let columns = ["Measure", "Area", "Group", "Then", "Now"].map(str::to_owned);
    let drawn = el("table")
        .class("figures words")
        .with(el("caption").with(format!("{} figures", all.len())))
        .with(heads(columns))
        .with(el("tbody").all(rows));
    scrolling("what is said differently", drawn)
}

/// A report that is shown no more, and why.
pub(in crate::still) fn gone(number: u32, why: Gone<'_>) -> Page {
    let (what, why) = match why {
        Gone::Itself(why) => ("It was withdrawn", why),
        Gone::Release(why) => ("The release that its figures are from was withdrawn", why),
    };
    let body = el("div")
        .class("page narrow")
        .with(crumbs(&[up()], &format!("Report {number}")))
        .with(el("h1").with(format!("Report {number} is not shown any more")))
        .with(el("p").class("lead").with(format!("{what}: {why}")))
        .with(el("p").with(link("/reports", "Every report that there is")));
    Page { status: 410, ..Page::new(format!("Report {number}"), body) }
}

/// The list of frozen reports; none where there are none.
pub(super) fn list(asked: &Asked) -> Option<Element> {
    let register = asked.register;
    let items = register.reports.iter().map(|one| {
        let corrected = one.corrected(register).map(|(right, _)| format!(" · corrected by report {}", right.number));
        let words = match one.gone(register) {
            Some(_) => "Not shown any more".to_owned(),
            None => format!("{} · release {}{}", named(one), one.release, corrected.unwrap_or_default()),
        };
        el("li")
            .with(link(Frozen::address(one.number), one.name(register)).class("title"))
            .with(" ")
            .with(el("span").class("note").with(words))
    });
    let lead = "As they went to Cabinet and committees: each keeps its number, its day and its figures for good.";
    (!register.reports.is_empty())
        .then(|| el("section").with(el("h2").with("Frozen reports")).with(el("p").with(lead)).with(el("ul").class("plain").all(items)))
}
