//! The shipped example: how much of it disclosure control hides.

#[cfg(test)]
mod council;

use domain::{
    NaiveDate,
    alike::{Standing, alike_view},
    area::AreaType,
    cell::Cell,
    disclosure::{Earlier, Tally},
    folder::parse,
    illustrative::generate,
    observation::{Missing, Observation},
    release::{Publisher, Release},
};

/// Figures of groups are there to be explored: in the city next to all show, in a neighbourhood most, in a ward more than half; and some are
/// so small that they are hidden, as some would be. None of these can be worked out from the others.
#[test]
fn most_figures_of_groups_show_and_no_hidden_one_can_be_told() {
    let folder = parse(&council::files("liverpool")).unwrap_or_else(|issues| panic!("{issues:?}"));
    let mut observations = folder.observations.clone();
    observations.extend(generate(&folder.council, &folder.observations, folder.illustrative.as_ref().unwrap()).unwrap());
    observations.sort_by(|one, other| one.measure.cmp(&other.measure));
    let periods = observations.iter().map(|observation| observation.period).collect();
    let mut publisher = Publisher::new(folder.council.clone(), 1, NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(), periods);
    let mut sum = Tally::default();
    let nothing = Earlier::default();
    for set in folder.council.together() {
        let code = |at: u16| &folder.council.measures[usize::from(at)].code;
        let own = |at: u16| {
            let start = observations.partition_point(|observation| observation.measure < *code(at));
            let own = &observations[start..];
            &own[..own.partition_point(|observation| observation.measure == *code(at))]
        };
        let added: Vec<(u16, &[Observation], &Earlier)> = set.iter().map(|&at| (at, own(at), &nothing)).collect();
        for (at, (tally, exposed)) in set.iter().zip(publisher.add_linked(&added)) {
            assert_eq!(exposed, [], "{}", code(*at));
            sum += tally;
        }
    }
    let release = publisher.finish();
    all_wards_but_the_one_without_figures_have_six_like_them(&release);
    // City, neighbourhoods, wards: hidden and all.
    let mut counts = [(0_u32, 0_u32); 3];
    for (at, area) in (0..).zip(&release.catalogue.areas) {
        let place = match area.kind {
            AreaType::City => 0,
            AreaType::Neighbourhood => 1,
            AreaType::Ward => 2,
            AreaType::Comparator => continue,
        };
        for cube in &release.area(at).cubes {
            // Everyone comes first.
            for cell in cube.cells.iter().skip(cube.shape.periods.len()) {
                counts[place].0 += u32::from(*cell == Cell::Missing(Missing::Suppressed));
                counts[place].1 += u32::from(cell.missing().is_none_or(|why| why == Missing::Suppressed));
            }
        }
    }
    let shares = counts.map(|(hidden, all)| f64::from(hidden) / f64::from(all));
    for (share, most) in shares.into_iter().zip([0.05, 0.25, 0.5]) {
        assert!(share > 0.0 && share < most, "{shares:?}, {sum:?}");
    }
}

#[cfg(test)]
fn all_wards_but_the_one_without_figures_have_six_like_them(release: &Release) {
    let catalogue = &release.catalogue;
    assert_eq!(catalogue.areas_of(AreaType::Ward).count(), 64, "the 30 former wards are in no list");
    let likes = catalogue.alike.as_ref().unwrap();
    assert!(!likes.made_up);
    for ward in catalogue.areas_of(AreaType::Ward) {
        let area = &catalogue.areas[usize::from(ward)];
        let wanted = if area.name == "Waterfront North" { 0 } else { 6 };
        assert_eq!(likes.lists[usize::from(ward)].len(), wanted, "{}", area.name);
    }
    let anfield = catalogue.areas.iter().position(|area| area.name == "Anfield").unwrap() as u16;
    let view = alike_view(release, anfield).unwrap();
    let like: Vec<&str> = view.like.iter().map(|(ward, _)| ward.label.as_str()).collect();
    assert!(like.len() == 6 && !like.contains(&"Anfield"), "{like:?}");
    let told = view.expected.iter().filter(|row| row.standing != Standing::CannotTell).count();
    assert!(told * 2 > view.expected.len(), "{told} of {}", view.expected.len());
}
