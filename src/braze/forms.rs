//! Forms of strings: addresses, telephone numbers, currencies. Liquid may stand for any part of an address in a message.

/// The codes of ISO 4217 for money in use, and those withdrawn since 2020, which old purchases have; without precious
/// metals and testing codes.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN \
    BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD \
    KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR \
    PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB \
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW \
    ZWG ZWL";

/// Whether Liquid stands in it, so that only Braze knows what it will be.
pub(super) fn has_liquid(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// `Display Name <user@example.com>`; the documentation’s own examples have the address alone too.
pub(super) fn mailbox(text: &str) -> bool {
    let address = match text.rsplit_once('<') {
        Some((name, rest)) => rest.strip_suffix('>').filter(|_| !name.contains(['<', '>'])),
        None => Some(text),
    };
    has_liquid(text) || (!text.contains(['\r', '\n']) && address.is_some_and(plain_address))
}

/// `user@example.com`, or Liquid.
pub(super) fn address(text: &str) -> bool {
    has_liquid(text) || plain_address(text)
}

/// `user@example.com`.
pub fn plain_address(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '@' | '"');
    let label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    !user.is_empty()
        && user.len() <= 64
        && user.chars().all(plain)
        && !user.starts_with('.')
        && !user.ends_with('.')
        && host.len() <= 253
        && host.contains('.')
        && host.split('.').all(label)
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
}

/// Digits, 3 to 15 of them, perhaps with a plus before them.
pub(super) fn phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// An active code of ISO 4217.
pub(super) fn currency(code: &str) -> bool {
    code.len() == 3 && CURRENCIES.split_ascii_whitespace().any(|known| known == code)
}

/// Whether two names differ in case and punctuation only, or in one letter more or less at the end.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars().take(64).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (plain(one), plain(other));
    one == other || one.strip_suffix('s') == Some(other.as_str()) || other.strip_suffix('s') == Some(one.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders() {
        for text in [
            "Lyon <lyon@colombe.example>",
            "no-reply@example.com",
            "{{ ${email} }}",
            "Café, \"Lyon\" <a.b+c@d.example>",
        ] {
            assert!(mailbox(text), "{text}");
        }
        for text in
            ["Lyon", "Lyon <lyon>", "Lyon <a@b.example", "<a@b.example> x", "a@b", "a b@c.example", "a@b..example"]
        {
            assert!(!mailbox(text), "{text}");
        }
    }

    #[test]
    fn numbers_and_currencies() {
        assert!(phone("+33123456789") && phone("11112223333"));
        assert!(!phone("+33 1 23") && !phone("twelve") && !phone("+1234567890123456"));
        assert!(currency("EUR") && !currency("eur") && !currency("EURO") && !currency("XXX") && !currency("D U"));
    }
}
