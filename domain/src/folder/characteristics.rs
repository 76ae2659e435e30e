//! `characteristics.toml`: characteristics and their groups.

use toml_edit::Document;

use super::{
    issue::{Issues, Spot, Text},
    names::Names,
    toml::Node,
};
use crate::{
    code::{CharacteristicCode, GroupCode},
    group::{Characteristic, Group},
};

/// Characteristics by code, and whether each is a special category of personal data.
pub(super) type Characteristics = Names<CharacteristicCode, bool>;
/// Groups by code, with their characteristic; none for `everyone`.
pub(super) type Groups = Names<GroupCode, Option<CharacteristicCode>>;

const KEYS: &[&str] = &["characteristic"];
const CHARACTERISTIC: &[&str] = &["code", "name", "note", "source", "off_by_default", "special", "group"];
const GROUP: &[&str] = &["code", "name", "phrase", "unknown"];

/// Reads the file.
pub(super) fn read(
    document: &Document<&str>,
    text: &Text<'_>,
    issues: &Issues,
    names: &mut Characteristics,
    groups: &mut Groups,
) -> Vec<Characteristic> {
    let root = Node::root(document, text, issues, KEYS);
    root.tables("characteristic", CHARACTERISTIC).iter().filter_map(|node| read_one(node, names, groups)).collect()
}

fn read_one(node: &Node<'_>, names: &mut Characteristics, groups: &mut Groups) -> Option<Characteristic> {
    let code: Option<CharacteristicCode> = node.code("code");
    match &code {
        Some(code) => names.define(code, node.flag("special"), &node.at("code")),
        None => names.incomplete(),
    }
    let name = node.text("name");
    let nodes = node.tables("group", GROUP);
    if node.lists_nothing("group") {
        node.spot().raise(format_args!("this characteristic has no group"), format_args!("Add at least one [[characteristic.group]]."));
    }
    let groups: Vec<Group> = nodes.iter().filter_map(|node| read_group(node, code.as_ref(), groups)).collect();
    Some(Characteristic {
        note: node.text_or_none("note"),
        source: node.text_or_none("source"),
        off_by_default: node.flag("off_by_default"),
        groups,
        code: code?,
        name: name?,
    })
}

fn read_group(node: &Node<'_>, characteristic: Option<&CharacteristicCode>, groups: &mut Groups) -> Option<Group> {
    let code: Option<GroupCode> = node.code("code");
    let name = node.text("name");
    let phrase = node.text("phrase");
    let unknown = node.flag("unknown");
    match (&code, characteristic) {
        (Some(code), _) if code.is_everyone() => {
            node.at("code")
                .raise(format_args!("`everyone` is built in"), format_args!("Remove this group: it is the total of all groups."));
        }
        (Some(code), Some(characteristic)) => groups.define(code, Some(characteristic.clone()), &node.at("code")),
        _ => groups.incomplete(),
    }
    Some(Group { code: code?, name: name?, phrase: phrase?, unknown })
}
