//! Law.

pub(crate) mod fr_franchise_independence_notice;
pub(crate) mod us_can_spam_postal_address;
pub(crate) mod us_can_spam_unsubscribe_present;
