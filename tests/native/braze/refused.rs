//! What the documentation refuses: it is refused, with the field's name.

use countersign::braze::{Consequence, Endpoint, validate};
use serde_json::{Value, json};

const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

fn fields(endpoint: Endpoint, body: &Value) -> Vec<String> {
    validate::body(endpoint, body, NOW).into_iter().map(|fault| fault.field).collect()
}

fn is_refused(endpoint: Endpoint, body: Value, field: &str) {
    assert_eq!(fields(endpoint, &body), [field], "{body:#}");
}

fn create() -> Value {
    json!({
        "broadcast": true, "segment_id": "s", "campaign_id": "c",
        "schedule": { "time": "2026-11-24T08:00:00Z" },
        "messages": { "email": {
            "app_id": "a", "from": "Lyon <lyon@colombe.example>", "subject": "S", "body": "<p>",
            "message_variation_id": "v",
        } },
    })
}

/// The sound request, with one thing else; `null` takes it away.
fn with(pointer: &str, value: Value) -> Value {
    let mut body = create();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(name.to_owned(), value);
    body
}

#[test]
fn a_sound_request_passes() {
    assert_eq!(fields(Endpoint::ScheduleCreate, &create()), Vec::<String>::new());
}

#[test]
fn schedules() {
    for (pointer, value, field) in [
        ("/recipients", json!([]), "recipients"),
        ("/trigger_properties", json!({}), "trigger_properties"),
        ("/override_frequency_capping", json!(true), "override_frequency_capping"),
        ("/api_key", json!("k"), "api_key"),
        ("/override_messaging_limits", json!("false"), "override_messaging_limits"),
        ("/broadcast", json!("true"), "broadcast"),
        ("/broadcast", json!(false), "broadcast"),
        ("/broadcast", json!(null), "broadcast"),
        ("/external_user_ids", json!(["u"]), "broadcast"),
        ("/external_user_ids", json!("u"), "external_user_ids"),
        ("/user_aliases", json!({ "alias_name": "n", "alias_label": "l" }), "user_aliases"),
        ("/segment_id", json!(null), "segment_id"),
        ("/segment_id", json!(7), "segment_id"),
        ("/send_id", json!("é"), "send_id"),
        ("/send_id", json!("x".repeat(65)), "send_id"),
        ("/recipient_subscription_state", json!("unsubscribed"), "recipient_subscription_state"),
        ("/schedule", json!(null), "schedule"),
        ("/schedule", json!("2026-11-24T08:00:00Z"), "schedule"),
        ("/schedule/time", json!(""), "schedule.time"),
        ("/schedule/time", json!(1_795_435_200), "schedule.time"),
        ("/schedule/time", json!("24/11/2026 08:00"), "schedule.time"),
        ("/schedule/time", json!("2026-02-30T08:00:00Z"), "schedule.time"),
        ("/schedule/in_local_time", json!(true), "schedule.time"),
        ("/schedule/at_optimal_time", json!(true), "schedule.time"),
        ("/schedule/timezone", json!("UTC"), "schedule.timezone"),
        ("/schedule", json!({ "time": "2026-11-22T08:00:00", "in_local_time": true }), "schedule.time"),
        ("/messages", json!({}), "messages"),
        ("/messages", json!(null), "messages"),
        ("/messages/in_app_message", json!({}), "messages.in_app_message"),
        ("/messages/windows_universal_push", json!({}), "messages.windows_universal_push"),
        ("/messages/email/message_variation_id", json!(null), "messages.email.message_variation_id"),
        ("/messages/email/from", json!("Lyon"), "messages.email.from"),
        ("/messages/email/from", json!(null), "messages.email.from"),
        ("/messages/email/app_id", json!(null), "messages.email.app_id"),
        ("/messages/email/app_id", json!(""), "messages.email.app_id"),
        ("/messages/email/body", json!(null), "messages.email.body"),
        ("/messages/email/reply_to", json!("Lyon <lyon@colombe.example>"), "messages.email.reply_to"),
        ("/messages/email/headers", json!([]), "messages.email.headers"),
        ("/messages/email/headers", json!({ "X": {} }), "messages.email.headers.X"),
        ("/messages/email/html", json!("x"), "messages.email.html"),
        ("/messages/email/should_inline_css", json!("yes"), "messages.email.should_inline_css"),
        ("/messages/email/attachments", json!([{ "url": "u" }]), "messages.email.attachments[0].file_name"),
        ("/messages/email/attachments", json!([{ "file_name": "f" }]), "messages.email.attachments[0].url"),
        ("/messages/email/attachments", json!({ "file_name": "f" }), "messages.email.attachments"),
        (
            "/messages/email/attachments",
            json!([{ "file_name": "f", "url": "https://x.example/run.exe" }]),
            "messages.email.attachments[0].url",
        ),
    ] {
        is_refused(Endpoint::ScheduleCreate, with(pointer, value), field);
    }
    let users: Vec<String> = (0..51).map(|id| format!("u{id}")).collect();
    let mut body = create();
    body["broadcast"] = json!(false);
    body["external_user_ids"] = json!(users);
    is_refused(Endpoint::ScheduleCreate, body, "external_user_ids");
    is_refused(Endpoint::ScheduleUpdate, json!({ "schedule_id": "s" }), "schedule");
    is_refused(Endpoint::ScheduleUpdate, json!({ "schedule": { "time": "2026-11-24T08:00:00Z" } }), "schedule_id");
    is_refused(Endpoint::ScheduleUpdate, json!({ "schedule_id": "s", "messages": {} }), "messages");
    is_refused(
        Endpoint::ScheduleUpdate,
        json!({ "schedule_id": "s", "campaign_id": "c", "schedule": { "time": "2026-11-24T08:00:00Z" } }),
        "campaign_id",
    );
    is_refused(Endpoint::ScheduleDelete, json!({}), "schedule_id");
    is_refused(Endpoint::ScheduleDelete, json!([]), "body");
}

