//! What we may say ([`Notice`]) and what we said ([`Finding`], gathered in a [`Report`] with its verdict).
//!
//! Findings speak to authors and brand teams about *content*; they are collected, never thrown. What an integrator
//! got wrong (a kit file, a request, a setting) is an error of the module that noticed it.

mod finding;
mod notice;
mod report;
mod view;
mod waived;

pub use finding::{Finding, Fix, Owner, Place, Source, Trust};
pub use notice::{Area, Notice, Severity};
pub use report::{Report, Verdict};
pub use view::{FindingView, FixView, ReportView};
pub use waived::{Waived, WaivedView};
