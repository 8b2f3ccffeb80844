//! `countersign audience check`: a file of customers, at a terminal.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

fn check(name: &str, bytes: &[u8], more: &[&str]) -> Output {
    let file = std::env::temp_dir().join(format!("countersign-customers-{}-{name}", std::process::id()));
    std::fs::write(&file, bytes).unwrap();
    let kit = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/demo/kit");
    let ran = Command::new(env!("CARGO_BIN_EXE_countersign"))
        .args(["audience", "check"])
        .arg(&file)
        .arg("--kit")
        .arg(kit)
        .args(more)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    ran
}

#[test]
fn a_file_is_told_column_by_column_and_line_by_line() {
    // As a French spreadsheet writes it: Windows-1252, `;`, a comma in numbers.
    let file = b"N\xb0 client;Pr\xe9nom;Courriel;Solde;Points Carte Grain\r\n\
        c-1;L\xe9a;lea@people.example;x;12,5\r\nc-2;No\xe9;noe@;x;3\r\nc-1;L\xe9a;lea@people.example;x;1\r\n;;;x;4\r\n";
    let ran = check("one.csv", file, &["--group", "lyon-pentes", "--locale", "fr"]);
    let said = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "N° client → Numéro de client");
    assert_eq!(lines[3], "Solde → laissée de côté");
    assert!(lines[5].starts_with("3:3: Ce n’est pas une adresse e-mail."), "{said}");
    assert!(lines[6].starts_with("4: Le même client figure à la ligne 2."), "{said}");
    assert!(lines[7].starts_with("5: Rien ne dit de qui parle cette ligne."), "{said}");
    assert_eq!(lines[8], "Lignes qui peuvent être envoyées\u{a0}: 1 sur 4.");

    let ran = check("two.csv", file, &["--group", "lyon-pentes", "--format", "json"]);
    let told: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!((&told["rows"], &told["sound"], &told["problems"][1]["code"]), (&4.into(), &1.into(), &"double".into()));
    let ran = check("three.csv", file, &["--group", "lyon-pentes", "--format", "csv"]);
    assert!(String::from_utf8(ran.stdout).unwrap().starts_with("\u{feff}Line,Column,What is wrong,What to do\r\n"));
}

#[test]
fn a_sound_file_and_one_that_cannot_be_used() {
    let ran = check("four.csv", b"email\na@people.example\n", &["--group", "bristol-harbourside"]);
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stdout));
    for (file, group, said) in [
        (&b"first name\nAnn\n"[..], "bristol-harbourside", "no column is external_id, email or phone"),
        (b"email\n", "nowhere", "has no group"),
        (b"", "bristol-harbourside", "no column"),
        (&[0xff, 0xfe, 0x00][..], "bristol-harbourside", "no column"),
    ] {
        let ran = check("five.csv", file, &["--group", group]);
        let error = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{error}");
    }
}
