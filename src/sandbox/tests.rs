//! Stories of a stand-in without sockets: requests and the time go in, and who got what comes out.

use super::call::Call;
use super::settings::Settings;
use super::stand_in::{Handled, StandIn, Way};
use super::workspace::Outcome;
use serde_json::{Value, json};

const NOW: i64 = 1_795_435_200_000; // 2026-11-23T12:00:00Z
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const KEY: &str = "sandbox-key-0123456789";

/// A stand-in and its clock.
struct Lab {
    stand_in: StandIn,
    now: i64,
}

impl Lab {
    fn new(settings: Value) -> Self {
        let mut all = json!({
            "seed": 7, "time_zone": "Europe/Paris", "keys": [{ "key": KEY }],
            "delays": { "schedules_ms": [10, 100], "profiles_ms": [10, 100] },
            "users": [
                { "external_id": "ann", "first_name": "Ann", "email": "ann@c.example", "time_zone": "Europe/Paris", "vip": true },
                { "external_id": "bea", "first_name": "Bea", "email": "bea@c.example", "time_zone": "America/Montreal" },
                { "external_id": "cid", "email": "cid@c.example", "email_subscribe": "unsubscribed" },
                { "external_id": "dan", "first_name": "Dan", "phone": "+12025550100", "email_subscribe": "opted_in" },
            ],
            "segments": [{ "id": "all", "name": "Everybody" }, { "id": "vips", "name": "VIPs", "filter":
                { "custom_attribute": { "custom_attribute_name": "vip", "comparison": "equals", "value": true } } }],
        });
        all.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        let settings = Settings::from_json(&all.to_string()).unwrap();
        Self { stand_in: StandIn::new(settings, NOW).unwrap(), now: NOW }
    }

    fn call(&mut self, method: &str, path: &str, body: &Value) -> Handled {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let call = Call {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            authorization: format!("Bearer {KEY}").into_bytes(),
            content_type: "application/json".to_owned(),
            body: if body.is_null() { Vec::new() } else { body.to_string().into_bytes() },
            too_large: false,
            from: None,
        };
        self.stand_in.handle(call, self.now)
    }

    fn ask(&mut self, method: &str, path: &str, body: Value) -> (u16, Value) {
        match self.call(method, path, &body).way {
            Way::Reply(reply) => (reply.status, serde_json::from_slice(&reply.body).unwrap()),
            other => panic!("{other:?}"),
        }
    }

    fn post(&mut self, path: &str, body: Value) -> (u16, Value) {
        self.ask("POST", path, body)
    }

    fn wait(&mut self, ms: i64) {
        self.now += ms;
        self.stand_in.settle(self.now);
    }

    /// Schedules, and says the id.
    fn schedule(&mut self, body: Value) -> String {
        let (status, answer) = self.post("/messages/schedule/create", body);
        assert_eq!(status, 201, "{answer}");
        answer["schedule_id"].as_str().unwrap().to_owned()
    }

    /// Who got what: person, outcome, hours after noon.
    fn fates(&self) -> Vec<(String, String, i64)> {
        let one = |one: &super::workspace::Delivery| {
            (one.profile.handle().to_owned(), one.outcome.word().to_owned(), (one.at - NOW) / HOUR)
        };
        self.stand_in.workspace.deliveries.iter().map(one).collect()
    }

    fn inbox(&self, handle: &str) -> Vec<Value> {
        let workspace = &self.stand_in.workspace;
        let sent = workspace.inbox(workspace.people.called(handle).unwrap()).filter(|one| one.outcome == Outcome::Sent);
        sent.map(|one| workspace.show(one).unwrap().1.message).collect()
    }
}

/// An e-mail to a segment, in an hour.
fn email(subject: &str) -> Value {
    json!({
        "broadcast": true, "segment_id": "all", "schedule": { "time": "2026-11-23T13:00:00Z" },
        "messages": { "email": { "app_id": "app", "from": "Lyon <l@c.example>", "subject": subject, "body": "<p>" } }
    })
}

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[name] = value;
    body
}

fn fate(person: &str, outcome: &str, hours: i64) -> (String, String, i64) {
    (person.to_owned(), outcome.to_owned(), hours)
}

