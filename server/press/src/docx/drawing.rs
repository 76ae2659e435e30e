//! A picture within the text document: its dots in a file beside the text, its size on the page, and what it shows for those who do not see it.

use domain::report::document::Picture;

use crate::{Fonts, png, xml::Xml};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const INLINE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// How many of the units of such documents are a point.
const UNITS: f64 = 12_700.0;
/// Dots a point: about 200 an inch, which is enough for paper.
const DOTS: f64 = 2.8;

/// The dots of a picture; nothing where it cannot be drawn, and so must be told in words.
pub(super) fn dots(picture: &Picture, fonts: &Fonts) -> Option<Vec<u8>> {
    let (width, _) = png::on_page(picture);
    png::png(&picture.svg, fonts, (width * DOTS) as u32).ok()
}

/// Where the dots of a picture are within the text document.
pub(super) fn place(number: usize) -> String {
    format!("media/figure{number}.png")
}

/// What its dots are called in the text.
pub(super) fn key(number: usize) -> String {
    format!("figure{number}")
}

/// The picture in its run of text.
pub(super) fn drawing(xml: &mut Xml, number: usize, picture: &Picture) {
    let (width, height) = png::on_page(picture);
    let [cx, cy] = [width, height].map(|points| ((points * UNITS) as u64).to_string());
    let (id, name, embed) = (number.to_string(), format!("Figure {number}"), key(number));
    let called = [("id", id.as_str()), ("name", name.as_str()), ("descr", picture.alt.as_str())];
    let size = [("cx", cx.as_str()), ("cy", cy.as_str())];
    xml.element("w:drawing", &[], |xml| {
        xml.element("wp:inline", &[("xmlns:wp", INLINE), ("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
            xml.empty("wp:extent", &size);
            xml.empty("wp:docPr", &called);
            xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                    xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
                        xml.element("pic:nvPicPr", &[], |xml| {
                            xml.empty("pic:cNvPr", &called);
                            xml.empty("pic:cNvPicPr", &[]);
                        });
                        xml.element("pic:blipFill", &[], |xml| {
                            xml.empty("a:blip", &[("r:embed", &embed)]);
                            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                        });
                        xml.element("pic:spPr", &[], |xml| {
                            xml.element("a:xfrm", &[], |xml| {
                                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                                xml.empty("a:ext", &size);
                            });
                            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                        });
                    });
                });
            });
        });
    });
}
