//! From a request to a call: who asks, from where, and whether the request is from our own pages.

use std::{net::SocketAddr, sync::Arc};

use app::manage::{Signed, form::TOKEN};
use axum::{
    body::to_bytes,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::{
    council::Council,
    filter::decode,
    people::{Action, Grant},
    store::Stage,
};

use super::{
    reply::{Cookie, Frame, Kept, Reply},
    routes::{COLUMNS, Needs, PART, PROPOSE, REPORT, Route, TABLE, Way},
    upload::{Upload, boundary},
};
use crate::{
    http::{around::client, state::State},
    manage::{Asker, Desk, Stop, secret, sign_in::From},
};

/// The largest form, in bytes.
const LARGEST: usize = 64 * 1024;
/// The largest table of cells, in bytes: those of a whole city by a characteristic of many groups; and what is said of a file of many columns.
const LARGEST_TABLE: usize = 512 * 1024;
/// The largest form with the changes of a table of actions, or with the text of a file, in bytes.
const LARGEST_PROPOSAL: usize = 2 * 1024 * 1024;
/// The most areas that the head leads to; of more, the first page does.
const HEAD: usize = 3;
/// The most fields of a form that are looked at.
const FIELDS: usize = 10_000;

/// Names and values, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Of a query or a form (`application/x-www-form-urlencoded`).
    fn read(text: &str) -> Self {
        let parts = text.split('&').filter_map(|part| part.split_once('=')).take(FIELDS);
        Self(parts.map(|(name, value)| (decode(name), decode(value))).collect())
    }

    /// A value; empty where there is none.
    pub(super) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Names and values, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
    }
}

/// A request that may be answered.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) desk: Arc<Desk>,
    pub(super) state: Arc<State>,
    pub(super) path: &'static str,
    /// The path that was asked for, where the route has parts in braces.
    pub(super) address: String,
    pub(super) query: Fields,
    /// The query as it was sent, and in which encodings the answer may be.
    pub(super) raw: (String, Option<HeaderValue>),
    pub(super) form: Fields,
    /// What is still to come of a form that brings a file.
    pub(super) upload: Option<Upload>,
    /// Who is signed in, or on the way to it.
    pub(super) asker: Option<Asker>,
    pub(super) from: From,
    /// What the browser kept while its reader was at another service.
    pub(super) trip: Option<String>,
    /// What a form of this reader carries.
    pub(super) token: String,
    /// What ties the form to sign in to this browser, where it is new.
    pub(super) fresh: Option<Cookie>,
}

/// What is answered instead, and what is around it.
type Refusal = (Reply, Frame);

