//! The program `countersign proxy` itself: settings looked at, started, told to end, started again; and sessions that
//! it believes.

use super::world::{Folder, furnished, secret_text, settings_text};
use crate::net::{client, run};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

fn countersign() -> Command {
    Command::new(env!("CARGO_BIN_EXE_countersign"))
}

fn configured() -> Folder {
    let folder = furnished();
    let text = format!("listen = \"127.0.0.1:0\"\n{}", settings_text("mail.colombe.example", "http://127.0.0.1:9"));
    folder.write("proxy.toml", &text, 0o644);
    folder
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn settings_are_looked_at_without_opening_anything() {
    let folder = configured();
    let check = |locale: &str| {
        let config = folder.path().join("proxy.toml");
        let ran =
            countersign().args(["proxy", "--check", "--locale", locale, "--config"]).arg(config).output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stdout).unwrap())
    };
    let (code, said) = check("en");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("3 groups, 1 back ends"), "{said}");
    assert!(!folder.path().join("ledger.sqlite").exists());

    let text = settings_text("mail.colombe.example", "http://127.0.0.1:9");
    folder.write("proxy.toml", &text.replace("app-1", "").replace("k1.secret", "gone.secret"), 0o644);
    let (code, said) = check("fr");
    assert_eq!((code, said.lines().count()), (Some(1), 2), "{said}");
    assert!(said.lines().all(|line| line.contains("proxy.toml:")), "{said}");
    assert!(said.contains("est vide. Copiez-le"), "{said}");
}

#[test]
fn it_starts_answers_ends_when_told_and_starts_again() {
    run(async {
        let folder = configured();
        for _ in 0..2 {
            let child = countersign()
                .args(["proxy", "--config"])
                .arg(folder.path().join("proxy.toml"))
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut running = Running(child);
            let mut log = BufReader::new(running.0.stdout.take().unwrap());
            let mut line = String::new();
            log.read_line(&mut line).unwrap();
            let event: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(event["event"], "listening");
            let address = event["address"].as_str().unwrap();
            let mut line = String::new();
            log.read_line(&mut line).unwrap();
            assert!(line.contains("\"started\""), "{line}");
            for path in ["/livez", "/readyz"] {
                let answer = client().get(format!("http://{address}{path}")).send().await.unwrap();
                assert_eq!(answer.status(), 200, "{path}");
            }
            Command::new("kill").arg(running.0.id().to_string()).status().unwrap();
            assert_eq!(running.0.wait().unwrap().code(), Some(0));
            let mut rest = String::new();
            log.read_to_string(&mut rest).unwrap();
            assert!(rest.ends_with("\"event\":\"stopped\"}\n"), "{rest}");
        }
    });
}

#[test]
fn a_session_is_minted_from_a_file_or_the_environment() {
    let folder = furnished();
    let mint = |how: &[&str]| {
        countersign()
            .args(["session", "mint", "--kid", "k1", "--audience", "https://mail.colombe.example", "--user", "ada"])
            .args(["--group", "leeds"])
            .args(how)
            .env("SECRET", secret_text(0))
            .output()
            .unwrap()
    };
    let file = folder.path().join("k1.secret").display().to_string();
    for how in [vec!["--secret-file", &file], vec!["--secret-env", "SECRET"]] {
        let session: Value = serde_json::from_slice(&mint(&how).stdout).unwrap();
        assert_eq!(session["key"].as_str().unwrap().len(), 43);
        assert_eq!(session["token"].as_str().unwrap().split('.').count(), 3);
    }
    for (how, said) in [
        (vec![], "--secret-file"),
        (vec!["--secret-env", "NOT_SET"], "is not set"),
        (vec!["--secret-file", "/nowhere"], "cannot be read"),
        (vec!["--secret-env", "SECRET", "--ttl", "1000"], "between 1 and 900"),
        (vec!["--secret-env", "SECRET", "--ttl", "0"], "between 1 and 900"),
        (vec!["--secret", "x"], "unexpected argument"),
    ] {
        let ran = mint(&how);
        assert_eq!(ran.status.code(), Some(2), "{how:?}");
        let told = String::from_utf8(ran.stderr).unwrap();
        assert!(told.contains(said) && !told.contains(&secret_text(0)), "{told}");
    }
    let secret = countersign().args(["session", "secret"]).output().unwrap();
    assert_eq!(String::from_utf8(secret.stdout).unwrap().trim().len(), 43);
}