#[test]
fn audiences() {
    let filter = |comparison: &str, value: Value| json!({ "custom_attribute": { "custom_attribute_name": "a", "comparison": comparison, "value": value } });
    for (audience, field) in [
        (json!([]), "audience"),
        (json!({}), "audience"),
        (json!({ "NOT": [] }), "audience.NOT"),
        (json!({ "AND": {} }), "audience.AND"),
        (json!({ "AND": [] }), "audience.AND"),
        (json!({ "AND": [{ "country": { "comparison": "is", "value": "FR" } }] }), "audience.AND[0].country"),
        (filter("does_not_equal", json!(1)), "audience.custom_attribute.comparison"),
        (filter("equals", json!(null)), "audience.custom_attribute.value"),
        (filter("equals", json!(["a"])), "audience.custom_attribute.value"),
        (filter("matches_regex", json!(7)), "audience.custom_attribute.value"),
        (filter("greater_than", json!("7")), "audience.custom_attribute.value"),
        (filter("less_than_x_days_ago", json!("two")), "audience.custom_attribute.value"),
        (filter("after", json!("yesterday")), "audience.custom_attribute.value"),
        (json!({ "custom_attribute": { "comparison": "exists" } }), "audience.custom_attribute.custom_attribute_name"),
        (
            json!({ "email_subscription_status": { "comparison": "is", "value": "all" } }),
            "audience.email_subscription_status.value",
        ),
        (
            json!({ "push_subscription_status": { "comparison": "equals", "value": "opted_in" } }),
            "audience.push_subscription_status.comparison",
        ),
        (json!({ "last_used_app": { "comparison": "after", "value": 3 } }), "audience.last_used_app.value"),
    ] {
        let told = fields(Endpoint::ScheduleCreate, &with("/audience", audience.clone()));
        assert_eq!(told.first().map(String::as_str), Some(field), "{audience}: {told:?}");
    }
    let both = json!({ "AND": [filter("exists", json!(null))], "OR": [filter("exists", json!(null))] });
    is_refused(Endpoint::ScheduleCreate, with("/audience", both), "audience");
}

