//! What whoever tests may ask and do, beside the REST API: the clock, the switches, the truth of who got what. JSON under
//! `/sandbox/…`, for this machine alone.

use super::clock::{Turn, rfc3339};
use super::faults::Switch;
use super::workspace::{Delivery, Workspace, Written};
use super::{Sandbox, State as Whole};
use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

/// The most deliveries of one answer.
const PAGE: usize = 1_000;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/sandbox/messages.json", get(messages).delete(forget))
        .route("/sandbox/schedules", get(schedules))
        .route("/sandbox/clock", get(clock).post(turn))
        .route("/sandbox/faults", get(faults).post(set_faults).delete(clear_faults))
        .route("/sandbox/requests", get(requests))
        .route("/sandbox/inbox", get(inbox))
        .route("/sandbox/deliveries", get(deliveries))
        .route("/sandbox/people", post(add_people))
        // The server in front of it bounds what is read.
        .layer(DefaultBodyLimit::disable())
}

/// Only who calls this machine by its own names gets in: no page of the web can reach here through a name of its own.
pub(super) async fn from_this_machine(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name =
        host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |(n, _)| n);
    if !matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
        return (StatusCode::MISDIRECTED_REQUEST, "call this machine by its own name").into_response();
    }
    next.run(request).await
}

fn refused(why: impl Into<String>) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "message": why.into() }))).into_response()
}

/// Works on the whole and answers with JSON.
async fn tell(sandbox: &Sandbox, work: impl FnOnce(&mut Whole) -> Result<Value, String> + Send + 'static) -> Response {
    match sandbox.with(work).await {
        Some(Ok(Value::Null)) => StatusCode::NO_CONTENT.into_response(),
        Some(Ok(told)) => ([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response(),
        Some(Err(why)) => refused(why),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn messages(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| {
        state.settle();
        Ok(json!({ "messages": state.received() }))
    })
    .await
}

async fn forget(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| {
        state.stand_in.forget();
        Ok(Value::Null)
    })
    .await
}

async fn schedules(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| {
        state.settle();
        let one = |one: &super::workspace::Schedule| {
            json!({
                "schedule_id": one.id, "state": one.state.word(), "changes": one.version, "outcomes": one.outcomes,
                "received": rfc3339(one.received), "visible": rfc3339(one.visible),
                "campaign_id": one.campaign_id, "send_id": one.send_id, "schedule": one.body.get("schedule"),
            })
        };
        Ok(json!({ "schedules": state.stand_in.workspace.schedules.iter().map(one).collect::<Vec<_>>() }))
    })
    .await
}

async fn clock(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| Ok(json!(state.clock.face(state.real)))).await
}

async fn turn(State(sandbox): State<Sandbox>, turn: Result<Json<Turn>, JsonRejection>) -> Response {
    let turn = match turn {
        Ok(Json(turn)) => turn,
        Err(error) => return refused(error.body_text()),
    };
    tell(&sandbox, move |state| {
        // What was due before the clock was turned happens before.
        state.settle();
        state.clock.turn(&turn, state.real)?;
        state.settle();
        Ok(json!(state.clock.face(state.real)))
    })
    .await
}

async fn faults(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| Ok(json!({ "faults": state.stand_in.switches.list() }))).await
}

/// One switch or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Value>),
    One(Value),
}

async fn set_faults(State(sandbox): State<Sandbox>, body: Result<Json<OneOrMany>, JsonRejection>) -> Response {
    let given = match body {
        Ok(Json(OneOrMany::Many(given))) => given,
        Ok(Json(OneOrMany::One(given))) => vec![given],
        Err(error) => return refused(error.body_text()),
    };
    let switches = serde_json::from_value::<Vec<Switch>>(Value::Array(given));
    tell(&sandbox, move |state| {
        state.stand_in.switches.add(switches.map_err(|error| error.to_string())?)?;
        Ok(json!({ "faults": state.stand_in.switches.list() }))
    })
    .await
}

async fn clear_faults(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| {
        state.stand_in.switches.clear();
        Ok(Value::Null)
    })
    .await
}

