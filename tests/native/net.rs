//! Routers on real sockets, for the tests that need them.

use axum::Router;
use countersign::serve::{Limits, serve};
use std::net::SocketAddr;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A router that answers on loopback until this is dropped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    _end: watch::Sender<bool>,
}

impl Served {
    /// What answers there until `end` is dropped.
    pub(crate) const fn new(address: SocketAddr, end: watch::Sender<bool>) -> Self {
        Self { address, _end: end }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }
}

pub(crate) async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

pub(crate) fn start(listener: TcpListener, router: Router, limits: Limits) -> Served {
    let address = listener.local_addr().unwrap();
    let (end, ended) = watch::channel(false);
    tokio::spawn(serve(listener, router, limits, ended));
    Served { address, _end: end }
}

/// Raw bytes to a socket; all that comes back until the other side closes or is silent for half a second.
pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(Ok(count @ 1..)) = tokio::time::timeout(Duration::from_millis(500), stream.read(&mut chunk)).await {
        answer.extend_from_slice(&chunk[..count]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// One client for all tests: making one reads the machine's certificates. It keeps no connections, as each test has
/// threads of its own.
pub(crate) fn client() -> reqwest::Client {
    static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        client.pool_max_idle_per_host(0).build().unwrap()
    });
    CLIENT.clone()
}

/// Runs a test on several threads, for a minute at most.
pub(crate) fn run<F: Future<Output = ()>>(test: F) {
    run_for(Duration::from_secs(60), test);
}

/// Runs a test on several threads, and not for ever.
pub(crate) fn run_for<F: Future<Output = ()>>(most: Duration, test: F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::time::timeout(most, test).await.expect("the test did not end in time");
    });
    runtime.shutdown_background();
}
