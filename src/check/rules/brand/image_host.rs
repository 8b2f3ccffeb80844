//! `brand-image-host`: pictures come from the hosts that the brand approved.

use crate::check::Rulebook;
use crate::check::address::{Target, target};
use crate::check::facts::Image;
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-image-host",
        area: Area::Brand,
        jurisdictions: &["*"],
        source: "The brand’s policy: links.image_hosts",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Image from elsewhere", fr: "Image venue d’ailleurs" },
        message: Text {
            en: "This image comes from “{host}”, which is not one of the brand’s image libraries.",
            fr: "Cette image vient de « {host} », qui n’est pas une photothèque de la marque.",
        },
        why: Text {
            en: "Images from elsewhere can vanish or change after sending, and their rights are not cleared.",
            fr: "Une image venue d’ailleurs peut disparaître ou changer après l’envoi, et ses droits ne sont pas acquis.",
        },
        fix: Text {
            en: "Upload the image to the library and choose it there.",
            fr: "Déposez l’image dans la photothèque, puis choisissez-la.",
        },
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(ROMA, r#"<img src="[[https://i.imgur.com/x.png]]" alt="">"#),
        Example::html(
            ROMA,
            r#"<img src="https://cdn.roma.example/x.png" alt=""><img src="https://a.b.roma.example/y.png" alt="">"#,
        ),
        Example::html(
            ROMA,
            r#"<table background="[[//imgur.com/b.png]]" style="background: url('[[http://x.example/c.png]]')"></table>"#,
        ),
        Example::html(
            ROMA,
            r#"<img alt="" src="https://cdn.roma.example/x.png" srcset="https://cdn.roma.example/x.png 1x, [[https://notroma.example/x.png]] 2x">"#,
        ),
        Example::html(ROMA, r#"<!--[if mso]><v:fill src="[[https://imgur.com/v.png]]" /><![endif]-->"#),
        Example::html("{}", r#"<img src="https://i.imgur.com/x.png" alt="">"#),
    ]),
};

const ROMA: &str = r#"{ "links": { "image_hosts": ["*.roma.example"] } }"#;

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let hosts = &book.policy.links.image_hosts;
    if hosts.is_empty() {
        return;
    }
    for source in &image.sources {
        let host = match target(&source.url) {
            Target::Host(host) if !Links::allows(hosts, &host) => host,
            Target::Inline(scheme) => scheme,
            _ => continue,
        };
        found.say(found.at(source.span).with("host", host));
    }
}