async fn requests(State(sandbox): State<Sandbox>) -> Response {
    tell(&sandbox, |state| Ok(json!({ "requests": state.stand_in.seen().collect::<Vec<_>>() }))).await
}

/// Whose inbox, or which schedule's deliveries.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    user: String,
    #[serde(default)]
    schedule: String,
    #[serde(default)]
    offset: usize,
    #[serde(default)]
    limit: Option<usize>,
    /// Whether the messages stand there too.
    #[serde(default)]
    messages: bool,
}

async fn inbox(State(sandbox): State<Sandbox>, Query(asked): Query<Asked>) -> Response {
    tell(&sandbox, move |state| {
        state.settle();
        let workspace = &state.stand_in.workspace;
        let person = workspace.people.called(&asked.user).ok_or("user: nobody is called so")?;
        let inbox: Vec<Value> = workspace.inbox(person).map(|one| told(workspace, one, true)).collect();
        Ok(json!({ "user": asked.user, "inbox": inbox }))
    })
    .await
}

async fn deliveries(State(sandbox): State<Sandbox>, Query(asked): Query<Asked>) -> Response {
    tell(&sandbox, move |state| {
        state.settle();
        let workspace = &state.stand_in.workspace;
        let (_, schedule) = workspace.schedule_of(&asked.schedule).ok_or("schedule: no schedule has this id")?;
        let limit = asked.limit.unwrap_or(PAGE).min(PAGE);
        let places = schedule.deliveries.iter().skip(asked.offset).take(limit);
        let page = places.filter_map(|place| workspace.deliveries.get(*place as usize));
        let page: Vec<Value> = page.map(|one| told(workspace, one, asked.messages)).collect();
        Ok(json!({
            "schedule": asked.schedule, "state": schedule.state.word(), "total": schedule.deliveries.len(),
            "outcomes": schedule.outcomes, "deliveries": page,
        }))
    })
    .await
}

/// A delivery as JSON.
fn told(workspace: &Workspace, one: &Delivery, message: bool) -> Value {
    let schedule = workspace.schedules.get(one.schedule as usize);
    let channel = one.content.messages.get(usize::from(one.message)).map(|message| message.channel.word());
    let mut told = json!({
        "user": one.profile.handle(), "braze_id": &*one.profile.braze_id,
        "schedule_id": schedule.map(|schedule| schedule.id.as_str()), "channel": channel,
        "at": rfc3339(one.at), "outcome": one.outcome.word(),
    });
    let Some(members) = told.as_object_mut() else { return told };
    if let Some(reason) = one.outcome.reason() {
        members.insert("reason".to_owned(), Value::from(reason));
    }
    if message && let Some((_, shown)) = workspace.show(one) {
        if one.outcome == super::workspace::Outcome::Sent {
            members.insert("message".to_owned(), shown.message);
        }
        members.insert("errors".to_owned(), json!(shown.errors));
        members.insert("unanswered".to_owned(), json!(shown.unanswered));
    }
    told
}

/// People as CSV, or the body of `POST /users/track`, without its limits and at once.
async fn add_people(State(sandbox): State<Sandbox>, headers: HeaderMap, body: String) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
    tell(&sandbox, move |state| {
        match kind.as_str() {
            "text/csv" => {
                state.add_people(&body)?;
            }
            "application/json" => {
                let mut body: Value = serde_json::from_str(&body).map_err(|error| error.to_string())?;
                let mut list = |name: &str| match body.get_mut(name).map(Value::take) {
                    Some(Value::Array(list)) => list,
                    _ => Vec::new(),
                };
                let written =
                    Written { attributes: list("attributes"), events: list("events"), purchases: list("purchases") };
                let now = state.now();
                state.stand_in.advance(now);
                state.stand_in.workspace.see(&written, now);
            }
            _ => return Err("content-type: must be text/csv or application/json".to_owned()),
        }
        Ok(json!({ "people": state.stand_in.workspace.people.len() }))
    })
    .await
}
