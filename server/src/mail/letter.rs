//! What is sent: a few things in plain words and the same words in simple HTML, with one click to end it (RFC 2369, RFC 8058).

use std::time::{Duration, UNIX_EPOCH};

use app::markup::{Element, el, link};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{own::words::Told, period::long_date};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{Header, HeaderName, HeaderValue},
    },
};

/// How many things a letter tells at most: the worst.
const MOST: usize = 7;
/// What is said of what is made up.
const MADE_UP: &str = "Made up, so that the example can be explored.";

/// A letter.
#[derive(Debug)]
pub(super) struct Letter<'a> {
    /// The council's name.
    pub(super) council: &'a str,
    /// What is told, the worst first.
    pub(super) told: &'a [Told],
    /// The day since when.
    pub(super) since: NaiveDate,
    /// The public address of this site.
    pub(super) origin: &'a str,
    /// What ends the digest.
    pub(super) token: &'a str,
}

/// A piece of a letter, from which both its forms are made.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Heading(String),
    Lines(String),
    /// Words that lead to an address.
    Way(String, String),
    /// A title, where it leads, and lines below it.
    Item(String, String, Vec<String>),
}

/// A header that the library has no word for. It is written so that nothing in its value can begin another.
#[derive(Debug, Clone)]
struct Named<const AT: usize>(String);

const NAMES: [&str; 3] = ["List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted"];

impl<const AT: usize> Header for Named<AT> {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str(NAMES[AT])
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl Letter<'_> {
    fn subject(&self) -> String {
        format!("{}: something of yours has changed", self.council)
    }

    /// Where the digest is ended.
    fn end(&self) -> String {
        format!("{}/unsubscribe/{}", self.origin, self.token)
    }

    fn pieces(&self) -> Vec<Piece> {
        let mut all = vec![
            Piece::Heading(format!("What has changed of yours since {}", long_date(self.since))),
            Piece::Lines(format!("{}, as the public sees it, the worst first.", self.council)),
        ];
        all.extend(self.told.iter().take(MOST).map(|told| {
            let made_up = told.illustrative.then(|| MADE_UP.to_owned());
            let lines = std::iter::once(line(&told.words)).chain(made_up).collect();
            Piece::Item(line(&told.title), format!("{}{}", self.origin, told.href), lines)
        }));
        let page = format!("{}/manage", self.origin);
        all.push(match self.told.len().saturating_sub(MOST) {
            0 => Piece::Way("Your own page".to_owned(), page),
            more => Piece::Way(format!("And {more} more, on your own page"), page),
        });
        let why = "You asked for this on your own page. It comes once a week at most, and only when a figure of yours has changed by more than chance would give, or an action of yours has slipped.";
        all.push(Piece::Lines(why.to_owned()));
        all.push(Piece::Way("Send me no more of these".to_owned(), self.end()));
        all
    }

    fn text(&self) -> String {
        let mut number = 0;
        let parts = self.pieces().into_iter().map(|piece| match piece {
            Piece::Heading(words) | Piece::Lines(words) => words,
            Piece::Way(words, address) => format!("{words}:\n{address}"),
            Piece::Item(title, address, lines) => {
                number += 1;
                format!("{number}. {title}\n{}\n{address}", lines.join("\n"))
            }
        });
        let parts: Vec<String> = parts.collect();
        format!("{}\n", parts.join("\n\n"))
    }

