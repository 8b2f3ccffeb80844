//! Links and hosts.

mod alias_unique;
mod deeplink_fallback;
mod domain_allowlist;
mod empty_or_hash;
mod https_only;
mod idn_homograph;
mod ip_host;
mod lookalike_domain;
mod mailto_tel_valid;
mod malformed_encoding;
mod nested_or_block;
mod placeholder_host;
mod redirect_open;
mod relative;
mod shortener;
mod target_rel;
mod text_href_mismatch;
mod tracking_params_consistent;
mod userinfo_port;
mod webview_present;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &https_only::RULE,
    &domain_allowlist::RULE,
    &redirect_open::RULE,
    &shortener::RULE,
    &text_href_mismatch::RULE,
    &ip_host::RULE,
    &userinfo_port::RULE,
    &idn_homograph::RULE,
    &lookalike_domain::RULE,
    &empty_or_hash::RULE,
    &relative::RULE,
    &placeholder_host::RULE,
    &mailto_tel_valid::RULE,
    &malformed_encoding::RULE,
    &tracking_params_consistent::RULE,
    &alias_unique::RULE,
    &nested_or_block::RULE,
    &target_rel::RULE,
    &deeplink_fallback::RULE,
    &webview_present::RULE,
];
