//! `/v1/audiences`: lists of customers from files. A file is looked at, then taken part by part; rows go to Braze
//! meanwhile.

use super::json;
use crate::audience::{Fields, Head, report as written, rows_left_out};
use crate::digest::Digest;
use crate::proxy::Proxy;
use crate::proxy::authenticate::Asked;
use crate::proxy::ledger::{Begun, LedgerError, List};
use crate::proxy::lists::vetted;
use crate::proxy::refused::{self, Refused};
use crate::transport::{
    ColumnView, FieldView, HeadRequest, HeadView, ListAnswer, ListPart, ListState, ListsAnswer, NewList, ReportQuery,
    SubmissionError, content_digest,
};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// The most characters of a list's name.
const MOST_NAME: usize = 100;

/// The group's lists.
pub(in crate::proxy) async fn list(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let allowed = proxy.list_fields(&asked.who.claims.grp).is_some();
    let lists = proxy.0.ledger.lists(&asked.who.claims.grp).await?;
    Ok(json(StatusCode::OK, &ListsAnswer { allowed, lists }))
}

/// What the beginning of a file holds. Nothing is kept.
pub(in crate::proxy) async fn preview(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let fields = proxy.may_upload(&asked)?;
    let wish = HeadRequest::from_json(&asked.body).map_err(body)?;
    let Head { delimiter, columns } = Head::read(&wish.text, &fields);
    let id = |place: usize| fields.get(place).map(|field| field.id.clone());
    let columns = columns.into_iter().map(|column| ColumnView {
        header: column.header,
        field: column.field.and_then(id),
        samples: column.samples,
    });
    let view = HeadView {
        delimiter: char::from(delimiter),
        columns: columns.collect(),
        fields: (fields.iter())
            .map(|field| FieldView { id: field.id.clone(), label: field.label.clone(), identifies: field.identifies() })
            .collect(),
        digest: Digest::new("list-head").field("text", &wish.text).finish(),
        most_rows: fields.most_rows,
    };
    Ok(json(StatusCode::OK, &view))
}

/// Begins a list.
pub(in crate::proxy) async fn begin(State(proxy): State<Proxy>, request: Request) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let fields = proxy.may_upload(&asked)?;
    let mut wish = NewList::from_json(&asked.body).map_err(body)?;
    wish.layout.check(&fields).map_err(|error| Refused::new(refused::LAYOUT, error.code()))?;
    wish.name = wish.name.trim().chars().filter(|c| !c.is_control()).take(MOST_NAME).collect();
    let id = proxy.name("list");
    let hash = content_digest(&asked.body);
    match proxy.0.ledger.begin_list(&id, asked.by(), (asked.action(), &hash), &wish, proxy.now()).await? {
        Begun::There(list) => Ok(json(StatusCode::CREATED, &ListAnswer { list: list.view })),
        Begun::Reused => Err(Refused::new(refused::REUSED, "idempotency key reused")),
    }
}

/// One list.
pub(in crate::proxy) async fn one(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let list = proxy.list_of(&id, &asked).await?;
    Ok(json(StatusCode::OK, &ListAnswer { list: list.view }))
}

/// Takes a part. The same part again changes nothing, and the answer says from where to go on.
pub(in crate::proxy) async fn part(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let fields = proxy.may_upload(&asked)?;
    let part = ListPart::from_json(&asked.body).map_err(body)?;
    let list = proxy.list_of(&id, &asked).await?;
    if part.from < list.view.taken || list.view.state != ListState::Uploading {
        return Ok(json(StatusCode::OK, &ListAnswer { list: list.view }));
    }
    if part.from > list.view.taken {
        return Err(Refused::new(refused::LIST_MOVED, format!("at {}, not {}", list.view.taken, part.from)).send(id));
    }
    proxy.take(&asked, &list, part, &fields).await?;
    proxy.0.carrier.work.notify_one();
    let list = proxy.list_of(&id, &asked).await?;
    Ok(json(StatusCode::OK, &ListAnswer { list: list.view }))
}

/// Gives a list up.
pub(in crate::proxy) async fn cancel(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    asked.may_write()?;
    let list = proxy.list_of(&id, &asked).await?;
    proxy.0.ledger.cancel_list(&list, asked.by(), proxy.now()).await?;
    let list = proxy.list_of(&id, &asked).await?;
    Ok(json(StatusCode::OK, &ListAnswer { list: list.view }))
}

/// What is wrong with which line, as CSV.
pub(in crate::proxy) async fn report(
    State(proxy): State<Proxy>,
    Path(id): Path<String>,
    Query(query): Query<ReportQuery>,
    request: Request,
) -> Result<Response, Refused> {
    let asked = proxy.asked(request).await?;
    let list = proxy.list_of(&id, &asked).await?;
    let problems = proxy.0.ledger.list_problems(&id).await?;
    let told = rows_left_out(&problems);
    // A report that has served its time is empty.
    let more = if told == 0 { 0 } else { list.view.left_out.saturating_sub(told) };
    let fields =
        proxy.list_fields(&list.group).ok_or_else(|| Refused::new(refused::NO_LISTS, "no upload in the policy"))?;
    let text = written(&problems, more, &list.layout.columns, &fields, query.locale);
    let mut response = (StatusCode::OK, text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let disposition = HeaderValue::from_static("attachment; filename=\"report.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

impl Proxy {
    /// What this asker may upload.
    fn may_upload(&self, asked: &Asked) -> Result<Fields, Refused> {
        asked.may_write()?;
        let fields = self.list_fields(&asked.who.claims.grp);
        fields.ok_or_else(|| Refused::new(refused::NO_LISTS, "no upload in the policy"))
    }

    async fn list_of(&self, id: &str, asked: &Asked) -> Result<List, Refused> {
        let list = self.0.ledger.list(id, &asked.who.claims.grp).await?;
        list.ok_or_else(|| Refused::new(refused::NO_LIST, "no such list"))
    }

    /// Reads a part's rows and writes them down. Reading takes milliseconds, but not on the threads that answer.
    async fn take(&self, asked: &Asked, list: &List, part: ListPart, fields: &Fields) -> Result<(), Refused> {
        let (layout, fields, habits) = (list.layout.clone(), fields.clone(), self.habits(&list.group));
        let (line, rows, value, now) = (list.line, list.view.rows, list.value(), self.now());
        let (from, size, ends) = (part.from, list.view.size, part.ends);
        let read = tokio::task::spawn_blocking(move || {
            let read = layout.read(&part.text, (line, rows), part.ends, &fields, &habits, &value);
            let bytes = layout.encoding.bytes(part.text.get(..read.taken).unwrap_or_default());
            let whole = read.taken > 0 || part.ends;
            (vetted(read, now), bytes, whole)
        });
        let (read, bytes, whole) = read.await.map_err(|error| Refused::new(refused::INTERNAL, error.to_string()))?;
        if !whole {
            let detail =
                crate::locale::Text { en: "It begins on line {line}.", fr: "Elle commence à la ligne {line}." };
            let facts = crate::locale::Facts::new().with("line", line.to_string());
            return Err(Refused::new(refused::ENDLESS_ROW, "a row is longer than a part").said(detail, facts));
        }
        let taken = if ends { size.max(from.saturating_add(bytes)) } else { from.saturating_add(bytes) };
        match self.0.ledger.take_part(list, read, (taken, ends), asked.by(), now).await {
            // The same part came twice at once: the other one has it.
            Ok(()) | Err(LedgerError::Lost) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn body(error: SubmissionError) -> Refused {
    Refused::new(refused::BODY, error.code()).detail(error.to_string())
}