/// Reads a request, and refuses one that is not from our own pages or whose sign-in has not come far enough.
pub(super) async fn call(
    route: &'static Route,
    state: Arc<State>,
    desk: Arc<Desk>,
    socket: Option<SocketAddr>,
    request: Request,
) -> Result<Call, Refusal> {
    let (parts, body) = request.into_parts();
    let bare = |reply| (reply, Frame::bare(route.path));
    if let Some(why) = desk.settings.off {
        return Err(bare(Reply::page(app::manage::stopped(503, "Signing in is off", why))));
    }
    let address = client(&parts.headers, socket, desk.settings.behind_proxy);
    let place = format!("web {}", HEXLOWER.encode(&desk.mac("place", &[address.as_bytes()])[..4]));
    let secure = desk.settings.secure;
    let from = From { address, device: cookie(&parts.headers, Kept::Device.name(secure)), place };
    let session = cookie(&parts.headers, Kept::Session.name(secure));
    let asker = match &session {
        Some(token) => desk.asker(token, &from.place).await.map_err(|stop| bare(Reply::stopped(&stop)))?,
        None => None,
    };
    // A form is tied to the session; before there is one, to a cookie of its own.
    let (tied, fresh) = match (asker.is_some(), session, cookie(&parts.headers, Kept::Form.name(secure))) {
        (true, Some(session), _) => (session, None),
        (_, _, Some(form)) => (form, None),
        _ => {
            let form = secret::token().map_err(|stop| bare(Reply::stopped(&stop)))?;
            (form.clone(), Some(Cookie::set(Kept::Form, form)))
        }
    };
    let trip = cookie(&parts.headers, Kept::Trip.name(secure));
    let token = BASE64URL_NOPAD.encode(&desk.mac("form", &[tied.as_bytes()]));
    let query = Fields::read(parts.uri.query().unwrap_or_default());
    let raw = (parts.uri.query().unwrap_or_default().to_owned(), parts.headers.get(header::ACCEPT_ENCODING).cloned());
    let address = parts.uri.path().to_owned();
    let mut call =
        Call { desk, state, path: route.path, address, query, raw, form: Fields::default(), upload: None, asker, from, trip, token, fresh };
    if route.way != Way::Get {
        let own = |name| text(&parts.headers, &name);
        let (site, origin) = (own(HeaderName::from_static("sec-fetch-site")), own(header::ORIGIN));
        if !call.desk.settings.is_own(site, origin, own(header::HOST)) {
            let words = "The request did not come from a page of this site, so nothing was done. If you typed its address yourself, whoever runs the program must set PUBLIC_URL to it.";
            return Err(bare(Reply::page(app::manage::stopped(403, "Nothing was done", words))));
        }
        let given = if let Some(boundary) = boundary(&parts.headers).filter(|_| route.way == Way::Upload) {
            let (given, upload) = Upload::begin(body, boundary).await;
            call.upload = Some(upload);
            given
        } else if let Ok(bytes) = to_bytes(body, largest(route.path)).await {
            call.form = Fields::read(std::str::from_utf8(&bytes).unwrap_or_default());
            call.form.one(TOKEN).to_owned()
        } else {
            let frame = call.frame();
            return Err((
                Reply::page(app::manage::stopped(413, "This is too much", "The form is larger than any form of these pages.")),
                frame,
            ));
        };
        let given = BASE64URL_NOPAD.decode(given.as_bytes()).unwrap_or_default();
        if !call.desk.is_mac(&given, "form", &[tied.as_bytes()]) {
            let frame = call.frame();
            let words = "The form was drawn for an earlier session, or for another browser, so nothing was done. Go back, reload the page and send it again.";
            return Err((Reply::page(app::manage::stopped(403, "Nothing was done", words)), frame));
        }
    }
    match elsewhere(route.needs, call.asker.as_ref()) {
        Some(path) => {
            let frame = call.frame();
            Err((Reply::to(path), frame))
        }
        None => Ok(call),
    }
}

/// The largest form of a route, in bytes.
fn largest(path: &str) -> usize {
    match path {
        TABLE | COLUMNS => LARGEST_TABLE,
        PROPOSE | PART | REPORT => LARGEST_PROPOSAL,
        _ => LARGEST,
    }
}

/// Where somebody must go first, whose sign-in has not come far enough.
fn elsewhere(needs: Needs, asker: Option<&Asker>) -> Option<&'static str> {
    let stage = asker.map(|asker| asker.session.stage);
    match (needs, stage, asker) {
        (Needs::Nobody, ..) | (Needs::Half, Some(Stage::Half), _) | (Needs::FullAnyPassword, Some(Stage::Full), _) => None,
        (_, None, _) | (_, _, None) => Some("/sign-in"),
        (Needs::Half, Some(Stage::Full), _) => Some("/manage"),
        (_, Some(Stage::Half), Some(asker)) => Some(second_step(asker)),
        (Needs::Full, Some(Stage::Full), Some(asker)) => asker.account.temporary().then_some("/manage/password"),
    }
}

/// Where the second step is.
pub(super) fn second_step(asker: &Asker) -> &'static str {
    if asker.account.factor.is_some() { "/sign-in/code" } else { "/sign-in/enrol" }
}

impl Call {
    /// Who asks; the route has seen to it that somebody does.
    pub(super) fn asker(&self) -> Result<&Asker, Stop> {
        self.asker.as_ref().ok_or(Stop::Forbidden("open this without signing in"))
    }

