//! Digests, signatures, base64.

use super::{Argument, Call, Family, Filter, FilterError, Support, needs, shows};
use crate::liquid::value::Value;
use crate::locale::Text;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use std::fmt::Write as _;

const STRICT: GeneralPurpose = base64::engine::general_purpose::STANDARD;
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
const KEY: &[Argument] = &[needs("key")];

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "md5",
        Support::Braze,
        Text { en: "MD5, in hexadecimal.", fr: "MD5, en hexadécimal." },
        &[],
        |call| Ok(hex(&Md5::digest(bytes(call)))),
        &[shows("{{ 'hey' | md5 }}", "6057f13c496ecf7fd777ceb9e79ae285")],
    ),
    filter(
        "sha1",
        Support::Braze,
        Text { en: "SHA-1, in hexadecimal.", fr: "SHA-1, en hexadécimal." },
        &[],
        |call| Ok(hex(&Sha1::digest(bytes(call)))),
        &[shows("{{ 'hey' | sha1 }}", "7f550a9f4c44173a37664d938f1355f0f92a47a7")],
    ),
    filter(
        "sha2",
        Support::Braze,
        Text { en: "SHA-256, in hexadecimal.", fr: "SHA-256, en hexadécimal." },
        &[],
        |call| Ok(hex(&Sha256::digest(bytes(call)))),
        &[shows("{{ 'hey' | sha2 | slice: 0, 8 }}", "fa690b82")],
    ),
    filter(
        "hmac_sha1",
        Support::Braze,
        Text { en: "Old name of `hmac_sha1_hex`.", fr: "Ancien nom de `hmac_sha1_hex`." },
        KEY,
        |call| Ok(hex(&hmac_sha1(call))),
        &[shows("{{ 'hey' | hmac_sha1: 'secret_key' | slice: 0, 8 }}", "2a3969be")],
    ),
    filter(
        "hmac_sha1_hex",
        Support::Braze,
        Text { en: "HMAC with SHA-1, in hexadecimal.", fr: "HMAC avec SHA-1, en hexadécimal." },
        KEY,
        |call| Ok(hex(&hmac_sha1(call))),
        &[shows("{{ 'hey' | hmac_sha1_hex: 'secret_key' | slice: 0, 8 }}", "2a3969be")],
    ),
    filter(
        "hmac_sha1_base64",
        Support::Braze,
        Text { en: "HMAC with SHA-1, in base64.", fr: "HMAC avec SHA-1, en base64." },
        KEY,
        |call| Ok(Value::from(STRICT.encode(hmac_sha1(call)))),
        &[shows("{{ 'hey' | hmac_sha1_base64: 'secret_key' }}", "KjlpvtJb/u+wCspAY+uVkLTfjw4=")],
    ),
    filter(
        "hmac_sha256",
        Support::Braze,
        Text { en: "HMAC with SHA-256, in hexadecimal.", fr: "HMAC avec SHA-256, en hexadécimal." },
        KEY,
        |call| Ok(hex(&hmac_sha256(call))),
        &[shows("{{ 'hey' | hmac_sha256: 'secret_key' | slice: 0, 8 }}", "8df897f8")],
    ),
    filter(
        "hmac_sha256_hex",
        Support::Braze,
        Text { en: "HMAC with SHA-256, in hexadecimal.", fr: "HMAC avec SHA-256, en hexadécimal." },
        KEY,
        |call| Ok(hex(&hmac_sha256(call))),
        &[shows("{{ 'hey' | hmac_sha256_hex: 'secret_key' | slice: 0, 8 }}", "8df897f8")],
    ),
    filter(
        "hmac_sha256_base64",
        Support::Braze,
        Text { en: "HMAC with SHA-256, in base64.", fr: "HMAC avec SHA-256, en base64." },
        KEY,
        |call| Ok(Value::from(STRICT.encode(hmac_sha256(call)))),
        &[shows("{{ 'hey' | hmac_sha256_base64: 'secret_key' | size }}", "44")],
    ),
    filter(
        "hmac_sha512",
        Support::Braze,
        Text { en: "HMAC with SHA-512, in hexadecimal.", fr: "HMAC avec SHA-512, en hexadécimal." },
        KEY,
        |call| Ok(hex(&hmac_sha512(call))),
        &[shows("{{ 'hey' | hmac_sha512: 'secret_key' | size }}", "128")],
    ),
    filter(
        "base64_encode",
        Support::Braze,
        Text { en: "Writes base64.", fr: "Écrit en base64." },
        &[],
        |call| Ok(Value::from(STRICT.encode(bytes(call)))),
        &[shows("{{ 'blah' | base64_encode }}", "YmxhaA==")],
    ),
    filter(
        "base64_decode",
        Support::Liquid,
        Text { en: "Reads base64.", fr: "Lit du base64." },
        &[],
        |call| decode(&STRICT, call, "invalid base64 provided to base64_decode"),
        &[shows("{{ 'YmxhaA==' | base64_decode }}", "blah")],
    ),
    filter(
        "base64_url_safe_encode",
        Support::Liquid,
        Text { en: "Writes base64 for URLs.", fr: "Écrit en base64 pour une URL." },
        &[],
        |call| Ok(Value::from(URL_SAFE.encode(bytes(call)))),
        &[shows("{{ 'a?b>' | base64_url_safe_encode }}", "YT9iPg==")],
    ),
    filter(
        "base64_url_safe_decode",
        Support::Liquid,
        Text { en: "Reads base64 of URLs.", fr: "Lit du base64 pour URL." },
        &[],
        |call| decode(&URL_SAFE, call, "invalid base64 provided to base64_url_safe_decode"),
        &[shows("{{ 'YT9iPg==' | base64_url_safe_decode }}", "a?b>")],
    ),
];

const fn filter(
    name: &'static str,
    support: Support,
    doc: Text,
    takes: &'static [Argument],
    run: fn(&Call<'_>) -> Result<Value, FilterError>,
    examples: &'static [super::Example],
) -> Filter {
    Filter {
        name,
        family: Family::Encode,
        support,
        doc: super::told(doc),
        takes,
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

fn bytes(call: &Call<'_>) -> Vec<u8> {
    call.input.to_text().into_owned().into_bytes()
}

fn hex(digest: &[u8]) -> Value {
    let mut out = String::with_capacity(digest.len() * 2);
    for byte in digest {
        let _ = write!(out, "{byte:02x}");
    }
    Value::from(out)
}

fn signed<M: Mac + KeyInit>(call: &Call<'_>) -> Vec<u8> {
    // A MAC of this family takes keys of any length.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(call.arg_text(0).as_bytes()) else { return Vec::new() };
    mac.update(&bytes(call));
    mac.finalize().into_bytes().to_vec()
}

fn hmac_sha1(call: &Call<'_>) -> Vec<u8> {
    signed::<Hmac<Sha1>>(call)
}

fn hmac_sha256(call: &Call<'_>) -> Vec<u8> {
    signed::<Hmac<Sha256>>(call)
}

fn hmac_sha512(call: &Call<'_>) -> Vec<u8> {
    signed::<Hmac<Sha512>>(call)
}

fn decode(engine: &GeneralPurpose, call: &Call<'_>, fault: &'static str) -> Result<Value, FilterError> {
    let bytes = engine.decode(&*call.input.to_text()).map_err(|_| FilterError::Invalid(fault))?;
    Ok(Value::text(&String::from_utf8_lossy(&bytes)))
}
