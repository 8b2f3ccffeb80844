//! Every documented and recorded example: requests become types and come out as they went in, answers are read.

use super::shared;
use countersign::braze::{
    Answer, Attributes, Audience, Created, Done, Endpoint, Exported, Key, Messages, Outcome, Profile, Raw, Request,
    ScheduleCreate, ScheduleDelete, ScheduleUpdate, SegmentDetails, SegmentSeries, SegmentsDataSeries, SegmentsDetails,
    SegmentsList, SegmentsListQuery, SendCreated, SendIdCreate, SendSeries, SendsDataSeries, Tracked, UserAlias,
    UsersExportIds, UsersTrack, rate_limit, validate,
};
use countersign::locale::Locale;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Before the earliest time in an example.
const THEN: i64 = 1_000_000_000;

/// Examples that are not read into types, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "messages-schedule-create-request-shape-2.json",
        "shows `broadcast` and `external_user_ids` as strings, `user_aliases` as one object, an empty time, and sentences for messages; each against its documented type",
    ),
    ("msg-email-request-1.json", "shows attachments only: `from` and `body` are required and left out"),
];

fn excepted(file: &str) -> bool {
    EXCEPTIONS.iter().any(|(known, _)| *known == file)
}

fn examples() -> Option<Vec<(String, String, String, Value)>> {
    let index = shared("examples/index.json")?;
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    let read = |entry: &Value| {
        let file = text(entry, "file");
        let value = shared(&format!("examples/{file}")).unwrap();
        (file, text(entry, "for"), text(entry, "kind"), value)
    };
    Some(index["examples"].as_array().unwrap().iter().map(read).collect())
}

/// The endpoint to which an example belongs.
fn endpoint(file: &str, of: &str) -> Option<Endpoint> {
    let (method, path) = of.split_once(' ')?;
    Endpoint::find(method, path.split(' ').next()?).or_else(|| {
        let track = ["user-attributes-", "event-", "purchase-", "nested-attributes-", "array-of-objects-"];
        track.iter().any(|start| file.starts_with(start)).then_some(Endpoint::UsersTrack)
    })
}

fn round<R: Request>(value: &Value) -> Value {
    R::read(value, THEN).unwrap_or_else(|faults| panic!("{faults:#?}")).value()
}

/// In as JSON, out as JSON.
fn through(endpoint: Endpoint, value: &Value) -> Value {
    match endpoint {
        Endpoint::UsersTrack => round::<UsersTrack>(value),
        Endpoint::UsersExportIds => round::<UsersExportIds>(value),
        Endpoint::ScheduleCreate => round::<ScheduleCreate>(value),
        Endpoint::ScheduleUpdate => round::<ScheduleUpdate>(value),
        Endpoint::ScheduleDelete => round::<ScheduleDelete>(value),
        Endpoint::SendIdCreate => round::<SendIdCreate>(value),
        Endpoint::SegmentsList => query::<SegmentsListQuery>(value),
        Endpoint::SegmentsDataSeries => query::<SegmentsDataSeries>(value),
        Endpoint::SegmentsDetails => query::<SegmentsDetails>(value),
        Endpoint::SendsDataSeries => query::<SendsDataSeries>(value),
    }
}

