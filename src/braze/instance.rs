//! Where Braze is reached: a fixed list of instances, and one plain way to say otherwise.

/// An instance of Braze.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance {
    /// As the dashboard's address and the documentation name it: `EU-01`.
    pub name: &'static str,
    /// The host of its REST API.
    pub host: &'static str,
}

/// The documented instances. There is no US-09.
pub const INSTANCES: &[Instance] = &[
    Instance { name: "US-01", host: "rest.iad-01.braze.com" },
    Instance { name: "US-02", host: "rest.iad-02.braze.com" },
    Instance { name: "US-03", host: "rest.iad-03.braze.com" },
    Instance { name: "US-04", host: "rest.iad-04.braze.com" },
    Instance { name: "US-05", host: "rest.iad-05.braze.com" },
    Instance { name: "US-06", host: "rest.iad-06.braze.com" },
    Instance { name: "US-07", host: "rest.iad-07.braze.com" },
    Instance { name: "US-08", host: "rest.iad-08.braze.com" },
    Instance { name: "US-10", host: "rest.us-10.braze.com" },
    Instance { name: "EU-01", host: "rest.fra-01.braze.eu" },
    Instance { name: "EU-02", host: "rest.fra-02.braze.eu" },
    Instance { name: "AU-01", host: "rest.au-01.braze.com" },
    Instance { name: "ID-01", host: "rest.id-01.braze.com" },
    Instance { name: "JP-01", host: "rest.jp-01.braze.com" },
    Instance { name: "KR-01", host: "rest.kr-01.braze.com" },
];

/// Where requests go: the origin alone, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream(String);

/// Why requests cannot go there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// No instance of this name.
    #[error("Braze has no instance `{0}`; the instances are {names}", names = names())]
    Unknown(String),
    /// Not one of the documented hosts.
    #[error("`{0}` is not the address of an instance of Braze; name the instance instead (`instance = \"EU-01\"`)")]
    NotBraze(String),
    /// Not an origin at all.
    #[error(
        "`{0}` is not the address of a host: write `https://` and its name, in small letters, without a slash at the end"
    )]
    NotOrigin(String),
    /// Not on this machine.
    #[error("`{0}` is not http:// on 127.0.0.1 or [::1]: a stand-in for Braze must be on this machine")]
    NotLoopback(String),
}

impl InstanceError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "instance-unknown",
            Self::NotBraze(_) => "instance-not-braze",
            Self::NotOrigin(_) => "instance-not-origin",
            Self::NotLoopback(_) => "instance-not-loopback",
        }
    }
}

impl Upstream {
    /// The instance of this name, in any case.
    pub fn instance(name: &str) -> Result<Self, InstanceError> {
        INSTANCES
            .iter()
            .find(|known| known.name.eq_ignore_ascii_case(name))
            .map(|known| Self(format!("https://{}", known.host)))
            .ok_or_else(|| InstanceError::Unknown(name.to_owned()))
    }

    /// The instance at this address, byte for byte: no port, user, path, query or other spelling.
    pub fn endpoint(address: &str) -> Result<Self, InstanceError> {
        let known = address.strip_prefix("https://").is_some_and(|host| INSTANCES.iter().any(|one| one.host == host));
        if known { Ok(Self(address.to_owned())) } else { Err(InstanceError::NotBraze(address.to_owned())) }
    }

    /// A host that the list does not know, because somebody plainly said so: an instance that is newer than this
    /// program. The key goes there.
    pub fn unlisted(address: &str) -> Result<Self, InstanceError> {
        let sound = address.starts_with("https://")
            && url::Url::parse(address).is_ok_and(|url| {
                matches!(url.host(), Some(url::Host::Domain(name)) if name.contains('.'))
                    && url.origin().ascii_serialization() == address
            });
        if sound { Ok(Self(address.to_owned())) } else { Err(InstanceError::NotOrigin(address.to_owned())) }
    }

    /// A stand-in on this machine, for tests and demos: `http://127.0.0.1:PORT`.
    pub fn stand_in(address: &str) -> Result<Self, InstanceError> {
        let port = ["http://127.0.0.1:", "http://[::1]:"].iter().find_map(|start| address.strip_prefix(start));
        match port.map(str::parse::<u16>) {
            Some(Ok(port)) if port != 0 => Ok(Self(address.to_owned())),
            _ => Err(InstanceError::NotLoopback(address.to_owned())),
        }
    }

    /// The origin.
    pub fn origin(&self) -> &str {
        &self.0
    }
}

fn names() -> String {
    INSTANCES.iter().map(|instance| instance.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_and_nothing_else() {
        assert_eq!(Upstream::instance("eu-01").unwrap().origin(), "https://rest.fra-01.braze.eu");
        assert!(Upstream::instance("US-09").is_err());
        assert!(Upstream::endpoint("https://rest.iad-03.braze.com").is_ok());
        for address in [
            "http://rest.iad-01.braze.com",
            "https://rest.iad-01.braze.com/",
            "https://rest.iad-01.braze.com@evil.example/",
            "https://rest.iad-01.braze.com.evil.example",
            "https://rest.iad-01.braze.com:443",
            "https://REST.iad-01.braze.com",
            "https://rest.iad-01.braze.com\nX: y",
            "",
        ] {
            assert!(Upstream::endpoint(address).is_err(), "{address}");
        }
    }

    #[test]
    fn another_host_is_said_plainly() {
        assert!(Upstream::unlisted("https://rest.us-11.braze.com").is_ok());
        for address in [
            "http://rest.us-11.braze.com",
            "https://rest.us-11.braze.com/",
            "https://user@rest.us-11.braze.com",
            "https://rest.us-11.braze.com:443",
            "https://REST.us-11.braze.com",
            "https://localhost",
            "https://10.0.0.1",
            "rest.us-11.braze.com",
        ] {
            assert!(Upstream::unlisted(address).is_err(), "{address}");
        }
    }

    #[test]
    fn stand_ins_are_on_this_machine() {
        assert!(Upstream::stand_in("http://127.0.0.1:8081").is_ok());
        for address in ["http://127.0.0.1", "http://localhost:80", "http://127.0.0.1:80/x", "https://127.0.0.1:80"] {
            assert!(Upstream::stand_in(address).is_err(), "{address}");
        }
    }
}
