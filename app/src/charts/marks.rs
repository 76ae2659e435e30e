//! How each role is drawn: its colour, line and symbol.

use charming::element::{ItemStyle, LineStyle, LineStyleType, Symbol};
use domain::view::chart::Role;

use super::Look;

/// How a series is drawn.
pub(super) struct Mark {
    /// Line.
    pub(super) line: LineStyle,
    /// Symbol at each value.
    pub(super) symbol: Symbol,
    /// Size of the symbol in pixels.
    pub(super) size: f64,
    /// Fill and edge of the symbol.
    pub(super) item: ItemStyle,
    /// Colour of its name.
    pub(super) name: &'static str,
    /// What is drawn later is on top.
    pub(super) depth: i32,
}

/// How a role is drawn: mine is a disc, everyone a ring, the comparator a hollow diamond, and areas compared have the shapes of
/// their marks everywhere else: square, triangle, diamond, triangle upside down.
pub(super) fn mark(role: Role, look: &Look) -> Mark {
    let edged = |fill: &str, edge: &str, width: f64| ItemStyle::new().color(fill).border_color(edge).border_width(width).opacity(1.0);
    match role {
        Role::Mine => Mark {
            line: solid(look.mine, 3.0),
            symbol: Symbol::Circle,
            size: 9.0,
            item: edged(look.mine, look.ink, 1.25),
            name: look.ink,
            depth: 6,
        },
        Role::Reference => Mark {
            line: solid(look.reference, 1.25),
            symbol: Symbol::Circle,
            size: 6.0,
            item: edged(look.paper, look.reference, 1.25),
            name: look.ink,
            depth: 5,
        },
        Role::Comparator => Mark {
            line: solid(look.comparator, 1.5).type_(LineStyleType::Dashed),
            symbol: Symbol::Diamond,
            size: 9.0,
            item: edged(look.paper, look.comparator, 1.25),
            name: look.quiet,
            depth: 4,
        },
        Role::Other(mark) => {
            let colour = look.other(mark);
            Mark { line: solid(colour, 1.75), symbol: shape(mark), size: 8.0, item: edged(colour, colour, 0.0), name: colour, depth: 4 }
        }
    }
}

fn solid(colour: &str, width: f64) -> LineStyle {
    LineStyle::new().color(colour).width(width).type_(LineStyleType::Solid)
}

fn shape(mark: u8) -> Symbol {
    match mark % 4 {
        1 => Symbol::Rect,
        2 => Symbol::Triangle,
        3 => Symbol::Diamond,
        _ => Symbol::Custom("path://M0,0L10,0L5,10Z".to_owned()),
    }
}
