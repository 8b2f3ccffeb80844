//! The forms that values have: colours, dates, hours, hosts, addresses, countries, zones, names. Each says whether a
//! text has the form, and shows one that does.

use super::super::faults::FORM;
use crate::liquid::dates;
use crate::locale::Text;
use crate::strict_toml::{Document, Mistake, Step};

/// A form: whether a text has it, what it is called, a text that has it.
pub(super) struct Form {
    has: fn(&str) -> bool,
    name: Text,
    example: &'static str,
}

impl Form {
    /// Tells that the text at `path` has not this form.
    pub(super) fn check(&self, document: &Document, path: &[Step<'_>], value: &str, mistakes: &mut Vec<Mistake>) {
        if !(self.has)(value) {
            let mistake = document.mistake(&FORM, path).with("value", value);
            mistakes.push(mistake.with("form", self.name).with("example", self.example));
        }
    }

    /// The same for the name of a table or key.
    pub(super) fn check_key(&self, document: &Document, path: &[Step<'_>], key: &str, mistakes: &mut Vec<Mistake>) {
        if !(self.has)(key) {
            let mistake = document.mistake_at_key(&FORM, path).with("value", key);
            mistakes.push(mistake.with("form", self.name).with("example", self.example));
        }
    }
}

/// `#rrggbb`
pub(super) const COLOUR: Form = Form {
    has: |text| text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit())),
    name: Text { en: "a colour", fr: "une couleur" },
    example: "#5b2a17",
};

/// `2027-01-31`
pub(super) const DATE: Form = Form {
    has: |text| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
    name: Text { en: "a date", fr: "une date" },
    example: "2027-01-31",
};

/// `+33478000000`
pub(super) const PHONE: Form = Form {
    has: |text| {
        let digits = text.strip_prefix('+').unwrap_or_default();
        (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0')
    },
    name: Text { en: "a telephone number by E.164", fr: "un numéro de téléphone selon E.164" },
    example: "+33478000000",
};

/// `HH:MM`
pub(super) const HOUR: Form = Form {
    has: |text| text.len() == 5 && text.parse::<jiff::civil::Time>().is_ok(),
    name: Text { en: "a time of day", fr: "une heure" },
    example: "21:00",
};

/// A host, or `*.` and a domain.
pub(super) const HOST: Form = Form {
    has: |text| {
        let host = text.strip_prefix("*.").unwrap_or(text);
        host.contains('.')
            && !host.contains(['*', '/', ':', '@'])
            && url::Url::parse(&format!("https://{host}/")).is_ok_and(|url| url.host_str().is_some())
    },
    name: Text { en: "a host", fr: "un hôte" },
    example: "www.example.com` or `*.example.com",
};

/// An `https` address.
pub(super) const HTTPS: Form = Form {
    has: |text| url::Url::parse(text).is_ok_and(|url| url.scheme() == "https" && url.host_str().is_some()),
    name: Text { en: "an https address", fr: "une adresse https" },
    example: "https://www.example.com/",
};

/// An e-mail address.
pub(super) const EMAIL: Form = Form {
    has: |text| {
        let parts = text.split_once('@').filter(|(name, _)| !name.is_empty());
        parts.is_some_and(|(_, host)| host.contains('.') && !host.contains('@') && !host.ends_with('.'))
            && !text.contains(char::is_whitespace)
            && !text.contains(['<', '>', ',', ';', '"'])
    },
    name: Text { en: "an e-mail address", fr: "une adresse e-mail" },
    example: "bonjour@example.com",
};

/// An IANA zone.
pub(super) const ZONE: Form = Form {
    has: |text| (text == "UTC" || text.contains('/')) && dates::zone(text).is_some(),
    name: Text { en: "a time zone", fr: "un fuseau horaire" },
    example: "Europe/Paris",
};

/// A language, or a language and a country.
pub(super) const LOCALE: Form = Form {
    has: |text| {
        let mut parts = text.split('-');
        let language = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && lower(part));
        language && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    },
    name: Text { en: "a language tag", fr: "une étiquette de langue" },
    example: "fr-FR",
};

/// A language alone.
pub(super) const LANGUAGE: Form = Form {
    has: |text| text.len() == 2 && lower(text),
    name: Text { en: "a language", fr: "une langue" },
    example: "fr",
};

