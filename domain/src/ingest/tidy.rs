//! Figures written in our own layout, so that what was imported can be looked at, kept, and imported again.

use std::fmt::Write as _;

use crate::{
    cell::status,
    observation::{Figure, Flags, Observation, Provenance},
};

/// The columns of our own layout.
const HEADER: &str = "measure,area,period,group,numerator,denominator,value,lower,upper,status,provenance,source";

/// Writes observations as `observations/*.csv` has them. Figures that were made up are left out: they are never in files.
pub fn write<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> String {
    let mut out = format!("{HEADER}\n");
    for one in observations {
        let provenance = match one.provenance {
            Provenance::Published => "published",
            Provenance::Council => "council",
            Provenance::Illustrative => continue,
        };
        // Codes, periods and numbers hold neither commas nor quotes. Writing to a text cannot fail.
        let _ = write!(out, "{},{},{},{},", one.measure, one.area, one.period, one.group);
        let _ = match one.figure {
            Figure::Parts { numerator, denominator: Some(denominator) } => write!(out, "{numerator},{denominator},,,,{}", notes(one.flags)),
            Figure::Parts { numerator, denominator: None } => write!(out, "{numerator},,,,,{}", notes(one.flags)),
            Figure::Value { value, interval: Some((lower, upper)) } => write!(out, ",,{value},{lower},{upper},{}", notes(one.flags)),
            Figure::Value { value, interval: None } => write!(out, ",,{value},,,{}", notes(one.flags)),
            Figure::Missing(why) => write!(out, ",,,,,{}", status(why)),
        };
        let _ = writeln!(out, ",{provenance},{}", one.source.as_ref().map_or("", |source| source.as_str()));
    }
    out
}

/// Notes as `status` has them.
fn notes(flags: Flags) -> String {
    let all = [(flags.provisional, "p"), (flags.revised, "r"), (flags.break_in_series, "b"), (flags.estimated, "e")];
    let set: Vec<&str> = all.into_iter().filter(|(set, _)| *set).map(|(_, note)| note).collect();
    set.join(" ")
}
