//! The ten endpoints: the request held against Braze's documentation and against the workspace, and the answer as it was
//! recorded or documented.

use super::call::{Call, Reply};
use super::limits::Limits;
use super::workspace::{Channel, Fixed, Workspace, Written, id};
use crate::braze::validate::{self, MAX_REQUEST};
use crate::braze::{Consequence, Endpoint, Fault};
use crate::locale::Locale;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where nothing of a request to `users/track` could be taken. Not documented; seen in public recordings.
const NOTHING_VALID: &str = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";

/// For segments that nobody knows: not documented; as Braze was recorded to say it of a Canvas.
const NO_SUCH_SEGMENT: &str = "segment_id must be a string of the Segment api identifier";

/// The answer to a request that may ask.
pub(super) fn answer(
    workspace: &mut Workspace,
    limits: &mut Limits,
    endpoint: Endpoint,
    call: &Call,
    now: i64,
) -> Reply {
    let seconds = now.div_euclid(1000);
    if endpoint.method() == "GET" {
        let pairs = call.pairs();
        let faults = validate::query(endpoint, &pairs, seconds);
        if !faults.is_empty() {
            return refused(&faults);
        }
        return queried(workspace, endpoint, &pairs.into_iter().collect(), now);
    }
    let Ok(body) = serde_json::from_slice::<Value>(&call.body) else { return Reply::says(400, "Bad Request") };
    let (left_out, faults): (Vec<Fault>, Vec<Fault>) = validate::body(endpoint, &body, seconds)
        .into_iter()
        .partition(|fault| matches!(fault.braze, Consequence::LeavesOut(_)));
    if !faults.is_empty() {
        return refused(&faults);
    }
    match endpoint {
        Endpoint::UsersTrack => track(workspace, &body, &left_out, now),
        Endpoint::UsersExportIds => Reply::json(201, &workspace.export(&body, now)),
        Endpoint::ScheduleCreate => create(workspace, body, now),
        Endpoint::ScheduleUpdate => update(workspace, &body, now),
        Endpoint::ScheduleDelete => done(workspace.unschedule(&body, now)),
        _ => name_send(workspace, limits, &body, now),
    }
}

/// Whether an export names its fields, and none of those that make it slow.
pub(super) fn is_fast(body: &[u8]) -> bool {
    let body: Option<Value> = serde_json::from_slice(body.get(..body.len().min(MAX_REQUEST)).unwrap_or_default()).ok();
    let fields = body.as_ref().and_then(|body| body.get("fields_to_export")?.as_array());
    let slow = |field: &Value| matches!(field.as_str(), Some("campaigns_received" | "canvases_received"));
    fields.is_some_and(|fields| !fields.is_empty() && !fields.iter().any(slow))
}

/// Braze's own words where they are documented; every fault by its field besides.
fn refused(faults: &[Fault]) -> Reply {
    let says = |fault: &Fault| match fault.braze {
        Consequence::Says(words) => Some(words.to_owned()),
        _ => None,
    };
    let first = || faults.first().map(|fault| fault.sentence(Locale::En)).unwrap_or_default();
    let message = faults.iter().find_map(says).unwrap_or_else(first);
    Reply::json(400, &json!({ "message": message, "errors": faults }))
}

fn queried(workspace: &mut Workspace, endpoint: Endpoint, query: &BTreeMap<String, String>, now: i64) -> Reply {
    let text = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    let length = text("length").parse().unwrap_or(1_u32);
    let ending = query.get("ending_at").and_then(|at| super::workspace::instant(at)).unwrap_or(now);
    let or_unknown = |answer: Option<Value>| match answer {
        Some(answer) => Reply::json(200, &answer),
        None => Reply::says(400, NO_SUCH_SEGMENT),
    };
    match endpoint {
        Endpoint::SegmentsDetails => or_unknown(workspace.segment_details(text("segment_id"))),
        Endpoint::SegmentsDataSeries => or_unknown(workspace.segment_series(text("segment_id"), length, ending, now)),
        Endpoint::SendsDataSeries => {
            let (campaign, send) = (text("campaign_id"), text("send_id"));
            if !workspace.settings.campaigns.is_empty() && workspace.settings.campaign(campaign).is_none() {
                return Reply::says(400, "Invalid Campaign ID");
            }
            while workspace.settle(usize::MAX) {}
            Reply::json(200, &workspace.send_series((campaign, send), length, ending, now))
        }
        _ => {
            let page = text("page").parse().unwrap_or_default();
            Reply::json(200, &workspace.segments_list(page, text("sort_direction") == "desc"))
        }
    }
}

