//! A PDF, read by another library than the one that wrote it.

use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object};
use press::Fonts;

/// The fonts of typst: those of reports are in the site, which is not built here.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::new(typst_assets::fonts().map(<[u8]>::to_vec).collect()).unwrap());

/// An element of the structure that a screen reader goes by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) kind: String,
    pub(crate) alt: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) depth: usize,
}

/// What a dictionary has under a key, wherever in the file that is.
pub(crate) fn get<'a>(file: &'a Document, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
    let object = dictionary.get(key.as_bytes()).ok()?;
    Some(file.dereference(object).unwrap().1)
}

pub(crate) fn words(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}

/// All elements in the order in which they are read.
pub(crate) fn structure(file: &Document) -> Vec<Element> {
    let root = get(file, file.catalog().unwrap(), "StructTreeRoot").unwrap().as_dict().unwrap();
    let mut found = Vec::new();
    walk(file, get(file, root, "K").unwrap(), 0, &mut found);
    found
}

fn walk(file: &Document, object: &Object, depth: usize, found: &mut Vec<Element>) {
    match file.dereference(object).unwrap().1 {
        Object::Array(objects) => objects.iter().for_each(|object| walk(file, object, depth, found)),
        Object::Dictionary(element) => {
            let Some(kind) = get(file, element, "S") else { return };
            let attributes = get(file, element, "A").and_then(|attributes| attributes.as_array().ok());
            let scope = attributes.into_iter().flatten().find_map(|attribute| {
                let attribute = file.dereference(attribute).unwrap().1.as_dict().unwrap();
                Some(name(get(file, attribute, "Scope")?))
            });
            found.push(Element { kind: name(kind), alt: get(file, element, "Alt").map(words), scope, depth });
            if let Some(inside) = get(file, element, "K") {
                walk(file, inside, depth + 1, found);
            }
        }
        _ => {}
    }
}

/// How many elements of a kind there are.
pub(crate) fn count(structure: &[Element], kind: &str) -> usize {
    structure.iter().filter(|element| element.kind == kind).count()
}

/// The bookmarks, in their order.
pub(crate) fn bookmarks(file: &Document) -> Vec<String> {
    fn below(file: &Document, parent: &Dictionary, found: &mut Vec<String>) {
        let mut next = get(file, parent, "First");
        while let Some(item) = next {
            let item = item.as_dict().unwrap();
            found.push(words(get(file, item, "Title").unwrap()));
            below(file, item, found);
            next = get(file, item, "Next");
        }
    }
    let mut found = Vec::new();
    below(file, get(file, file.catalog().unwrap(), "Outlines").unwrap().as_dict().unwrap(), &mut found);
    found
}

/// Where links lead, outside of the file.
pub(crate) fn links(file: &Document) -> Vec<String> {
    let actions = file.objects.values().filter_map(|object| get(file, object.as_dict().ok()?, "A")?.as_dict().ok());
    actions.filter_map(|action| Some(String::from_utf8(get(file, action, "URI")?.as_str().ok()?.to_vec()).unwrap())).collect()
}

/// All text of a file without its spaces: where lines break is a matter of looks.
pub(crate) fn text(file: &Document) -> String {
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    solid(&file.extract_text(&pages).unwrap())
}

/// A text without its spaces. A ligature is its letters.
pub(crate) fn solid(text: &str) -> String {
    let text = text.replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff").replace('ﬃ', "ffi").replace('ﬄ', "ffl");
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}
