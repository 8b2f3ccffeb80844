//! What the commands that serve share: threads, the clock, randomness, and when to end.

use super::CliError;
use crate::serve::{Limits, serve};
use axum::Router;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Threads for a server.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, CliError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(CliError::Output)
}

/// Now, in Unix seconds.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Now, in milliseconds since 1970 began.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Random bytes of the operating system. Without them nothing can be safe, so nothing goes on.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// Listens on an address; says which where it cannot.
pub(super) async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), CliError> {
    let cannot = |error: std::io::Error| {
        CliError::Input(format!("{address} cannot be listened on: {error}. Choose another port."))
    };
    let listener = TcpListener::bind(address).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    Ok((listener, address))
}

/// Serves in the background until the sender says to end.
pub(super) fn start(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    end: &watch::Receiver<bool>,
) -> JoinHandle<()> {
    tokio::spawn(serve(listener, router, limits, end.clone()))
}

/// Waits for Ctrl-C or the signal with which services are stopped.
pub(super) async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut stop) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = stop.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Tells all servers to end, and waits until they have.
pub(super) async fn end(sender: watch::Sender<bool>, servers: Vec<JoinHandle<()>>) {
    let _ = sender.send(true);
    for server in servers {
        let _ = server.await;
    }
}
