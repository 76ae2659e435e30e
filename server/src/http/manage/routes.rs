//! The one table of routes.

use std::{future::Future, pin::Pin};

use super::{
    approvals, audit, call::Call, decisions, entry, imports, measures, meetings, openid, own, parts, people, preview, programmes, releases,
    reply::Reply, reports, sign_in,
};
use crate::manage::Stop;

/// Whether a route only looks, or changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It looks.
    Get,
    /// It changes something: its form's token and its origin are checked.
    Post,
    /// The same, by a form that brings a file.
    Upload,
}

/// How far a sign-in must have come. What a user may do is decided by the use case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nobody,
    /// The password was right.
    Half,
    /// All of it, and a password of their own.
    Full,
    /// All of it, though the password may still be one that somebody else made.
    FullAnyPassword,
}

/// What answers a call.
type Answer = fn(Call) -> Pin<Box<dyn Future<Output = Result<Reply, Stop>> + Send>>;

/// A route.
#[derive(Debug)]
pub struct Route {
    /// Whether it changes something.
    pub way: Way,
    /// Its path.
    pub path: &'static str,
    /// How far a sign-in must have come.
    pub needs: Needs,
    pub(super) answer: Answer,
}

/// The route of a table of cells, whose form may be larger than others.
pub(super) const TABLE: &str = "/manage/measures/{code}/{period}";
/// The route of what a table of actions changes, which its page sends back.
pub(super) const PROPOSE: &str = "/manage/programmes/{code}/propose";
/// The route of the text of a file of the folder.
pub(super) const PART: &str = "/manage/parts/edit";
/// The route of a report that is written, whose form has what is said before each of its sections.
pub(super) const REPORT: &str = "/manage/reports/{id}";
/// The route of what is said of a file, whose form has fields for each of its columns.
pub(super) const COLUMNS: &str = "/manage/imports/columns";

macro_rules! routes {
    ($($way:ident $path:literal $needs:ident $answer:path,)+) => {
        /// Every route of those who sign in. `server/tests/manage/roles.rs` says for each what each role gets, and fails for one that it
        /// does not know.
        pub const ROUTES: &[Route] =
            &[$(Route { way: Way::$way, path: $path, needs: Needs::$needs, answer: |call| Box::pin($answer(call)) },)+];
    };
}

