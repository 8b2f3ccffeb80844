//! What the types of the settings cannot say. Looks at the file as it was written, so that one mistake hides no other.

use super::{File, Settings, Source, faults as f, scope, secrets};
use crate::braze::{InstanceError, Key, Moment, Upstream};
use crate::kit::Kit;
use crate::payload::Account;
use crate::strict_toml::{Document, Fault, Mistake, Step};
use crate::transport::{BackEnd, Secret};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;

/// The roles that there are.
const ROLES: &[&str] = &["editor", "viewer", "brand"];

/// What was read besides the file's own values.
pub(super) struct Made {
    listen: SocketAddr,
    kit: Kit,
    upstream: Upstream,
    key: Key,
    back_ends: BTreeMap<String, BackEnd>,
}

impl Made {
    pub(super) fn settings(self, file: File, folder: &Path) -> Settings {
        let host = file.public_origin.split_once("://").map(|(_, host)| host.to_owned());
        let authorities: BTreeSet<String> = if file.authorities.is_empty() {
            host.into_iter().collect()
        } else {
            file.authorities.into_iter().collect()
        };
        Settings {
            listen: self.listen,
            public_origin: file.public_origin,
            authorities,
            editors: file.editors.into_iter().collect(),
            kit: self.kit,
            ledger: folder.join(file.ledger),
            revoked: file.revoked.into_iter().collect(),
            upstream: self.upstream,
            key: self.key,
            account: Account { app_id: file.braze.app_id, campaign_id: file.braze.campaign_id },
            back_ends: self.back_ends,
        }
    }
}

/// A check at work: the file and what was found so far.
struct Check<'a, 's> {
    source: &'a Source<'s>,
    document: &'a Document,
    mistakes: &'a mut Vec<Mistake>,
}

pub(super) fn check(source: &Source<'_>, document: &Document, mistakes: &mut Vec<Mistake>) -> Option<Made> {
    let mut check = Check { source, document, mistakes };
    let listen = check.listen();
    check.origins();
    let kit = check.kit();
    check.ledger();
    let (upstream, key) = (check.upstream(), check.key());
    let back_ends = check.back_ends(kit.as_ref());
    Some(Made { listen: listen?, kit: kit?, upstream: upstream?, key: key?, back_ends })
}