fn create(workspace: &mut Workspace, body: Value, now: i64) -> Reply {
    let campaign = body.get("campaign_id").and_then(Value::as_str).map(str::to_owned);
    if let Err(said) = fits(workspace, campaign.as_deref(), body.get("messages")) {
        return Reply::says(400, &said);
    }
    let send = body.get("send_id").and_then(Value::as_str).map(str::to_owned);
    let kept = workspace.schedule(body, now).and_then(|place| workspace.schedules.get(place));
    let Some(kept) = kept else { return Reply::says(400, "Bad Request") };
    let mut answer = json!({ "dispatch_id": kept.dispatch_id, "schedule_id": kept.id, "message": "success" });
    if let (Some(send), Some(answer)) = (send, answer.as_object_mut()) {
        answer.insert("send_id".to_owned(), Value::String(send));
    }
    Reply::json(201, &answer)
}

fn update(workspace: &mut Workspace, body: &Value, now: i64) -> Reply {
    let id = body.get("schedule_id").and_then(Value::as_str).unwrap_or_default();
    let campaign = workspace.schedule_of(id).and_then(|(_, schedule)| schedule.campaign_id.clone());
    if let (Some(_), Some(messages)) = (&campaign, body.get("messages").and_then(Value::as_object)) {
        let unsaid = |message: &Value| !message.get("message_variation_id").is_some_and(Value::is_string);
        if messages.values().any(unsaid) {
            return Reply::says(400, "Message Variant Unspecified");
        }
    }
    if let Err(said) = fits(workspace, campaign.as_deref(), body.get("messages")) {
        return Reply::says(400, &said);
    }
    done(workspace.reschedule(body, now))
}

/// What Braze says where there is no such schedule any more is not documented.
fn done(done: Result<(), Fixed>) -> Reply {
    match done {
        Ok(()) => Reply::json(201, &json!({ "message": "success" })),
        Err(Fixed::Unknown) => Reply::says(400, "Invalid Schedule ID"),
        Err(Fixed::Begun) => Reply::says(400, "The schedule has already been sent"),
    }
}

/// Whether campaign, variations, apps and groups are this workspace's; what Braze says where they are not.
fn fits(workspace: &Workspace, campaign: Option<&str>, messages: Option<&Value>) -> Result<(), String> {
    let settings = &workspace.settings;
    let messages = || messages.and_then(Value::as_object).into_iter().flatten();
    if let Some(id) = campaign.filter(|_| !settings.campaigns.is_empty()) {
        let campaign = settings.campaign(id).ok_or("Invalid Campaign ID")?;
        for (channel, message) in messages() {
            let Some(wanted) = message.get("message_variation_id").and_then(Value::as_str) else { continue };
            let known = campaign.variations.iter().find(|known| known.id == wanted).ok_or("Invalid Message Variant")?;
            if known.channel.as_ref().is_some_and(|only| only != channel) {
                return Err("Mismatched Message Type".to_owned());
            }
        }
    }
    for (channel, message) in messages() {
        let text = |name: &str| message.get(name).and_then(Value::as_str);
        // What Braze says of a foreign app is not documented.
        if let Some(app) = text("app_id").filter(|_| !settings.apps.is_empty())
            && !settings.apps.iter().any(|known| known.id == app)
        {
            return Err(format!("messages.{channel}.app_id is not an app of this workspace"));
        }
        if let Some(group) = text("subscription_group_id").filter(|_| !settings.subscription_groups.is_empty())
            && matches!(Channel::of(channel), Some(Channel::Sms | Channel::WhatsApp))
            && !settings.subscription_groups.iter().any(|known| known.id == group)
        {
            return Err("Invalid subscription group ID".to_owned());
        }
    }
    Ok(())
}

