//! `sms-link-owned-domain`: one link, to a page of the sender’s own.

use crate::check::Rulebook;
use crate::check::address::registrable;
use crate::check::facts::{Address, Short};
use crate::check::route::Route;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-link-owned-domain",
        area: Area::Sms,
        jurisdictions: &["US", "CA", "AU", "FR"],
        source: "CTIA Messaging Principles § 5.3.2; ACMA, Reducing Scam Calls and Scam SMs Code; 33700",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Whose link", fr: "Lien de qui" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Carriers hold back texts with several links, and with links to pages that are not the sender’s: that is how fraud looks.",
            fr: "Les opérateurs retiennent les SMS à plusieurs liens, ou aux liens vers des pages d’autrui\u{a0}: c’est à cela que ressemble la fraude.",
        },
        fix: Text {
            en: "Keep one link, to one of your own pages.",
            fr: "Gardez un seul lien, vers l’une de vos pages.",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "Roma: menu [[bit.ly/3x]] Reply STOP to end").sms().group(ROMA),
        Example::line("{}", "Roma: menu https://go.roma.com/n and [[https://roma.com/m]] Reply STOP to end")
            .sms()
            .group(ROMA),
        Example::line("{}", "Roma: menu https://go.roma.com/n. Reply STOP to end").sms().group(ROMA),
        Example::line("{}", "Roma: 3.50 tonight, a.m. or p.m. Reply STOP to end").sms().group(ROMA),
    ]),
};

const ROMA: &str = r#"{ "name": "Roma", "locale": "en-US", "country": "US", "website": "https://www.roma.com/" }"#;

const SEVERAL: Text = Text { en: "This is one link more than one.", fr: "C’est un lien de trop." };
const FOREIGN: Text = Text {
    en: "This link leads to a page of somebody else’s.",
    fr: "Ce lien mène à une page de quelqu’un d’autre.",
};

fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    let office = book.office.as_ref();
    let website = office.and_then(|office| office.profile.website.as_deref()).map(Route::of);
    let own = website.as_ref().and_then(Route::host_name).map(registrable);
    // Where the policy says which hosts are the brand’s, another rule holds links against them.
    let told = !book.policy.links.hosts.is_empty();
    for (nth, address) in Address::written(short.line).iter().enumerate() {
        let foreign = || own.is_some() && address.route.domain().is_some_and(|domain| Some(domain) != own);
        let what = match () {
            () if nth > 0 => SEVERAL,
            () if !told && foreign() => FOREIGN,
            () => continue,
        };
        found.say(found.at(address.span).with("what", what));
    }
}
