//! Covers: what is shown of a page where its address is passed on, drawn as one picture. They tell what the release shows and nothing else; no status is
//! in a colour alone.

use std::fmt::Write as _;

use super::{
    document::Picture,
    lines::{cut, fitted, width},
    picture::{INK, QUIET, RATED, RULE, SANS, escaped},
};
use crate::{
    area::AreaType,
    catalogue::Catalogue,
    filter::{Filter, Only, Resolved},
    format::{joined, plural},
    geometry::sign,
    measure::Reach,
    period::long_date,
    rating::Rating,
    release::Release,
    view::{
        figure::Figure,
        lead::{capital, sentence},
    },
    why::{Why, why},
};

/// Width and height in pixels: what the sites that show such pictures ask for.
pub const SIZE: (u32, u32) = (1_200, 630);

/// Where text begins and ends.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 1_136.0;
const PAPER: &str = "#FBFAF7";
const NOTICE: &str = "#FFF3E4";
const SERIF: &str = "'Source Serif 4', Georgia, 'Times New Roman', serif";
/// How much wider than the usual bold letters are, and those of titles.
const BOLD: f64 = 1.07;
const TITLE: f64 = 1.07;
const ORDER: [Only; 4] = [Only::OnTarget, Only::NearTarget, Only::OffTarget, Only::CannotTell];

/// A cover that is being drawn.
struct Cover<'a> {
    catalogue: &'a Catalogue,
    body: String,
    said: Vec<String>,
}

impl<'a> Cover<'a> {
    /// Its ground, whose it is, and its title; gives where the title ends.
    fn new(catalogue: &'a Catalogue, title: &str) -> (Self, f64) {
        let mut cover = Self { catalogue, body: String::new(), said: Vec::new() };
        let (wide, high) = SIZE;
        let colour = escaped(&catalogue.head_colour);
        cover.put(format_args!(
            "<rect width=\"{wide}\" height=\"{high}\" fill=\"{PAPER}\"/><rect width=\"{wide}\" height=\"16\" fill=\"{colour}\"/>"
        ));
        cover.text((LEFT, 84.0), 30.0, &format!("font-weight=\"700\" fill=\"{colour}\""), &cut(&catalogue.name, 780.0 / (30.0 * BOLD)));
        cover.text((RIGHT, 84.0), 26.0, &format!("text-anchor=\"end\" fill=\"{QUIET}\""), "Measure Up");
        let (size, lines) = fitted(title, RIGHT - LEFT, TITLE, &[(68.0, 1), (60.0, 2), (48.0, 2)]);
        let mut y = 112.0;
        for line in lines {
            y += size * 1.16;
            cover.text((LEFT, y), size, &format!("font-family=\"{SERIF}\" font-weight=\"600\" fill=\"{INK}\""), &line);
        }
        cover.said.push(format!("{title}."));
        (cover, y)
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _done = self.body.write_fmt(element);
    }

    fn text(&mut self, (x, y): (f64, f64), size: f64, look: &str, text: &str) {
        self.put(format_args!("<text x=\"{x:.0}\" y=\"{y:.0}\" font-size=\"{size:.0}\" {look}>{}</text>", escaped(text)));
    }

    /// A line below the title.
    fn line(&mut self, y: f64, text: &str) {
        let size = 30.0;
        self.text((LEFT, y), size, &format!("fill=\"{QUIET}\""), &cut(text, (RIGHT - LEFT) / size));
        self.said.push(format!("{text}."));
    }