routes! {
    Get "/sign-in" Nobody sign_in::form,
    Post "/sign-in" Nobody sign_in::password,
    Get "/sign-in/code" Half sign_in::code_form,
    Post "/sign-in/code" Half sign_in::code,
    Get "/sign-in/enrol" Half sign_in::enrol_form,
    Post "/sign-in/enrol" Half sign_in::enrol,
    Post "/sign-in/with" Nobody openid::leave,
    Get "/sign-in/back" Nobody openid::back,
    Post "/sign-out" Nobody sign_in::out,
    Get "/manage" Full own::home,
    Post "/manage/seen" Full own::seen,
    Post "/manage/digest" Full own::want_digest,
    Post "/manage/digest/end" Full own::end_digest,
    Get "/manage/password" FullAnyPassword own::password_form,
    Post "/manage/password" FullAnyPassword own::new_password,
    Get "/manage/factor" Full own::factor_form,
    Post "/manage/factor" Full own::new_factor,
    Get "/manage/measures" Full measures::mine,
    Get "/manage/measures/{code}" Full measures::one::page,
    Get "/manage/measures/{code}/{period}" Full entry::page,
    Post "/manage/measures/{code}/{period}" Full entry::write,
    Get "/manage/areas/{code}" Full measures::area::page,
    Get "/manage/directorates/{code}" Full measures::directorate::page,
    Get "/manage/entry.js" Full entry::script,
    Get "/manage/approvals" Full approvals::list,
    Get "/manage/approvals/{id}" Full approvals::page,
    Post "/manage/approvals/{id}" Full approvals::decide,
    Get "/manage/preview" Full preview::first,
    Get "/manage/preview/" Full preview::page,
    Get "/manage/preview/{*path}" Full preview::page,
    Get "/manage/people" Full people::list,
    Post "/manage/people/add" Full people::add,
    Post "/manage/people/grant" Full people::grant,
    Post "/manage/people/deactivate" Full people::deactivate,
    Post "/manage/people/reactivate" Full people::reactivate,
    Post "/manage/people/reset-password" Full people::reset_password,
    Post "/manage/people/reset-factor" Full people::reset_factor,
    Get "/manage/imports" Full imports::list,
    Get "/manage/imports/import" Full imports::one,
    Post "/manage/imports/withdraw" Full imports::withdraw,
    Upload "/manage/imports/upload" Full imports::upload,
    Get "/manage/imports/file" Full imports::file,
    Post "/manage/imports/accept" Full imports::accept,
    Post "/manage/imports/columns" Full imports::columns,
    Post "/manage/imports/plainly" Full imports::plainly,
    Get "/manage/imports/mapping.toml" Full imports::mapping,
    Post "/manage/imports/keep" Full imports::keep,
    Post "/manage/imports/forget" Full imports::forget,
    Post "/manage/imports/give-up" Full imports::give_up,
    Get "/manage/releases" Full releases::list,
    Get "/manage/releases/new" Full releases::next,
    Post "/manage/releases/new" Full releases::prepare,
    Get "/manage/releases/check" Full releases::look,
    Post "/manage/releases/check" Full releases::send,
    Post "/manage/releases/give-up" Full releases::give_up,
    Get "/manage/releases/withdraw" Full releases::withdraw_form,
    Post "/manage/releases/withdraw" Full releases::withdraw,
    Get "/manage/releases/cancel" Full releases::cancel_form,
    Post "/manage/releases/cancel" Full releases::cancel,
    Get "/manage/decisions" Full decisions::list,
    Get "/manage/decisions/new" Full decisions::form,
    Post "/manage/decisions/new" Full decisions::propose,
    Get "/manage/decisions/withdraw" Full decisions::withdraw_form,
    Post "/manage/decisions/withdraw" Full decisions::withdraw,
    Get "/manage/decisions/{id}" Full decisions::page,
    Post "/manage/decisions/{id}" Full decisions::settle,
    Get "/manage/meetings" Full meetings::list,
    Get "/manage/meetings/new" Full meetings::new_form,
    Post "/manage/meetings/new" Full meetings::new,
    Get "/manage/meetings/{id}" Full meetings::page,
    Post "/manage/meetings/{id}" Full meetings::change,
    Get "/manage/meetings/{id}/say" Full meetings::say_form,
    Post "/manage/meetings/{id}/say" Full meetings::say,
    Get "/manage/meetings/{id}/remarks/{remark}" Full meetings::remark_form,
    Post "/manage/meetings/{id}/remarks/{remark}" Full meetings::change_remark,
    Get "/manage/parts" Full parts::list,
    Get "/manage/parts/edit" Full parts::form,
    Post "/manage/parts/edit" Full parts::propose,
    Get "/manage/parts/{id}" Full parts::page,
    Post "/manage/parts/{id}" Full parts::settle,
    Get "/manage/reports" Full reports::list,
    Post "/manage/reports" Full reports::begin,
    Get "/manage/reports/{id}" Full reports::page,
    Post "/manage/reports/{id}" Full reports::act,
    Get "/manage/reports/{id}/look" Full reports::look,
    Get "/manage/reports/frozen/{id}" Full reports::kept,
    Post "/manage/reports/frozen/{id}" Full reports::mend,
    Get "/manage/programmes" Full programmes::list,
    Get "/manage/programmes/{code}" Full programmes::one,
    Get "/manage/programmes/{code}/actions.csv" Full programmes::table::export,
    Upload "/manage/programmes/{code}/file" Full programmes::table::upload,
    Post "/manage/programmes/{code}/propose" Full programmes::table::propose,
    Get "/manage/programmes/{code}/add" Full programmes::action::add_form,
    Post "/manage/programmes/{code}/add" Full programmes::action::add,
    Get "/manage/programmes/{code}/actions/{action}" Full programmes::action::page,
    Post "/manage/programmes/{code}/actions/{action}" Full programmes::action::propose,
    Get "/manage/proposals/{id}" Full programmes::proposal::page,
    Post "/manage/proposals/{id}" Full programmes::proposal::decide,
    Get "/manage/audit" Full audit::page,
    Get "/manage/audit.csv" Full audit::file,
    Get "/manage/audit/check" Full audit::check,
}
