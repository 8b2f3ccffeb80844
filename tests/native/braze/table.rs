//! The tables and the types are one: a request with everything that its table says, and nothing else, becomes the type
//! and comes out the same; each field with a value of another kind is refused by its name.

use countersign::braze::field::{Field, Kind, Object};
use countersign::braze::{Endpoint, Fault, Request, validate};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

/// A value that the field may hold.
fn sample(field: &Field) -> Value {
    match (field.name, field.kind) {
        ("time", _) => json!("2026-11-24T08:00:00"),
        ("expire_at", _) => json!("2026-11-30T08:00:00Z"),
        ("url", Kind::Id) => json!("https://files.example/menu.pdf"),
        ("comparison", Kind::OneOf(words)) if words.contains(&"exists") => json!("equals"),
        ("action_id", _) => json!("ab_pb_accept"),
        ("category", _) => json!("ab_cat_accept_decline"),
        (_, kind) => of(kind),
    }
}

fn of(kind: Kind) -> Value {
    match kind {
        Kind::Text | Kind::Id | Kind::Ascii(_) | Kind::Chars(_) | Kind::Any => json!("text"),
        Kind::Numbered(kind) => of(*kind),
        Kind::Bytes(least, _) => json!("b".repeat(least.max(1))),
        Kind::OneOf(words) => json!(words[0]),
        Kind::Mailbox => json!("Lyon <lyon@colombe.example>"),
        Kind::Address(_) | Kind::Email => json!("lyon@colombe.example"),
        Kind::Phone => json!("+33123456789"),
        Kind::Currency => json!("EUR"),
        Kind::Date => json!("1990-02-03"),
        Kind::Time | Kind::LooseTime => json!("2026-11-24T08:00:00"),
        Kind::Bool => json!(true),
        Kind::Int(least, most) => json!(1_i64.clamp(least, most)),
        Kind::Number(least, most) => json!(0.5_f64.clamp(least, most)),
        Kind::Map | Kind::Pairs | Kind::Variables(_) | Kind::Properties(..) => json!({ "name": "value" }),
        Kind::Attribute => json!({ "name": "value" }),
        Kind::Object(object) | Kind::TextOr(object) => full(object),
        Kind::List(kind, least, _) => Value::Array(vec![of(*kind); least.max(1)]),
        Kind::By(_, objects) => full(objects[0].1),
        Kind::Audience => json!({ "AND": [{ "custom_attribute": {
            "custom_attribute_name": "city", "comparison": "equals", "value": "Lyon"
        } }] }),
    }
}

/// Fields that exclude another that stands before them.
const EITHER: &[(&str, &str)] = &[
    ("schedule/create", "broadcast"),
    ("attributes", "user_alias"),
    ("attributes", "braze_id"),
    ("attributes", "push_token_import"),
    ("event", "user_alias"),
    ("event", "braze_id"),
    ("purchase", "user_alias"),
    ("purchase", "braze_id"),
    ("android_push", "send_to_sync"),
    ("quick_reply_response_message", "header_text"),
];

fn full(object: &Object) -> Value {
    let left_out = |field: &&Field| !EITHER.iter().any(|(of, name)| object.name.ends_with(of) && field.name == *name);
    let members: Map<_, _> =
        object.fields.iter().filter(left_out).map(|field| (field.name.to_owned(), sample(field))).collect();
    Value::Object(members)
}

fn read(endpoint: Endpoint, value: &Value) -> Result<Value, Vec<Fault>> {
    use countersign::braze as b;
    fn through<R: Request>(value: &Value) -> Result<Value, Vec<Fault>> {
        R::read(value, NOW).map(|request| request.value())
    }
    match endpoint {
        Endpoint::UsersTrack => through::<b::UsersTrack>(value),
        Endpoint::UsersExportIds => through::<b::UsersExportIds>(value),
        Endpoint::ScheduleCreate => through::<b::ScheduleCreate>(value),
        Endpoint::ScheduleUpdate => through::<b::ScheduleUpdate>(value),
        Endpoint::ScheduleDelete => through::<b::ScheduleDelete>(value),
        Endpoint::SendIdCreate => through::<b::SendIdCreate>(value),
        Endpoint::SegmentsList => through::<b::SegmentsListQuery>(value),
        Endpoint::SegmentsDataSeries => through::<b::SegmentsDataSeries>(value),
        Endpoint::SegmentsDetails => through::<b::SegmentsDetails>(value),
        Endpoint::SendsDataSeries => through::<b::SendsDataSeries>(value),
    }
}

#[test]
fn a_request_with_everything_goes_in_and_out() {
    for endpoint in Endpoint::ALL.iter().copied() {
        let value = full(endpoint.object());
        assert_eq!(read(endpoint, &value), Ok(value.clone()), "{endpoint}");
    }
}

