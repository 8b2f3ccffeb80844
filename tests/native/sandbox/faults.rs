//! Every switch over a real socket: what the other side sees, and what was done.

use super::{KEY, get, message, sandbox};
use crate::net::{Served, client, run};
use serde_json::{Value, json};
use std::io;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What came back before the connection ended, and how it ended.
struct Seen {
    text: String,
    reset: bool,
    after: Duration,
}

/// Schedules a message on a connection of its own.
async fn ask(served: &Served) -> Seen {
    let body = message().to_string();
    let request = format!(
        "POST /messages/schedule/create HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {KEY}\r\n\
         Content-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let begun = Instant::now();
    let (mut got, mut reset) = (Vec::new(), false);
    let Ok(mut stream) = TcpStream::connect(served.address).await else {
        return Seen { text: String::new(), reset: true, after: begun.elapsed() };
    };
    if stream.write_all(request.as_bytes()).await.is_err() {
        reset = true;
    }
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match stream.read(&mut chunk).await {
            Ok(0) => break,
            Ok(count) => got.extend_from_slice(&chunk[..count]),
            Err(error) => {
                reset |= error.kind() == io::ErrorKind::ConnectionReset;
                break;
            }
        }
    }
    Seen { text: String::from_utf8_lossy(&got).into_owned(), reset, after: begun.elapsed() }
}

async fn set(served: &Served, fault: Value) {
    let switch = json!({ "fault": fault, "count": 1 });
    let answer = client().post(served.url("/sandbox/faults")).json(&switch).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{switch}");
}

/// How many schedules there are.
async fn done(served: &Served) -> usize {
    get(served, "/sandbox/schedules").await["schedules"].as_array().unwrap().len()
}

/// With one switch: what is seen, and how many more schedules there are.
async fn with(served: &Served, fault: Value) -> (Seen, usize) {
    let before = done(served).await;
    set(served, fault).await;
    let seen = ask(served).await;
    (seen, done(served).await - before)
}

#[test]
fn resets_before_and_after_it_was_done() {
    run(async {
        let served = sandbox().await;
        for (fault, times) in [
            (json!("reset-before"), 0),
            (json!("reset-after"), 1),
            (json!({ "silence": { "ms": 50 } }), 0),
            (json!({ "silence": { "ms": 50, "apply": true } }), 1),
            (json!({ "late": { "ms": 5_000 } }), 0),
        ] {
            let (seen, more) = with(&served, fault.clone()).await;
            assert!(seen.reset && seen.text.is_empty(), "{fault}: {}", seen.text);
            assert_eq!(more, times, "{fault}");
        }
        // What came late is done when its time comes.
        let before = done(&served).await;
        let turn = json!({ "advance_seconds": 5 });
        client().post(served.url("/sandbox/clock")).json(&turn).send().await.unwrap();
        assert_eq!(done(&served).await, before + 1);
        // And all is well again.
        assert!(ask(&served).await.text.starts_with("HTTP/1.1 201"));
    });
}

#[test]
fn a_refused_connection_is_reset_before_a_byte() {
    run(async {
        let served = sandbox().await;
        set(&served, json!("refuse")).await;
        let seen = ask(&served).await;
        assert!(seen.reset && seen.text.is_empty());
        assert_eq!(done(&served).await, 0);
        assert!(ask(&served).await.text.starts_with("HTTP/1.1 201"));
    });
}

