//! Meetings: the pages and the forms.

mod words;

use app::manage::meetings::{self as pages, said};
use domain::meeting::{
    Edit, Held, Stage,
    typed::{Typed, TypedItem, TypedRemark},
};

use super::{call::Call, entry::show::Names, reply::Reply};
use crate::manage::{
    Stop,
    meetings::{Spot, Wanted},
};

type Wrong = Vec<(&'static str, String)>;

const LIST: &str = "/manage/meetings";

fn nothing(words: &str) -> Reply {
    Reply::page(app::manage::stopped(404, "Not found", words))
}

fn no_meeting() -> Reply {
    nothing("There is no such meeting.")
}

/// The meeting that the address names. None has the number 0.
fn number(call: &Call) -> i64 {
    call.part("id").parse().unwrap_or(0)
}

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let meetings = call.desk.meetings(asker, &call.state.release.council).await?;
    Ok(Reply::page(pages::list(&words::list(asker, &meetings))))
}

/// The form of a new meeting.
pub(super) async fn new_form(call: Call) -> Result<Reply, Stop> {
    call.desk.may_arrange(call.asker()?).await?;
    Ok(Reply::page(pages::new(&Typed::default(), &[], &call.token)))
}

fn typed(call: &Call) -> Typed {
    let one = |name| call.form.one(name).to_owned();
    Typed { name: one("name"), on: one("on"), at: one("at"), place: one("place") }
}

/// Begins a meeting.
pub(super) async fn new(call: Call) -> Result<Reply, Stop> {
    let typed = typed(&call);
    Ok(match call.desk.new_meeting(call.asker()?, &call.state.release.council, &typed).await? {
        Ok(id) => Reply::go(format!("{LIST}/{id}?done=saved")),
        Err(wrong) => Reply::page(pages::new(&typed, &wrong, &call.token)),
    })
}

/// A meeting.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    let held = call.desk.meeting(call.asker()?, &call.state.release.council, number(&call)).await?;
    match held {
        Some(held) => draw(&call, &held, None, Vec::new()).await,
        None => Ok(no_meeting()),
    }
}

/// What was typed on one of the forms of a meeting.
#[derive(Default)]
struct Kept {
    details: Option<Typed>,
    item: TypedItem,
}

async fn draw(call: &Call, held: &Held, kept: Option<Kept>, wrong: Wrong) -> Result<Reply, Stop> {
    let people = Names::read(call).await?;
    let mut one = words::one(call, call.asker()?, held, &people);
    if let Some(Kept { details, item }) = kept {
        one.typed = details.unwrap_or(one.typed);
        one.item = item;
    }
    one.wrong = wrong;
    Ok(Reply::page(pages::one::page(&one, &call.token)))
}

/// Changes a meeting.
pub(super) async fn change(call: Call) -> Result<Reply, Stop> {
    let (asker, release, id) = (call.asker()?, &call.state.release, number(&call));
    let one = |name: &str| call.form.one(name).to_owned();
    let (seen, item) = (one("seen").parse().unwrap_or(0), one("item").parse().unwrap_or(0));
    let mut kept = Kept::default();
    let act = one("act");
    let (wanted, done) = match act.as_str() {
        "details" => (Wanted::Details(kept.details.insert(typed(&call))), "saved"),
        "add" => {
            kept.item =
                TypedItem { measure: one("measure"), area: one("area"), group: one("group"), report: one("report"), words: one("words") };
            (Wanted::Add(&kept.item), "added")
        }
        "remove" => (Wanted::Edit(Edit::Remove(item)), "removed"),
        "earlier" => (Wanted::Edit(Edit::Earlier(item)), "moved"),
        "later" => (Wanted::Edit(Edit::Later(item)), "moved"),
        "publish" => (Wanted::Stage(Stage::Published), "published"),
        "close" => (Wanted::Stage(Stage::Closed), "closed"),
        _ => {
            call.desk.may_arrange(asker).await?;
            let held = call.desk.meeting(asker, &release.council, id).await?;
            let Some(held) = held else { return Ok(no_meeting()) };
            return draw(&call, &held, None, vec![("agenda", "The form did not say what to do: use one of the buttons below.".to_owned())])
                .await;
        }
    };
    match call.desk.change_meeting(asker, release, (id, seen), wanted).await? {
        Some(Ok(())) => Ok(Reply::go(format!("{LIST}/{id}?done={done}"))),
        Some(Err(wrong)) => match call.desk.meeting(asker, &release.council, id).await? {
            Some(held) => draw(&call, &held, Some(kept), wrong).await,
            None => Ok(no_meeting()),
        },
        None => Ok(no_meeting()),
    }
}