/// WhatsApp's message is one of six; the table's sample is the first.
#[test]
fn each_kind_of_whats_app_message_has_its_fields() {
    let whats_app = Endpoint::ScheduleUpdate.object().field("messages").unwrap();
    let Kind::Object(messages) = whats_app.kind else { panic!("messages are an object") };
    let Kind::Object(whats_app) = messages.field("whats_app").unwrap().kind else { panic!("an object") };
    let Kind::By(_, kinds) = whats_app.field("message").unwrap().kind else { panic!("by its type") };
    assert_eq!(kinds.len(), 6);
    for (word, object) in kinds {
        let mut message = full(whats_app);
        message["message_type"] = json!(word);
        message["message"] = full(object);
        let body = json!({ "schedule_id": "s", "messages": { "whats_app": message } });
        assert_eq!(read(Endpoint::ScheduleUpdate, &body), Ok(body.clone()), "{word}");
    }
}

#[test]
fn every_field_refuses_another_kind_of_value_by_its_name() {
    let mut fields = 0;
    for endpoint in Endpoint::ALL.iter().copied() {
        let value = full(endpoint.object());
        wrong(endpoint, &value, &mut Vec::new(), endpoint.object(), &mut fields);
    }
    told!("{fields} fields refuse what they do not hold");
    assert!(fields > 250, "{fields}");
}

/// Each field of an object at `path` in `whole`, with a value that it cannot hold.
fn wrong(endpoint: Endpoint, whole: &Value, path: &mut Vec<String>, object: &Object, fields: &mut usize) {
    for field in object.fields {
        path.push(field.name.to_owned());
        let pointer: String = path.iter().map(|step| format!("/{step}")).collect();
        let mut body = whole.clone();
        if let Some(place) = body.pointer_mut(&pointer).filter(|_| !matches!(field.kind, Kind::Any)) {
            *place = match field.kind {
                Kind::List(..) => json!({}),
                _ => json!([[[]]]),
            };
            let faults = validate::body(endpoint, &body, NOW);
            let told = named(path);
            assert!(
                faults.iter().any(|fault| fault.field.starts_with(&told)),
                "{endpoint}: {told} takes {}: {faults:?}",
                body.pointer(&pointer).unwrap()
            );
            *fields += 1;
        }
        match field.kind {
            Kind::Object(inner) | Kind::TextOr(inner) => wrong(endpoint, whole, path, inner, fields),
            Kind::List(Kind::Object(inner), ..) => {
                path.push("0".to_owned());
                wrong(endpoint, whole, path, inner, fields);
                path.pop();
            }
            _ => {}
        }
        path.pop();
    }
}

/// `attributes[0].email`
fn named(path: &[String]) -> String {
    path.iter().fold(String::new(), |name, step| match step.parse::<usize>() {
        Ok(index) => format!("{name}[{index}]"),
        Err(_) if name.is_empty() => step.clone(),
        Err(_) => format!("{name}.{step}"),
    })
}

#[test]
fn a_field_that_is_required_is_told_where_it_is_missing() {
    for endpoint in Endpoint::ALL.iter().copied() {
        for field in endpoint.object().fields.iter().filter(|field| field.required) {
            for nothing in [None, Some(Value::Null)] {
                let mut body = full(endpoint.object());
                let members = body.as_object_mut().unwrap();
                match nothing {
                    None => drop(members.remove(field.name)),
                    Some(null) => drop(members.insert(field.name.to_owned(), null)),
                }
                let faults = validate::body(endpoint, &body, NOW);
                assert!(faults.iter().any(|fault| fault.field == field.name), "{endpoint}: {}", field.name);
            }
        }
    }
}

#[test]
fn what_is_told_has_a_bound() {
    let many: Vec<Value> = (0..100_000).map(|number| json!({ "nothing": number })).collect();
    let faults = validate::body(Endpoint::UsersTrack, &json!({ "events": many }), NOW);
    assert_eq!(faults.len(), 100);
    let deep = "{\"AND\":[".repeat(10_000);
    assert_eq!(validate::bytes(Endpoint::ScheduleCreate, deep.as_bytes(), NOW).unwrap_err()[0].field, "body");
    let long = json!({ "a".repeat(1_000_000): 1 });
    assert!(validate::body(Endpoint::ScheduleDelete, &long, NOW)[0].field.len() < 200);
}

/// Every place in a value, as a pointer.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    found.push(at.clone());
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            let name = name.replace('~', "~0").replace('/', "~1");
            places(value, format!("{at}/{name}"), found);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

/// The same without what is `null`: it is as good as nothing there.
fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            kept.map(|(name, value)| (name.clone(), without_null(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(without_null).collect(),
        other => other.clone(),
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[ -~]{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "exists",
            "CLOSE",
            "BANNER",
            "2026-11-24T08:00:00Z",
            "a@b.example",
            "$add",
            "all",
            "é"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z$_]{1,6}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// What passes becomes the type and comes out the same; nothing stops the check.
    #[test]
    fn what_passes_is_read_whatever_it_is(
        endpoint in prop::sample::select(Endpoint::ALL),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
    ) {
        let mut body = full(endpoint.object());
        for (place, value) in changes {
            let mut found = Vec::new();
            places(&body, String::new(), &mut found);
            *body.pointer_mut(place.get::<String>(&found)).unwrap() = value;
        }
        let faults = validate::body(endpoint, &body, NOW);
        match read(endpoint, &body) {
            Ok(out) if !endpoint.is_query() => prop_assert_eq!(without_null(&out), without_null(&body)),
            Ok(_) => {}
            Err(told) => prop_assert_eq!(told, faults),
        }
    }
}
