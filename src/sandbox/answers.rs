//! What the stand-in answers to a request in which nothing is wrong by itself, one function for each endpoint.
//!
//! It knows segments, campaigns and what was scheduled; it knows no users, so nobody is found and nothing is counted.

use super::endpoints::refuse;
use super::store::{Campaign, Sandbox};
use crate::braze::{Consequence, Endpoint, Fault, SEGMENTS_ON_A_PAGE, Segment};
use crate::locale::Locale;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The answer to a body. `left_out` are the faults of objects that are left out of it.
pub(super) fn body(sandbox: &Sandbox, endpoint: Endpoint, body: Value, left_out: &[Fault]) -> Response {
    if let Some(said) = campaign_fault(sandbox, endpoint, &body) {
        return refuse(StatusCode::BAD_REQUEST, said);
    }
    match endpoint {
        Endpoint::UsersTrack => track(sandbox, &body, left_out),
        Endpoint::UsersExportIds => export(&body),
        Endpoint::SendIdCreate => send_id(sandbox, &body),
        Endpoint::ScheduleCreate => schedule(sandbox, body),
        Endpoint::ScheduleUpdate => known_schedule(sandbox.change(text(&body, "schedule_id"), &body)),
        _ => known_schedule(sandbox.take_back(text(&body, "schedule_id"))),
    }
}