/// What a form of a question or an answer is about, by its address or by its fields.
fn spot(call: &Call) -> Spot {
    let one = |name: &str| {
        let typed = call.form.one(name);
        if typed.is_empty() { call.query.one(name).to_owned() } else { typed.to_owned() }
    };
    let answers = one("answers");
    let answers = (!answers.is_empty()).then(|| answers.parse().unwrap_or(0));
    Spot { meeting: number(call), item: one("item").parse().unwrap_or(0), answers }
}

/// The form of a question or an answer.
pub(super) async fn say_form(call: Call) -> Result<Reply, Stop> {
    let (asker, spot) = (call.asker()?, spot(&call));
    let typed = TypedRemark { by: words::role(asker, spot).to_owned(), words: String::new() };
    draw_say(&call, spot, typed, Vec::new()).await
}

async fn draw_say(call: &Call, spot: Spot, typed: TypedRemark, wrong: Wrong) -> Result<Reply, Stop> {
    let held = call.desk.sayable(call.asker()?, &call.state.release.council, spot).await?;
    Ok(match held.and_then(|held| words::say(call, &held, spot)) {
        Some(say) => Reply::page(said::say(&said::Say { typed, wrong, ..say }, &call.token)),
        None => nothing("There is no such item or question."),
    })
}

/// Records a question or an answer.
pub(super) async fn say(call: Call) -> Result<Reply, Stop> {
    let (asker, council, spot) = (call.asker()?, &call.state.release.council, spot(&call));
    let typed = TypedRemark { by: call.form.one("by").to_owned(), words: call.form.one("words").to_owned() };
    match call.desk.say(asker, council, spot, &typed).await? {
        Some(Ok(_)) => Ok(Reply::go(format!("{LIST}/{}?done=recorded", spot.meeting))),
        Some(Err(wrong)) => draw_say(&call, spot, typed, wrong).await,
        None => Ok(nothing("There is no such item or question.")),
    }
}

/// The question or answer that the address names. None has the number 0.
fn remark(call: &Call) -> i64 {
    call.part("remark").parse().unwrap_or(0)
}

async fn draw_remark(call: &Call, typed: Option<(String, String)>, wrong: Wrong) -> Result<Reply, Stop> {
    let held = call.desk.changeable(call.asker()?, &call.state.release.council, number(call), remark(call)).await?;
    let people = Names::read(call).await?;
    let Some(mut one) = held.and_then(|held| words::change(&held, remark(call), &people)) else {
        return Ok(nothing("There is no such question or answer."));
    };
    if let Some((words, reason)) = typed {
        (one.words, one.reason) = (words, reason);
    }
    Ok(Reply::page(said::change(&said::Change { wrong, ..one }, &call.token)))
}

/// The form on which a question or answer is corrected or withdrawn.
pub(super) async fn remark_form(call: Call) -> Result<Reply, Stop> {
    draw_remark(&call, None, Vec::new()).await
}

/// Corrects or withdraws a question or an answer.
pub(super) async fn change_remark(call: Call) -> Result<Reply, Stop> {
    let (asker, council, id) = (call.asker()?, &call.state.release.council, number(&call));
    let one = |name: &str| call.form.one(name).to_owned();
    let (typed, why, seen) = (one("words"), one("reason"), one("seen").parse().unwrap_or(usize::MAX));
    let withdraws = one("act") == "withdraw";
    let (words, done) = if withdraws { (None, "withdrawn") } else { (Some(typed.as_str()), "corrected") };
    match call.desk.change_remark(asker, council, (id, remark(&call), seen), (words, &why)).await? {
        Some(Ok(())) => Ok(Reply::go(format!("{LIST}/{id}?done={done}"))),
        Some(Err(wrong)) => draw_remark(&call, Some((typed, why)), wrong).await,
        None => Ok(nothing("There is no such question or answer.")),
    }
}
