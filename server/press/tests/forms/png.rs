//! Drawings as pictures of dots: their size, that something is in them, and that nothing else is.

use domain::report::picture;
use press::Fault;
use resvg::tiny_skia::Pixmap;

use super::{read::FONTS, sample};

fn made(svg: &str, wide: u32) -> Pixmap {
    Pixmap::decode_png(&press::png(svg, &FONTS, wide).unwrap()).unwrap()
}

/// How many dots have not the colour of the first.
fn marked(picture: &Pixmap) -> usize {
    let pixels = picture.pixels();
    pixels.iter().filter(|pixel| **pixel != pixels[0]).count()
}

fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\"><rect width=\"100\" height=\"50\" fill=\"#fff\"/>{inside}</svg>"
    )
}

#[test]
fn a_drawing_is_as_wide_as_asked_and_keeps_its_shape() {
    for (asked, size) in [(300, (300, 150)), (1, (1, 1)), (99_999, (press::WIDEST, press::WIDEST / 2)), (0, (1, 1))] {
        let picture = made(&svg(""), asked);
        assert_eq!((picture.width(), picture.height()), size);
    }
    // A tower is no higher than what a picture may hold.
    let tower = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"100000\"><rect width=\"10\" height=\"9\"/></svg>";
    let picture = made(tower, 1_600);
    assert!(u64::from(picture.width()) * u64::from(picture.height()) < 4_200_000, "{} × {}", picture.width(), picture.height());
}

#[test]
fn lines_and_words_are_drawn() {
    let empty = made(&svg(""), 600);
    assert_eq!(marked(&empty), 0);
    let text = |family: &str, words: &str| {
        marked(&made(&svg(&format!("<text x=\"5\" y=\"30\" font-size=\"20\" font-family=\"{family}\">{words}</text>")), 600))
    };
    // In whatever typeface a drawing asks for.
    for family in ["Libertinus Serif", "Source Sans 3, Segoe UI, Arial, sans-serif", "No Such Face", ""] {
        assert!(text(family, "Hmm") > 2_000, "{family}");
    }
    assert!(text("", "H&#x1f44d;漢") > text("", "H"), "a letter that no font has is not shown as one");
    let chart = picture::ratings(&[("Homes".to_owned(), [3, 2, 1, 0]), ("Streets".to_owned(), [1, 0, 2, 4])]);
    let framed = made(&chart.framed("How many stand how", "Calder Vale, release 1"), 1_400);
    assert!(framed.width() == 1_400 && marked(&framed) > 20_000);
    assert!(marked(&made(&sample::chart().svg, 800)) > 5_000);
}

#[test]
fn nothing_is_taken_from_elsewhere() {
    let one = press::png(&svg("<rect x=\"9\" width=\"1\" height=\"1\"/>"), &FONTS, 64).unwrap();
    let path = std::env::temp_dir().join(format!("measure-up-{}.png", std::process::id()));
    std::fs::write(&path, &one).unwrap();
    let data = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz48L3N2Zz4=";
    for href in [path.to_str().unwrap(), &format!("file://{}", path.display()), data, "https://example.org/a.png"] {
        let inside = format!("<image href=\"{href}\" width=\"100\" height=\"50\"/>");
        assert_eq!(marked(&made(&svg(&inside), 300)), 0, "{href}");
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn what_is_no_drawing_is_told_and_the_same_drawing_is_the_same_picture() {
    for wrong in ["", "<svg", "<p/>", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"5\"/>"] {
        assert!(matches!(press::png(wrong, &FONTS, 100), Err(Fault::Drawn(_))), "{wrong}");
    }
    let chart = sample::chart().svg;
    assert!(press::png(&chart, &FONTS, 700).unwrap() == press::png(&chart, &FONTS, 700).unwrap());
}