#[test]
fn channels() {
    for (channel, message, field) in [
        ("apple_push", json!({ "badge": 1 }), "alert"),
        ("apple_push", json!({ "alert": { "title": "T" } }), "alert.body"),
        ("apple_push", json!({ "alert": "A", "badge": "1" }), "badge"),
        ("apple_push", json!({ "alert": "A", "extra": "x" }), "extra"),
        ("apple_push", json!({ "alert": "A", "extra": { "aps": {} } }), "extra.aps"),
        ("apple_push", json!({ "alert": "A", "content_available": true }), "content_available"),
        ("apple_push", json!({ "alert": "A", "asset_url": "https://x" }), "asset_file_type"),
        ("apple_push", json!({ "alert": "A", "asset_url": "https://x", "asset_file_type": "webp" }), "asset_file_type"),
        ("apple_push", json!({ "alert": "A", "interruption_level": "loud" }), "interruption_level"),
        ("apple_push", json!({ "alert": "A", "relevance_score": 1.5 }), "relevance_score"),
        ("apple_push", json!({ "alert": "A", "apns_priority": 11 }), "apns_priority"),
        ("apple_push", json!({ "alert": "A", "expiry": "soon" }), "expiry"),
        ("apple_push", json!({ "alert": "a".repeat(1913) }), "alert"),
        ("apple_push", json!({ "alert": "A", "buttons": [{ "action_id": "x" }] }), "category"),
        (
            "apple_push",
            json!({ "alert": "A", "category": "mine", "buttons": [{ "action_id": "x", "action": "URI" }] }),
            "buttons[0].uri",
        ),
        (
            "apple_push",
            json!({ "alert": "A", "category": "mine", "buttons": [{ "action_id": "x", "action": "CLOSE", "uri": "u" }] }),
            "buttons[0].action",
        ),
        (
            "apple_push",
            json!({ "alert": "A", "category": "ab_cat_more", "buttons": [{ "action_id": "ab_pb_yes" }] }),
            "buttons[0].action_id",
        ),
        ("android_push", json!({ "title": "T" }), "alert"),
        ("android_push", json!({ "alert": "A" }), "title"),
        ("android_push", json!({ "title": "T", "alert": "A", "time_to_live": 2_419_201 }), "time_to_live"),
        ("android_push", json!({ "title": "T", "alert": "A", "android_priority": "max" }), "android_priority"),
        ("android_push", json!({ "title": "T", "alert": "A", "extra": ["x"] }), "extra"),
        ("android_push", json!({ "title": "T", "alert": "a".repeat(4001) }), "alert"),
        ("android_push", json!({ "title": "T", "send_to_sync": true }), "title"),
        ("android_push", json!({ "title": "T", "alert": "A", "buttons": [{}] }), "buttons[0].text"),
        ("web_push", json!({ "title": "T" }), "alert"),
        (
            "web_push",
            json!({ "title": "T", "alert": "A", "buttons": [{ "text": "x", "action": "DEEP_LINK" }] }),
            "buttons[0].action",
        ),
        ("web_push", json!({ "title": "T", "alert": "A", "summary_text": "x" }), "summary_text"),
        ("kindle_push", json!({ "alert": "A" }), "title"),
        ("sms", json!({ "app_id": "a", "body": "B" }), "subscription_group_id"),
        ("sms", json!({ "app_id": "a", "subscription_group_id": "g" }), "body"),
        ("sms", json!({ "subscription_group_id": "g", "body": "B" }), "app_id"),
        (
            "sms",
            json!({ "app_id": "a", "subscription_group_id": "g", "body": "B", "user_click_tracking_enabled": true }),
            "user_click_tracking_enabled",
        ),
        ("sms", json!({ "app_id": "a", "subscription_group_id": "g", "body": "B", "media_items": "u" }), "media_items"),
        ("webhook", json!({ "url": "https://x" }), "request_method"),
        ("webhook", json!({ "url": "https://x", "request_method": "PATCH" }), "request_method"),
        ("webhook", json!({ "url": "https://x", "request_method": "POST", "body": {} }), "body"),
        ("content_card", json!({ "type": "CLASSIC", "title": "T", "time_to_live": 60 }), "description"),
        ("content_card", json!({ "type": "BANNER", "time_to_live": 60 }), "image_url"),
        ("content_card", json!({ "type": "CLASSIC", "title": "T", "description": "D" }), "time_to_live"),
        ("content_card", json!({ "type": "MODAL", "title": "T", "description": "D", "time_to_live": 60 }), "type"),
        (
            "content_card",
            json!({ "type": "CLASSIC", "title": "T", "description": "D", "time_to_live": 2_592_001 }),
            "time_to_live",
        ),
        (
            "content_card",
            json!({ "type": "CLASSIC", "title": "T", "description": "D", "expire_at": "2027-12-01T00:00:00Z" }),
            "expire_at",
        ),
        ("whats_app", whats_app("template_message", json!({ "template_name": "t" })), "message.template_language_code"),
        (
            "whats_app",
            whats_app(
                "template_message",
                json!({ "template_name": "t", "template_language_code": "fr", "header_variables": { "0": "a", "1": "b" } }),
            ),
            "message.header_variables",
        ),
        ("whats_app", whats_app("text_response_message", json!({ "text": "x", "body": "b" })), "message.text"),
        ("whats_app", whats_app("video_message", json!({})), "message_type"),
        (
            "whats_app",
            whats_app(
                "quick_reply_response_message",
                json!({ "body": "b", "header_text": "h", "header_image_uri": "u", "buttons": [{ "text": "t" }] }),
            ),
            "message.header_text",
        ),
        (
            "whats_app",
            whats_app(
                "flow_response_message",
                json!({ "body": "b", "flow_button": { "caption": "x".repeat(21), "flow_id": "f" } }),
            ),
            "message.flow_button.caption",
        ),
        (
            "whats_app",
            whats_app(
                "list_response_message",
                json!({ "body": "b", "list": { "list_button_text": "l", "list_sections": [
                    { "section_title": "s", "list_rows": vec![json!({ "row_title": "r" }); 11] }
                ] } }),
            ),
            "message.list.list_sections",
        ),
    ] {
        let body = json!({ "schedule_id": "s", "messages": { channel: message } });
        is_refused(Endpoint::ScheduleUpdate, body, &format!("messages.{channel}.{field}"));
    }
}

