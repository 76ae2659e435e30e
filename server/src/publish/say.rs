//! What an officer is told of a release, on the command line.

use domain::{
    disclosure::Tally,
    format::{count, plural},
};

use super::prepare::Prepared;
use crate::say::{figures, say};

/// Tells what was hidden and kept of a release that was published, with its number and the seconds that it took.
pub(super) fn say_all(prepared: &Prepared, number: i64, seconds: f32) {
    let mut sum = Tally::default();
    for (_, tally) in prepared.report() {
        sum += tally;
    }
    say_hidden(prepared.report().map(|(measure, tally)| (measure.title.as_str(), tally)).collect());
    if let Some(number) = prepared.compared_with {
        say_kept(&sum, number);
    }
    if let (Some(newest), true) = (prepared.stand.newest, prepared.stand.newest != prepared.stand.standing) {
        say(&format!(
            "  Release {newest} was withdrawn: what was wrong in it is published again by this one, unless it was mended, withdrawn or held since."
        ));
    }
    say(&format!(
        "Published release {number} in {seconds:.1} s: {}, {} hidden because they are about too few people, {} to protect those, {} without a value.",
        figures(sum.released as u64),
        count(sum.primary as u64),
        count(sum.secondary as u64),
        count(sum.missing as u64)
    ));
}

/// Tells an officer, measure by measure, what was hidden and why, and how much of it that is; most first.
fn say_hidden(mut report: Vec<(&str, Tally)>) {
    report.retain(|(_, tally)| tally.hidden() > 0);
    let lost = |tally: &Tally| 100.0 * tally.hidden() as f64 / (tally.hidden() + tally.released) as f64;
    report.sort_by(|one, other| lost(&other.1).total_cmp(&lost(&one.1)).then(one.0.cmp(other.0)));
    if !report.is_empty() {
        say("  shown   too few   beside   hidden   measure");
    }
    for (title, tally) in report {
        say(&format!("{:>7} {:>9} {:>8} {:>6.1} %   {title}", tally.released, tally.primary, tally.secondary, lost(&tally)));
    }
}

/// Tells an officer what follows from earlier releases.
fn say_kept(sum: &Tally, newest: u32) {
    if sum.held > 0 {
        let kept = plural(sum.held as u64, ("figure is", "figures are"));
        say(&format!(
            "  {kept} kept as release {newest} shows them: what changed is about too few people, or would give a hidden figure away."
        ));
    }
    if sum.public > 0 {
        let public = plural(sum.public as u64, ("figure is", "figures are"));
        say(&format!(
            "  {public} hidden now and already public, for release {newest} or an earlier one shows them: that cannot be taken back."
        ));
    }
}
