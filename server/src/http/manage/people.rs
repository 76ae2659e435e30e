//! The pages of people.

use app::manage::people::{self, Offer, Person, Shown, Typed};
use domain::{
    area::AreaType,
    council::Council,
    people::{Grant, User, UserId},
    store::Account,
};

use super::{call::Call, reply::Reply};
use crate::manage::{Stop, people::Made};

/// A grant in words, with the names of the council.
pub(super) fn words(grant: &Grant, council: &Council) -> String {
    let directorate = |code: &domain::code::DirectorateCode| {
        council.directorates.iter().find(|known| known.code == *code).map_or_else(|| code.to_string(), |known| known.name.clone())
    };
    match grant {
        Grant::Viewer => "Look at what the public sees".to_owned(),
        Grant::ViewerOf(area) => {
            let name = council.area(area).map_or_else(|| area.to_string(), |known| known.name.clone());
            format!("See figures of {name} before they are released")
        }
        Grant::Contributor(service) => {
            let mut services = council.directorates.iter().flat_map(|one| &one.services);
            let name = services.find(|known| known.code == *service).map_or_else(|| service.to_string(), |known| known.name.clone());
            format!("Enter figures and commentary of {name}")
        }
        Grant::Approver(of) => format!("Approve figures of {}", directorate(of)),
        Grant::Unmasked(of) => format!("See hidden figures of {}", directorate(of)),
        Grant::PerformanceTeam => "Import, set targets, approve, publish and correct (performance team)".to_owned(),
        Grant::Administrator => "Manage people and read the audit (administrator)".to_owned(),
    }
}

/// What can be granted here.
fn offers(council: &Council) -> Vec<Offer> {
    let services = council.directorates.iter().flat_map(|one| &one.services);
    let areas =
        council.areas.iter().filter(|area| matches!(area.kind, AreaType::Ward | AreaType::Neighbourhood) && area.valid_to.is_none());
    let directorates = || council.directorates.iter().map(|one| one.code.clone());
    let sets: [(&'static str, Vec<Grant>); 5] = [
        ("Roles", vec![Grant::Viewer, Grant::PerformanceTeam, Grant::Administrator]),
        ("Contributor", services.map(|one| Grant::Contributor(one.code.clone())).collect()),
        ("Approver", directorates().map(Grant::Approver).collect()),
        ("Hidden figures", directorates().map(Grant::Unmasked).collect()),
        ("Figures before they are released", areas.map(|area| Grant::ViewerOf(area.code.clone())).collect()),
    ];
    sets.map(|(kind, grants)| Offer { kind, grants: grants.iter().map(|grant| (grant.to_string(), words(grant, council))).collect() })
        .into()
}

/// What can be granted here, and what somebody has besides, such as of an area that is no more: what is not offered would be lost.
fn offers_with(user: &User, council: &Council) -> Vec<Offer> {
    let mut offers = offers(council);
    let offered = |text: &String| offers.iter().any(|offer| offer.grants.iter().any(|(known, _)| known == text));
    let rest = user.grants.iter().map(|grant| (grant.to_string(), words(grant, council))).filter(|(text, _)| !offered(text)).collect();
    offers.push(Offer { kind: "What they have besides", grants: rest });
    offers
}

fn person(user: &User, council: &Council) -> Person {
    Person {
        id: user.id.0,
        login: user.login.to_string(),
        name: user.name.clone(),
        active: user.active,
        grants: user.grants.iter().map(ToString::to_string).collect(),
        words: user.grants.iter().map(|grant| words(grant, council)).collect(),
    }
}

/// Everybody, or the one who is asked for.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let chosen = call.query.one("user").to_owned();
    if chosen.is_empty() { everybody(&call, &Typed::default()).await } else { one(&call, &chosen, &[]).await }
}

async fn everybody(call: &Call, typed: &Typed) -> Result<Reply, Stop> {
    let (users, council) = (call.desk.people(call.asker()?).await?, &call.state.release.council);
    let people: Vec<Person> = users.iter().map(|user| person(user, council)).collect();
    Ok(Reply::page(people::list(&call.token, &people, &offers(council), typed)))
}

async fn one(call: &Call, chosen: &str, wrong: &[(&'static str, String)]) -> Result<Reply, Stop> {
    let council = &call.state.release.council;
    match call.desk.person(call.asker()?, number(chosen)).await? {
        Some(Account { user, elsewhere, .. }) => {
            let why = match (elsewhere, user.id == call.asker()?.id()) {
                (true, _) => Some("Another service says what they may do, and how they sign in: change their roles there."),
                (_, true) => Some("This is you. Another administrator can change what you may do."),
                _ => None,
            };
            let shown = Shown { fixed: why, elsewhere };
            Ok(Reply::page(people::person(&call.token, &person(&user, council), shown, &offers_with(&user, council), wrong)))
        }
        None => Ok(Reply::page(app::manage::stopped(404, "Not found", "There is no such person."))),
    }
}

/// The user of a number as text. No user has the number 0: the use case says that there is none.
fn number(text: &str) -> UserId {
    UserId(text.parse().unwrap_or(0))
}

/// The user that a form is about.
fn about(call: &Call) -> UserId {
    number(call.form.one("user"))
}

/// Goes back to the list, or says on the person's page what is wrong.
async fn after(call: &Call, done: Result<(), Stop>) -> Result<Reply, Stop> {
    match done {
        Ok(()) => Ok(Reply::to("/manage/people")),
        Err(Stop::Wrong(field, words)) => one(call, call.form.one("user"), &[(field, words)]).await,
        Err(other) => Err(other),
    }
}

/// Adds somebody.
pub(super) async fn add(call: Call) -> Result<Reply, Stop> {
    let (login, name, grants) = (call.form.one("login"), call.form.one("name"), call.form.all("grant"));
    match call.desk.add(call.asker()?, login, name, &grants, &call.state.release.council).await {
        Ok(made) => shown(&call, &made).await,
        Err(Stop::Wrong(field, words)) => {
            let typed = Typed { login: login.to_owned(), name: name.to_owned(), grants, wrong: vec![(field, words)] };
            everybody(&call, &typed).await
        }
        Err(other) => Err(other),
    }
}

async fn shown(call: &Call, made: &Made) -> Result<Reply, Stop> {
    let users = call.desk.people(call.asker()?).await?;
    match users.iter().find(|user| user.id == made.user) {
        Some(user) => Ok(Reply::page(people::temporary(&user.name, user.login.as_str(), &made.password))),
        None => Ok(Reply::to("/manage/people")),
    }
}

/// Says what somebody may do from now on.
pub(super) async fn grant(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.grant(call.asker()?, about(&call), &call.form.all("grant"), &call.state.release.council).await;
    after(&call, done).await
}

/// Lets a leaver sign in no more.
pub(super) async fn deactivate(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.activate(call.asker()?, about(&call), false).await;
    after(&call, done).await
}

/// Lets somebody sign in again.
pub(super) async fn reactivate(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.activate(call.asker()?, about(&call), true).await;
    after(&call, done).await
}

/// Makes a new password for somebody.
pub(super) async fn reset_password(call: Call) -> Result<Reply, Stop> {
    match call.desk.reset_password(call.asker()?, about(&call)).await {
        // Whoever resets their own has been signed out by it, and is shown the password all the same.
        Ok(made) => shown(&call, &made).await,
        Err(stop) => after(&call, Err(stop)).await,
    }
}

/// Removes somebody's second step.
pub(super) async fn reset_factor(call: Call) -> Result<Reply, Stop> {
    let done = call.desk.reset_factor(call.asker()?, about(&call)).await;
    after(&call, done).await
}