fn whats_app(kind: &str, message: Value) -> Value {
    json!({ "app_id": "a", "subscription_group_id": "g", "message_type": kind, "message": message })
}

#[test]
fn users() {
    let user = |more: Value| {
        let mut user = json!({ "external_id": "u" });
        user.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "attributes": [user] })
    };
    let nested = |value: Value| user(json!({ "song": value }));
    for (body, field) in [
        (json!({}), "attributes"),
        (json!({ "users": [] , "attributes": [] }), "users"),
        (json!({ "attributes": {} }), "attributes"),
        (json!({ "attributes": [{ "first_name": "Léa" }] }), "attributes[0].external_id"),
        (user(json!({ "user_alias": { "alias_name": "n", "alias_label": "l" } })), "attributes[0].user_alias"),
        (user(json!({ "braze_id": "b" })), "attributes[0].braze_id"),
        (json!({ "attributes": [{ "external_id": "é".repeat(494) }] }), "attributes[0].external_id"),
        (json!({ "attributes": [{ "user_alias": { "alias_name": "n" } }] }), "attributes[0].user_alias.alias_label"),
        (user(json!({ "email": "lea" })), "attributes[0].email"),
        (user(json!({ "email": 7 })), "attributes[0].email"),
        (user(json!({ "email_subscribe": "yes" })), "attributes[0].email_subscribe"),
        (user(json!({ "push_subscribe": true })), "attributes[0].push_subscribe"),
        (user(json!({ "gender": "female" })), "attributes[0].gender"),
        (user(json!({ "dob": "03/02/1990" })), "attributes[0].dob"),
        (user(json!({ "current_location": { "longitude": 2.3 } })), "attributes[0].current_location.latitude"),
        (
            user(json!({ "subscription_groups": [{ "subscription_group_id": "g" }] })),
            "attributes[0].subscription_groups[0].subscription_state",
        ),
        (
            user(
                json!({ "subscription_groups": [{ "subscription_group_id": "g", "subscription_state": "opted_in" }] }),
            ),
            "attributes[0].subscription_groups[0].subscription_state",
        ),
        (user(json!({ "push_tokens": [{ "app_id": "a" }] })), "attributes[0].push_tokens[0].token"),
        (
            user(json!({ "push_tokens": [{ "app_id": "a", "token": "t", "device_id": "short" }] })),
            "attributes[0].push_tokens[0].device_id",
        ),
        (json!({ "attributes": [{ "push_token_import": true }] }), "attributes[0].push_tokens"),
        (user(json!({ "visits": { "inc": "1" } })), "attributes[0].visits.inc"),
        (user(json!({ "tags": { "add": "a" } })), "attributes[0].tags.add"),
        (user(json!({ "tags": vec!["a"; 501] })), "attributes[0].tags"),
        (user(json!({ "city": "x".repeat(256) })), "attributes[0].city"),
        (
            user(
                json!({ "pets": { "$update": [{ "$identifier_key": "id", "$identifier_value": 4, "$new_object": {} }] } }),
            ),
            "attributes[0].pets.$update",
        ),
        (
            user(json!({ "pets": { "$remove": [{ "$identifier_key": "id" }] } })),
            "attributes[0].pets.$remove[0].$identifier_value",
        ),
        (user(json!({ "pets": { "$push": [] } })), "attributes[0].pets.$push"),
        (nested(json!({ "a b": 1 })), "attributes[0].song.a b"),
        (nested(json!({ "a": { "b.c": 1 } })), "attributes[0].song.a.b.c"),
        (nested(json!({ "a": null })), "attributes[0].song.a"),
        (nested(json!({ "a": "x".repeat(256) })), "attributes[0].song.a"),
        (nested(json!({ "a": vec!["x".repeat(200); 500] })), "attributes[0].song"),
        (json!({ "events": [{ "external_id": "u", "name": "n" }] }), "events[0].time"),
        (json!({ "events": [{ "external_id": "u", "time": "2026-11-23T12:00:00Z" }] }), "events[0].name"),
        (json!({ "events": [event(json!({ "time": 1 }))] }), "events[0].properties.time"),
        (json!({ "events": [event(json!({ "$a": 1 }))] }), "events[0].properties.$a"),
        (json!({ "events": [event(json!([1]))] }), "events[0].properties"),
        (json!({ "events": [event(json!({ "a": "x".repeat(256) }))] }), "events[0].properties.a"),
        (json!({ "purchases": [purchase("currency", json!("EURO"))] }), "purchases[0].currency"),
        (json!({ "purchases": [purchase("price", json!("12"))] }), "purchases[0].price"),
        (json!({ "purchases": [purchase("quantity", json!(101))] }), "purchases[0].quantity"),
        (json!({ "purchases": [purchase("quantity", json!(1.5))] }), "purchases[0].quantity"),
        (json!({ "purchases": [purchase("product_id", json!(null))] }), "purchases[0].product_id"),
        (json!({ "purchases": [purchase("time", json!("now"))] }), "purchases[0].time"),
        (json!({ "purchases": [purchase("properties", json!({ "price": 1 }))] }), "purchases[0].properties.price"),
        (json!({ "purchases": [purchase("colour", json!("red"))] }), "purchases[0].colour"),
    ] {
        is_refused(Endpoint::UsersTrack, body, field);
    }
    let many: Vec<Value> = (0..38).map(|number| json!({ "external_id": format!("u{number}") })).collect();
    let events: Vec<Value> = (0..38).map(|_| event(json!({}))).collect();
    let body = json!({ "attributes": many, "events": events });
    assert_eq!(fields(Endpoint::UsersTrack, &body).len(), 1, "76 together");
}

