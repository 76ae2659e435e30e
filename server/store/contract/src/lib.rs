//! What every store promises, one function a promise. No database, no runtime: an adapter's tests run them.
//!
//! Each promise takes a way to open the store under test. It is empty when first opened, and every call opens the same one again.
//! A broken promise panics. [`for_each_promise`] lists them all, so that no adapter can leave one out.

#![expect(clippy::missing_panics_doc, reason = "a broken promise panics: that is what a promise is for")]

mod arrivals;
mod audit;
mod batches;
mod decisions;
mod digests;
mod entries;
mod imports;
mod mappings;
mod meetings;
mod observations;
mod parts;
mod people;
mod proofs;
mod proposals;
mod register;
mod releases;
mod reports;
mod sample;
mod sessions;
mod together;

pub use arrivals::*;
pub use audit::*;
pub use batches::*;
pub use decisions::*;
pub use digests::*;
pub use entries::*;
pub use imports::*;
pub use mappings::*;
pub use meetings::*;
pub use observations::*;
pub use parts::*;
pub use people::*;
pub use proofs::*;
pub use proposals::*;
pub use register::*;
pub use releases::*;
pub use reports::*;
pub use sessions::*;
pub use together::*;

/// Calls a macro with the names of all promises: `for_each_promise!(test_it)` becomes `test_it! { a b c }`.
#[macro_export]
macro_rules! for_each_promise {
    ($test:ident) => {
        $test! {
            an_empty_store_holds_nothing
            a_council_comes_back_as_it_was
            a_council_that_would_change_is_refused
            the_newest_batch_of_each_council_is_found
            a_load_with_a_fault_leaves_nothing
            a_load_that_is_given_up_leaves_nothing
            the_newest_two_batches_and_released_ones_are_kept
            a_batch_without_observations_is_a_batch
            every_figure_comes_back_exactly
            observations_are_of_one_measure_and_batch
            observations_are_ordered
            the_periods_of_a_batch_are_each_told_once
            what_is_not_there_is_not_an_empty_answer
            a_release_comes_back_as_it_was
            releases_are_numbered_without_gaps
            a_release_that_fails_leaves_no_gap
            each_council_has_its_own_release
            what_was_written_is_there_after_reopening
            a_reader_sees_whole_batches_only
            releases_published_at_once_have_their_own_numbers
            what_is_told_of_releases_is_registered
            what_is_held_is_as_it_was_released
            measures_between_batches_are_told
            the_second_of_two_publishers_is_told
            a_release_is_withdrawn_and_the_one_before_stands
            a_plan_keeps_its_figures_and_ends_once
            what_is_withdrawn_is_not_published
            an_import_stands_over_the_folder
            the_second_of_two_imports_is_told
            imports_outlive_the_folder
            what_was_released_stays
            an_import_with_a_fault_leaves_nothing
            imports_are_listed
            what_an_import_stands_over_is_told
            mappings_are_kept_by_name
            a_draft_comes_back_as_it_was_typed
            the_second_of_two_writers_is_told
            a_submission_becomes_an_import
            what_is_brought_in_is_told_by_measure_and_period
            what_is_approved_of_decisions_is_told
            nobody_decides_on_what_they_proposed
            a_report_goes_from_a_draft_to_a_frozen_one
            nobody_freezes_a_report_they_had_a_hand_in
            what_is_approved_of_parts_is_told
            nobody_approves_a_text_they_had_a_hand_in
            a_meeting_is_told_once_it_is_published
            what_is_said_at_a_meeting_is_kept
            a_proposal_is_decided_once_and_withdrawn_once
            the_key_is_made_once
            users_come_back_as_they_are
            a_login_is_one_persons
            a_change_of_nobody_is_told
            the_last_administrator_stays
            a_change_ends_the_sessions_of_its_user
            a_session_begins_only_while_its_proof_holds
            what_is_new_of_one_s_own_ends_the_other_sessions
            who_comes_from_elsewhere_is_known_by_issuer_and_subject
            what_is_brought_back_is_good_once
            what_the_service_says_is_followed
            who_comes_from_elsewhere_can_be_kept_out
            the_last_administrator_with_a_password_stays
            a_recovery_code_is_used_once
            a_step_of_time_is_used_once
            a_session_is_found_until_it_ends
            a_session_stands_in_place_of_another
            old_sessions_are_forgotten
            failures_are_counted_by_name
            the_audit_is_one_chain
            writes_at_once_make_one_chain
            the_audit_is_searched
            what_was_seen_never_becomes_less
            a_digest_is_wanted_until_it_ends
            a_letter_is_begun_once
            what_comes_of_a_letter_is_told_of_no_other_digest
            leavers_want_nothing
        }
    };
}

/// The result, or the error as the reason why the promise is broken.
fn done<T, E: std::error::Error>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("the store failed: {error} ({error:?})"))
}
