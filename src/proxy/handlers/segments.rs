//! `GET /v1/segments`: the segments that a group may address, held against what Braze has, with their sizes.

use super::json;
use crate::group::Segment;
use crate::proxy::Proxy;
use crate::proxy::refused::{self, Refused};
use crate::transport::{SegmentView, SegmentsAnswer};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

/// The group's segments.
pub(in crate::proxy) async fn get(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let group = &asked.who.claims.grp;
    let office = proxy.0.engine.kit().groups.resolve(group);
    let office = office.ok_or_else(|| Refused::new(refused::GROUP, format!("the kit has no group {group}")))?;
    let known = proxy.0.braze.segments_list(proxy.now()).await;
    if known.is_none() {
        let _ = asked.context.note.set("Braze did not list its segments".to_owned());
    }
    let exists =
        |segment: &Segment| known.as_ref().is_none_or(|list| list.segments.iter().any(|one| one.id == segment.id));
    let (there, missing): (Vec<Segment>, Vec<Segment>) =
        office.profile.segments.unwrap_or_default().into_iter().partition(exists);
    let view = |Segment { id, name, .. }: Segment| SegmentView { id, name, ..SegmentView::default() };
    let mut segments: Vec<SegmentView> = there.into_iter().map(view).collect();
    if known.is_some() {
        proxy.tell_of(&mut segments).await;
    }
    let missing = missing.into_iter().map(|segment| segment.id).collect();
    Ok(json(StatusCode::OK, &SegmentsAnswer { segments, checked: known.is_some(), missing }))
}
