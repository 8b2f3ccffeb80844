//! The proxy over real sockets, with a Braze that looks into the ledger while it is being asked.

mod changes;
mod config;
mod demo;
mod endpoints;
mod killed;
mod lists;
mod minting;
mod process;
mod refusals;
mod results;
mod sends;
mod whole;
pub(crate) mod world;
