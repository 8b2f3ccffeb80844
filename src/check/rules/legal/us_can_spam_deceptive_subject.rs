//! `us-can-spam-deceptive-subject`: what the subject promises is in the message.

use crate::check::Rulebook;
use crate::check::facts::{Amount, AmountKind, Facts, Prose, amounts};
use crate::check::rule::*;
use crate::text::{Span, fold};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "us-can-spam-deceptive-subject",
        area: Area::Legal,
        jurisdictions: &["US"],
        source: "15 U.S.C. § 7704(a)(2)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Subject without message", fr: "Objet sans suite" },
        message: Text { en: "“{term}” {what}.", fr: "« {term} » {what}." },
        why: Text {
            en: "US law (CAN-SPAM) forbids a subject that misleads about what the message says.",
            fr: "La loi américaine (CAN-SPAM) interdit un objet qui trompe sur le contenu du message.",
        },
        fix: Text {
            en: "Say the same in both places, or take it out of the subject.",
            fr: "Dites la même chose aux deux endroits, ou retirez-le de l’objet.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::mail(US, "70% off inside", "<p>50% off pasta</p>").missing(),
        Example::mail(US, "Pizza for $5", "<p>Pizza for $6.50</p>").missing(),
        Example::mail(US, "A free tiramisu", "<p>Tiramisu with every coffee: $2</p>").missing(),
        Example::mail(US, "Your account has been suspended", "<p>Come back for pizza</p>").missing(),
        Example::mail(US, "50% off pasta this week", "<p>All pasta at 50&nbsp;% off</p>"),
        Example::mail(US, "Pizza for $5", "<p>Pizza <b>$5</b>.00</p>"),
        Example::mail(US, "A free tiramisu", "<img src='https://roma.example/t.png' alt='Free tiramisu'>"),
        Example::mail(US, "40% off", "<p>See the menu</p>").facts(r#"{ "offer.percent": 40 }"#),
        Example::mail("{}", "70% off", "<p>50% off</p>").group(r#"{ "name": "Roma", "country": "FR" }"#),
        Example::mail(US, "70% paid", "<p>Receipt</p>").facts(r#"{ "message.purpose": "transactional" }"#),
    ]),
};

const US: &str = r#"{ "legal": { "everywhere": ["US"] } }"#;

const NOWHERE: Text =
    Text { en: "is in the subject and nowhere in the message", fr: "est dans l’objet et nulle part dans le message" };
const PRETENDS: Text = Text {
    en: "makes an advertisement look like news about the reader’s account",
    fr: "fait passer une publicité pour une nouvelle du compte du lecteur",
};

/// What says that something costs nothing, folded.
const FREE: &[&str] = &[
    "free",
    "complimentary",
    "gratuit",
    "gratuite",
    "gratuits",
    "gratuites",
    "offert",
    "offerte",
    "offerts",
    "offertes",
];
/// What only a message about an account says, folded.
const ACCOUNT: &[&str] = &[
    "your account has been",
    "account suspended",
    "account on hold",
    "security alert",
    "payment failed",
    "payment declined",
    "verify your account",
    "invoice attached",
    "order confirmation",
    "shipping confirmation",
    "password expires",
    "votre compte a ete",
    "compte suspendu",
    "alerte de securite",
    "paiement refuse",
    "confirmation de commande",
];

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if concerns(book) {
        for prose in &facts.prose {
            sight.there.extend(prose.amounts().iter().map(|amount| prose.span(amount.span)));
            let words = prose.words();
            let free = words.list().iter().map(|word| (word, words.key(word)));
            let free = free.filter(|(_, key)| key.starts_with(['f', 'c', 'g', 'o']) && FREE.contains(key));
            sight.there.extend(free.map(|(word, _)| prose.span(word.span)));
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    if !concerns(book) {
        return;
    }
    let said: Vec<String> = (whole.parts())
        .flat_map(|(_, part, sight)| sight.there.iter().map(|span| plain(span.of(&part.piece.html))))
        .collect();
    let worth: Vec<Amount> = said.iter().flat_map(|text| amounts(text)).collect();
    let declared: Vec<f64> = (["offer.percent", "offer.price", "offer.prior_price"].iter())
        .filter_map(|path| book.case.facts.get(*path).and_then(serde_json::Value::as_f64))
        .collect();
    let free_somewhere = said.iter().any(|text| FREE.contains(&fold(text).as_str()));
    let line = whole.subject();
    let prose = Prose::of_line(line);
    let mut say = |part: Span, what| {
        let place = line.place(prose.span(part));
        found.say(found.in_place(place).with("term", part.of(&prose.text).to_owned()).with("what", what));
    };
    let near = |one: f64, other: f64| (one - other).abs() < 0.005;
    for amount in prose.amounts() {
        let same_kind =
            |other: &&Amount| matches!(amount.kind, AmountKind::Percent) == matches!(other.kind, AmountKind::Percent);
        let there = worth.iter().filter(same_kind).any(|other| near(other.value, amount.value));
        if !there && !declared.iter().any(|value| near(*value, amount.value)) {
            say(amount.span, NOWHERE);
        }
    }
    if let Some(part) = FREE.iter().find_map(|word| prose.sequence(&[word]).first().copied())
        && !free_somewhere
    {
        say(part, NOWHERE);
    }
    let pretends = |phrase: &&str| prose.sequence(&phrase.split(' ').collect::<Vec<_>>()).first().copied();
    if let Some(part) = ACCOUNT.iter().find_map(pretends) {
        say(part, PRETENDS);
    }
}

fn concerns(book: &Rulebook) -> bool {
    book.case.values("message.purpose").any(|purpose| purpose == "promotional")
}

/// A stretch of HTML as it is read: without tags, with the signs that its entities stand for.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let entities = [("&nbsp;", " "), ("&#160;", " "), ("&euro;", "€"), ("&pound;", "£"), ("&#36;", "$")];
    entities.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign))
}
