use proptest::prelude::*;

use super::*;

fn html(element: &Element) -> String {
    let mut html = String::new();
    element.write(&mut html);
    html
}

#[test]
fn texts_stay_texts() {
    let hostile = "<script>\"&'</script>".to_owned();
    let element = el("p").class(hostile.clone()).with(&hostile);
    assert_eq!(html(&element), "<p class=\"&lt;script&gt;&quot;&amp;'&lt;/script&gt;\">&lt;script&gt;&quot;&amp;'&lt;/script&gt;</p>");
}

#[test]
fn a_browser_reads_back_the_same_nodes() {
    // Neighbouring texts are one node, an empty text is none.
    let element = el("p").with("a").with("").with(String::from(" b")).with(el("br")).with(None::<Element>).with("c");
    assert_eq!(element.children.len(), 3);
    assert_eq!(html(&element), "<p>a b<br>c</p>");
}

#[test]
fn contents_keep_their_order() {
    let element = el("ul").all(["a", "b"].map(|text| el("li").with(text))).with((el("li"), " ", Some(el("li").num("value", 1.5))));
    assert_eq!(html(&element), "<ul><li>a</li><li>b</li><li></li> <li value=\"1.5\"></li></ul>");
    assert_eq!(html(&stay("/a?b&c", "d").maybe("aria-current", None::<String>)), "<a href=\"/a?b&amp;c\" noscroll>d</a>");
}

/// What the document's side of the steps does, on markup: the same as `apply.js`, with HTML kept as it is.
fn follow(root: &mut Element, steps: &str) {
    fn at<'a>(root: &'a mut Element, path: &[usize]) -> &'a mut Element {
        path.iter().fold(root, |element, &place| match &mut element.children[place] {
            Node::Element(element) => element,
            Node::Text(text) => panic!("{text} is no element"),
        })
    }
    let mut words = steps.split('\0');
    let mut path: Vec<usize> = Vec::new();
    while let Some(step) = words.next().filter(|&step| step != "end") {
        let mut place = || words.next().unwrap().parse::<usize>().unwrap();
        match step {
            "down" => path.push(place()),
            "up" => drop(path.pop()),
            "count" => assert_eq!(at(root, &path).children.len(), place()),
            "remove" => drop(at(root, &path).children.remove(place())),
            "text" => {
                let place = place();
                at(root, &path).children[place] = Node::Text(words.next().unwrap().to_owned().into());
            }
            "insert" => {
                let place = place();
                at(root, &path).children.insert(place, Node::Text(words.next().unwrap().to_owned().into()));
            }
            "set" | "unset" => {
                let name = words.next().unwrap();
                let value = (step == "set").then(|| words.next().unwrap().to_owned());
                let name = ["class", "id", "href"].into_iter().find(|known| *known == name).unwrap();
                let attributes = &mut at(root, &path).attributes;
                let place = attributes.iter().position(|(known, _)| *known == name);
                match (place, value) {
                    (Some(place), Some(value)) => attributes[place].1 = value.into(),
                    (None, Some(value)) => attributes.push((name, value.into())),
                    (place, None) => drop(attributes.remove(place.unwrap())),
                }
            }
            other => panic!("{other} is no step"),
        }
    }
}

/// The HTML of an element whose attributes are in order of their names.
fn sorted(element: &Element) -> String {
    fn sort(element: &mut Element) {
        element.attributes.sort();
        for child in &mut element.children {
            if let Node::Element(element) = child {
                sort(element);
            }
        }
    }
    let mut element = element.clone();
    sort(&mut element);
    html(&element)
}

fn markup() -> impl Strategy<Value = Element> {
    let tag = prop_oneof![Just("p"), Just("ul")];
    let text = || prop_oneof![Just(""), Just("a"), Just("b"), Just("c")];
    let leaf = (tag, text(), text(), text()).prop_map(|(tag, class, id, text)| {
        let element = el(tag).with(text);
        let element = if class.is_empty() { element } else { element.class(class) };
        if id.is_empty() { element } else { element.attr("id", id) }
    });
    leaf.prop_recursive(4, 40, 5, move |inner| {
        (inner.clone(), prop::collection::vec((inner, text()), 0..5)).prop_map(|(parent, children)| parent.all(children))
    })
}