#[test]
fn answers_of_other_kinds() {
    run(async {
        let served = sandbox().await;
        let hour = "x-ratelimit-reset: 1795438800\r\n";
        for (fault, starts, holds, times) in [
            (json!({ "status": { "code": 500 } }), "500", "Internal Server Error", 0),
            (json!({ "status": { "code": 503 } }), "503", "Service Unavailable", 0),
            (json!({ "status": { "code": 504, "apply": true } }), "504", "Gateway Timeout", 1),
            (json!({ "rate-limited": {} }), "429", hour, 0),
            (json!({ "rate-limited": { "reset": "seconds" } }), "429", "x-ratelimit-reset: 3600\r\n", 0),
            (json!({ "rate-limited": { "reset": "past" } }), "429", "x-ratelimit-reset: 1795431600\r\n", 0),
            (json!({ "rate-limited": { "reset": "far" } }), "429", "x-ratelimit-reset: 33352387200\r\n", 0),
            (json!({ "rate-limited": { "reset": "garbage" } }), "429", "x-ratelimit-reset: soon, maybe\r\n", 0),
            (json!({ "rate-limited": { "reset": "empty" } }), "429", "x-ratelimit-reset: \r\n", 0),
            (json!({ "rate-limited": { "reset": "missing" } }), "429", "Rate Limited", 0),
            (json!({ "queued": { "ms": 3_600_000 } }), "202", "{\"message\":\"queued\"}", 0),
            (json!({ "redirect": { "to": "http://127.0.0.1:9/" } }), "302", "location: http://127.0.0.1:9/\r\n", 0),
            (json!("wrong-shape"), "201", "[{\"schedule_id\":17", 1),
            (json!("html"), "201", "<!doctype html>", 1),
        ] {
            let (seen, more) = with(&served, fault.clone()).await;
            assert!(seen.text.starts_with(&format!("HTTP/1.1 {starts} ")), "{fault}: {}", seen.text);
            assert!(seen.text.contains(holds), "{fault}: {}", seen.text);
            assert_eq!(more, times, "{fault}");
        }
    });
}

#[test]
fn answers_that_are_less_or_more_than_they_should_be() {
    run(async {
        let served = sandbox().await;
        let body = |seen: &Seen| seen.text.split_once("\r\n\r\n").unwrap().1.to_owned();

        let (seen, more) = with(&served, json!("truncated")).await;
        assert!(serde_json::from_str::<Value>(&body(&seen)).is_err() && !seen.reset && more == 1);
        assert!(seen.text.contains(&format!("content-length: {}\r\n", body(&seen).len())), "as if it were whole");

        let (seen, more) = with(&served, json!("cut-off")).await;
        assert!(seen.reset && more == 1, "{}", seen.text);
        assert!(!seen.text.contains(&format!("content-length: {}\r\n", body(&seen).len())), "{}", seen.text);

        let (seen, more) = with(&served, json!({ "huge": { "bytes": 3_000_000 } })).await;
        assert_eq!((body(&seen).len(), more), (3_000_000, 1));
        assert!(serde_json::from_str::<Value>(&body(&seen)).is_ok());
    });
}

#[test]
fn answers_that_take_their_time() {
    run(async {
        let served = sandbox().await;
        let (seen, more) = with(&served, json!({ "latency": { "ms": 200 } })).await;
        assert!(seen.text.starts_with("HTTP/1.1 201") && more == 1);
        assert!(seen.after >= Duration::from_millis(200), "{:?}", seen.after);

        // Some 128 bytes at 500 a second.
        let (seen, more) = with(&served, json!({ "slow": { "bytes_per_second": 500 } })).await;
        assert!(seen.text.contains("\"success\"") && more == 1);
        assert!(seen.after >= Duration::from_millis(150), "{:?}", seen.after);
    });
}

#[test]
fn what_is_no_switch_is_told_and_all_can_be_cleared() {
    run(async {
        let served = sandbox().await;
        let answer =
            client().post(served.url("/sandbox/faults")).json(&json!({ "fault": "nonsense" })).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert!(answer.text().await.unwrap().contains("reset-before"), "it names what there is");
        set(&served, json!("truncated")).await;
        assert_eq!(get(&served, "/sandbox/faults").await["faults"][0]["fault"], "truncated");
        assert_eq!(client().delete(served.url("/sandbox/faults")).send().await.unwrap().status(), 204);
        assert_eq!(get(&served, "/sandbox/faults").await, json!({ "faults": [] }));
    });
}
