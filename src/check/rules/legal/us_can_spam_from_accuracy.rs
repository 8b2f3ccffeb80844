//! `us-can-spam-from-accuracy`: the name in the From line says who writes.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::{Span, Words};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "us-can-spam-from-accuracy",
        area: Area::Legal,
        jurisdictions: &["US"],
        source: "15 U.S.C. § 7704(a)(1)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Name of the sender", fr: "Nom de l’expéditeur" },
        message: Text { en: "“{name}” {what}.", fr: "« {name} » {what}." },
        why: Text {
            en: "US law wants the From line to say who started the message; a stranger’s name or address is a false header.",
            fr: "La loi américaine veut que l’expéditeur affiché soit celui qui envoie ; le nom ou l’adresse d’un tiers est un faux en-tête.",
        },
        fix: Text {
            en: "Head office puts the business’s own name into the group’s `sender`.",
            fr: "Le siège inscrit le nom de l’entreprise dans le `sender` du groupe.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(US, "<p>Pizza</p>")
            .group(r#"{ "name": "Roma Austin", "country": "US", "sender": { "name": "PayPal Support", "email": "promo@roma.example" } }"#)
            .missing(),
        Example::html(US, "<p>Pizza</p>")
            .group(r#"{ "name": "Roma Austin", "country": "US", "sender": { "name": "Roma help@bank.example", "email": "promo@roma.example" } }"#)
            .missing(),
        Example::html(US, "<p>Pizza</p>")
            .group(r#"{ "name": "Roma Austin", "country": "US", "sender": { "name": "Pizza Roma", "email": "hello@mail.roma.example" } }"#),
        Example::html(US, "<p>Pizza</p>").group(r#"{ "name": "Roma Austin", "country": "US" }"#),
        Example::html("{}", "<p>Pizza</p>")
            .group(r#"{ "name": "Roma", "country": "FR", "sender": { "name": "Deals", "email": "promo@roma.example" } }"#),
    ]),
};

const US: &str = r#"{ "legal": { "everywhere": ["US"] } }"#;

const STRANGER: Text = Text {
    en: "names neither the office nor its business nor the brand",
    fr: "ne nomme ni le groupe, ni son entreprise, ni la marque",
};
const ADDRESS: Text =
    Text { en: "holds an address that is not the sender’s", fr: "contient une adresse qui n’est pas la sienne" };

fn see(_: &Facts, _: &Rulebook) -> Sight {
    Sight::default()
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(office) = &book.office else { return };
    let profile = &office.profile;
    let Some(sender) = &profile.sender else { return };
    let brand = whole.kit().brand.name.as_str();
    let website = profile.website.as_deref().or(whole.kit().brand.website.as_deref()).unwrap_or_default();
    let own = [profile.name.as_str(), profile.legal_entity.as_deref().unwrap_or_default(), brand, website].join(" ");
    let own = Words::of(&own);
    let own: Vec<&str> = own.list().iter().map(|word| own.key(word)).filter(|key| key.len() > 2).collect();
    let name = Words::of(&sender.name);
    let names_it = name.list().iter().any(|word| own.contains(&name.key(word)));
    let what = match () {
        () if sender.name.contains('@') && !sender.name.contains(sender.email.as_str()) => ADDRESS,
        () if !names_it && !own.is_empty() => STRANGER,
        () => return,
    };
    let place = Place { source: Source::Group("sender.name".to_owned()), span: Span::at(0) };
    found.say(found.in_place(place).with("name", sender.name.clone()).with("what", what));
}
