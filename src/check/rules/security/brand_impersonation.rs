//! `sec-brand-impersonation`: nobody speaks in another’s name.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::{BLOCK_END, Lexicon, Span, fold};
use std::sync::LazyLock;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-brand-impersonation",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "Gmail sender guidelines (impersonation); Policy",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Message in another’s name", fr: "Message au nom d’un autre" },
        message: Text {
            en: "“{name}” and “{lure}” together read like a message from somebody else.",
            fr: "« {name} » et « {lure} » ensemble font penser à un message de quelqu’un d’autre.",
        },
        why: Text {
            en: "Filters sort out messages that speak for a bank, a parcel service or an authority, and readers report them.",
            fr: "Les filtres écartent les messages qui parlent au nom d’une banque, d’un transporteur ou d’une administration, et les lecteurs les signalent.",
        },
        fix: Text {
            en: "Speak in our own name, and say plainly what this is about.",
            fr: "Parlez en notre nom, et dites simplement de quoi il s’agit.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "[[La Poste]] : votre colis est en attente").fr(),
        Example::html("{}", "<p>[[PayPal]]: your account has been suspended</p>"),
        Example::html("{}", "<p>[[HMRC]] has a tax refund for you.</p>"),
        Example::html(
            "{}",
            "<p>We deliver with DHL. Pay with PayPal, we verify your identity at the door.</p><p>Your account was created.</p>",
        ),
        Example::line(
            r#"{ "wording": { "names": [{ "name": "Chronopost" }] } }"#,
            "Chronopost : votre colis est en attente",
        )
        .fr(),
    ]),
};

/// Who is most often pretended to be: parcel services, authorities, payment services.
const PRETENDED: &[&str] = &[
    "La Poste",
    "Colissimo",
    "Chronopost",
    "Mondial Relay",
    "Relais Colis",
    "DHL",
    "FedEx",
    "UPS",
    "USPS",
    "DPD",
    "Evri",
    "Royal Mail",
    "Canada Post",
    "Postes Canada",
    "Australia Post",
    "Deutsche Post",
    "HMRC",
    "IRS",
    "DVLA",
    "Revenu Québec",
    "Canada Revenue Agency",
    "Agence du revenu du Canada",
    "impots.gouv.fr",
    "Direction générale des finances publiques",
    "Ameli",
    "Assurance Maladie",
    "ANTAI",
    "Finanzamt",
    "PayPal",
    "Netflix",
    "Apple ID",
    "Microsoft 365",
    "Interac",
    "Crit'Air",
];

/// What they are made to say.
const LURES: &[&str] = &[
    "your account has been suspended",
    "your account is suspended",
    "account suspended",
    "account locked",
    "your account is locked",
    "your account has been locked",
    "your account will be closed",
    "verify your account now",
    "confirm your payment details",
    "update your payment details",
    "unusual activity",
    "unusual sign-in",
    "tax refund",
    "unpaid customs",
    "customs fee",
    "pending parcel",
    "parcel is waiting",
    "parcel is on hold",
    "package is on hold",
    "delivery failed",
    "failed delivery",
    "redelivery fee",
    "unpaid toll",
    "colis en attente",
    "colis est en attente",
    "colis est bloqué",
    "frais de douane",
    "frais de livraison impayés",
    "livraison a échoué",
    "remboursement d’impôt",
    "remboursement d’impôts",
    "compte a été suspendu",
    "compte est suspendu",
    "compte est bloqué",
    "compte a été bloqué",
    "vérifiez votre identité",
    "confirmez votre identité",
    "confirmez vos coordonnées bancaires",
    "mettez à jour vos coordonnées bancaires",
    "activité inhabituelle",
    "amende impayée",
    "Paket konnte nicht zugestellt werden",
    "Konto wurde gesperrt",
];

static NAMES: LazyLock<Lexicon> = LazyLock::new(|| of(PRETENDED));
static WORDS: LazyLock<Lexicon> = LazyLock::new(|| of(LURES));

fn of(list: &'static [&str]) -> Lexicon {
    Lexicon::new(list.iter().enumerate().map(|(index, phrase)| (*phrase, index)), false)
}

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if matches!(prose.kind, ProseKind::Link | ProseKind::Aside) {
        return;
    }
    let (text, words) = (&prose.text, prose.words());
    let lures = WORDS.find(text, words);
    if lures.is_empty() {
        return;
    }
    let own = |name: &str| book.policy.wording.names.iter().any(|own| fold(&own.name) == fold(name));
    let block = |span: Span| text.get(..span.start).unwrap_or_default().matches(BLOCK_END).count();
    for name in NAMES.find(text, words) {
        let shown = name.span.of(text);
        // Short names are words too: they count in capitals only.
        if own(shown) || (shown.len() <= 4 && shown.chars().any(char::is_lowercase)) {
            continue;
        }
        if let Some(lure) = lures.iter().find(|lure| block(lure.span) == block(name.span)) {
            let finding = found.at(prose.span(name.span));
            found.say(finding.with("name", shown).with("lure", lure.span.of(text)));
        }
    }
}