impl Check<'_, '_> {
    fn tell(&mut self, fault: &'static Fault, path: &[Step<'_>], value: &str) {
        self.mistakes.push(self.document.mistake(fault, path).with("value", value.to_owned()));
    }

    fn value(&self, pointer: &str) -> Option<&Value> {
        self.document.value().pointer(pointer)
    }

    fn text(&self, pointer: &str) -> Option<String> {
        self.value(pointer)?.as_str().map(str::to_owned)
    }

    /// The texts of a list with their places in it.
    fn texts(&self, pointer: &str) -> Vec<(usize, String)> {
        let items = self.value(pointer).and_then(Value::as_array).into_iter().flatten();
        items.enumerate().filter_map(|(at, item)| Some((at, item.as_str()?.to_owned()))).collect()
    }

    fn listen(&mut self) -> Option<SocketAddr> {
        let text = match self.value("/listen") {
            None => super::listen(),
            Some(value) => value.as_str()?.to_owned(),
        };
        let path = ["listen".into()];
        let Ok(address) = text.parse::<SocketAddr>() else {
            self.tell(&f::LISTEN, &path, &text);
            return None;
        };
        let in_front = self.value("/tls_in_front").and_then(Value::as_bool).unwrap_or(false);
        if !address.ip().is_loopback() && !in_front {
            self.tell(&f::LISTEN_OPEN, &path, &text);
        }
        Some(address)
    }

    fn origins(&mut self) {
        if let Some(origin) = self.text("/public_origin").filter(|origin| !is_origin(origin)) {
            self.tell(&f::ORIGIN, &["public_origin".into()], &origin);
        }
        for (at, host) in self.texts("/authorities") {
            if !is_host(&host) {
                self.tell(&f::AUTHORITY, &["authorities".into(), at.into()], &host);
            }
        }
        for (at, origin) in self.texts("/editors") {
            let path = ["editors".into(), at.into()];
            if origin.contains('*') || origin == "null" {
                self.tell(&f::EVERY_ORIGIN, &path, &origin);
            } else if !is_origin(&origin) {
                self.tell(&f::ORIGIN, &path, &origin);
            }
        }
        if self.value("/editors").and_then(Value::as_array).is_some_and(Vec::is_empty) {
            self.tell(&f::NO_EDITORS, &["editors".into()], "");
        }
    }

    fn kit(&mut self) -> Option<Kit> {
        let name = self.text("/kit")?;
        let read = std::fs::read_to_string(self.source.folder.join(&name)).map_err(|error| error.to_string());
        let path = ["kit".into()];
        let kit = match read.and_then(|json| Kit::from_json(&json).map_err(|error| error.to_string())) {
            Ok(kit) => kit,
            Err(reason) => {
                let mistake = self.document.mistake(&f::KIT, &path);
                self.mistakes.push(mistake.with("value", name).with("reason", reason));
                return None;
            }
        };
        let parents: BTreeSet<&str> = kit.groups.0.values().filter_map(|group| group.parent.as_deref()).collect();
        for id in kit.groups.0.keys().filter(|id| !parents.contains(id.as_str())) {
            let variation = kit.groups.resolve(id).and_then(|office| office.profile.message_variation_id);
            if variation.is_none_or(|variation| variation.trim().is_empty()) {
                self.tell(&f::NO_VARIATION, &path, id);
            }
        }
        Some(kit)
    }

    fn ledger(&mut self) {
        let Some(name) = self.text("/ledger") else { return };
        let path = self.source.folder.join(&name);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() || path.is_dir() {
            self.tell(&f::LEDGER, &["ledger".into()], &name);
        }
    }

    fn upstream(&mut self) -> Option<Upstream> {
        self.value("/braze")?.as_object()?;
        for name in ["app_id", "campaign_id"] {
            if self.text(&format!("/braze/{name}")).is_some_and(|text| text.trim().is_empty()) {
                self.tell(&f::EMPTY, &["braze".into(), name.into()], name);
            }
        }
        type Reader = fn(&str) -> Result<Upstream, InstanceError>;
        let ways: [(&'static str, Reader); 4] = [
            ("instance", Upstream::instance),
            ("rest_endpoint", Upstream::endpoint),
            ("unlisted_rest_endpoint", Upstream::unlisted),
            ("stand_in", Upstream::stand_in),
        ];
        let given: Vec<_> = ways
            .into_iter()
            .filter_map(|(name, read)| Some((name, read, self.text(&format!("/braze/{name}"))?)))
            .collect();
        let [(name, read, value)] = given.as_slice() else {
            let mistake = self.document.mistake_at_key(&f::UPSTREAM_COUNT, &["braze".into()]);
            self.mistakes.push(mistake.with("count", given.len().to_string()));
            return None;
        };
        match read(value) {
            Ok(upstream) => Some(upstream),
            Err(error) => {
                let mistake = self.document.mistake(&f::UPSTREAM, &["braze".into(), (*name).into()]);
                self.mistakes.push(mistake.with("reason", error.to_string()));
                None
            }
        }
    }

    fn key(&mut self) -> Option<Key> {
        let value = self.value("/braze").filter(|value| value.is_object())?.clone();
        let path = ["braze".into()];
        let text = secrets::text(self.source, self.document, (&path, &value), ("key_file", "key_env"), self.mistakes)?;
        match Key::new(text.to_string()) {
            Ok(key) => Some(key),
            Err(error) => {
                let mistake = self.document.mistake_at_key(&f::KEY, &path);
                self.mistakes.push(mistake.with("reason", error.to_string()));
                None
            }
        }
    }

    fn back_ends(&mut self, kit: Option<&Kit>) -> BTreeMap<String, BackEnd> {
        let list = self.value("/back_ends").and_then(Value::as_array).cloned();
        if list.as_ref().is_some_and(Vec::is_empty) {
            self.tell(&f::NO_BACK_ENDS, &["back_ends".into()], "");
        }
        let mut back_ends: BTreeMap<String, BackEnd> = BTreeMap::new();
        let mut kids = BTreeSet::new();
        for (at, value) in list.iter().flatten().enumerate().filter(|(_, value)| value.is_object()) {
            let path = [Step::Key("back_ends"), Step::Item(at)];
            let kid = value.get("kid").and_then(Value::as_str).unwrap_or_default().to_owned();
            let kid_at = [Step::Key("back_ends"), Step::Item(at), Step::Key("kid")];
            if value.get("kid").is_some_and(Value::is_string) {
                let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
                if !(1..=64).contains(&kid.len()) || !kid.bytes().all(sound) {
                    self.tell(&f::KID, &kid_at, &kid);
                } else if !kids.insert(kid.clone()) {
                    self.tell(&f::KID_TWICE, &kid_at, &kid);
                }
            }
            let groups = self.names(at, value, "groups", kit);
            let roles = self.names(at, value, "roles", None);
            let (not_before, not_after) = self.span(at, value);
            let Some(secret) = self.secret(&path, value) else { continue };
            if back_ends.values().any(|other| other.secret.same_as(&secret)) {
                self.tell(&f::SECRETS_EQUAL, &kid_at, &kid);
            }
            let back_end = BackEnd { secret, groups: scope(&groups), roles: scope(&roles), not_before, not_after };
            back_ends.insert(kid, back_end);
        }
        back_ends
    }

    fn secret(&mut self, path: &[Step<'_>], value: &Value) -> Option<Secret> {
        let keys = ("secret_file", "secret_env");
        let text = secrets::text(self.source, self.document, (path, value), keys, self.mistakes)?;
        match Secret::from_base64url(&text) {
            Ok(secret) => Some(secret),
            Err(error) => {
                let mistake = self.document.mistake_at_key(&f::SECRET, path);
                self.mistakes.push(mistake.with("reason", error.to_string()));
                None
            }
        }
    }

    /// The names of a back end's scope, each one that there is.
    fn names(&mut self, at: usize, value: &Value, key: &'static str, kit: Option<&Kit>) -> Vec<String> {
        let Some(list) = value.get(key).and_then(Value::as_array) else { return Vec::new() };
        if list.is_empty() {
            self.tell(&f::NOBODY, &["back_ends".into(), at.into(), key.into()], key);
        }
        let mut names = Vec::new();
        for (item, name) in list.iter().enumerate().filter_map(|(item, name)| Some((item, name.as_str()?))) {
            let path = ["back_ends".into(), at.into(), key.into(), item.into()];
            match (key, kit) {
                ("groups", Some(kit)) if name != "*" && !kit.groups.0.contains_key(name) => {
                    self.tell(&f::UNKNOWN_GROUP, &path, name);
                }
                ("roles", _) if !ROLES.contains(&name) => self.tell(&f::UNKNOWN_ROLE, &path, name),
                _ => names.push(name.to_owned()),
            }
        }
        names
    }

    fn span(&mut self, at: usize, value: &Value) -> (i64, i64) {
        let mut read = |key: &'static str, otherwise: i64| {
            let Some(text) = value.get(key).and_then(Value::as_str) else { return otherwise };
            match Moment::parse(text).ok().and_then(|moment| moment.instant) {
                Some(instant) => instant.as_second(),
                None => {
                    self.tell(&f::TIME, &["back_ends".into(), at.into(), key.into()], text);
                    otherwise
                }
            }
        };
        let (from, until) = (read("not_before", i64::MIN), read("not_after", i64::MAX));
        if from >= until {
            self.tell(&f::NEVER, &["back_ends".into(), at.into(), "not_after".into()], "");
        }
        (from, until)
    }
}

/// Scheme and host, as browsers write it. `http` only on this machine.
fn is_origin(text: &str) -> bool {
    match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(host), _) => is_host(host) && !host.ends_with(":443"),
        (_, Some(host)) => {
            let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
            is_host(host) && !host.ends_with(":80") && matches!(name, "localhost" | "127.0.0.1" | "[::1]")
        }
        _ => false,
    }
}

/// A host in lower case, perhaps with a port.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !text.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let port_ok = port.is_none_or(|port| !port.starts_with('0') && port.parse::<u16>().is_ok());
    let label_ok = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    port_ok && (name == "[::1]" || (name.len() <= 253 && name.split('.').all(label_ok)))
}
