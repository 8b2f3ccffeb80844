//! Whether a message reaches the inbox.

mod footer_after_clip;
mod from_domain_aligned;
mod from_freemail;
mod gmail_clip_102kb;
mod hidden_text;
mod image_text_ratio;
mod link_count;
mod plain_text_part;
mod reply_to_monitored;
mod spam_lexicon;
mod subject_empty;
pub(super) mod subject_nonascii_tricks;
mod total_weight;
mod utf8_charset;
mod white_on_white;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &gmail_clip_102kb::RULE,
    &footer_after_clip::RULE,
    &total_weight::RULE,
    &from_domain_aligned::RULE,
    &from_freemail::RULE,
    &image_text_ratio::RULE,
    &spam_lexicon::RULE,
    &hidden_text::RULE,
    &white_on_white::RULE,
    &subject_nonascii_tricks::RULE,
    &subject_empty::RULE,
    &reply_to_monitored::RULE,
    &link_count::RULE,
    &utf8_charset::RULE,
    &plain_text_part::RULE,
];