#[test]
fn a_message_goes_when_its_time_comes_and_once() {
    let mut lab = Lab::new(json!({}));
    lab.schedule(email("Hello {{${first_name} | default: 'you'}}"));
    lab.wait(HOUR - 1);
    assert!(lab.fates().is_empty());
    lab.wait(1);
    let expected = [
        fate("ann", "sent", 1),
        fate("bea", "sent", 1),
        fate("cid", "not-subscribed", 1),
        fate("dan", "no-address", 1),
    ];
    assert_eq!(lab.fates(), expected);
    lab.wait(9 * DAY);
    assert_eq!(lab.fates(), expected, "once");
    assert_eq!(lab.inbox("ann")[0]["subject"], "Hello Ann");
    assert_eq!(lab.inbox("bea@c.example")[0]["subject"], "Hello Bea");
}

#[test]
fn what_a_person_got_stays_as_it_was() {
    let mut lab = Lab::new(json!({}));
    lab.schedule(email("{{${first_name}}} {{ 'now' | date: '%H:%M' }} {% random 1000 %}"));
    lab.wait(HOUR);
    let before = lab.inbox("ann");
    lab.post("/users/track", json!({ "attributes": [{ "external_id": "ann", "first_name": "Anna" }] }));
    lab.wait(DAY);
    assert!(before[0]["subject"].as_str().unwrap().starts_with("Ann 13:00 "));
    assert_eq!(lab.inbox("ann"), before);
}

#[test]
fn local_time_is_each_persons_own() {
    let mut lab = Lab::new(json!({}));
    let local = json!({ "time": "2026-11-23T14:00:00", "in_local_time": true });
    lab.schedule(with(with(email("x"), "/schedule", local), "/recipient_subscription_state", json!("all")));
    lab.wait(DAY);
    // At two it is one o’clock UTC in Paris (an hour ahead), and seven in the evening in Montréal.
    assert_eq!(
        lab.fates(),
        [fate("ann", "sent", 1), fate("cid", "sent", 1), fate("dan", "no-address", 1), fate("bea", "sent", 7)]
    );
}

#[test]
fn whose_hour_has_passed_gets_nothing() {
    let mut lab = Lab::new(json!({}));
    let local = json!({ "time": "2026-11-23T09:00:00", "in_local_time": true });
    lab.schedule(with(email("x"), "/schedule", local));
    lab.wait(DAY);
    let fates = lab.fates();
    assert!(fates.contains(&fate("ann", "hour-passed", 0)) && fates.contains(&fate("bea", "sent", 2)), "{fates:?}");
}

#[test]
fn the_best_hour_is_on_that_day_and_the_same_every_day() {
    let hours = |day: &str| {
        let mut lab = Lab::new(json!({}));
        let best = json!({ "time": format!("{day}T00:00:00"), "at_optimal_time": true });
        lab.schedule(with(email("x"), "/schedule", best));
        lab.wait(5 * DAY);
        lab.fates()
    };
    let (first, second) = (hours("2026-11-25"), hours("2026-11-26"));
    for (one, other) in first.iter().zip(&second) {
        assert_eq!((&one.0, one.2 + 24), (&other.0, other.2));
        assert!((28..=62).contains(&one.2), "{one:?}");
    }
}

#[test]
fn a_new_id_is_not_known_at_once() {
    let mut lab = Lab::new(json!({}));
    let id = lab.schedule(email("x"));
    let change = json!({ "schedule_id": id, "schedule": { "time": "2026-11-23T15:00:00Z" } });
    assert_eq!(
        lab.post("/messages/schedule/update", change.clone()),
        (400, json!({ "message": "Invalid Schedule ID" }))
    );
    lab.wait(100);
    assert_eq!(lab.post("/messages/schedule/update", change), (201, json!({ "message": "success" })));
    lab.wait(2 * HOUR);
    assert!(lab.fates().is_empty(), "the old time counts no more");
    lab.wait(HOUR);
    assert_eq!(lab.fates().len(), 4);
    assert_eq!(lab.post("/messages/schedule/delete", json!({ "schedule_id": id })).0, 400, "it has been sent");
}

