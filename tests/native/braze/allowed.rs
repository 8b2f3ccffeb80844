//! What the documentation allows and other people's clients send: it passes, and comes out as it went in.

use countersign::braze::{Endpoint, Request, ScheduleCreate, ScheduleUpdate, UsersExportIds, UsersTrack, validate};
use serde_json::{Value, json};

const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

fn passes<R: Request>(body: Value) {
    let read = R::read(&body, NOW).unwrap_or_else(|faults| panic!("{body:#}\n{faults:#?}"));
    assert_eq!(read.value(), body);
}

/// A message of one channel to a segment.
fn message(channel: &str, message: Value) {
    passes::<ScheduleCreate>(json!({
        "broadcast": true, "segment_id": "s", "schedule": { "time": "2026-12-01T08:00:00Z" },
        "messages": { channel: message },
    }));
    passes::<ScheduleUpdate>(json!({ "schedule_id": "s", "messages": { channel: message } }));
}

#[test]
fn whom_it_goes_to() {
    let messages = json!({ "apple_push": { "alert": "Bonjour" } });
    let schedule = json!({ "time": "2026-12-01T08:00:00+01:00", "in_local_time": false });
    for audience in [
        json!({ "external_user_ids": ["u"] }),
        json!({ "broadcast": false, "external_user_ids": ["u"], "segment_id": "s" }),
        json!({ "user_aliases": [{ "alias_name": "n", "alias_label": "l" }] }),
        json!({ "broadcast": true, "segment_id": "s" }),
        json!({ "broadcast": true, "audience": { "OR": [
            { "custom_attribute": { "custom_attribute_name": "a", "comparison": "exists" } },
            { "custom_attribute": { "custom_attribute_name": "a", "comparison": "not_equal", "value": false } },
            { "custom_attribute": { "custom_attribute_name": "a", "comparison": "before", "value": "2026-01-01T00:00:00Z" } },
            { "AND": [{ "last_used_app": { "comparison": "before", "value": "2019-07-22T13:17:55+0000" } }] },
        ] } }),
        json!({ "broadcast": true, "segment_id": "s", "audience": {
            "push_subscription_status": { "comparison": "is_not", "value": "unsubscribed" }
        } }),
        json!({ "external_user_ids": (0..50).map(|id| format!("u{id}")).collect::<Vec<_>>() }),
        // Seen at Braze, and not documented.
        json!({ "external_user_ids": [12345] }),
    ] {
        let mut body = audience;
        body["messages"] = messages.clone();
        body["schedule"] = schedule.clone();
        passes::<ScheduleCreate>(body);
    }
}

#[test]
fn when_it_goes() {
    for schedule in [
        json!({ "time": "2026-12-01T08:00:00Z" }),
        json!({ "time": "2026-12-01T08:00:00.000Z" }),
        json!({ "time": "2026-12-01T08:00:00", "in_local_time": true }),
        json!({ "time": "2026-12-01T08:00:00", "at_optimal_time": true }),
        json!({ "time": "2026-12-01T08:00:00", "in_local_time": true, "at_optimal_time": true }),
        // Noon has passed in London, not yet in Honolulu.
        json!({ "time": "2026-11-23T11:00:00", "in_local_time": true }),
        // As in the documentation's own example: nowhere is it said that a time that has passed is refused.
        json!({ "time": "2017-05-24T20:30:36Z" }),
    ] {
        passes::<ScheduleUpdate>(json!({ "schedule_id": "s", "schedule": schedule }));
    }
}