fn query<R: Request>(value: &Value) -> Value {
    let request = R::read(value, THEN).unwrap_or_else(|faults| panic!("{faults:#?}"));
    request
        .query()
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn same<T: Serialize + DeserializeOwned>(file: &str, value: &Value) {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_eq!(&serde_json::to_value(read).unwrap(), value, "{file}");
}

#[test]
fn every_documented_request_goes_in_and_out_without_loss() {
    let Some(examples) = examples() else { return told!("skipped: ../shared is not here") };
    let (mut requests, mut fragments, mut left_out) = (0, 0, 0);
    for (file, of, kind, value) in &examples {
        if excepted(file) {
            left_out += 1;
            continue;
        }
        let known = endpoint(file, of).or_else(|| {
            let track = ["user-attributes-", "event-", "purchase-", "nested-attributes-", "array-of-objects-"];
            track.iter().any(|start| file.starts_with(start)).then_some(Endpoint::UsersTrack)
        });
        match (kind.as_str(), known) {
            ("request", Some(endpoint)) => {
                let asked = if endpoint.is_query() { &value["query"] } else { value };
                assert_eq!(&through(endpoint, asked), asked, "{file}");
                requests += 1;
            }
            ("recorded-exchange", Some(endpoint)) => {
                let body = &value["request"]["body"];
                let asked = if body.is_null() { &json!({}) } else { body };
                assert_eq!(&through(endpoint, asked), asked, "{file}");
                requests += 1;
            }
            // Of /messages/send and the endpoints of triggers: the objects that they share with ours.
            ("request", None) => {
                if let Some(messages) = value.get("messages") {
                    same::<Messages>(file, messages);
                    fragments += 1;
                }
                if let Some(audience) = value.get("audience") {
                    same::<Audience>(file, audience);
                    fragments += 1;
                }
            }
            ("object", _) if file.starts_with("connected-audience") => {
                same::<Audience>(file, value);
                fragments += 1;
            }
            ("object", _) if file.starts_with("user-alias") => {
                same::<UserAlias>(file, &value["user_alias"]);
                fragments += 1;
            }
            ("object", _) if file.starts_with("nested-attributes") || file.starts_with("user-attributes") => {
                let mut user = value.clone();
                user["external_id"] = json!("u");
                let body = json!({ "attributes": [user] });
                assert_eq!(through(Endpoint::UsersTrack, &body), body, "{file}");
                same::<Attributes>(file, value);
                fragments += 1;
            }
            ("object", _) if file.starts_with("msg-whats_app") => {
                whats_app(file, value);
                fragments += 1;
            }
            _ => {}
        }
    }
    told!("{requests} requests and {fragments} parts of requests in and out; {left_out} left out:");
    EXCEPTIONS.iter().for_each(|(file, why)| told!("  {file}: {why}"));
    assert!(requests >= 30 && fragments >= 15, "{requests} requests, {fragments} parts: the examples were misread");
}

/// A message or the variables of one.
fn whats_app(file: &str, message: &Value) {
    let variables = message.as_object().unwrap().values().all(Value::is_string) && message.get("body").is_none();
    let (kind, message) = match message {
        message if message.get("image_uri").is_some() => ("text_image_response_message", message.clone()),
        message if message.get("list").is_some() => ("list_response_message", message.clone()),
        message if message.get("flow_button").is_some() => ("flow_response_message", message.clone()),
        message if message.get("buttons").is_some() => ("quick_reply_response_message", message.clone()),
        _ if variables => {
            let template = json!({ "template_name": "t", "template_language_code": "fr", "body_variables": message });
            ("template_message", template)
        }
        message => ("text_response_message", message.clone()),
    };
    let body = json!({
        "broadcast": true, "segment_id": "s", "schedule": { "time": "2026-11-24T08:00:00Z" },
        "messages": { "whats_app": {
            "app_id": "a", "subscription_group_id": "g", "message_type": kind, "message": message
        } },
    });
    assert_eq!(through(Endpoint::ScheduleCreate, &body), body, "{file}");
}

/// The exceptions are none for nothing: each is refused, with the fields that are told.
#[test]
fn what_is_left_out_contradicts_the_documentation() {
    let Some(body) = shared("examples/messages-schedule-create-request-shape-2.json") else {
        return told!("skipped: ../shared is not here");
    };
    let faults = validate::body(Endpoint::ScheduleCreate, &body, THEN);
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    for field in ["broadcast", "external_user_ids", "user_aliases", "schedule.time", "messages.email"] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
    let email = shared("examples/msg-email-request-1.json").unwrap();
    let faults =
        validate::body(Endpoint::ScheduleUpdate, &json!({ "schedule_id": "s", "messages": email["messages"] }), THEN);
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["messages.email.from", "messages.email.body"]);
}

fn key() -> Key {
    Key::new("0123456789abcdef-key".to_owned()).unwrap()
}

fn read<T: Answer + std::fmt::Debug>(file: &str, status: u16, body: &Value) -> Outcome<T> {
    let outcome = Raw::new(status, body.to_string().into_bytes()).read::<T>(&key());
    if status < 300 {
        assert!(matches!(outcome, Outcome::Applied { .. }), "{file}: {outcome:?}");
    }
    outcome
}