#[test]
fn an_update_replaces_the_messages_wholly_and_a_deleted_one_is_gone() {
    let mut lab = Lab::new(json!({}));
    let id = lab.schedule(email("{% abort_message('uncommitted 7') %}"));
    let other = lab.schedule(email("other"));
    lab.wait(100);
    let sms = json!({ "sms": { "app_id": "app", "subscription_group_id": "g", "body": "Bonjour {{${first_name}}}" } });
    assert_eq!(lab.post("/messages/schedule/update", json!({ "schedule_id": id, "messages": sms })).0, 201);
    assert_eq!(lab.post("/messages/schedule/delete", json!({ "schedule_id": other })).0, 201);
    assert_eq!(lab.post("/messages/schedule/delete", json!({ "schedule_id": other })).0, 400);
    lab.wait(HOUR);
    assert_eq!(lab.inbox("dan"), [json!({ "app_id": "app", "subscription_group_id": "g", "body": "Bonjour Dan" })]);
    assert_eq!(lab.fates().iter().filter(|(_, outcome, _)| outcome == "sent").count(), 1);
}

#[test]
fn a_message_that_calls_itself_off_reaches_nobody_and_says_why() {
    let mut lab = Lab::new(json!({}));
    lab.schedule(email("{% unless custom_attribute.${vip} %}{% abort_message('no vip') %}{% endunless %}x"));
    lab.wait(HOUR);
    assert_eq!(lab.fates()[..2], [fate("ann", "sent", 1), fate("bea", "aborted", 1)]);
    assert_eq!(lab.stand_in.workspace.deliveries[1].outcome.reason(), Some("no vip"));
}

#[test]
fn the_audience_is_looked_up_when_the_message_goes() {
    let mut lab = Lab::new(json!({}));
    lab.schedule(with(email("x"), "/segment_id", json!("vips")));
    lab.post(
        "/users/track",
        json!({ "attributes": [{ "external_id": "bea", "vip": true }, { "external_id": "ann", "vip": false }] }),
    );
    lab.wait(HOUR);
    assert_eq!(lab.fates(), [fate("bea", "sent", 1)]);

    // Named twice: once. Unknown: in silence. In the segment too, where one is given.
    let named =
        json!({ "external_user_ids": ["ann", "bea", "ann", "nobody"], "segment_id": "vips", "broadcast": false });
    let mut body = email("x");
    body.as_object_mut().unwrap().extend(named.as_object().unwrap().clone());
    lab.schedule(with(body, "/schedule/time", json!("2026-11-23T14:00:00Z")));
    lab.wait(HOUR);
    assert_eq!(lab.fates()[1..], [fate("bea", "sent", 2)]);

    let audience = json!({ "OR": [{ "email_subscription_status": { "comparison": "is", "value": "unsubscribed" } }] });
    let mut body = with(email("x"), "/audience", audience);
    body.as_object_mut().unwrap().remove("segment_id");
    body["recipient_subscription_state"] = json!("all");
    lab.schedule(with(body, "/schedule/time", json!("2026-11-23T15:00:00Z")));
    lab.wait(HOUR);
    assert_eq!(lab.fates()[2..], [fate("cid", "sent", 3)]);
}

#[test]
fn who_has_had_enough_gets_no_more_unless_it_is_overridden() {
    let mut lab = Lab::new(json!({ "frequency_caps": [{ "channel": "email", "most": 1, "days": 1 }] }));
    for time in ["13:00", "14:00"] {
        lab.schedule(with(email("x"), "/schedule/time", json!(format!("2026-11-23T{time}:00Z"))));
    }
    let third = with(email("x"), "/schedule/time", json!("2026-11-23T15:00:00Z"));
    lab.schedule(with(third, "/override_messaging_limits", json!(true)));
    lab.schedule(with(email("x"), "/schedule/time", json!("2026-11-25T15:00:00Z")));
    lab.wait(5 * DAY);
    let of_ann: Vec<_> = lab.fates().into_iter().filter(|(person, ..)| person == "ann").map(|fate| fate.1).collect();
    assert_eq!(of_ann, ["sent", "frequency-capped", "sent", "sent"]);
}