    /// The shape of a rating, its upper left corner at a place.
    fn shape(&mut self, (x, y): (f64, f64), side: f64, only: Only) {
        let (at, colour) = (ORDER.iter().position(|one| *one == only).unwrap_or(3), PAPER);
        let fill = RATED[at].1;
        let cut = |path| format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\"/>");
        let drawn = match only {
            Only::OnTarget => format!("<circle cx=\"8\" cy=\"8\" r=\"7\" fill=\"{fill}\"/>{}", cut(sign::TICK)),
            Only::NearTarget => format!("<path d=\"{}\" fill=\"{fill}\"/>{}", sign::TRIANGLE, cut(sign::CALL)),
            Only::OffTarget => format!("<path d=\"{}\" fill=\"{fill}\"/>{}", sign::DIAMOND, cut(sign::CROSS)),
            Only::CannotTell => {
                format!(
                    "<circle cx=\"8\" cy=\"8\" r=\"6.2\" fill=\"none\" stroke=\"{QUIET}\" stroke-width=\"1.6\" stroke-dasharray=\"2.6 2\"/>"
                )
            }
        };
        self.put(format_args!("<g transform=\"translate({x:.0} {y:.0}) scale({:.3})\">{drawn}</g>", side / 16.0));
    }

    /// How many measures stand how: a number, a shape and a word each.
    fn counts(&mut self, y: f64, counts: [usize; 4]) {
        let mut x = LEFT;
        for (only, count) in ORDER.into_iter().zip(counts) {
            let words = if only == Only::CannotTell { "Cannot tell" } else { only.words() };
            let number = count.to_string();
            self.shape((x, y), 60.0, only);
            self.text((x + 76.0, y + 56.0), 76.0, &format!("font-weight=\"700\" fill=\"{INK}\""), &number);
            self.text((x, y + 106.0), 28.0, &format!("fill=\"{INK}\""), words);
            x += 272.0;
        }
        let told = ORDER.iter().zip(counts).map(|(only, count)| format!("{count} {}", only.words().to_lowercase()));
        self.said.push(format!("{}.", joined(&told.collect::<Vec<_>>())));
    }

    /// What it is from at its foot, and whether any of it is made up.
    fn done(mut self, source: Option<&str>, illustrative: bool) -> Picture {
        if illustrative {
            let words = "Illustrative: made-up figures";
            let wide = width(words) * 24.0 * BOLD + 32.0;
            self.put(format_args!(
                "<rect x=\"{LEFT}\" y=\"496\" width=\"{wide:.0}\" height=\"42\" rx=\"4\" fill=\"{NOTICE}\" stroke=\"{INK}\"/>"
            ));
            self.text((LEFT + 16.0, 525.0), 24.0, &format!("font-weight=\"700\" fill=\"{INK}\""), words);
            self.said.push(format!("{words}."));
        }
        let (release, day) = (self.catalogue.release, long_date(self.catalogue.published));
        let foot = format!("Release {release}, {day}");
        let foot = source.map_or_else(|| foot.clone(), |source| format!("{foot} · Source: {source}"));
        self.put(format_args!("<rect x=\"{LEFT}\" y=\"560\" width=\"{}\" height=\"2\" fill=\"{RULE}\"/>", RIGHT - LEFT));
        self.text((LEFT, 598.0), 24.0, &format!("fill=\"{QUIET}\""), &cut(&foot, (RIGHT - LEFT) / 24.0));
        self.said.push(format!("{foot}."));
        let (wide, high) = SIZE;
        let alt = self.said.join(" ");
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-label=\"{}\" \
             font-family=\"{SANS}\">{}</svg>",
            escaped(&alt),
            self.body
        );
        Picture { svg, caption: alt.clone(), alt, size: (f64::from(wide), f64::from(high)) }
    }
}

fn only(rating: Rating) -> Only {
    Only::ALL.into_iter().find(|only| only.code() == rating.code()).unwrap_or(Only::CannotTell)
}

/// How many measures of an area that somebody answers for stand how, for everyone and as of now, and whether any of them is made up.
fn counted(release: &Release, area: u16, chosen: &Resolved) -> ([usize; 4], bool) {
    let catalogue = &*release.catalogue;
    let kind = catalogue.areas[usize::from(area)].kind;
    let themes = catalogue.plans.get(chosen.plan).map_or(&[][..], |plan| &plan.themes);
    let mut measures: Vec<u16> = themes.iter().flat_map(|theme| theme.measures.iter().copied()).collect();
    measures.sort_unstable();
    measures.dedup();
    let (mut counts, mut illustrative) = ([0; 4], false);
    for at in measures {
        let measure = &catalogue.measures[usize::from(at)];
        let told = measure.levels.contains(&kind) || kind == AreaType::Comparator;
        if told && measure.reach != Reach::Context {
            let why = why(catalogue, release.area(area).cube(at), (at, area), chosen);
            counts[ORDER.iter().position(|one| *one == only(why.rating)).unwrap_or(3)] += 1;
            illustrative |= why.illustrative;
        }
    }
    (counts, illustrative)
}