fn event(properties: Value) -> Value {
    json!({ "external_id": "u", "name": "n", "time": "2026-11-23T12:00:00Z", "properties": properties })
}

fn purchase(name: &str, value: Value) -> Value {
    let mut purchase = json!({
        "external_id": "u", "product_id": "p", "currency": "EUR", "price": 12.5, "time": "2026-11-23T12:00:00Z",
    });
    purchase[name] = value;
    purchase
}

#[test]
fn exports_sends_and_series() {
    for (endpoint, body, field) in [
        (Endpoint::UsersExportIds, json!({}), "external_ids"),
        (Endpoint::UsersExportIds, json!({ "email": "a@b.example", "braze_id": "b" }), "email"),
        (Endpoint::UsersExportIds, json!({ "email_address": "nobody" }), "email_address"),
        (Endpoint::UsersExportIds, json!({ "phone": "call me" }), "phone"),
        (Endpoint::UsersExportIds, json!({ "external_ids": "u" }), "external_ids"),
        (Endpoint::UsersExportIds, json!({ "external_ids": vec!["u"; 51] }), "external_ids"),
        (Endpoint::UsersExportIds, json!({ "braze_id": "b", "fields_to_export": ["emails"] }), "fields_to_export[0]"),
        (Endpoint::SendIdCreate, json!({ "send_id": "s" }), "campaign_id"),
        (Endpoint::SendIdCreate, json!({ "campaign_id": "c", "send_id": "s".repeat(65) }), "send_id"),
        (Endpoint::SendIdCreate, json!({ "campaign_id": "c", "name": "n" }), "name"),
        (Endpoint::SegmentsList, json!({ "page": -1 }), "page"),
        (Endpoint::SegmentsList, json!({ "page": "one" }), "page"),
        (Endpoint::SegmentsList, json!({ "sort_direction": "up" }), "sort_direction"),
        (Endpoint::SegmentsList, json!({ "limit": 10 }), "limit"),
        (Endpoint::SegmentsDetails, json!({}), "segment_id"),
        (Endpoint::SegmentsDataSeries, json!({ "segment_id": "s" }), "length"),
        (Endpoint::SegmentsDataSeries, json!({ "segment_id": "s", "length": "0" }), "length"),
        (Endpoint::SegmentsDataSeries, json!({ "segment_id": "s", "length": 101 }), "length"),
        (Endpoint::SegmentsDataSeries, json!({ "segment_id": "s", "length": 7, "ending_at": "today" }), "ending_at"),
        (Endpoint::SendsDataSeries, json!({ "campaign_id": "c", "length": 7 }), "send_id"),
        (Endpoint::SendsDataSeries, json!({ "send_id": "c", "length": 7 }), "campaign_id"),
    ] {
        is_refused(endpoint, body, field);
    }
    let twice = [("page".to_owned(), "1".to_owned()), ("page".to_owned(), "2".to_owned())];
    assert_eq!(validate::query(Endpoint::SegmentsList, &twice, NOW).len(), 1);
}