    fn html(&self) -> String {
        let mut body = el("main");
        let mut items = Vec::new();
        for piece in self.pieces() {
            let block = match piece {
                Piece::Item(title, address, lines) => {
                    let lines = lines.into_iter().map(|words| el("p").with(words));
                    items.push(el("li").with(el("p").with(el("strong").with(link(address, title)))).all(lines));
                    continue;
                }
                Piece::Heading(words) => el("h1").with(words),
                Piece::Lines(words) => el("p").with(words),
                Piece::Way(words, address) => el("p").with(link(address, words)),
            };
            body = body.with(list(&mut items)).with(block);
        }
        let head = el("head")
            .with(el("meta").attr("charset", "utf-8"))
            .with(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
            .with(el("title").with(self.subject()));
        let mut html = String::from("<!DOCTYPE html>");
        el("html").attr("lang", "en-GB").with(head).with(el("body").with(body)).write(&mut html);
        html
    }

    /// The message. `id` tells it from all others: of a letter that is tried again it is the same, so that a mailbox that has it already knows it.
    ///
    /// # Errors
    /// An address is none, or a header cannot be written.
    pub(super) fn message(&self, (from, to): (&Mailbox, &str), id: &str, at: NaiveDateTime) -> Result<Message, String> {
        let to: Address = to.parse().map_err(|_not_one| "its address is none".to_owned())?;
        let seconds = u64::try_from(at.and_utc().timestamp()).unwrap_or_default();
        let host = self.origin.split("://").last().unwrap_or_default().split(':').next().unwrap_or_default();
        let message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(self.subject())
            .date(UNIX_EPOCH + Duration::from_secs(seconds))
            .message_id(Some(format!("<{id}@{host}>")))
            .header(Named::<0>(format!("<{}>", self.end())))
            .header(Named::<1>("List-Unsubscribe=One-Click".to_owned()))
            .header(Named::<2>("auto-generated".to_owned()));
        let both = MultiPart::alternative().singlepart(SinglePart::plain(self.text())).singlepart(SinglePart::html(self.html()));
        message.multipart(both).map_err(|error| error.to_string())
    }
}

/// The items so far, as a list.
fn list(items: &mut Vec<Element>) -> Option<Element> {
    (!items.is_empty()).then(|| el("ol").all(std::mem::take(items)))
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(title: &str) -> Told {
        let words = "71.4 % in Q2 2025/26. Getting worse: the difference is more than chance would give. Off target.";
        Told {
            title: title.to_owned(),
            href: "/measures/repairs".to_owned(),
            words: words.to_owned(),
            illustrative: title.contains("Bins"),
        }
    }

    fn letter<'a>(told: &'a [Told], council: &'a str) -> Letter<'a> {
        let since = "2026-01-15".parse().unwrap();
        Letter { council, told, since, origin: "https://measures.example.org", token: "TOKEN" }
    }

    fn written(letter: &Letter<'_>) -> String {
        let from: Mailbox = "Measure Up <measures@example.org>".parse().unwrap();
        let at = NaiveDate::from_ymd_opt(2026, 1, 22).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let message = letter.message((&from, "ada@example.org"), "abc", at).unwrap();
        String::from_utf8(message.formatted()).unwrap()
    }

    fn head(message: &str) -> Vec<String> {
        let head = message.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        head.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn headers_say_what_it_is_and_how_it_ends_and_no_figure() {
        let message = written(&letter(&[told("Repairs")], "Calder Vale"));
        let head = head(&message);
        for line in [
            "From: \"Measure Up\" <measures@example.org>",
            "To: ada@example.org",
            "Subject: Calder Vale: something of yours has changed",
            "Date: Thu, 22 Jan 2026 09:00:00 +0000",
            "Message-ID: <abc@measures.example.org>",
            "List-Unsubscribe: <https://measures.example.org/unsubscribe/TOKEN>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(head.iter().any(|known| known == line), "{line} is not in {head:#?}");
        }
        assert!(head.iter().all(|line| !line.contains('%')), "{head:?}");
    }

    #[test]
    fn the_worst_seven_are_told_and_the_others_are_counted() {
        let all: Vec<Told> = (1..=9).map(|number| told(&format!("Measure {number}."))).collect();
        let text = letter(&all, "Calder Vale").text();
        assert!(
            text.contains("7. Measure 7.\n") && !text.contains("Measure 8") && text.contains("And 2 more, on your own page:"),
            "{text}"
        );
        assert!(!letter(&all[..7], "Calder Vale").text().contains("more, on"), "seven are all");
        let made_up = letter(&[told("Bins")], "Calder Vale").text();
        assert!(made_up.contains(MADE_UP) && !text.contains(MADE_UP));
    }

    #[test]
    fn both_forms_say_the_same() {
        let all = [told("Repairs & “bins” <b>"), told("Bins")];
        let letter = letter(&all, "Calder Vale");
        let html = letter.html();
        let words = |text: &str| -> Vec<String> {
            let text = text.split(|c: char| c.is_whitespace()).map(str::to_owned);
            text.filter(|word| !word.is_empty() && !word.starts_with("https://")).collect()
        };
        let (_, body) = html.split_once("<body>").unwrap();
        let mut plain = String::new();
        for part in body.split('<') {
            plain.push(' ');
            plain.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        // In text, items are numbered and a way ends with a colon.
        let text = letter.text().replace(":\nhttps", "\nhttps").replace("1. ", "").replace("2. ", "");
        assert_eq!(words(&plain), words(&text));
        for address in ["https://measures.example.org/measures/repairs", "https://measures.example.org/unsubscribe/TOKEN"] {
            assert!(letter.text().contains(address) && html.contains(&format!("href=\"{address}\"")));
        }
        assert!(!html.contains("<b>") && !html.contains("<script") && !html.contains("<img"), "{html}");
    }

    #[test]
    fn nothing_that_is_told_begins_another_header() {
        let council = "Vale\r\nBcc: eve@example.org\r\n\r\nHello";
        let message = written(&letter(&[told("Title\r\n.\r\nMAIL FROM:<eve@example.org>")], council));
        let head = head(&message);
        assert!(head.iter().all(|line| !line.starts_with("Bcc") && !line.starts_with("Hello")), "{head:#?}");
        assert_eq!(head.iter().filter(|line| line.starts_with("To: ")).count(), 1);
        let from: Mailbox = "measures@example.org".parse().unwrap();
        let two = "ada@example.org\r\nBcc: eve@example.org";
        assert!(letter(&[told("x")], "Vale").message((&from, two), "abc", NaiveDateTime::default()).is_err());
    }
}
