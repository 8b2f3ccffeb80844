//! Links and hosts.

pub(crate) mod domain_allowlist;
pub(crate) mod https_only;
pub(crate) mod text_href_mismatch;
