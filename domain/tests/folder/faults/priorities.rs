//! What neighbourhoods put first.

use super::check;

const FILE: &str = "priorities.toml";

#[test]
fn what_a_priority_refers_to_is_there() {
    check(&[
        (FILE, "topic = \"company\"", "topic = «\"compny\"", "there is no topic `compny`. Did you mean `company`?"),
        (FILE, "area = \"CV-P05\"", "area = «\"CV-P91\"", "there is no area `CV-P91`"),
        (FILE, "area = \"CV-P05\"", "area = «\"CV-D\"", "this is no neighbourhood"),
        (FILE, "measures = [\"falls\"]", "measures = [«\"fals\"]", "there is no measure `fals`. Did you mean `falls`?"),
        (FILE, "actions = [\"replace-boilers\"]", "actions = [«\"replace-boiler\"]", "there is no action `replace-boiler`"),
        (FILE, "code = \"elderbeck-warm\"", "code = «\"millwater-warm\"", "priority `millwater-warm` is defined twice"),
        (FILE, "code = \"gardens\"", "code = «\"warm-homes\"", "topic `warm-homes` is defined twice"),
        (FILE, "worked = \"in-part\"", "worked = «\"partly\"", "partly"),
    ]);
}

#[test]
fn what_was_learned_is_in_order_and_a_priority_has_a_measure() {
    check(&[(FILE, "on = 2025-12-01", "on = «2025-09-01", "this was before the one above it")]);
    let without = super::with(FILE, "measures = [\"falls\"]\n", "");
    let all = super::written(&super::faults(&without));
    assert!(all.contains("this priority names no measure") && all.lines().count() == 1, "{all}");
}
