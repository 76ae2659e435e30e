//! Pictures of reports: drawings of their own that need no style and no script, from the same geometry as the pages, each with what it shows in words.
//! No meaning is in a colour alone: every mark has its number, word or shape beside it.

use std::fmt::Write as _;

use super::{document::Picture, lines::lines};
use crate::{
    filter::Resolved,
    geometry::{
        scale::extent,
        spark::{Frame, spark},
    },
    release::Release,
    target,
    view::figure::value_text,
    why::Why,
};

pub(super) const INK: &str = "#1B1F24";
pub(super) const QUIET: &str = "#5B6470";
pub(super) const RULE: &str = "#E6E1D8";
const LINE: &str = "#12436D";
const MINE: &str = "#F46A25";
/// On target, near, off, cannot tell.
pub(super) const RATED: [(&str, &str); 4] =
    [("On target", "#00703C"), ("Near target", "#C97A00"), ("Off target", "#B5121B"), ("Cannot tell", "#8A929C")];
/// A family whose name has a number in it needs its quotation marks.
pub(super) const SANS: &str = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
const WIDTH: f64 = 640.0;
/// How much of the width names take.
const NAMES: f64 = 250.0;
/// The longest name that is drawn, in characters.
const LONGEST: usize = 44;

/// Text within a drawing.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A drawing that grows.
struct Canvas {
    body: String,
    height: f64,
}

impl Canvas {
    fn new(height: f64) -> Self {
        Self { body: String::new(), height }
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _done = self.body.write_fmt(element);
    }

    fn text(&mut self, (x, y): (f64, f64), anchor: &str, colour: &str, text: &str) {
        self.put(format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{}</text>", escaped(text)));
    }

    fn picture(self, alt: String, caption: String) -> Picture {
        let (width, height) = (WIDTH, self.height);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" \
             role=\"img\" aria-label=\"{}\" font-family=\"{SANS}\" font-size=\"13\">{}</svg>",
            escaped(&alt),
            self.body
        );
        Picture { svg, alt, caption, size: (width, height) }
    }
}

impl Picture {
    /// The drawing as a file of its own, with a title above it and lines below that say where it is from. Neither is cut off.
    pub fn framed(&self, title: &str, foot: &str) -> String {
        const HEAD: (f64, f64) = (16.0, 20.0);
        const FOOT: (f64, f64) = (11.0, 15.0);
        let (width, height) = self.size;
        let titles = lines(title, width / (HEAD.0 * 1.07));
        let feet = lines(foot, width / FOOT.0);
        let top = 14.0 + HEAD.1 * titles.len() as f64;
        let whole = top + height + 18.0 + FOOT.1 * feet.len() as f64;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0}\" height=\"{whole:.0}\" viewBox=\"-12 0 {0:.0} {whole:.0}\" role=\"img\" \
             aria-label=\"{1}\" font-family=\"{SANS}\"><title>{2}</title><rect x=\"-12\" width=\"{0:.0}\" height=\"{whole:.0}\" fill=\"#FFFFFF\"/>\
             <g transform=\"translate(0 {top:.0})\" font-size=\"13\">{3}</g>",
            width + 24.0,
            escaped(&self.alt),
            escaped(title),
            self.inner(),
        );
        let mut write = |texts: &[String], first: f64, (size, step): (f64, f64), look: &str| {
            for (at, text) in texts.iter().enumerate() {
                let y = first + step * at as f64;
                // Writing to a text cannot fail.
                let _done = write!(svg, "<text y=\"{y:.0}\" font-size=\"{size}\" {look}>{}</text>", escaped(text));
            }
        };
        write(&titles, 22.0, HEAD, &format!("font-weight=\"600\" fill=\"{INK}\""));
        write(&feet, top + height + 20.0, FOOT, &format!("fill=\"{QUIET}\""));
        svg + "</svg>"
    }

    /// What is drawn, without what is around it.
    fn inner(&self) -> &str {
        let body = self.svg.split_once('>').map_or("", |(_, body)| body);
        body.strip_suffix("</svg>").unwrap_or(body)
    }
}

/// In place of a drawing where there is nothing to draw.
pub fn nothing(words: &str) -> Picture {
    let mut canvas = Canvas::new(40.0);
    canvas.text((0.0, 24.0), "start", QUIET, words);
    canvas.picture(words.to_owned(), words.to_owned())
}

