//! The program `countersign sandbox` itself: a workspace, people and faults from files.

use crate::net::{client, run};
use crate::proxy::world::Folder;
use countersign::sandbox::{Sandbox, Settings};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// Ended when this is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str], folder: &Folder) -> (Running, String) {
    let child = Command::new(env!("CARGO_BIN_EXE_countersign"))
        .args(["sandbox", "--port", "0", "--format", "json"])
        .args(arguments)
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut running = Running(child);
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let said: Value = serde_json::from_str(&line).unwrap();
    let origin = said["sandbox"].as_str().unwrap().to_owned();
    (running, origin)
}

#[test]
fn files_say_what_it_knows_and_how_it_fails() {
    run(async {
        let folder = Folder::new();
        let workspace = json!({ "seed": 3, "keys": [{ "key": "0123456789abcdef" }],
            "segments": [{ "id": "fr", "filter": { "field": { "name": "country", "comparison": "equals", "value": "FR" } } }] });
        folder.write("workspace.json", &workspace.to_string(), 0o600);
        folder.write("people.csv", "external_id,country\nann,FR\nbea,GB\n", 0o600);
        folder.write(
            "faults.json",
            r#"[{ "on": "/users/track", "fault": { "status": { "code": 502 } }, "count": 1 }]"#,
            0o600,
        );
        let files = ["--workspace", "workspace.json", "--people", "people.csv", "--faults", "faults.json"];
        let (_running, origin) = start(&[&files[..], &["--clock", "2026-11-23T12:00:00Z"]].concat(), &folder);
        let get = async |path: &str| {
            let request = client().get(format!("{origin}{path}")).bearer_auth("0123456789abcdef");
            request.send().await.unwrap().json::<Value>().await.unwrap()
        };
        let series = get("/segments/data_series?segment_id=fr&length=1").await;
        assert_eq!(series["data"], json!([{ "time": "2026-11-23", "size": 1 }]));
        let track = client().post(format!("{origin}/users/track")).bearer_auth("0123456789abcdef");
        let answer = track.json(&json!({ "attributes": [{ "external_id": "cid" }] })).send().await.unwrap();
        assert_eq!(answer.status(), 502);
        assert_eq!(get("/sandbox/clock").await["running"], false);
    });
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let folder = Folder::new();
    folder.write("workspace.json", "{\n  \"segmints\": []\n}", 0o600);
    folder.write("people.csv", "name\nAnn\n", 0o600);
    for (arguments, said) in [
        (["--workspace", "workspace.json"], "workspace.json: unknown field `segmints`"),
        (["--people", "people.csv"], "people.csv: line 1: a column external_id"),
        (["--faults", "gone.json"], "gone.json cannot be read"),
    ] {
        let ran = Command::new(env!("CARGO_BIN_EXE_countersign"))
            .args(["sandbox", "--port", "0"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let error = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn the_guides_examples_are_taken() {
    let guide = include_str!("../../../www/docs/sandbox.md");
    let examples: Vec<&str> = guide.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let [workspace, faults] = examples.as_slice() else { panic!("two examples") };
    let sandbox = Sandbox::new(Settings::from_json(workspace).unwrap(), || 0).unwrap();
    sandbox.set_faults(faults).unwrap();
    // Each of the table, in both languages.
    for guide in [guide, include_str!("../../../www/docs/sandbox.fr.md")] {
        let rows = guide.lines().filter(|line| line.starts_with("| `\"") || line.starts_with("| `{"));
        let each: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
        let taken: Vec<&&str> = each
            .iter()
            .filter(|fault| fault.starts_with(['"', '{']) && !fault.contains("queued\"}"))
            .inspect(|fault| sandbox.set_faults(&format!("[{{\"fault\": {fault}}}]")).unwrap())
            .collect();
        assert_eq!(taken.len(), 16, "{taken:?}");
    }
}
