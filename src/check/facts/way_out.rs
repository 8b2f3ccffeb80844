//! The links by which people unsubscribe, and what is true of each.

use super::{Facts, Link};
use crate::check::address::{Target, target};
use crate::policy::Links;
use crate::text::{Span, fold};

/// A link by which people unsubscribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// The whole link.
    pub span: Span,
    /// Whether everybody who looks can read it.
    pub seen: bool,
    /// Whether a click or an e-mail is enough.
    pub easy: bool,
    /// Whether it, or what stands around it, says what it is for.
    pub said: bool,
}

/// What Braze calls its own pages for it.
const BRAZE: &[&str] =
    &["${set_user_to_unsubscribed_url}", "${preference_center_url}", "${unsubscribe_url}", "preference_center.${"];
/// What an address for it holds, where it is a mailbox.
const MAILBOX: &[&str] = &["unsubscribe", "opt-out", "optout", "desabonn", "desinscri", "stop", "remove", "abmelden"];
/// The least size at which it counts as readable, in pixels.
const LEAST_SIZE: f32 = 9.0;
/// How far from it the words may stand that say what it is for, in characters.
const AROUND: usize = 200;
/// How much of the HTML around it is read for them, in bytes.
const MOST_HTML: usize = 4000;

/// What says that one may unsubscribe.
const SAYS_SO: &[&str] = &[
    "unsubscri",
    "opt out",
    "opt-out",
    "optout",
    "stop receiving",
    "no longer wish",
    "no longer want",
    "stop these e",
    "manage your e",
    "manage e",
    "e-mail preferences",
    "email preferences",
    "manage preferences",
    "manage your preferences",
    "communication preferences",
    "remove me",
    "be removed",
    "desabonn",
    "desinscri",
    "ne plus recevoir",
    "gerer mes preferences",
    "gerer vos preferences",
    "se retirer",
    "vous opposer",
    "abbestell",
    "abmeld",
    "austrag",
    "afmeld",
    "uitschrij",
    "cancelar",
    "darse de baja",
    "date de baja",
    "dar de baja",
    "descadastr",
    "disiscri",
    "cancella",
    "avregistrera",
    "frameld",
    "avslutt",
    "peruuta",
    "rezygn",
    "wypis",
    "odhlas",
    "配信停止",
    "配信解除",
    "登録解除",
    "수신거부",
    "수신 거부",
    "退订",
    "退訂",
    "取消订阅",
    "từ chối",
    "hủy đăng ký",
    "הסר",
    "abonelikten cik",
    "listeden cik",
    "reddet",
];
/// What makes it hard, folded: in its own words, or around it.
const HURDLES: &[&str] = &[
    "log in",
    "login",
    "log-in",
    "sign in",
    "signin",
    "sign-in",
    "connectez",
    "connecter",
    "identifiez",
    "se connecter",
    "write to us",
    "ecrivez",
    "call us",
    "by phone",
    "by post",
    "by mail to",
    "par courrier",
    "par telephone",
    "appelez",
    "create an account",
    "creer un compte",
    "einloggen",
    "anmelden und",
];
/// What makes it hard where it stands around the link.
const HURDLES_AROUND: &[&str] = &[
    "log in to unsubscribe",
    "login to unsubscribe",
    "sign in to unsubscribe",
    "to unsubscribe, log in",
    "to unsubscribe, sign in",
    "to unsubscribe, call",
    "to unsubscribe, write",
    "call us to unsubscribe",
    "write to us to unsubscribe",
    "write to us to be removed",
    "pour vous desabonner, connectez",
    "connectez-vous pour vous desabonner",
    "pour vous desabonner, ecrivez",
    "pour vous desabonner, appelez",
];
/// Paths of pages that want an account.
const ACCOUNT: &[&str] =
    &["/login", "/log-in", "/signin", "/sign-in", "/connexion", "/account", "/mon-compte", "/anmelden"];

/// The links by which people unsubscribe, in order: Braze's own, those to a host that the policy names for it (`hosts`),
/// and mailboxes for it. A link without words or image is none.
pub(super) fn ways_out(facts: &Facts, hosts: &[String]) -> Vec<WayOut> {
    let links = facts.links.iter().filter(|link| leads_out(link, hosts) && !is_empty(link, facts));
    let mut found: Vec<WayOut> = links.map(|link| look(link, facts)).collect();
    // Braze's own footer has one and says so.
    let footers = facts.printed("${email_footer}");
    found.extend(footers.into_iter().map(|span| WayOut { span, seen: true, easy: true, said: true }));
    found
}

fn leads_out(link: &Link, hosts: &[String]) -> bool {
    (link.written.contains('$') && BRAZE.iter().any(|name| link.written.contains(name)))
        || match target(link.href) {
            Target::Host(host) => Links::allows(hosts, &host),
            Target::Mailbox(_) => MAILBOX.iter().any(|word| fold(link.href).contains(word)),
            _ => false,
        }
}

fn is_empty(link: &Link, facts: &Facts) -> bool {
    link.words.text.trim().is_empty() && !facts.images.iter().any(|image| link.span.contains(image.tag))
}

fn look(link: &Link, facts: &Facts) -> WayOut {
    let words = &link.words.text;
    let start = words.len() - words.trim_start().len();
    let own = Span::new(start, words.trim_end().len().max(start));
    let seen = link.visible && (own.is_empty() || facts.is_legible(&link.words, own, LEAST_SIZE));
    let label = fold(words);
    let address = link.written.to_lowercase();
    let around = around(facts.html, link.span);
    let within = |text: &str, one: &str| if one.is_ascii() { text.contains(one) } else { text.contains(&fold(one)) };
    let has = |text: &str, list: &[&str]| list.iter().any(|one| within(text, one));
    WayOut {
        span: link.span,
        seen,
        easy: !has(&label, HURDLES) && !has(&around, HURDLES_AROUND) && !has(&address, ACCOUNT),
        said: has(&around, SAYS_SO),
    }
}

/// What a reader reads at a stretch of HTML and around it, folded.
fn around(html: &str, span: Span) -> String {
    let near =
        |text: &str, at: usize| (at.saturating_sub(3)..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let from = near(html, span.start.saturating_sub(MOST_HTML));
    let to = near(html, (span.end + MOST_HTML).min(html.len()));
    let before = without_tags(html.get(from..span.start).unwrap_or_default());
    let after = without_tags(html.get(span.end..to).unwrap_or_default());
    let tail = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(tail).collect();
    let after: String = after.chars().take(AROUND).collect();
    fold(&format!("{before}{}{after}", without_tags(span.of(html)))).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A stretch of HTML without its tags; the words of images stay.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        if let Some((alt, _)) = inside.split_once("alt=\"").and_then(|(_, alt)| alt.split_once('"')) {
            text.push_str(alt);
        }
        text.push(' ');
        rest = after;
    }
    text.push_str(rest);
    text
}