    /// The part of the address that the route names in braces; blank where it names none so.
    pub(super) fn part(&self, name: &str) -> String {
        let named = |part: &str| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) == Some(name);
        let parts = self.path.split('/').zip(self.address.split('/'));
        parts.filter(|(part, _)| named(part)).map(|(_, value)| decode(value)).next().unwrap_or_default()
    }

    /// The links of the head: of areas as many as have room.
    fn links(&self, asker: &Asker) -> Vec<(String, String)> {
        let mut all = links(asker, &self.state.release.council);
        let mut areas = areas(asker, &self.state.release.council);
        areas.truncate(if areas.len() > HEAD { 0 } else { HEAD });
        all.splice(all.len().min(1)..all.len().min(1), areas);
        all.into_iter().map(|(href, label, _)| (href, label)).collect()
    }

    /// What is around a page for this reader.
    pub(super) fn frame(&self) -> Frame {
        let signed = self.asker.as_ref().filter(|asker| asker.session.stage == Stage::Full).map(|asker| Signed {
            name: asker.user().name.clone(),
            token: self.token.clone(),
            links: self.links(asker),
        });
        let openid = self.desk.settings.openid.as_ref().filter(|_| self.path == "/sign-in");
        let leads_to = openid.map(|openid| openid.origin().to_owned());
        Frame { path: self.path, signed, secure: self.desk.settings.secure, fresh: self.fresh.clone(), leads_to }
    }
}

/// The pages of areas that a reader is told of before the public is: address, label, and what for.
pub(super) fn areas(asker: &Asker, council: &Council) -> Vec<Link> {
    let own = asker.user().grants.iter().filter_map(|grant| match grant {
        Grant::ViewerOf(area) => council.area(area),
        _ => None,
    });
    own.map(|area| {
        let note = format!("Figures of {} that are in force and not released.", area.name);
        (format!("/manage/areas/{}", area.code), format!("{} before release", area.name), note)
    })
    .collect()
}

/// An address, a label, and what for.
pub(super) type Link = (String, String, String);

/// Where a reader may go.
pub(super) fn links(asker: &Asker, council: &Council) -> Vec<Link> {
    if asker.account.temporary() {
        return Vec::new();
    }
    let may = |action: Action| asker.user().may(&action);
    let programmes = crate::manage::programmes::works(asker, council);
    let all = [
        (true, ("/manage", "Your pages", "")),
        (works(asker), ("/manage/measures", "My measures", "What is due, late, waiting or returned.")),
        (approves(asker), ("/manage/approvals", "Approvals", "What was handed in, for you to approve or return.")),
        (programmes, ("/manage/programmes", "Programmes", "Propose, approve and withdraw changes of actions.")),
        (may(Action::ManagePeople), ("/manage/people", "People", "Who may sign in, and what they may do.")),
        (may(Action::Import), ("/manage/imports", "Imports", "Bring in the figures of a table, and see what it changes.")),
        (may(Action::Publish), ("/manage/releases", "Releases", "Publish, plan, correct and withdraw what the public sees.")),
        (may(Action::EditReports), ("/manage/reports", "Reports", "Write a report, freeze one, correct or withdraw one.")),
        (may(Action::SeeDecisions), ("/manage/decisions", "Decisions", "Record what was decided, and what each lens changed.")),
        (may(Action::AskAtMeetings), ("/manage/meetings", "Meetings", "Agendas, and what was asked and answered.")),
        (
            may(Action::EditParts),
            ("/manage/parts", "Money, surveys, outcomes", "Edit what is told beside figures: another person approves it."),
        ),
        (may(Action::ReadAudit), ("/manage/audit", "Audit", "What was done, by whom and when.")),
        (asker.account.password.is_some(), ("/manage/password", "Password", "Change your password.")),
        (asker.account.factor.is_some(), ("/manage/factor", "Second step", "Another authenticator, and new recovery codes.")),
    ];
    let open = all.into_iter().filter(|(open, _)| *open);
    open.map(|(_, (href, label, note))| (href.to_owned(), label.to_owned(), note.to_owned())).collect()
}

/// Whether somebody enters, approves or sees figures before they are released.
fn works(asker: &Asker) -> bool {
    asker
        .user()
        .grants
        .iter()
        .any(|grant| matches!(grant, Grant::Contributor(_) | Grant::Approver(_) | Grant::Unmasked(_) | Grant::PerformanceTeam))
}

/// Whether somebody approves.
fn approves(asker: &Asker) -> bool {
    asker.user().grants.iter().any(|grant| matches!(grant, Grant::Approver(_) | Grant::PerformanceTeam))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The value of a cookie. Longer ones than ours are none of ours.
fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, value)| *known == name && (1..=200).contains(&value.len())).map(|(_, value)| value.to_owned())
}
