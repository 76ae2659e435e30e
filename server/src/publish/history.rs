//! What was published before a release.

use anyhow::Context;
use domain::{
    history::{History, Told},
    measure::Disclosure,
    observation::Provenance,
    store::{Releases, Sealed},
};

use super::{
    Compared, UNREAD, Unready,
    kept::{TOLD, open, part},
};
use crate::say::complain;

/// What was published before. A release that cannot be read, as after a change of its format, has been seen all the same: a figure that it showed
/// and a new release hides, or the other way round, could give people away. So nothing is published after it unless that is asked for, or its
/// figures under a threshold were all made up, and about nobody.
pub(super) async fn history<S: Releases>(store: &S, sealed: Sealed, compared: Compared) -> Result<Option<History>, Unready> {
    let number = sealed.number;
    let protected = sealed.council.measures.iter().filter(|measure| matches!(measure.disclosure, Disclosure::Threshold { .. }));
    let measures: Vec<_> = protected.map(|measure| measure.code.clone()).collect();
    let told = part(&sealed, TOLD).unwrap_or_default().to_vec();
    let read = || {
        let told: Vec<Told> = std::str::from_utf8(&told)?.lines().map(str::parse).collect::<Result<_, _>>()?;
        anyhow::Ok(History::new(open(sealed)?, told))
    };
    let error = match read() {
        Ok(history) => return Ok(Some(history)),
        Err(error) => error,
    };
    let mut of_people = !told.is_empty();
    for measure in measures {
        let counted = store.figures_of(number, &measure).await.context(UNREAD)?;
        of_people |= counted.iter().any(|observation| observation.provenance != Provenance::Illustrative);
    }
    if of_people && compared == Compared::WithBefore {
        tracing::warn!(error = %format!("{error:#}"), release = number, "a release cannot be read");
        return Err(Unready::Refused(vec![format!(
            "nothing was published: release {number} cannot be read by this version, so that what is new cannot be compared with it, and small \
             differences could give people away. Publish with the version that made it, or, if nobody can be harmed, run measure-up publish \
             --compare-with-nothing"
        )]));
    }
    complain(&error.context(format!("release {number} cannot be read, so what is published now is compared with nothing before it")));
    Ok(None)
}
