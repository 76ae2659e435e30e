//! From the fields of the form to what is kept.

use domain::{
    entry::{Pasted, Place, paste},
    store::{Slot, Typed},
};

use super::super::call::Call;
use crate::manage::entry::{Filled, Work};

/// The name of a cell in the form, which is its id too.
pub(super) fn name(place: &Place, slot: Slot) -> String {
    format!("c.{}.{}.{}", place.area, place.group, slot.code())
}

/// The cell of a name; none for a name that is not one, or a place that is not asked for.
fn cell(work: &Work, name: &str, text: &str) -> Option<Typed> {
    let mut parts = name.strip_prefix("c.")?.split('.');
    let (area, group, slot) = (parts.next()?, parts.next()?, parts.next()?);
    let place = Place { area: area.parse().ok()?, group: group.parse().ok()? };
    let slot = Slot::read(slot).filter(|slot| work.grid.slots.contains(slot))?;
    work.grid.asks(&place).then(|| Typed { area: place.area, group: place.group, slot, text: text.trim().to_owned() })
}

/// What was filled in, and what became of pasted rows, whose cells come before those of the table.
pub(super) fn read(call: &Call, work: &Work) -> (Filled, Pasted) {
    let form = &call.form;
    let mut cells: Vec<Typed> = form.iter().filter_map(|(name, text)| cell(work, name, text)).collect();
    let mut pasted = Pasted::default();
    if form.one("act") == "paste"
        && let Some(section) = work.grid.section(form.one("by"))
    {
        pasted = paste(&call.state.release.council, section, work.grid.slots, form.one("paste"));
        cells.retain(|one| !pasted.cells.iter().any(|new| (&new.area, &new.group, new.slot) == (&one.area, &one.group, one.slot)));
        cells.extend(pasted.cells.iter().cloned());
    }
    let commentary = form.iter().any(|(name, _)| name == "commentary").then(|| {
        // A form has its line ends as CR LF.
        let text = form.one("commentary").replace("\r\n", "\n");
        (form.one("role").trim().to_owned(), text.trim().to_owned())
    });
    let reasons = form.iter().filter_map(|(name, reason)| {
        let check = name.strip_prefix("reason.")?;
        let known = domain::entry::Check::ALL.iter().find(|known| known.code() == check && !known.blocks())?;
        let print: String = form.one(&format!("print.{check}")).chars().filter(char::is_ascii_hexdigit).take(16).collect();
        (!print.is_empty()).then(|| (known.code().to_owned(), print, reason.trim().to_owned()))
    });
    let reasons = reasons.collect();
    (Filled { version: form.one("version").parse().unwrap_or(0), cells, commentary, reasons }, pasted)
}
