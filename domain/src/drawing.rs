//! The maps of a council as they are drawn, worked out once for a release: where each ward lies, and around which the neighbourhoods go.

use serde::{Deserialize, Serialize};

use crate::{
    area::{Area, AreaType},
    council::Council,
    geometry::{
        hex::{self, HexMap},
        outline::outline,
        projection::{middle, project},
    },
};

/// Width and height of a map in its own units.
pub const MAP: (f64, f64) = (320.0, 400.0);

/// An area as it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// Area index.
    pub area: u16,
    /// Path, filled even-odd.
    pub path: String,
    /// A point in its middle, for the ring around it.
    pub centre: (f64, f64),
}

/// A map: the wards, and the neighbourhoods around them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Wards, in the order a keyboard walks them.
    pub shapes: Vec<Shape>,
    /// Outlines of neighbourhoods: area index and path.
    pub outlines: Vec<(u16, String)>,
}

impl Drawing {
    /// One hexagon a ward, and the outlines of neighbourhoods; `areas` are those that indices count by. Empty where the council has no hex map.
    pub fn hexagons(council: &Council, areas: &[Area]) -> Self {
        let places: Vec<(i32, i32)> = council.hexes.iter().map(|hex| (hex.q, hex.r)).collect();
        let drawing = HexMap::fit(council.hex_layout, &places, MAP.0, MAP.1, 6.0);
        let ward = |at: usize| areas.iter().position(|area| area.code == council.hexes[at].area);
        let shapes = hex::reading_order(council.hex_layout, &places)
            .into_iter()
            .filter_map(|at| Some(Shape { area: ward(at)? as u16, path: drawing.hexagon(places[at]), centre: drawing.centre(places[at]) }));
        let outlines = neighbourhoods(areas).map(|(index, inside)| {
            let cells: Vec<(i32, i32)> = (0..places.len()).filter(|&at| ward(at).is_some_and(&inside)).map(|at| places[at]).collect();
            (index, outline(&drawing, &cells))
        });
        Self { shapes: shapes.collect(), outlines: outlines.filter(|(_, path)| !path.is_empty()).collect() }
    }

    /// Real boundaries of the wards, top to bottom, and the outlines of neighbourhoods. Empty where the council has none.
    pub fn boundaries(council: &Council, areas: &[Area]) -> Self {
        let wards: Vec<(usize, &crate::area::Boundary)> = areas
            .iter()
            .enumerate()
            .filter(|(_, area)| area.kind == AreaType::Ward)
            .filter_map(|(at, area)| Some((at, council.boundaries.iter().find(|boundary| boundary.area == area.code)?)))
            .collect();
        let rings: Vec<&[Vec<(f64, f64)>]> = wards.iter().map(|(_, boundary)| boundary.rings.as_slice()).collect();
        let drawn = project(&rings, MAP.0, MAP.1, 6.0, 0.6);
        let outlines = neighbourhoods(areas).map(|(index, inside)| {
            let held: Vec<usize> = (0..wards.len()).filter(|&at| inside(wards[at].0)).collect();
            (index, drawn.outline(&held))
        });
        let outlines = outlines.filter(|(_, path)| !path.is_empty()).collect();
        let mut shapes: Vec<Shape> =
            wards.iter().zip(drawn.paths).map(|(&(at, _), path)| Shape { area: at as u16, centre: middle(&path), path }).collect();
        shapes.sort_by(|a, b| a.centre.1.total_cmp(&b.centre.1).then(a.centre.0.total_cmp(&b.centre.0)));
        Self { shapes, outlines }
    }
}

/// Each neighbourhood by index, and whether an area by index lies in it.
fn neighbourhoods(areas: &[Area]) -> impl Iterator<Item = (u16, impl Fn(usize) -> bool + '_)> + '_ {
    (0..).zip(areas).filter(|(_, area)| area.kind == AreaType::Neighbourhood).map(|(index, group)| {
        let inside = |at: usize| areas[at].parent.as_ref() == Some(&group.code);
        (index, inside)
    })
}