/// How many measures of each heading stand how: a bar for each, with its numbers. The numbers: on target, near, off, cannot tell.
pub fn ratings(bars: &[(String, [usize; 4])]) -> Picture {
    const STEP: f64 = 26.0;
    let most = bars.iter().map(|(_, counts)| counts.iter().sum::<usize>()).max().unwrap_or(1).max(1) as f64;
    let mut canvas = Canvas::new(30.0 + STEP * bars.len() as f64);
    let mut x = NAMES;
    for (words, colour) in RATED {
        canvas.put(format_args!("<rect x=\"{x:.1}\" y=\"4\" width=\"11\" height=\"11\" fill=\"{colour}\"/>"));
        canvas.text((x + 16.0, 14.0), "start", QUIET, words);
        // By the width of a letter in whatever type it is drawn with.
        x += 28.0 + 6.4 * words.chars().count() as f64;
    }
    for (at, (name, counts)) in bars.iter().enumerate() {
        let y = 28.0 + STEP * at as f64;
        canvas.text((NAMES - 10.0, y + 13.0), "end", INK, &short(name));
        let mut x = NAMES;
        for (count, (_, colour)) in counts.iter().zip(RATED).filter(|(count, _)| **count > 0) {
            let width = (WIDTH - NAMES) * *count as f64 / most;
            canvas.put(format_args!(
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"18\" fill=\"{colour}\"/>",
                (width - 1.0).max(0.5)
            ));
            canvas.text((x + width / 2.0, y + 13.5), "middle", "#FFFFFF", &count.to_string());
            x += width;
        }
    }
    let said =
        bars.iter().map(|(name, [on, near, off, untold])| format!("{name}: {on} on target, {near} near, {off} off, {untold} cannot tell"));
    let alt = format!("Bars of how many measures stand how. {}.", said.collect::<Vec<_>>().join("; "));
    canvas.picture(alt, "How many measures of each heading stand how.".to_owned())
}

/// The figures of a measure over time, for the group that was rated, with its target; nothing where there are fewer than two.
pub fn trend(release: &Release, (at, area): (u16, u16), chosen: &Resolved, why: &Why) -> Option<Picture> {
    const HEIGHT: f64 = 120.0;
    let catalogue = &release.catalogue;
    let (frame, measure) = (release.area(area), &why.measure);
    let cube = frame.cube(at)?;
    let group = if why.for_everyone { 0 } else { chosen.group };
    let now = catalogue.as_of(at, chosen.until)?;
    let kind = catalogue.periods[usize::from(now)].kind();
    let mut periods: Vec<u16> =
        cube.shape.periods.iter().copied().filter(|&at| at <= now && catalogue.periods[usize::from(at)].kind() == kind).collect();
    periods.drain(..periods.len().saturating_sub(16));
    let series: Vec<Option<f64>> = periods.iter().map(|&at| cube.cell(group, at).0.value(measure)).collect();
    let held = series.iter().flatten().count();
    if held < 2 {
        return None;
    }
    let goal = why.set.as_ref().and_then(|set| target::level(measure, set, catalogue.periods[usize::from(now)], group));
    let (low, high) = extent(series.iter().flatten().copied().chain(goal))?;
    let room = ((high - low) * 0.15).max(high.abs() * 0.01).max(1e-9);
    let domain = (low - room, high + room);
    let breaks: Vec<usize> =
        periods.iter().enumerate().filter(|(_, at)| cube.cell(group, **at).1.flags().break_in_series).map(|(at, _)| at).collect();
    let drawn = spark(&series, &breaks, goal, Frame { width: WIDTH - 150.0, height: HEIGHT, inset: 8.0, domain });
    let mut canvas = Canvas::new(HEIGHT + 24.0);
    canvas.put(format_args!("<line x1=\"0\" y1=\"{HEIGHT}\" x2=\"{}\" y2=\"{HEIGHT}\" stroke=\"{RULE}\"/>", WIDTH - 150.0));
    if let (Some(y), Some(goal)) = (drawn.target, goal) {
        canvas.put(format_args!(
            "<line x1=\"0\" y1=\"{y:.1}\" x2=\"{}\" y2=\"{y:.1}\" stroke=\"{QUIET}\" stroke-dasharray=\"2 3\"/>",
            WIDTH - 150.0
        ));
        let level = drawn.end.map_or(y, |(_, end)| if (end - y).abs() < 15.0 { if y < end { end - 15.0 } else { end + 15.0 } } else { y });
        canvas.text((WIDTH - 144.0, level.clamp(12.0, HEIGHT) + 4.0), "start", QUIET, &format!("target {}", value_text(goal, measure)));
    }
    canvas.put(format_args!(
        "<path d=\"{}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
        drawn.path
    ));
    if let Some((x, y)) = drawn.end {
        canvas.put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{LINE}\"/>"));
        canvas.text(
            (WIDTH - 144.0, y.clamp(12.0, HEIGHT) + 4.0),
            "start",
            INK,
            &value_text(series.iter().rev().flatten().next().copied()?, measure),
        );
    }
    let label = |at: u16| catalogue.periods[usize::from(at)].label();
    let (first, last) = (label(*periods.first()?), label(*periods.last()?));
    canvas.text((0.0, HEIGHT + 17.0), "start", QUIET, &first);
    canvas.text((WIDTH - 150.0, HEIGHT + 17.0), "end", QUIET, &last);
    let told = periods.iter().zip(&series).map(|(at, value)| {
        let value = value.map_or_else(|| "no figure".to_owned(), |value| value_text(value, measure));
        format!("{} {value}", label(*at))
    });
    let goal = goal.map(|goal| format!(" The target is {}.", value_text(goal, measure))).unwrap_or_default();
    let alt = format!("Line of {}, {}: {}.{goal}", measure.title, measure.unit, told.collect::<Vec<_>>().join(", "));
    let caption =
        format!("{} ({}), {first} to {last}{}.", measure.title, measure.unit, if why.illustrative { ", illustrative" } else { "" });
    Some(canvas.picture(alt, caption))
}