#[test]
fn what_is_sent() {
    message("email", json!({ "app_id": "a", "from": "Company <company@example.com>", "email_template_id": "t" }));
    message(
        "email",
        json!({
            "app_id": "a", "from": "{{ ${sender} }}", "reply_to": "NO_REPLY_TO", "subject": "", "body": "<p>",
            "extras": { "a": 1 }, "headers": { "X-Campaign": "7", "X-Number": 7 }, "bcc": "archive@example.com",
            "attachments": [
                { "file_name": "menu", "url": "https://files.example/menu.PDF?v=2" },
                { "file_name": "menu", "url": "https://files.example/menu/7" },
                { "file_name": "ticket", "url": "https://files.example/{{ ${user_id} }}.x" },
            ],
        }),
    );
    message("apple_push", json!({ "alert": { "title": "T", "body": "B" }, "badge": 1, "extra": { "k": "v" } }));
    message("apple_push", json!({ "alert": { "loc_key": "HELLO", "loc_args": ["a"] } }));
    message("apple_push", json!({ "content-available": true, "expiry": "2026-12-02", "apns_priority": 5 }));
    message(
        "apple_push",
        json!({ "alert": "A", "category": "mine", "buttons": [
        { "action_id": "go", "action": "DEEP_LINK", "uri": "app://x", "use_webview": false }
    ] }),
    );
    message(
        "apple_push",
        json!({ "alert": "A", "category": "ab_cat_yes_no", "buttons": [
        { "action_id": "ab_pb_yes" }, { "action_id": "ab_pb_no", "action": "CLOSE" }
    ] }),
    );
    message("apple_push", json!({ "alert": "A", "relevance_score": 1, "interruption_level": "time-sensitive" }));
    message("apple_push", json!({ "alert": format!("{}{{{{ x }}}}", "a".repeat(2000)) }));
    message("android_push", json!({ "alert": "A", "title": "T", "priority": 9, "time_to_live": 2_419_200 }));
    message("android_push", json!({ "send_to_sync": true, "extra": { "k": "v" } }));
    message(
        "android_push",
        json!({ "alert": "A", "title": "T", "accent_color": 4_294_901_760_u32, "conversation_data": {
        "shortcut_id": "s", "reply_person_id": "p",
        "messages": [{ "text": "t", "timestamp": 1_795_435_200, "person_id": "p" }],
        "persons": [{ "id": "p", "name": "Léa" }],
    } }),
    );
    message(
        "web_push",
        json!({ "alert": "A", "title": "T", "buttons": [{ "text": "Go", "action": "URI", "uri": "https://x" }] }),
    );
    message("kindle_push", json!({ "alert": "A", "title": "T", "priority": -2 }));
    message(
        "sms",
        json!({ "app_id": "a", "subscription_group_id": "g", "body": "B", "media_items": ["https://x/p.png"] }),
    );
    message(
        "sms",
        json!({
            "app_id": "a", "subscription_group_id": "g", "body": "B",
            "link_shortening_enabled": true, "user_click_tracking_enabled": true,
        }),
    );
    message(
        "webhook",
        json!({ "url": "https://x", "request_method": "PUT", "request_headers": { "Content-Type": "application/json" }, "body": "{}" }),
    );
    message("content_card", json!({ "type": "CLASSIC", "title": "", "description": "D", "time_to_live": 60 }));
    message(
        "content_card",
        json!({ "type": "BANNER", "image_url": "https://x/p.png", "expire_at": "2026-12-20T00:00:00Z" }),
    );
    message(
        "whats_app",
        json!({
            "app_id": "a", "subscription_group_id": "g", "message_type": "template_message",
            "message": {
                "template_name": "t", "template_language_code": "en_US", "header_variables": { "0": "h" },
                "body_variables": { "0": "a", "1": "b" }, "button_variables": { "1": "/p" },
            },
        }),
    );
}

#[test]
fn what_is_known_of_users() {
    passes::<UsersTrack>(json!({ "attributes": [
        { "external_id": "u", "email": null, "first_name": "Léa", "gender": null, "dob": "1990-02-03" },
        { "braze_id": "b", "email": "a@b.example", "phone": "+33123456789" },
        { "email": "a@b.example", "visits": { "inc": -1 }, "tags": { "add": ["a"], "remove": ["b", 3] } },
        { "phone": "0123456789", "_update_existing_only": true, "likes": [], "score": 1.5, "vip": true, "gone": null },
        { "external_id": "u", "_merge_objects": true, "pets": { "$update": [
            { "$identifier_key": "id", "$identifier_value": 4, "$new_object": { "name": "Mochi" } }
        ] } },
        { "external_id": "u", "pets": { "$add": [{ "id": 1 }], "$remove": [{ "$identifier_key": "id", "$identifier_value": 2 }] } },
        { "external_id": "u", "born": { "$time": "1990-02-03" }, "song": { "name": "Solea", "plays": { "count": 3 } } },
        { "external_id": "u", "last_visit": "2026-03-26 18:12:00", "current_location": { "longitude": 2.35, "latitude": 48.85 } },
        { "external_id": "u", "twitter": { "id": 7, "screen_name": "lea" }, "facebook": { "id": "7", "likes": ["tea"] } },
        { "push_token_import": true, "push_tokens": [{ "app_id": "a", "token": "t" }] },
    ] }));
    passes::<UsersTrack>(json!({
        "events": [{ "external_id": "u", "name": "n", "time": "2013-07-16T19:20:30:000Z", "properties": { "list": [1, "a", { "k": 1 }] } }],
        "purchases": [{
            "user_alias": { "alias_name": "n", "alias_label": "l" }, "product_id": "p", "currency": "JPY", "price": 100,
            "quantity": 100, "time": "2026-11-23T12:00:00Z",
        }],
    }));
    let many: Vec<Value> = (0..75).map(|number| json!({ "external_id": format!("u{number}"), "a": 1 })).collect();
    passes::<UsersTrack>(json!({ "attributes": many }));
    passes::<UsersExportIds>(
        json!({ "email_address": "a@b.example", "fields_to_export": ["email", "campaigns_received"] }),
    );
    passes::<UsersExportIds>(json!({ "external_ids": (0..50).map(|id| id.to_string()).collect::<Vec<_>>() }));
}

#[test]
fn queries_are_text_or_numbers() {
    for length in [json!("100"), json!(1)] {
        let query = json!({ "segment_id": "s", "length": length, "ending_at": "2018-06-27T23:59:59-5:00" });
        assert_eq!(validate::body(Endpoint::SegmentsDataSeries, &query, NOW), []);
    }
    for query in [json!({}), json!({ "page": "0" }), json!({ "page": 12, "sort_direction": "asc" })] {
        assert_eq!(validate::body(Endpoint::SegmentsList, &query, NOW), []);
    }
}