#[test]
fn track_is_seen_a_little_later_and_leaves_out_what_is_wrong() {
    let mut lab = Lab::new(json!({}));
    let good = json!({ "external_id": "eva", "first_name": "Eva" });
    let bad = json!({ "external_id": "fay", "email_subscribe": "perhaps" });
    let (status, answer) = lab.post("/users/track", json!({ "attributes": [bad, good] }));
    assert_eq!((status, &answer["attributes_processed"], &answer["message"]), (201, &json!(1), &json!("success")));
    assert_eq!(
        answer["errors"],
        json!([{ "type": "BAD_EMAIL_SUBSCRIPTION_STATE", "input_array": "attributes", "index": 0 }])
    );
    let ask = json!({ "external_ids": ["eva", "fay"], "fields_to_export": ["first_name"] });
    assert_eq!(lab.post("/users/export/ids", ask.clone()).1["users"], json!([]), "not yet");
    lab.wait(100);
    let (status, answer) = lab.post("/users/export/ids", ask);
    assert_eq!(
        (status, &answer["users"], &answer["invalid_user_ids"]),
        (201, &json!([{ "first_name": "Eva" }]), &json!(["fay"]))
    );
    let (status, answer) = lab.post("/users/track", json!({ "attributes": [bad] }));
    assert_eq!((status, answer["message"].as_str().unwrap().starts_with("Valid data must be provided")), (400, true));
}

#[test]
fn results_grow_and_are_forgotten() {
    let users: Vec<Value> =
        (0..2_000).map(|n| json!({ "external_id": format!("u{n}"), "email": format!("u{n}@c.example") })).collect();
    let mut lab = Lab::new(json!({ "users": users, "campaigns": [{ "id": "c", "name": "News",
        "variations": [{ "id": "v", "name": "Lyon", "channel": "email" }] }] }));
    let (_, answer) = lab.post("/sends/id/create", json!({ "campaign_id": "c", "send_id": "s-1" }));
    assert_eq!(answer, json!({ "message": "success", "send_id": "s-1" }));
    let body = with(with(email("x"), "/campaign_id", json!("c")), "/send_id", json!("s-1"));
    let (_, answer) =
        lab.post("/messages/schedule/create", with(body, "/messages/email/message_variation_id", json!("v")));
    assert_eq!(answer["send_id"], "s-1");
    let ask = |lab: &mut Lab| {
        let (status, answer) = lab.ask("GET", "/sends/data_series?campaign_id=c&send_id=s-1&length=20", Value::Null);
        assert_eq!(status, 200);
        let mut sum = std::collections::BTreeMap::<String, u64>::new();
        for day in answer["data"].as_array().unwrap() {
            for (name, count) in day["messages"]["email"][0].as_object().into_iter().flatten() {
                *sum.entry(name.clone()).or_default() += count.as_u64().unwrap_or_default();
            }
        }
        (answer, sum)
    };
    lab.wait(HOUR);
    let (answer, early) = ask(&mut lab);
    assert_eq!((answer["data"].as_array().unwrap().len(), early["sent"], early["opens"]), (20, 2_000, 0));
    let today = &answer["data"][19];
    assert_eq!((&today["time"], &today["unique_recipients"]), (&json!("2026-11-23"), &json!(2_000)));
    assert_eq!(today["messages"]["email"][0]["variation_name"], "Lyon");
    lab.wait(3 * HOUR);
    let (_, later) = ask(&mut lab);
    lab.wait(3 * DAY);
    let (_, last) = ask(&mut lab);
    assert!(0 < later["unique_opens"] && later["unique_opens"] < last["unique_opens"]);
    assert!(last["clicks"] > 0 && last["unsubscribes"] > 0 && last["bounces"] > 0 && last["delivered"] < 2_000);
    lab.wait(14 * DAY);
    assert!(ask(&mut lab).1.is_empty(), "kept a fortnight");
}

