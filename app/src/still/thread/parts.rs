//! The columns of the thread, and the drawing beside them.

use std::collections::BTreeMap;

use domain::{
    format::plural,
    programme::standing::standings,
    thread::{
        Kind, Thread,
        picture::{Dot, WIDTH, picture},
    },
    view::lead::capital,
};

use super::{super::programmes::mark, Asked, to};
use crate::markup::{Element, el};

/// The drawing. It is for the eye alone: the columns say all of it.
pub(super) fn drawing(thread: &Thread, columns: &[Vec<usize>; 5], middle: Option<usize>) -> Element {
    let drawn = picture(thread, columns);
    let near =
        |dot: &Dot| middle.is_none_or(|at| dot.knot == at || thread.up(at).contains(&dot.knot) || thread.down(at).contains(&dot.knot));
    let line = |(upper, lower): &(Dot, Dot)| {
        let own = middle.is_none_or(|at| upper.knot == at || lower.knot == at);
        let bend = (lower.x - upper.x) / 2.0;
        let [x, y, x2, y2] = [upper.x, upper.y, lower.x, lower.y].map(domain::geometry::text);
        let [one, two] = [upper.x + bend, lower.x - bend].map(domain::geometry::text);
        el("path").class(if own { "tie" } else { "tie far" }).attr("d", format!("M{x} {y}C{one} {y} {two} {y2} {x2} {y2}"))
    };
    let dot = |dot: &Dot| {
        let class = match middle {
            Some(at) if at == dot.knot => "knot mine",
            _ if near(dot) => "knot",
            _ => "knot far",
        };
        el("circle").class(class).num("cx", dot.x).num("cy", dot.y).attr("r", if class == "knot mine" { "5" } else { "3" })
    };
    el("svg")
        .class("thread-drawing")
        .attr("viewBox", format!("0 0 {} {}", domain::geometry::text(WIDTH), domain::geometry::text(drawn.height)))
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .all(drawn.lines.iter().map(line))
        .all(drawn.dots.iter().map(dot))
}

/// The columns, each a list. With a knot in the middle, what is tied to it comes first in each.
pub(super) fn columns(asked: &Asked, thread: &Thread, own: &[Vec<usize>; 5], middle: Option<usize>) -> Element {
    let programmes = &asked.council.programmes;
    let all: Vec<_> = programmes.iter().flat_map(|programme| standings(programme, programmes, asked.site.today)).collect();
    let marks: BTreeMap<String, Element> =
        all.iter().map(|standing| (format!("action:{}", standing.action.code), mark(standing))).collect();
    let item = |&at: &usize| {
        let knot = &thread.knots[at];
        let ties = middle.is_none().then(|| {
            let (up, down) = (thread.up(at).len(), thread.down(at).len());
            format!("{up} above, {down} below")
        });
        let often = (knot.kind == Kind::Measure && !knot.quarterly).then(|| "less often than quarterly".to_owned());
        let notes: Vec<String> = [Some(knot.of.clone()).filter(|of| !of.is_empty()), often, ties].into_iter().flatten().collect();
        let note = (!notes.is_empty()).then(|| el("span").class("note").with(notes.join(" · ")));
        el("li").with(to(knot)).with(" ").with(note).with(" ").with(marks.get(&knot.address).cloned())
    };
    let column = |(kind, knots): (Kind, &Vec<usize>)| {
        let heading = el("h2").with(capital(kind.words().1)).with(" ").with(el("span").class("count").with(knots.len().to_string()));
        let section = el("section").with(heading);
        let Some(middle) = middle else {
            let list = (!knots.is_empty()).then(|| el("ul").class("plain").all(knots.iter().map(item)));
            return section.with(list).with(knots.is_empty().then(|| el("p").class("empty").with("None")));
        };
        if thread.knots[middle].kind == kind {
            return section.with(el("p").class("here").attr("aria-current", "true").with(thread.knots[middle].title.clone()));
        }
        let (near, far): (Vec<usize>, Vec<usize>) =
            knots.iter().partition(|at| thread.up(middle).contains(*at) || thread.down(middle).contains(*at));
        let none = knots.is_empty().then(|| {
            let words = format!("No {} is tied to this {}.", kind.words().0, thread.knots[middle].kind.words().0);
            el("p").class("empty").with(words)
        });
        let near = (!near.is_empty()).then(|| el("ul").class("plain").all(near.iter().map(item)));
        let further = plural(far.len() as u64, ("more further along", "more further along"));
        let far =
            (!far.is_empty()).then(|| (el("p").class("note").with(further), el("ul").class("plain further").all(far.iter().map(item))));
        section.with(near).with(far).with(none)
    };
    el("div").class("thread-columns").all(Kind::ALL.into_iter().zip(own).map(column))
}
