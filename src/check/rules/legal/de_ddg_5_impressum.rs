//! `de-ddg-5-impressum`: a German message leads to the Impressum, or holds it; the law it names is the one in force.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::diag::Finding;
use crate::template::Purpose;
use crate::text::{Edit, fold};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "de-ddg-5-impressum",
        area: Area::Legal,
        jurisdictions: &["DE"],
        source: "DDG § 5(1) (replaced TMG § 5 on 14 May 2024)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Impressum", fr: "Impressum" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "German law wants name, address, representatives, register and VAT number of the business easy to find at any time.",
            fr: "Le droit allemand veut nom, adresse, représentants, registre et numéro de TVA de l’entreprise faciles à trouver à tout moment.",
        },
        fix: Text {
            en: "Put a link “Impressum” to your own page into the footer; write “§ 5 DDG”, no longer “§ 5 TMG”.",
            fr: "Placez au pied un lien «\u{a0}Impressum\u{a0}» vers votre propre page\u{a0}; écrivez «\u{a0}§ 5 DDG\u{a0}», et non plus «\u{a0}§ 5 TMG\u{a0}».",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p>Roma GmbH, Köln</p>[[]]").group(KOELN),
        Example::html("{}", "<p>Roma GmbH. Impressum: siehe Website</p>[[]]").group(KOELN),
        Example::html(
            "{}",
            "{% if ${city} == 'Köln' %}<p>[[<a href=\"https://roma.example/impressum\">Impressum</a>]]</p>{% endif %}",
        )
        .group(KOELN),
        Example::html(
            "{}",
            "<p>Angaben gemäß § 5 [[TMG]]: <a href=\"https://roma.example/impressum\">Impressum</a></p>",
        )
        .group(KOELN)
        .fixed("<p>Angaben gemäß § 5 DDG: <a href=\"https://roma.example/impressum\">Impressum</a></p>"),
        Example::html("{}", "<p><a href=\"https://roma.example/impressum\">Impressum</a></p>").group(KOELN),
        Example::html(
            "{}",
            "<p>Impressum: Roma GmbH, Hauptstr. 1, Köln, GF Ada Roma, HRB 1234 AG Köln, USt-ID DE123456789</p>",
        )
        .group(KOELN),
        Example::html("{}", "<p>Roma SAS, Paris</p>").group(r#"{ "name": "Roma", "country": "FR" }"#),
    ]),
};

const KOELN: &str = r#"{ "name": "Roma Köln", "country": "DE", "locale": "de-DE" }"#;

const MISSING: Text = Text {
    en: "No link to the Impressum, and no Impressum with register and VAT number, is there.",
    fr: "Il n’y a ni lien vers l’Impressum, ni Impressum avec registre et numéro de TVA.",
};
const SOMETIMES: Text = Text {
    en: "The Impressum is shown to some recipients only.",
    fr: "L’Impressum n’apparaît que pour certains destinataires.",
};
const OUTDATED: Text = Text {
    en: "The law named here is no longer in force: since 14 May 2024 it is § 5 DDG.",
    fr: "La loi citée ici n’est plus en vigueur\u{a0}: depuis le 14 mai 2024, c’est le § 5 DDG.",
};
const WRITE: Text = Text { en: "Write “DDG”", fr: "Écrire «\u{a0}DDG\u{a0}»" };

/// How the link is labelled, folded.
const LABELS: &[&str] = &["impressum", "anbieterkennzeichnung", "legal notice", "mentions legales"];
/// Registers, folded, each before its number.
const REGISTERS: &[&str] = &["hrb", "hra", "gnr", "vr", "pr", "handelsregister"];

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for link in facts.links.iter().filter(|link| link.visible) {
        let label = fold(&link.words.text);
        if LABELS.iter().any(|one| label.contains(one)) {
            sight.there.push(link.span);
        }
    }
    let Some(prose) = facts.prose.first() else { return sight };
    let words = prose.words();
    let key = |at: usize| words.list().get(at).map(|word| words.key(word)).unwrap_or_default();
    let (mut head, mut register, mut tax) = (None, false, false);
    for (at, word) in words.list().iter().enumerate() {
        let own = words.key(word);
        let concerns = matches!(own, "impressum" | "ust" | "umsatzsteuer" | "vat" | "tmg")
            || REGISTERS.contains(&own)
            || is_vat_number(own);
        if !concerns || !facts.is_visible(prose, word.span) {
            continue;
        }
        match own {
            "impressum" => head = head.or(Some(word.span)),
            own if REGISTERS.contains(&own) => register = true,
            "ust" | "umsatzsteuer" | "vat" => tax = true,
            own if is_vat_number(own) => tax = true,
            // `§ 5 TMG`, not a brand of these letters.
            "tmg" if key(at.wrapping_sub(1)) == "5" => sight.marks.push((prose.span(word.span), 0)),
            _ => {}
        }
    }
    if let Some(head) = head.filter(|_| register && tax) {
        sight.there.push(prose.span(head));
    }
    sight
}

/// `DE` and nine digits.
fn is_vat_number(word: &str) -> bool {
    word.strip_prefix("de").is_some_and(|digits| digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    for (at, _) in whole.placed() {
        let place = Place::from(at);
        let mut finding = Finding { severity: Severity::Info, ..found.in_place(place.clone()) }.with("what", OUTDATED);
        let ours = !matches!(place.source, Source::Group(_) | Source::Draft(_));
        if ours && place.span.len() == "TMG".len() {
            finding = finding.fix(Fix::new(WRITE, Trust::Safe, Edit::replace(place.span, "DDG")));
        }
        found.say(finding);
    }
    if whole.template().purpose != Purpose::Promotional || whole.always_there() {
        return;
    }
    let (place, what) = match whole.first() {
        Some(place) => (place, SOMETIMES),
        None => (whole.end(), MISSING),
    };
    found.say(found.in_place(place).with("what", what));
}
