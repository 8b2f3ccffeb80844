//! A connection whose bytes pass on only in sound requests. An unsound one is answered here and ends the connection.

use super::head::{MAX_HEAD, Unsound, check, hopeless};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How much is read at once.
const CHUNK: usize = 8 * 1024;

/// A connection behind the first layer.
pub(super) struct Guarded<S> {
    inner: S,
    max_body: u64,
    /// Bytes of a head that is not whole yet.
    head: Vec<u8>,
    /// Bytes of the present body that are still to come.
    body: u64,
    /// Bytes that may pass on, and how many did.
    passed: Vec<u8>,
    taken: usize,
    /// The answer to an unsound request, and how much of it is out.
    refusal: Option<Vec<u8>>,
    sent: usize,
}

impl<S> Guarded<S> {
    pub(super) const fn new(inner: S, max_body: u64) -> Self {
        Self { inner, max_body, head: Vec::new(), body: 0, passed: Vec::new(), taken: 0, refusal: None, sent: 0 }
    }

    fn feed(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.refusal.is_none() {
            if self.body > 0 {
                let here = usize::try_from(self.body).unwrap_or(usize::MAX).min(bytes.len());
                let (now, later) = bytes.split_at_checked(here).unwrap_or((bytes, &[]));
                self.passed.extend_from_slice(now);
                self.body = self.body.saturating_sub(here as u64);
                bytes = later;
                continue;
            }
            // Only the last three bytes of before can be part of the end that is looked for.
            let from = self.head.len().saturating_sub(3);
            let before = self.head.len();
            self.head.extend_from_slice(bytes);
            let tail = self.head.get(from..).unwrap_or_default();
            let end = tail.windows(4).position(|four| four == b"\r\n\r\n").map(|at| from.saturating_add(at + 4));
            match end {
                Some(end) if end <= MAX_HEAD => {
                    let used = end.saturating_sub(before);
                    bytes = bytes.get(used..).unwrap_or_default();
                    self.head.truncate(end);
                    match check(&self.head, self.max_body) {
                        Ok(length) => {
                            self.body = length;
                            self.passed.append(&mut self.head);
                        }
                        Err(unsound) => self.refuse(unsound),
                    }
                }
                None if self.head.len() <= MAX_HEAD => {
                    if hopeless(self.head.get(from.saturating_sub(1)..).unwrap_or_default()) {
                        self.refuse(Unsound::Malformed);
                    }
                    return;
                }
                _ => self.refuse(Unsound::TooLarge),
            }
        }
    }

    fn refuse(&mut self, unsound: Unsound) {
        let (status, words) = unsound.status();
        let body = format!(r#"{{"code":"http","status":{status},"title":"{words}","request_id":""}}"#);
        self.head = Vec::new();
        self.refusal = Some(
            format!(
                "HTTP/1.1 {status} {words}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\
                 cache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n{body}",
                body.len()
            )
            .into_bytes(),
        );
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        loop {
            let waiting = self.passed.get(self.taken..).unwrap_or_default();
            if !waiting.is_empty() {
                let count = waiting.len().min(into.remaining());
                into.put_slice(waiting.get(..count).unwrap_or_default());
                self.taken = self.taken.saturating_add(count);
                return Poll::Ready(Ok(()));
            }
            self.passed.clear();
            self.taken = 0;
            if self.refusal.is_some() {
                // For the HTTP library the client has gone; it answers what it has and closes.
                return Poll::Ready(Ok(()));
            }
            let mut chunk = [0_u8; CHUNK];
            let mut chunk = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut self.inner).poll_read(cx, &mut chunk))?;
            if chunk.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            self.feed(chunk.filled());
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(refusal) = self.refusal.take() {
            let rest = refusal.get(self.sent..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let sent = Pin::new(&mut self.inner).poll_write(cx, rest);
            self.refusal = Some(refusal);
            self.sent = self.sent.saturating_add(ready!(sent)?);
        }
        // The refusal is out, and stays as the sign that nothing more is read.
        self.refusal = self.refusal.take().or_else(|| Some(Vec::new()));
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
