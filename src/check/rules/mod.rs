//! One file for each rule: `<area>/<fault>.rs`.

pub(super) mod accessibility;
pub(super) mod brand;
pub(super) mod data;
pub(super) mod legal;
pub(super) mod links;