/// The cover of the site: whose it is, what it is, and how many measures of the whole place stand how.
pub fn site(release: &Release) -> Option<Picture> {
    let catalogue = &*release.catalogue;
    let chosen = Filter::default().resolve(catalogue).ok()?;
    let (mut cover, y) = Cover::new(catalogue, &format!("How {} measures up", catalogue.place));
    let wards = catalogue.areas_of(AreaType::Ward).count() as u64;
    let (one, many) = catalogue.words.area(AreaType::Ward);
    let places = if wards > 0 { format!(", in {} and for groups of people", plural(wards, (one, many))) } else { String::new() };
    cover.line(y + 58.0, &format!("What was promised and what the figures say{places}"));
    let (counts, illustrative) = counted(release, catalogue.city(), &chosen);
    cover.counts(y + 110.0, counts);
    Some(cover.done(None, illustrative))
}

/// The cover of an area: its name, and how many of its measures stand how.
pub fn area(release: &Release, area: u16) -> Option<Picture> {
    let catalogue = &*release.catalogue;
    let place = catalogue.areas.get(usize::from(area))?;
    let chosen = Filter::default().resolve(catalogue).ok()?.for_area(area);
    let (mut cover, y) = Cover::new(catalogue, &place.name);
    let parent = place.parent.as_ref().and_then(|code| catalogue.area_index(code)).map(|at| &catalogue.areas[usize::from(at)].name);
    let inside = parent.map(|parent| format!(" in {parent}")).unwrap_or_default();
    let (counts, illustrative) = counted(release, area, &chosen);
    let measures = plural(counts.iter().sum::<usize>() as u64, ("measure", "measures"));
    cover.line(y + 58.0, &format!("{}{inside}. How {measures} stand, for everyone", capital(&catalogue.words.area(place.kind).0)));
    cover.counts(y + 110.0, counts);
    Some(cover.done(None, illustrative))
}

/// The cover of a measure: its newest figure for everyone in the whole place, how that stands, of when it is and where it is from.
pub fn measure(release: &Release, at: u16) -> Option<Picture> {
    let catalogue = &*release.catalogue;
    let area = catalogue.city();
    let chosen = Filter::default().resolve(catalogue).ok()?;
    let frame = release.area(area);
    let cube = frame.cube(at);
    let why = why(catalogue, cube, (at, area), &chosen);
    let (mut cover, y) = Cover::new(catalogue, &why.measure.title);
    cover.line(y + 54.0, &format!("{}. {}", capital(&why.about()), capital(&why.measure.unit)));
    let figure = Figure::of(cube, &why.measure, 0, catalogue.as_of(at, chosen.until));
    cover.figure(y + 84.0, &figure, &why);
    let source = catalogue.sources.iter().find(|source| source.code == why.measure.source).map(|source| source.title.as_str());
    Some(cover.done(source, why.illustrative))
}

impl Cover<'_> {
    /// The figure, and beside it how it stands.
    fn figure(&mut self, y: f64, figure: &Figure, why: &Why) {
        const ROOM: f64 = 540.0;
        let bold = format!("font-weight=\"700\" fill=\"{INK}\"");
        if figure.present {
            let (size, lines) = fitted(&figure.text, ROOM, BOLD, &[(128.0, 1), (96.0, 1), (64.0, 1), (44.0, 1)]);
            self.text((LEFT, y + 110.0), size, &bold, &lines.concat());
            self.said.push(format!("{}.", figure.text));
        } else {
            let note = figure.note.clone().unwrap_or_default();
            self.text((LEFT, y + 66.0), 64.0, &bold, &figure.text);
            self.text((LEFT, y + 108.0), 28.0, &format!("fill=\"{QUIET}\""), &cut(&format!("No figure: {note}"), ROOM / 28.0));
            self.said.push(format!("No figure: {note}."));
        }
        let x = LEFT + ROOM + 40.0;
        self.shape((x, y + 30.0), 56.0, only(why.rating));
        self.text((x + 74.0, y + 76.0), 46.0, &bold, why.rating.words());
        self.said.push(format!("{}.", why.rating.words()));
        let note = match (&why.target, why.rating) {
            (_, Rating::CannotTell(reason)) => reason.sentence().to_owned(),
            (Some(target), _) => format!("Target: {}", target.words(&why.measure)),
            (None, _) => String::new(),
        };
        self.text((x, y + 124.0), 28.0, &format!("fill=\"{QUIET}\""), &cut(&note, (RIGHT - x) / 28.0));
        self.said.push(sentence(&note));
    }
}