#[test]
fn segments_have_a_size_a_trend_and_a_description() {
    let mut lab = Lab::new(json!({}));
    let (_, details) = lab.ask("GET", "/segments/details?segment_id=vips", Value::Null);
    assert_eq!((&details["name"], &details["description"]), (&json!("VIPs"), &json!("vip equals true")));
    let (_, series) = lab.ask("GET", "/segments/data_series?segment_id=all&length=3", Value::Null);
    let data = series["data"].as_array().unwrap();
    assert_eq!((data.len(), &data[2]), (3, &json!({ "time": "2026-11-23", "size": 4 })));
    assert_eq!(lab.ask("GET", "/segments/data_series?segment_id=all&length=3", Value::Null).1, series);
    for path in
        ["/segments/details?segment_id=none", "/segments/data_series?segment_id=all&length=101", "/segments/details"]
    {
        assert_eq!(lab.ask("GET", path, Value::Null).0, 400, "{path}");
    }
}

#[test]
fn keys_open_what_they_may() {
    let keys = json!([
        { "key": KEY, "permissions": ["segments.list"] },
        { "key": "another-key-0123456789", "ips": ["10.0.0.1"] },
    ]);
    let mut lab = Lab::new(json!({ "keys": keys }));
    assert_eq!(lab.ask("GET", "/segments/list", Value::Null).0, 200);
    assert_eq!(lab.post("/users/track", json!({})), (403, json!({ "message": "Access Denied" })));
    let mut call = |key: &str, from: &str| {
        let call = Call {
            method: "GET".to_owned(),
            path: "/segments/list".to_owned(),
            authorization: key.as_bytes().to_vec(),
            from: Some(from.parse().unwrap()),
            ..Call::default()
        };
        let Way::Reply(reply) = lab.stand_in.handle(call, NOW).way else { panic!() };
        (reply.status, reply.headers, serde_json::from_slice::<Value>(&reply.body).unwrap())
    };
    assert_eq!(call("Bearer another-key-0123456789", "10.0.0.1").0, 200);
    let (status, headers, body) = call("Bearer another-key-0123456789", "10.0.0.2");
    assert_eq!((status, body), (401, json!({ "message": "Invalid API key: another-key-0123456789" })));
    assert!(headers.iter().all(|(_, value)| value.is_empty()) && headers.len() == 3);
    assert_eq!(call("another-key-0123456789", "10.0.0.1").0, 401, "not without Bearer");
}

#[test]
fn late_and_queued_requests_are_done_later() {
    let mut lab = Lab::new(json!({}));
    let faults = json!([
        { "fault": { "late": { "ms": 30_000 } }, "count": 1 },
        { "fault": { "queued": { "ms": 60_000 } }, "count": 1 },
        { "fault": "reset-after", "count": 1 },
        { "fault": "reset-before", "count": 1 },
    ]);
    lab.stand_in.switches.add(serde_json::from_value(faults).unwrap()).unwrap();
    let path = "/messages/schedule/create";
    assert_eq!(lab.call("POST", path, &email("late")).way, Way::Reset);
    assert_eq!(lab.post(path, email("queued")), (202, json!({ "message": "queued" })));
    assert_eq!(lab.call("POST", path, &email("lost")).way, Way::Reset);
    assert_eq!(lab.call("POST", path, &email("not done")).way, Way::Reset);
    assert_eq!(lab.stand_in.workspace.schedules.len(), 1);
    lab.wait(HOUR);
    let subjects: Vec<_> = lab.inbox("ann").iter().map(|mail| mail["subject"].clone()).collect();
    assert_eq!(subjects.len(), 3);
    assert!(!subjects.contains(&json!("not done")));
}

#[test]
fn the_same_seed_and_requests_give_the_same_bytes() {
    let story = |seed: u64| {
        let mut lab = Lab::new(json!({ "seed": seed }));
        let mut told = vec![lab.schedule(email("{% random 1000 %}"))];
        told.push(lab.post("/sends/id/create", json!({ "campaign_id": "c" })).1.to_string());
        lab.wait(2 * DAY);
        told.push(format!("{:?}", lab.inbox("ann")));
        told.push(lab.ask("GET", "/segments/data_series?segment_id=all&length=30", Value::Null).1.to_string());
        told.push(lab.post("/users/export/ids", json!({ "external_ids": ["ann"] })).1.to_string());
        told
    };
    assert_eq!(story(7), story(7));
    assert!(story(7)[..3].iter().zip(&story(8)).all(|(one, other)| one != other));
}
