//! The REST API on the socket: a request is read, the stand-in answers, and the answer is given as the switches want it:
//! at once, late, slowly, in half or not at all.

use super::Sandbox;
use super::call::{Call, Reply};
use super::stand_in::{Handled, Way};
use crate::braze::validate::MAX_REQUEST;
use crate::serve::Caller;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hyper::body::{Bytes, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Sleep, sleep};

/// How long half an answer may take to leave before the connection is reset.
const HALF: Duration = Duration::from_millis(100);

/// Any request that is not the stand-in's own.
pub(super) async fn answer(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let call = read(request, caller.as_ref()).await;
    let handled = sandbox
        .with(move |state| {
            let now = state.now();
            state.stand_in.handle(call, now)
        })
        .await;
    let Some(Handled { wait, way }) = handled else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if wait > 0 {
        sleep(Duration::from_millis(wait)).await;
    }
    match (way, caller) {
        (Way::Reply(reply), _) => {
            let body = Body::from(reply.body.clone());
            response(&reply, body)
        }
        (Way::Slowly(reply, rate), _) => {
            let drip = Drip::new(reply.body.clone(), rate);
            response(&reply, Body::new(drip))
        }
        (Way::CutOff(reply), Some(caller)) => {
            let half = Half { body: reply.body.clone(), given: false, caller, wait: Box::pin(sleep(HALF)) };
            response(&reply, Body::new(half))
        }
        (Way::Reset | Way::CutOff(_), caller) => {
            if let Some(caller) = caller {
                caller.cut();
            }
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn read(request: Request, caller: Option<&Caller>) -> Call {
    let (parts, body) = request.into_parts();
    let text = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body = to_bytes(body, MAX_REQUEST).await;
    Call {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        authorization: authorization(&parts.headers),
        content_type: text(header::CONTENT_TYPE).to_owned(),
        too_large: body.is_err(),
        body: body.unwrap_or_default().into(),
        from: caller.map(|caller| caller.address.ip()),
    }
}

/// The one field; two are as good as none.
fn authorization(headers: &HeaderMap) -> Vec<u8> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.as_bytes().to_vec(),
        _ => Vec::new(),
    }
}

fn response(reply: &Reply, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let fields = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "max-age=0, private, must-revalidate"),
        (header::VARY, "Origin,Accept-Encoding"),
    ];
    let headers = response.headers_mut();
    headers.extend(fields.map(|(name, value)| (name, HeaderValue::from_static(value))));
    for (name, value) in &reply.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// A body that comes in drops.
struct Drip {
    left: Bytes,
    drop: usize,
    every: Duration,
    wait: Pin<Box<Sleep>>,
}

impl Drip {
    fn new(body: Vec<u8>, bytes_per_second: u64) -> Self {
        // Ten drops a second, or fewer of one byte.
        let drop = (bytes_per_second / 10).max(1);
        let every = Duration::from_millis(1000_u64.saturating_mul(drop) / bytes_per_second.max(1));
        let drop = usize::try_from(drop).unwrap_or(usize::MAX);
        Self { left: Bytes::from(body), drop, every, wait: Box::pin(sleep(Duration::ZERO)) }
    }
}

impl hyper::body::Body for Drip {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        ready!(self.wait.as_mut().poll(cx));
        self.wait = Box::pin(sleep(self.every));
        let drop = self.drop.min(self.left.len());
        Poll::Ready(Some(Ok(Frame::data(self.left.split_to(drop)))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}

/// A body of which half is given, before the connection is reset.
struct Half {
    body: Vec<u8>,
    given: bool,
    caller: Caller,
    wait: Pin<Box<Sleep>>,
}

impl hyper::body::Body for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if !self.given {
            self.given = true;
            let half = self.body.get(..self.body.len() / 2).unwrap_or_default();
            return Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(half)))));
        }
        ready!(self.wait.as_mut().poll(cx));
        self.caller.cut();
        Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.len() as u64)
    }
}