fn name_send(workspace: &mut Workspace, limits: &mut Limits, body: &Value, now: i64) -> Reply {
    let campaign = body.get("campaign_id").and_then(Value::as_str).unwrap_or_default();
    if !workspace.settings.campaigns.is_empty() && workspace.settings.campaign(campaign).is_none() {
        return Reply::says(400, "Invalid Campaign ID");
    }
    let named = body.get("send_id").and_then(Value::as_str).map(str::to_owned);
    let send = named.unwrap_or_else(|| workspace.chance.uuid());
    if workspace.knows_send_id(campaign, &send) {
        return Reply::json(201, &json!({ "message": "success", "send_id": send }));
    }
    match limits.take_send_id(&workspace.settings.contract, now) {
        Ok(headers) => {
            workspace.keep_send_id(campaign, &send);
            Reply::json(201, &json!({ "message": "success", "send_id": send })).with(headers)
        }
        Err(headers) => Reply::says(429, "Rate Limited").with(headers),
    }
}

fn track(workspace: &mut Workspace, body: &Value, left_out: &[Fault], now: i64) -> Reply {
    let mut errors = Vec::new();
    let mut out: BTreeSet<(&str, usize)> = BTreeSet::new();
    for fault in left_out {
        let Some((list, index)) = place(&fault.field) else { continue };
        if out.insert((list, index)) {
            let kind = match fault.braze {
                Consequence::LeavesOut(Some(code)) => code.to_owned(),
                _ => fault.sentence(Locale::En),
            };
            errors.push(json!({ "type": kind, "input_array": list, "index": index }));
        }
    }
    let mut kept = |name: &'static str| -> Option<Vec<Value>> {
        let objects = body.get(name)?.as_array()?;
        let mut kept = Vec::with_capacity(objects.len());
        for (index, object) in objects.iter().enumerate() {
            if out.contains(&(name, index)) {
                continue;
            }
            if foreign_app(workspace, object) {
                errors.push(json!({ "type": "BAD_PUSH_TOKEN_APP_ID", "input_array": name, "index": index }));
                continue;
            }
            kept.push(object.clone());
        }
        Some(kept)
    };
    let lists = [kept("attributes"), kept("events"), kept("purchases")];
    let count = lists.iter().flatten().map(Vec::len).fold(0_usize, usize::saturating_add);
    let mut answer = Map::new();
    for (name, list) in ["attributes_processed", "events_processed", "purchases_processed"].into_iter().zip(&lists) {
        if let Some(list) = list {
            answer.insert(name.to_owned(), Value::from(list.len()));
        }
    }
    if !errors.is_empty() {
        answer.insert("errors".to_owned(), Value::Array(errors));
        if count == 0 {
            answer.retain(|name, _| name == "errors");
            answer.insert("message".to_owned(), Value::from(NOTHING_VALID));
            return Reply::json(400, &Value::Object(answer));
        }
    }
    answer.insert("message".to_owned(), Value::from("success"));
    let [attributes, events, purchases] = lists.map(Option::unwrap_or_default);
    workspace.write(Written { attributes, events, purchases }, now);
    Reply::json(201, &Value::Object(answer))
}

/// `attributes[3].email` stands in the fourth of the attributes.
fn place(field: &str) -> Option<(&'static str, usize)> {
    let (list, rest) = field.split_once('[')?;
    let list = ["attributes", "events", "purchases"].into_iter().find(|known| *known == list)?;
    Some((list, rest.split_once(']')?.0.parse().ok()?))
}

fn foreign_app(workspace: &Workspace, object: &Value) -> bool {
    let apps = &workspace.settings.apps;
    let tokens = object.get("push_tokens").and_then(Value::as_array).into_iter().flatten();
    let foreign = |token: &Value| id(token.get("app_id")).is_some_and(|app| !apps.iter().any(|known| known.id == app));
    !apps.is_empty() && tokens.into_iter().any(foreign)
}
