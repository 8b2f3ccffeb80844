//! How a draft gets from the author's browser to the proxy: what is sent ([`Submission`]), how it is signed
//! ([`sign`], profile BWS1) and what comes back ([`Receipt`]).
//!
//! The intranet's back end holds a [`Secret`] and mints a [`Session`]: a token and a key derived from it. The browser
//! signs every request with that key; the proxy derives the same key from the token and verifies. No state is shared
//! but the secret. Nothing here reads a clock or draws random numbers: both are passed in.

#[cfg(feature = "cli")]
mod audience;
mod base;
#[cfg(target_arch = "wasm32")]
pub mod browser;
mod change;
mod key;
mod nonces;
mod receipt;
mod recipient;
mod refusal;
mod results;
mod segments;
mod sign;
mod strict_json;
mod submission;
mod token;
mod verify;

#[cfg(feature = "cli")]
pub use audience::{
    ColumnView, FieldView, HeadRequest, HeadView, ListAnswer, ListPart, ListState, ListView, ListsAnswer, NewList,
    ReportQuery,
};
pub use base::{BaseError, Message, content_digest, signature_base};
pub use change::{ChangeKind, ChangeState, ChangeView, Reschedule};
pub use key::{Secret, SecretError, SessionKey};
pub use nonces::{NONCE_KEPT, Nonces};
pub use receipt::{CheckAnswer, Problem, Receipt, Remark, SendRecord, SendState, SendView};
pub use recipient::{RecipientAnswer, RecipientRequest};
pub use refusal::Refusal;
pub use results::{Rates, ResultsView};
pub use segments::{SegmentDay, SegmentView, SegmentsAnswer};
pub use sign::{Action, PROFILE_GET, PROFILE_WRITE, Prepared, SignError};
pub use strict_json::StrictJsonError;
pub use submission::{CheckRequest, FORMAT, MAX_BODY, Submission, SubmissionError};
pub use token::{Claims, MAX_TTL, MintError, Scope, Session, mint};
pub use verify::{BackEnd, Request, Verified, Verifier};
