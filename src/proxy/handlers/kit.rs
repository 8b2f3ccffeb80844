//! `GET /v1/kit`: what the editor of a group needs to know, and nothing of other groups.

use super::json;
use crate::group::Groups;
use crate::kit::Kit;
use crate::proxy::Proxy;
use crate::proxy::refused::{self, Refused};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

/// The group's view of the kit.
pub(in crate::proxy) async fn get(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let group = &asked.who.claims.grp;
    let kit = view(proxy.0.engine.kit(), group)
        .ok_or_else(|| Refused::new(refused::GROUP, format!("the kit has no group {group}")))?;
    Ok(json(StatusCode::OK, &kit))
}

/// The kit with this group, those above it, and the templates that it may use.
fn view(kit: &Kit, group: &str) -> Option<Kit> {
    let office = kit.groups.resolve(group)?;
    let near = |id: &String| *id == office.id || office.above.contains(id);
    let groups = kit.groups.0.iter().filter(|(id, _)| near(id)).map(|(id, group)| (id.clone(), group.clone()));
    let policies = kit.policies.iter().filter(|(id, _)| near(id));
    let may = |name: &String| office.profile.templates.as_ref().is_none_or(|names| names.contains(name));
    let templates = kit.templates.iter().filter(|(name, _)| may(name));
    Some(Kit {
        groups: Groups(groups.collect()),
        policies: policies.map(|(id, policy)| (id.clone(), policy.clone())).collect(),
        templates: templates.map(|(name, template)| (name.clone(), template.clone())).collect(),
        ..kit.clone()
    })
}
