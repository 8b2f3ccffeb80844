//! How the proxy and the sandbox listen: an accept loop of our own, with a first layer ([`head`]) that looks at the raw
//! head of every request before the HTTP library does.
//!
//! In: a listener and a router. Out: nothing but answers; it ends when told to, and finishes what it has begun.

mod caller;
mod guard;
pub mod head;

pub use caller::Caller;

use axum::Router;
use caller::Line;
use guard::Guarded;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

/// How much of strangers we bear.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a head may take.
    pub head: Duration,
    /// The most bytes of a body that may be announced.
    pub body: u64,
    /// The most connections at once.
    pub connections: usize,
    /// How long requests in work may take after we were told to end.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { head: Duration::from_secs(5), body: 256 * 1024, connections: 1024, drain: Duration::from_secs(15) }
    }
}

/// Answers with `app` until `end` becomes true, then finishes what is in work.
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, end: watch::Receiver<bool>) {
    serve_behind(|_| true, listener, app, limits, end).await;
}

/// The same, for those alone whom `door` lets in; it resets the connections of the others before a byte is read.
pub async fn serve_behind(
    door: impl Fn(SocketAddr) -> bool,
    listener: TcpListener,
    app: Router,
    limits: Limits,
    mut end: watch::Receiver<bool>,
) {
    let slots = Arc::new(Semaphore::new(limits.connections));
    loop {
        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { break };
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(_) => {
                    // Out of file handles, most likely: give them time to come back.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = ended(&mut end) => break,
        };
        if !door(from) {
            let _ = stream.set_zero_linger();
            continue;
        }
        let (app, end) = (app.clone(), end.clone());
        tokio::spawn(async move {
            connection(stream, Caller::new(from), app, limits, end).await;
            drop(slot);
        });
    }
    drop(listener);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    // Whoever is still there after the time is cut off; the ledger knows what was begun.
    let _ = tokio::time::timeout(limits.drain, slots.acquire_many(all)).await;
}

/// Waits until we are told to end, or nobody is left who could tell.
async fn ended(end: &mut watch::Receiver<bool>) {
    let _ = end.wait_for(|end| *end).await;
}

async fn connection(stream: TcpStream, caller: Caller, app: Router, limits: Limits, mut end: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Guarded::new(Line::new(stream, caller.clone()), limits.body));
    let app = TowerToHyperService::new(app);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        let caller = caller.clone();
        request.extensions_mut().insert(caller.clone());
        let answer = app.call(request);
        async move {
            match answer.await {
                Ok(_) if caller.is_cut() => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                Ok(answer) => Ok(answer),
                Err(never) => match never {},
            }
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(head::MAX_FIELDS)
        .half_close(true)
        .serve_connection(io, service);
    tokio::pin!(connection);
    tokio::select! {
        // Errors are the client's affair: it went away, or was too slow.
        _ = connection.as_mut() => return,
        () = ended(&mut end) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