fn answer(endpoint: Endpoint, file: &str, status: u16, body: &Value) {
    match endpoint {
        Endpoint::UsersTrack => drop(read::<Tracked>(file, status, body)),
        Endpoint::UsersExportIds => drop(read::<Exported>(file, status, body)),
        Endpoint::ScheduleCreate => drop(read::<Created>(file, status, body)),
        Endpoint::ScheduleUpdate | Endpoint::ScheduleDelete => drop(read::<Done>(file, status, body)),
        Endpoint::SendIdCreate => drop(read::<SendCreated>(file, status, body)),
        Endpoint::SegmentsList => drop(read::<SegmentsList>(file, status, body)),
        Endpoint::SegmentsDataSeries => drop(read::<SegmentSeries>(file, status, body)),
        Endpoint::SegmentsDetails => drop(read::<SegmentDetails>(file, status, body)),
        Endpoint::SendsDataSeries => drop(read::<SendSeries>(file, status, body)),
    }
}

#[test]
fn every_documented_and_recorded_answer_is_read() {
    let Some(examples) = examples() else { return told!("skipped: ../shared is not here") };
    let (mut documented, mut recorded) = (0, 0);
    for (file, of, kind, value) in &examples {
        let known = endpoint(file, of);
        match (kind.as_str(), known) {
            ("response" | "response-shape", Some(Endpoint::UsersExportIds)) if value.get("message").is_none() => {
                // One profile of the answer.
                let body = json!({ "message": "success", "users": [value] });
                let Outcome::Applied { value: read, .. } = read::<Exported>(file, 201, &body) else { unreachable!() };
                assert_eq!(read.users.len(), 1, "{file}");
                documented += 1;
            }
            ("response" | "response-shape", Some(endpoint)) => {
                answer(endpoint, file, 201, value);
                documented += 1;
            }
            ("response" | "response-shape", None) if of.starts_with("error") => {
                drop(read::<Done>(file, 201, value));
                drop(read::<Done>(file, 400, value));
                documented += 1;
            }
            ("response" | "response-shape", None) if file.contains("campaigns-data_series") => {
                drop(read::<SendSeries>(file, 200, value));
                documented += 1;
            }
            ("response-shape", None) if file.starts_with("schedule-") => {
                drop(read::<Created>(file, 201, value));
                documented += 1;
            }
            ("recorded-exchange", _) => {
                let status = u16::try_from(value["response"]["status"].as_u64().unwrap()).unwrap();
                let body = &value["response"]["body"];
                answer(known.unwrap_or(Endpoint::ScheduleDelete), file, status, body);
                let headers = &value["response"]["headers"];
                let field = |name: &str| {
                    let name = headers.as_object()?.keys().find(|known| known.eq_ignore_ascii_case(name))?.clone();
                    headers[&name].as_str().map(str::to_owned)
                };
                let limit = rate_limit(&field, 1_592_427_000);
                assert_eq!(limit.limit.is_some(), status != 401, "{file}: {limit:?}");
                recorded += 1;
            }
            _ => {}
        }
    }
    told!("{documented} documented and {recorded} recorded answers read");
    assert!(documented >= 15 && recorded == 10, "{documented} documented, {recorded} recorded");
}

#[test]
fn a_profile_keeps_what_it_says() {
    let Some(body) = shared("examples/users-export-ids-response-1.json") else {
        return told!("skipped: ../shared is not here");
    };
    let profile: Profile = serde_json::from_value(body.clone()).unwrap();
    let mut out = serde_json::to_value(profile).unwrap();
    // `null` is as good as nothing there.
    let mut given = body;
    given["devices"][0].as_object_mut().unwrap().remove("carrier");
    given["push_tokens"][0].as_object_mut().unwrap().remove("provisionally_opted_in");
    given["canvases_received"][0].as_object_mut().unwrap().remove("last_entered_control_at");
    out.as_object_mut().unwrap().retain(|_, value| value != &json!([]));
    assert_eq!(out, given);
}

#[test]
fn a_key_that_was_refused_is_not_in_what_is_kept() {
    let Some(recorded) = shared("examples/recorded-users-track-2.json") else {
        return told!("skipped: ../shared is not here");
    };
    let outcome = read::<Tracked>("recorded", 401, &recorded["response"]["body"]);
    assert!(
        matches!(&outcome, Outcome::KeyRefused { message } if message.as_str() == "Invalid API key"),
        "{outcome:?}"
    );
}

#[test]
fn faults_speak_both_languages() {
    let faults = validate::body(Endpoint::SendIdCreate, &json!({ "send_id": "é" }), THEN);
    let told: Vec<String> = faults.iter().map(|fault| fault.sentence(Locale::Fr)).collect();
    assert_eq!(told, ["campaign_id est obligatoire", "send_id doit avoir de 1 à 64 caractères ASCII"]);
}
