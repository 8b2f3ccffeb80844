//! What whoever tests asks the stand-in besides the API: the clock, who got what, people from files; for this machine
//! alone.

use super::{KEY, get, message, post, sandbox};
use crate::net::{Served, client, run};
use serde_json::{Value, json};

async fn load_people(served: &Served) {
    let csv = "external_id,first_name,email,phone,points\nann,Ann,ann@c.example,,3\nbea,,,+12025550100,\n";
    let request = client().post(served.url("/sandbox/people")).header("content-type", "text/csv").body(csv);
    assert_eq!(request.send().await.unwrap().json::<Value>().await.unwrap(), json!({ "people": 2 }));
}

async fn turn(served: &Served, turn: Value) -> Value {
    client().post(served.url("/sandbox/clock")).json(&turn).send().await.unwrap().json().await.unwrap()
}

#[test]
fn who_got_what_is_told_as_json() {
    run(async {
        let served = sandbox().await;
        load_people(&served).await;
        let mut body = message();
        body["messages"]["email"]["subject"] = json!("{{${first_name}}}, {{custom_attribute.${points}}} points");
        let (_, answer, _) = post(&served, "/messages/schedule/create", KEY, &body).await;
        let id = answer["schedule_id"].as_str().unwrap();
        let told = get(&served, &format!("/sandbox/deliveries?schedule={id}")).await;
        assert_eq!((&told["state"], &told["total"]), (&json!("scheduled"), &json!(0)));

        let face = turn(&served, json!({ "set": "2026-11-24T08:00:00Z" })).await;
        assert_eq!(face["now"], "2026-11-24T08:00:00.000Z");
        let told = get(&served, &format!("/sandbox/deliveries?schedule={id}")).await;
        assert_eq!((&told["state"], &told["outcomes"]), (&json!("sent"), &json!({ "no-address": 1, "sent": 1 })));
        assert_eq!(told["deliveries"][0]["user"], "ann");

        let inbox = get(&served, "/sandbox/inbox?user=ann").await;
        assert_eq!(inbox["inbox"][0]["message"]["subject"], "Ann, 3 points");
        assert_eq!(
            (&inbox["inbox"][0]["at"], &inbox["inbox"][0]["channel"]),
            (&json!("2026-11-24T08:00:00.000Z"), &json!("email"))
        );
        let missing = client().get(served.url("/sandbox/inbox?user=nobody")).send().await.unwrap();
        assert_eq!(missing.status(), 400);
        let schedules = get(&served, "/sandbox/schedules").await;
        assert_eq!(
            (&schedules["schedules"][0]["state"], &schedules["schedules"][0]["changes"]),
            (&json!("sent"), &json!(0))
        );
    });
}

#[test]
fn the_page_shows_each_persons_copy_and_their_inbox() {
    run(async {
        let served = sandbox().await;
        load_people(&served).await;
        let mut body = message();
        body["messages"] = json!({
            "email": { "app_id": "app", "from": "L <l@c.example>", "subject": "Dear {{${first_name}}}",
                "body": "<p>{{${first_name}}} &amp; co</p>", "message_variation_id": "variation" },
            "sms": { "app_id": "app", "subscription_group_id": "g", "body": "Bonjour <{{${user_id}}}>",
                "message_variation_id": "variation" },
        });
        let (_, answer, _) = post(&served, "/messages/schedule/create", KEY, &body).await;
        let id = answer["schedule_id"].as_str().unwrap();
        let page = async |path: &str| client().get(served.url(path)).send().await.unwrap().text().await.unwrap();
        let before = page("/?lang=en").await;
        assert!(before.contains("Who would get it now") && before.contains("<b>Dear Ann</b>"), "{before}");
        assert_eq!(page(&format!("/sandbox/messages/{id}/body?person=ann")).await, "<p>Ann &amp; co</p>");
        assert!(page(&format!("/sandbox/messages/{id}/body")).await.contains("{{${first_name}}}"));

        turn(&served, json!({ "advance_seconds": 86_400 })).await;
        let bea = page(&format!("/?lang=fr&id={id}&person=bea")).await;
        assert!(bea.contains("Tel que bea le reçoit") && bea.contains("Bonjour &lt;bea&gt;"), "{bea}");
        assert!(bea.contains("ni adresse, ni numéro, ni jeton"));
        let inbox = page("/?lang=en&tab=people&person=ann").await;
        assert!(inbox.contains("Inbox of Ann") && inbox.contains("Dear Ann"));
        for tab in ["results", "bench", "people", "nonsense"] {
            assert!(page(&format!("/?lang=fr&tab={tab}")).await.ends_with("</body></html>"), "{tab}");
        }
    });
}

#[test]
fn no_page_of_the_web_gets_in() {
    run(async {
        let served = sandbox().await;
        let other = client().get(served.url("/sandbox/messages.json")).header("host", "evil.example");
        assert_eq!(other.send().await.unwrap().status(), 421);
        // A form of another page cannot send JSON.
        let form = client().post(served.url("/sandbox/clock")).header("content-type", "text/plain");
        assert_eq!(form.body("{\"advance_seconds\":1}").send().await.unwrap().status(), 400);
        let answer = client().get(served.url("/sandbox/clock")).send().await.unwrap();
        assert!(!answer.headers().contains_key("access-control-allow-origin"));
    });
}
