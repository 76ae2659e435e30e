//! Codes of areas that were replaced: an address with an old one leads to the same address with the new one.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State as Extract},
    http::Response,
    middleware::Next,
    response::{IntoResponse, Redirect},
};
use domain::lineage::Lineage;

use super::state::State;

/// Redirects for good where the address names an area by a code that was replaced.
pub(super) async fn follow(Extract(state): Extract<Arc<State>>, request: Request, next: Next) -> Response<Body> {
    let lineage = &state.release.council.lineage;
    let to = request.uri().path_and_query().and_then(|address| renewed(lineage, address.as_str()));
    match to {
        Some(to) => Redirect::permanent(&state.placed(to)).into_response(),
        None => next.run(request).await,
    }
}

/// The address with every replaced code as it is now; none where there is none. Codes stand whole between the signs of an address.
fn renewed(lineage: &Lineage, address: &str) -> Option<String> {
    // Nearly no address has one, and every request comes by here.
    if !lineage.formerly.iter().any(|(old, _)| address.contains(old.as_str())) {
        return None;
    }
    let mut changed = false;
    let parts = address.split_inclusive(|c| "/?&=,".contains(c)).map(|part| {
        let code = part.trim_end_matches(|c| "/?&=,".contains(c));
        match lineage.now(code) {
            Some(now) => {
                changed = true;
                format!("{now}{}", &part[code.len()..])
            }
            None => part.to_owned(),
        }
    });
    let renewed: String = parts.collect();
    // An address that begins with two strokes would lead to another site.
    (changed && !renewed.starts_with("//")).then_some(renewed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_replaced_wherever_they_stand_whole() {
        let formerly = vec![("OLD-1".parse().unwrap(), "NEW-1".parse().unwrap())];
        let lineage = Lineage { formerly, ..Lineage::default() };
        let renewed = |address| renewed(&lineage, address);
        assert_eq!(renewed("/areas/OLD-1"), Some("/areas/NEW-1".to_owned()));
        assert_eq!(renewed("/areas/OLD-1/figures.csv?group=x"), Some("/areas/NEW-1/figures.csv?group=x".to_owned()));
        assert_eq!(renewed("/?compare=A,OLD-1&comparator=OLD-1"), Some("/?compare=A,NEW-1&comparator=NEW-1".to_owned()));
        assert_eq!(renewed("/areas/OLD-12?q=MY-OLD-1"), None);
        assert_eq!(renewed("//OLD-1"), None);
    }
}
