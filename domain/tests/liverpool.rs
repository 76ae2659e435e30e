//! The shipped example: how much of it disclosure control hides.

#[cfg(test)]
mod council;

use std::collections::BTreeMap;

use domain::{area::AreaType, cell::Cell, disclosure::release, folder::parse, illustrative::generate, observation::Missing};

/// Made-up figures of groups are there to be explored: in the city next to all show, in a neighbourhood most, in a ward more than two in
/// three; and some are so small that they are hidden, as some would be.
#[test]
fn most_figures_of_groups_show_and_some_are_hidden() {
    let folder = parse(&council::files("liverpool")).unwrap_or_else(|issues| panic!("{issues:?}"));
    let council = &folder.council;
    let kinds: BTreeMap<_, _> = council.areas.iter().map(|area| (&area.code, area.kind)).collect();
    let measures: BTreeMap<_, _> = council.measures.iter().map(|measure| (&measure.code, measure)).collect();
    // City, neighbourhoods, wards: hidden and all.
    let mut counts = [(0_u32, 0_u32); 3];
    for observation in generate(council, &folder.observations, folder.illustrative.as_ref().unwrap()).unwrap() {
        let place = match kinds[&observation.area] {
            AreaType::City => 0,
            AreaType::Neighbourhood => 1,
            AreaType::Ward => 2,
            AreaType::Comparator => continue,
        };
        if !observation.group.is_everyone() {
            let hidden = release(&observation, measures[&observation.measure]) == Cell::Missing(Missing::Suppressed);
            counts[place].0 += u32::from(hidden);
            counts[place].1 += 1;
        }
    }
    let shares = counts.map(|(hidden, all)| f64::from(hidden) / f64::from(all));
    for (share, most) in shares.into_iter().zip([0.02, 0.16, 0.33]) {
        assert!(share > 0.0 && share < most, "{shares:?}");
    }
}