/// Groups against everyone: a disc for the group, a ring for everyone, and the gap between them. Shares in percent: name, group, everyone.
pub fn gaps(lines: &[(String, f64, f64)]) -> Picture {
    const STEP: f64 = 24.0;
    let (low, high) = extent(lines.iter().flat_map(|(_, group, everyone)| [*group, *everyone])).unwrap_or((0.0, 100.0));
    let span = (high - low).max(1.0);
    let place = |value: f64| NAMES + 40.0 + (WIDTH - NAMES - 80.0) * (value - low) / span;
    let mut canvas = Canvas::new(30.0 + STEP * lines.len() as f64);
    canvas.put(format_args!("<circle cx=\"{}\" cy=\"10\" r=\"5\" fill=\"{MINE}\"/>", NAMES + 6.0));
    canvas.text((NAMES + 16.0, 14.0), "start", QUIET, "the group");
    canvas.put(format_args!("<circle cx=\"{}\" cy=\"10\" r=\"5\" fill=\"#FFFFFF\" stroke=\"{INK}\" stroke-width=\"2\"/>", NAMES + 96.0));
    canvas.text((NAMES + 106.0, 14.0), "start", QUIET, "everyone");
    for (at, (name, group, everyone)) in lines.iter().enumerate() {
        let y = 34.0 + STEP * at as f64;
        canvas.text((NAMES - 10.0, y + 4.0), "end", INK, &short(name));
        let (mine, all) = (place(*group), place(*everyone));
        canvas.put(format_args!(
            "<line x1=\"{mine:.1}\" y1=\"{y}\" x2=\"{all:.1}\" y2=\"{y}\" stroke=\"{MINE}\" stroke-width=\"3\" stroke-opacity=\"0.4\"/>"
        ));
        canvas.put(format_args!("<circle cx=\"{all:.1}\" cy=\"{y}\" r=\"5\" fill=\"#FFFFFF\" stroke=\"{INK}\" stroke-width=\"2\"/>"));
        canvas.put(format_args!("<circle cx=\"{mine:.1}\" cy=\"{y}\" r=\"5\" fill=\"{MINE}\"/>"));
        let (left, right) = if mine < all { (*group, *everyone) } else { (*everyone, *group) };
        canvas.text((mine.min(all) - 9.0, y + 4.0), "end", QUIET, &format!("{left:.0}"));
        canvas.text((mine.max(all) + 9.0, y + 4.0), "start", QUIET, &format!("{right:.0}"));
    }
    let told = lines.iter().map(|(name, group, everyone)| format!("{name} {group:.1}%, everyone {everyone:.1}%"));
    let alt = format!("Groups against everyone, in percent. {}.", told.collect::<Vec<_>>().join("; "));
    canvas.picture(alt, "The worst-off group against everyone, in percent.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_and_never_markup() {
        let hostile = "<script>alert(\"x\")</script> & more".to_owned();
        for picture in [ratings(&[(hostile.clone(), [1, 0, 2, 3])]), gaps(&[(hostile, 10.0, 20.0)])] {
            assert!(!picture.svg.contains("<script"), "{}", picture.svg);
            assert!(picture.svg.starts_with("<svg ") && picture.svg.ends_with("</svg>") && picture.alt.contains("script"));
        }
    }

    #[test]
    fn a_file_of_its_own_says_where_it_is_from() {
        let picture = ratings(&[("One".to_owned(), [3, 0, 0, 0])]);
        let file = picture.framed("A & B", "Council <x>");
        assert!(file.contains(">A &amp; B</text>") && file.contains(">Council &lt;x&gt;</text>") && file.ends_with("</svg>"));
        assert_eq!(file.matches("<svg ").count(), 1);
        // What is long has more lines, all of it.
        let long = (0..40).map(|at| format!("word{at}")).collect::<Vec<_>>().join(" ");
        let file = picture.framed(&long, &long);
        assert!((0..40).all(|at| file.matches(&format!("word{at}")).count() >= 3), "{file}");
        assert!(file.matches("<text ").count() > picture.svg.matches("<text ").count() + 4);
        assert_eq!((file.matches("<g ").count(), file.matches("</g>").count()), (1, 1));
    }

    #[test]
    fn a_bar_is_as_long_as_its_count() {
        let picture = ratings(&[("One".to_owned(), [3, 0, 0, 0]), ("Two".to_owned(), [1, 1, 0, 1])]);
        assert!(picture.svg.contains("width=\"389.0\"") && picture.svg.contains("width=\"129.0\""), "{}", picture.svg);
        assert!(picture.alt.contains("Two: 1 on target, 1 near, 0 off, 1 cannot tell"));
    }
}
