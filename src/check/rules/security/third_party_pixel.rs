//! `sec-third-party-pixel`: nobody else counts our readers.

use crate::check::Rulebook;
use crate::check::address::{Target, target};
use crate::check::facts::Image;
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-third-party-pixel",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "CNIL, délibération 2026-042; the brand’s policy: links.pixel_hosts",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Foreign tracking pixel", fr: "Pixel de suivi étranger" },
        message: Text {
            en: "This image tells “{host}” who reads the message.",
            fr: "Cette image indique à « {host} » qui lit le message.",
        },
        why: Text {
            en: "Readers have not agreed to be followed by others, and the law asks for it.",
            fr: "Les lecteurs n’ont pas accepté d’être suivis par d’autres, et la loi l’exige.",
        },
        fix: Text {
            en: "Take the image out; Braze counts openings itself.",
            fr: "Retirez l’image ; Braze compte lui-même les ouvertures.",
        },
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<img src="[[https://www.facebook.com/tr?id=1&ev=PageView]]" width="1" height="1" alt="">"#,
        ),
        Example::html("{}", r#"<img alt="" src="[[https://stats.g.doubleclick.net/x.gif]]">"#),
        Example::html(
            ROMA,
            r#"<img alt="" width=1 height=1 src="[[https://px.example/o.gif]]"><img alt="" width=1 height=1 src="https://cdn.roma.example/s.gif">"#,
        ),
        Example::html(ROMA, r#"<img alt="" width=1 height=1 src="https://count.roma-partner.example/o.gif">"#),
        Example::html(
            "{}",
            r#"<img src="https://cdn.roma.example/spacer.gif" width="1" height="1" alt=""><img src="https://www.facebook.com/images/logo.png" alt="">"#,
        ),
        Example::html("{}", r#"<a href="https://www.facebook.com/tr">x</a>"#),
    ]),
};

const ROMA: &str =
    r#"{ "links": { "image_hosts": ["*.roma.example"], "pixel_hosts": ["count.roma-partner.example"] } }"#;

/// Who counts readers for advertisers: the host, and how the path begins.
const TRACKERS: &[(&str, &str)] = &[
    ("facebook.com", "/tr"),
    ("doubleclick.net", "/"),
    ("google-analytics.com", "/"),
    ("googleadservices.com", "/"),
    ("googletagmanager.com", "/"),
    ("googlesyndication.com", "/"),
    ("bat.bing.com", "/"),
    ("px.ads.linkedin.com", "/"),
    ("ads.linkedin.com", "/"),
    ("analytics.tiktok.com", "/"),
    ("analytics.twitter.com", "/"),
    ("t.co", "/i/adsct"),
    ("ct.pinterest.com", "/"),
    ("tr.snapchat.com", "/"),
    ("sc-static.net", "/"),
    ("criteo.com", "/"),
    ("criteo.net", "/"),
    ("adnxs.com", "/"),
    ("adsrvr.org", "/"),
    ("liveintent.com", "/"),
    ("liadm.com", "/"),
    ("taboola.com", "/"),
    ("outbrain.com", "/"),
    ("quantserve.com", "/"),
    ("scorecardresearch.com", "/"),
    ("amazon-adsystem.com", "/"),
    ("hotjar.com", "/"),
    ("mailtrack.io", "/"),
    ("bl-1.com", "/"),
    ("yesware.com", "/"),
];

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let links = &book.policy.links;
    for source in &image.sources {
        let Target::Host(host) = target(&source.url) else { continue };
        if Links::allows(&links.pixel_hosts, &host) {
            continue;
        }
        let decided = !links.image_hosts.is_empty() || !links.pixel_hosts.is_empty();
        let foreign = decided && image.tiny && !Links::allows(&links.image_hosts, &host);
        if foreign || is_tracker(&host, &source.url) {
            found.say(found.at(source.span).with("host", host));
        }
    }
}

fn is_tracker(host: &str, url: &str) -> bool {
    let ends = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let path = url.split_once("//").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).unwrap_or("/");
    let begins = |start: &str| {
        path.strip_prefix(start)
            .is_some_and(|rest| start == "/" || rest.is_empty() || rest.starts_with(['?', '/', '#']))
    };
    TRACKERS.iter().any(|(domain, start)| ends(domain) && begins(start))
}