/// What Braze would say or do about it.
#[test]
fn brazes_own_words() {
    let says = |endpoint, body: &Value| validate::body(endpoint, body, NOW)[0].braze;
    for (pointer, value, words) in [
        ("/segment_id", json!(null), "No Recipients"),
        ("/messages", json!({}), "No message to send"),
        ("/messages/email/message_variation_id", json!(null), "Message Variant Unspecified"),
        ("/schedule/time", json!("soon"), "Bad Request"),
    ] {
        let found = says(Endpoint::ScheduleCreate, &with(pointer, value));
        assert_eq!(found, Consequence::Says(words), "{pointer}");
    }
    let user = |more: Value| json!({ "attributes": [more] });
    for (body, code) in [
        (user(json!({ "external_id": "u", "email": "x" })), Some("EMAIL_BAD_FORMAT")),
        (user(json!({ "external_id": "x".repeat(988) })), Some("EXTERNAL_USER_ID_TOO_LARGE")),
        (user(json!({ "external_id": "u", "email_subscribe": "x" })), Some("BAD_EMAIL_SUBSCRIPTION_STATE")),
        (user(json!({ "external_id": "u", "current_location": {} })), Some("BAD_LOCATION_UPDATE")),
        (
            user(
                json!({ "external_id": "u", "push_token_import": true, "push_tokens": [{ "app_id": "a", "token": "t" }] }),
            ),
            Some("BAD_PUSH_TOKEN_IMPORT"),
        ),
        (user(json!({ "external_id": "u", "subscription_groups": {} })), Some("BAD_SUBSCRIPTION_GROUP_ARRAY")),
        (
            user(json!({ "external_id": "u", "email_subscription_info": {} })),
            Some("INVALID_ATTRIBUTE_EMAIL_SUBSCRIPTION_INFO"),
        ),
        (user(json!({ "first_name": "x" })), None),
    ] {
        assert_eq!(says(Endpoint::UsersTrack, &body), Consequence::LeavesOut(code), "{body}");
    }
}