/// The same elements with other texts and attributes here and there: what most clicks make of a page.
fn changed_here_and_there(element: &Element, seed: &mut u64) -> Element {
    let other = |text: &Text, seed: &mut u64| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        if *seed >> 63 == 0 { text.clone() } else { Text::from(format!("{text}{}", *seed >> 56)) }
    };
    let attributes = element.attributes.iter().map(|(name, value)| (*name, other(value, seed))).collect();
    let children = element.children.iter().map(|child| match child {
        Node::Text(text) => Node::Text(other(text, seed)),
        Node::Element(element) => Node::Element(changed_here_and_there(element, seed)),
    });
    Element { tag: element.tag, attributes, children: children.collect() }
}

/// Follows all parts of a change, one after the other.
fn in_parts(before: &Element, after: &Element, most: usize) -> Element {
    let mut changed = before.clone();
    let (mut steps, mut rest) = patch::part(before, after, &[], most);
    follow(&mut changed, &steps);
    while let Some(from) = rest {
        (steps, rest) = patch::part(before, after, &from, most);
        assert!(rest.as_ref().is_none_or(|next| *next > from), "{from:?} and then {rest:?}");
        follow(&mut changed, &steps);
    }
    changed
}

proptest! {
    #[test]
    fn a_change_here_and_there_can_be_made_in_any_number_of_parts(before in markup(), mut seed: u64, most in 0..400_usize) {
        let after = changed_here_and_there(&before, &mut seed);
        prop_assert_eq!(sorted(&in_parts(&before, &after, most)), sorted(&after));
    }

    #[test]
    fn steps_make_one_markup_of_another_in_any_number_of_parts(before in markup(), after in markup(), most in 0..200_usize) {
        let before = el("div").with(before).with("x");
        let after = el("div").class("b").with(after);
        let changed = in_parts(&before, &after, most);
        // What was inserted stands there as HTML; so both are written, and escaped text is read back.
        let written = sorted(&changed).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        prop_assert_eq!(written, sorted(&after));
    }
}

#[test]
fn a_text_cannot_be_read_as_steps() {
    let (before, after) = (el("p").with("a"), el("p").with(["b", "remove", "0"].join("\0")));
    let (steps, rest) = patch::part(&before, &after, &[], usize::MAX);
    assert_eq!(steps.split('\0').collect::<Vec<_>>(), ["count", "1", "text", "0", "bremove0", "end"]);
    assert_eq!(rest, None);
    assert_eq!(patch::part(&after, &after, &[], usize::MAX).0, "end");
}

#[test]
fn a_part_ends_where_it_is_long_enough() {
    let list = |text: &'static str| el("ul").all([text; 3].map(|text| el("li").with(text)));
    let (before, after) = (el("div").with(list("a")), el("div").with(list("b")));
    let (first, rest) = patch::part(&before, &after, &[], 20);
    assert_eq!(first.split('\0').filter(|&word| word == "b").count(), 1, "{first}");
    assert_eq!(rest, Some(vec![0, 1]));
    let (second, rest) = patch::part(&before, &after, &[0, 1], usize::MAX);
    assert_eq!(second.split('\0').filter(|&word| word == "b").count(), 2, "{second}");
    assert_eq!(rest, None);
}

#[test]
fn what_is_put_into_the_document_has_its_style_under_another_name() {
    let (before, after) = (el("ul"), el("ul").with(el("li").attr("style", "--n: 3;").with(el("b").attr("style", "--at: 9%;"))));
    let (steps, _) = patch::part(&before, &after, &[], usize::MAX);
    assert!(steps.contains("<li data-style=\"--n: 3;\"><b data-style=\"--at: 9%;\">") && !steps.contains(" style="), "{steps}");
    assert!(html(&after).contains("<li style=\"--n: 3;\">"));
}
