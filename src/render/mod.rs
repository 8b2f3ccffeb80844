//! A form and the author's slots → [`Message`], with the origin of every stretch.
//!
//! Shipping leaves Braze's Liquid as it stands; a preview evaluates it with a made-up customer.

mod line;
mod mail;
mod message;
mod preview;
mod unit;

pub use line::Line;
pub use mail::{Mail, MailPart};
pub use message::{Message, message};
pub use preview::{Patch, Preview, PreviewState};
pub use unit::{Slots, line, unit};
