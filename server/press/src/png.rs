//! A drawing as a picture of dots, for what takes no SVG: text documents, and programs that show where an address leads.

use std::sync::Arc;

use domain::report::document::Picture;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree},
};

use crate::{Fault, Fonts, columns::UPRIGHT, glyphs::drawn};

/// The widest picture, in dots.
pub const WIDEST: u32 = 1_600;
/// The most dots of a picture: four bytes each while it is drawn.
const MOST: f32 = 4_000_000.0;

/// A point is four thirds of a CSS pixel.
const PIXEL: f64 = 0.75;
/// The tallest picture of a report, in points: a page has room for its heading and its caption too.
const TALLEST: f64 = 520.0;

/// The width and the height of a picture on a page that stands upright, in points.
pub(crate) fn on_page(picture: &Picture) -> (f64, f64) {
    let (width, height) = picture.size;
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return (UPRIGHT, UPRIGHT / 2.0);
    }
    let wide = (width * PIXEL).min(UPRIGHT).min(TALLEST * width / height);
    (wide, wide * height / width)
}

/// A PNG of an SVG, so many dots wide, on the ground that the drawing has itself. No wider than [`WIDEST`], and narrower where it would be too tall.
///
/// The drawing is shown in these fonts alone. What it takes from elsewhere, other pictures too, is left out: nothing is read or fetched.
pub fn png(svg: &str, fonts: &Fonts, width: u32) -> Result<Vec<u8>, Fault> {
    let fault = |error: &dyn std::fmt::Display| Fault::Drawn(error.to_string());
    let image_href_resolver = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let font_family = fonts.families().into_iter().find(|family| family.contains("Sans")).unwrap_or_default();
    let options = Options { fontdb: Arc::clone(&fonts.drawn), font_family, image_href_resolver, ..Options::default() };
    let tree = Tree::from_str(&drawn(svg, fonts), &options).map_err(|error| fault(&error))?;
    let size = tree.size();
    let width = width.clamp(1, WIDEST) as f32;
    let scale = (width / size.width()).min((MOST / (size.width() * size.height())).sqrt());
    let dots = |length: f32| (length * scale).round().clamp(1.0, MOST) as u32;
    let mut picture = Pixmap::new(dots(size.width()), dots(size.height())).ok_or_else(|| fault(&"it has no size"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| fault(&error))
}