/// An ISO 3166 code.
pub(super) const COUNTRY: Form = Form {
    has: |text| text.len() == 2 && COUNTRIES.as_bytes().chunks(2).any(|code| code == text.as_bytes()),
    name: Text { en: "a country (ISO 3166, two capitals)", fr: "un pays (ISO 3166, deux majuscules)" },
    example: "FR",
};

/// A name that Liquid can print.
pub(super) const NAME: Form = Form {
    has: |text| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    },
    name: Text {
        en: "a name of lower-case letters, digits and `_`",
        fr: "un nom en lettres minuscules, chiffres et `_`",
    },
    example: "main_offer",
};

/// The id of a group or template: a name of a folder, part of an address.
pub(super) const ID: Form = Form {
    has: |text| {
        text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && text.len() <= 100
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
    },
    name: Text {
        en: "an id of lower-case letters, digits, `-` and `_`",
        fr: "un id en lettres minuscules, chiffres, `-` et `_`",
    },
    example: "lyon-croix-rousse",
};

/// What Braze calls an attribute.
pub(super) const ATTRIBUTE: Form = Form {
    has: |text| {
        let name = text.strip_prefix("custom_attribute.").unwrap_or(text);
        let name = name.strip_prefix("${").and_then(|name| name.strip_suffix('}'));
        name.is_some_and(|name| !name.is_empty() && !name.contains(['{', '}', '\n']))
    },
    name: Text { en: "an attribute of Braze", fr: "un attribut de Braze" },
    example: "${first_name}` or `custom_attribute.${points}",
};

/// What Meta calls a template.
pub(super) const META_NAME: Form = Form {
    has: |text| {
        (1..=512).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    },
    name: Text {
        en: "the name of a template of Meta’s (lower-case letters, digits, `_`)",
        fr: "le nom d’un modèle de Meta (lettres minuscules, chiffres, `_`)",
    },
    example: "shop_news",
};

/// A language, or a language and a country, as Meta writes them.
pub(super) const META_LANGUAGE: Form = Form {
    has: |text| {
        let (language, country) = text.split_once('_').unwrap_or((text, "XX"));
        matches!(language.len(), 2 | 3)
            && lower(language)
            && country.len() == 2
            && country.bytes().all(|byte| byte.is_ascii_uppercase())
    },
    name: Text { en: "a language as Meta writes it", fr: "une langue comme l’écrit Meta" },
    example: "fr` or `en_GB",
};

fn lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The officially assigned codes of ISO 3166-1.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ\
DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZ\
LALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURW\
SASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_take_their_examples_and_refuse_others() {
        for form in [COLOUR, DATE, HOUR, HTTPS, EMAIL, ZONE, LOCALE, LANGUAGE, COUNTRY, NAME, ID] {
            assert!((form.has)(form.example), "{}", form.example);
            for wrong in ["", " ", "É", "x y", "../x", "{{ x }}"] {
                assert!(!(form.has)(wrong), "{wrong} is not {}", form.name.en);
            }
        }
        assert_eq!(COUNTRIES.len(), 249 * 2);
        for (form, wrong) in [
            (COLOUR, "#fff"),
            (COLOUR, "brown"),
            (DATE, "2027-02-30"),
            (DATE, "31/01/2027"),
            (HOUR, "24:30"),
            (HOUR, "9:00"),
            (HTTPS, "http://example.com"),
            (ZONE, "CET+1"),
            (ZONE, "Paris"),
            (COUNTRY, "UK"),
            (COUNTRY, "DA"),
            (HOST, "https://x.example"),
            (HOST, "*.*.example"),
            (EMAIL, "a@b@c.example"),
            (ATTRIBUTE, "first_name"),
            (META_NAME, "Shop-News"),
            (META_LANGUAGE, "fr-FR"),
        ] {
            assert!(!(form.has)(wrong), "{wrong} is not {}", form.name.en);
        }
        for (form, right) in [
            (META_NAME, "shop_news"),
            (META_LANGUAGE, "en_GB"),
            (META_LANGUAGE, "fr"),
            (HOST, "*.colombe.example"),
            (ATTRIBUTE, "custom_attribute.${points}"),
            (ATTRIBUTE, "${first_name}"),
        ] {
            assert!((form.has)(right), "{right} is {}", form.name.en);
        }
    }
}
