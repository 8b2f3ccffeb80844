//! The proxy over real sockets, with a Braze that looks into the ledger while it is being asked.

mod config;
mod demo;
mod killed;
mod minting;
mod process;
mod refusals;
mod results;
mod sends;
pub(crate) mod world;
