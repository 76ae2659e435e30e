//! What a reader reads of a page: its text, line by line, without its marks.

/// Elements whose content is not read.
const SKIPPED: [&str; 2] = ["script", "style"];
/// Elements that run on within a line.
const INLINE: [&str; 14] = ["a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup", "small", "text", "tspan", "path", "circle"];
/// Elements that stand beside each other in a line.
const CELLS: [&str; 2] = ["td", "th"];

/// The text of a page; each block begins a line, and cells of a row are divided by bars.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&plain(&rest[..start]));
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            rest = after(rest, "-->");
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[..end].trim_matches(['<', '>', '/', '!']);
        let name = tag.split([' ', '/', '\n']).next().unwrap_or_default().to_lowercase();
        let closing = rest.starts_with("</");
        rest = &rest[end..];
        if SKIPPED.contains(&name.as_str()) && !closing {
            rest = after(rest, &format!("</{name}>"));
        } else if CELLS.contains(&name.as_str()) {
            out.push_str(if closing { " | " } else { " " });
        } else if !INLINE.contains(&name.as_str()) {
            out.push('\n');
        }
    }
    out.push_str(&plain(rest));
    tidy(&out)
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// A text without line ends and with its characters as they read.
pub(crate) fn plain(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(text.replace(['\n', '\r', '\t'], " "), |text, (from, to)| text.replace(from, to))
}

/// One space between words, no blank lines, and a row's cells in one line.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut out = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}