/// The answer to a query.
pub(super) fn query(sandbox: &Sandbox, endpoint: Endpoint, query: &Map<String, Value>) -> Response {
    let value = |name: &str| query.get(name).and_then(Value::as_str).unwrap_or_default();
    let segment = || sandbox.options.segments.iter().find(|segment| segment.id == value("segment_id"));
    let no_segment = || refuse(StatusCode::BAD_REQUEST, "segment_id must be a string of the Segment api identifier");
    match endpoint {
        Endpoint::SegmentsList => {
            let page: usize = value("page").parse().unwrap_or_default();
            let mut segments: Vec<&Segment> = sandbox.options.segments.iter().collect();
            if value("sort_direction") == "desc" {
                segments.reverse();
            }
            let skipped = page.saturating_mul(SEGMENTS_ON_A_PAGE);
            let segments: Vec<_> = segments.into_iter().skip(skipped).take(SEGMENTS_ON_A_PAGE).collect();
            done(StatusCode::OK, json!({ "segments": segments }))
        }
        Endpoint::SegmentsDetails => segment().map_or_else(no_segment, |segment| {
            done(
                StatusCode::OK,
                json!({ "name": segment.name, "description": "", "text_description": "", "tags": segment.tags }),
            )
        }),
        Endpoint::SegmentsDataSeries if segment().is_none() => no_segment(),
        _ => {
            let campaigns = &sandbox.options.campaigns;
            if endpoint == Endpoint::SendsDataSeries
                && !campaigns.is_empty()
                && !campaigns.contains_key(value("campaign_id"))
            {
                return refuse(StatusCode::BAD_REQUEST, "Invalid Campaign ID");
            }
            done(StatusCode::OK, json!({ "data": [] }))
        }
    }
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn done(status: StatusCode, mut answer: Value) -> Response {
    if let Some(members) = answer.as_object_mut() {
        members.insert("message".to_owned(), json!("success"));
    }
    (status, axum::Json(answer)).into_response()
}

fn known_schedule(known: bool) -> Response {
    match known {
        true => done(StatusCode::CREATED, json!({})),
        // Undocumented: the words are made up, the status is that of every wrong identifier.
        false => refuse(StatusCode::BAD_REQUEST, "Invalid Schedule ID"),
    }
}

/// How many of each list were taken, and a note for each object that was not.
fn track(sandbox: &Sandbox, body: &Value, left_out: &[Fault]) -> Response {
    let mut notes: Vec<(String, usize, String)> = left_out.iter().filter_map(note).collect();
    notes.extend(unknown_apps(sandbox, body));
    let mut answer = Map::new();
    for list in ["attributes", "events", "purchases"] {
        if let Some(items) = body.get(list).and_then(Value::as_array) {
            let wrong: BTreeSet<usize> =
                notes.iter().filter(|(of, ..)| of == list).map(|(_, index, _)| *index).collect();
            answer.insert(format!("{list}_processed"), json!(items.len().saturating_sub(wrong.len())));
        }
    }
    if !notes.is_empty() {
        let note = |(list, index, said)| json!({ "type": said, "input_array": list, "index": index });
        answer.insert("errors".to_owned(), notes.into_iter().map(note).collect());
    }
    done(StatusCode::CREATED, Value::Object(answer))
}

/// The list, the place in it, and what is said of the object there.
fn note(fault: &Fault) -> Option<(String, usize, String)> {
    let (list, rest) = fault.field.split_once('[')?;
    let said = match fault.braze {
        Consequence::LeavesOut(Some(code)) => code.to_owned(),
        _ => fault.sentence(Locale::En),
    };
    Some((list.to_owned(), rest.split_once(']')?.0.parse().ok()?, said))
}

fn unknown_apps(sandbox: &Sandbox, body: &Value) -> Vec<(String, usize, String)> {
    let apps = &sandbox.options.apps;
    let known = |token: &Value| apps.is_empty() || apps.contains(text(token, "app_id"));
    let users = body.get("attributes").and_then(Value::as_array).into_iter().flatten().enumerate();
    let wrong = |user: &Value| {
        user.get("push_tokens").and_then(Value::as_array).is_some_and(|tokens| !tokens.iter().all(known))
    };
    users
        .filter(|(_, user)| wrong(user))
        .map(|(index, _)| ("attributes".to_owned(), index, "BAD_PUSH_TOKEN_APP_ID".to_owned()))
        .collect()
}

/// Nobody is known here.
fn export(body: &Value) -> Response {
    let ids = body.get("external_ids").and_then(Value::as_array).cloned().unwrap_or_default();
    let id = |id: Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let unknown: Vec<String> = ids.into_iter().map(id).collect();
    done(StatusCode::CREATED, json!({ "users": [], "invalid_user_ids": unknown }))
}

fn send_id(sandbox: &Sandbox, body: &Value) -> Response {
    let send = match text(body, "send_id") {
        "" => format!("send-{}", sandbox.now()),
        send => send.to_owned(),
    };
    if !sandbox.keep_send_id(text(body, "campaign_id"), &send) {
        return refuse(StatusCode::TOO_MANY_REQUESTS, "Rate Limited");
    }
    done(StatusCode::CREATED, json!({ "send_id": send }))
}

fn schedule(sandbox: &Sandbox, body: Value) -> Response {
    let send = body.get("send_id").cloned();
    let kept = sandbox.keep(body);
    let mut answer = json!({ "dispatch_id": kept.dispatch_id, "schedule_id": kept.schedule_id });
    if let (Some(send), Some(answer)) = (send, answer.as_object_mut()) {
        answer.insert("send_id".to_owned(), send);
    }
    done(StatusCode::CREATED, answer)
}

/// Campaign and variation, where the stand-in knows any campaigns.
fn campaign_fault(sandbox: &Sandbox, endpoint: Endpoint, body: &Value) -> Option<&'static str> {
    let campaigns = &sandbox.options.campaigns;
    let asked = matches!(endpoint, Endpoint::ScheduleCreate | Endpoint::SendIdCreate) && !campaigns.is_empty();
    let id = body.get("campaign_id").and_then(Value::as_str).filter(|_| asked)?;
    let Some(Campaign { email_variations }) = campaigns.get(id) else { return Some("Invalid Campaign ID") };
    let variation = body.pointer("/messages/email/message_variation_id").and_then(Value::as_str)?;
    (!email_variations.contains(variation)).then_some("Invalid Message Variant")
}
