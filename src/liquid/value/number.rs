//! Numbers as Ruby's Liquid counts with them: whole ones exactly, ones with a fraction as decimals.

use super::{Decimal, Value};
use std::cmp::Ordering;
use std::sync::Arc;

/// A number while it is counted with.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Whole(i128),
    /// Exact to its last decimal.
    Decimal(Decimal),
    /// What neither of the others can hold.
    Float(f64),
}

/// Why a sum could not be worked out; says so as Ruby does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Division by zero.
    #[error("divided by 0")]
    DividedByZero,
    /// Text, a list … where a whole number must stand.
    #[error("invalid integer")]
    NotWhole,
    /// More digits than we count with.
    #[error("number too large")]
    TooLarge,
    /// No number: a division of a fraction by zero.
    #[error("Computation results in {0}")]
    Endless(&'static str),
}

impl Number {
    /// The number that a value is; `None` where it is none.
    pub fn given(value: &Value) -> Option<Self> {
        match value {
            Value::Int(whole) => Some(Self::Whole(i128::from(*whole))),
            Value::Big(whole) => Some(Self::Whole(**whole)),
            Value::Float(float) => Some(Self::of_float(*float)),
            _ => None,
        }
    }

    /// The number that a filter reads from any value: text is read as far as it is a number, all else is 0.
    pub fn read(value: &Value) -> Self {
        match value {
            Value::Str(text) => Self::of_text(text),
            other => Self::given(other).unwrap_or(Self::Whole(0)),
        }
    }

    fn of_float(float: f64) -> Self {
        if float == 0.0 && float.is_sign_negative() {
            // Decimals have no zero below zero.
            return Self::Float(float);
        }
        Decimal::of_float(float).map_or(Self::Float(float), Self::Decimal)
    }

    /// `"12.50"` is a decimal; of anything else the whole number that it begins with counts, or 0.
    fn of_text(text: &str) -> Self {
        let text = trim(text);
        let digits = text.strip_prefix('-').unwrap_or(text);
        if let Some((whole, fraction)) = digits.split_once('.') {
            let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if all(whole) && all(fraction) {
                return match Decimal::of_text(text) {
                    Some(decimal) => Self::Decimal(decimal),
                    None => Self::Float(text.parse().unwrap_or_default()),
                };
            }
        }
        Self::Whole(leading(text))
    }

    /// As a value: decimals become floats, as in Ruby's Liquid.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Whole(whole) => match i64::try_from(*whole) {
                Ok(whole) => Value::Int(whole),
                Err(_) => Value::Big(Arc::new(*whole)),
            },
            other => Value::Float(other.to_float()),
        }
    }

    /// The nearest float.
    pub fn to_float(&self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
            Self::Whole(whole) => *whole as f64,
            Self::Decimal(decimal) => decimal.to_float(),
            Self::Float(float) => *float,
        }
    }

    fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Whole(whole) => Some(Decimal::new(*whole, 0)),
            Self::Decimal(decimal) => Some(*decimal),
            Self::Float(_) => None,
        }
    }

    /// Whole with whole, decimal with decimal; floats where the digits do not suffice.
    fn work(
        &self,
        other: &Self,
        whole: fn(i128, i128) -> Option<i128>,
        decimal: fn(Decimal, Decimal) -> Option<Decimal>,
        float: fn(f64, f64) -> f64,
    ) -> Self {
        if let (Self::Whole(a), Self::Whole(b)) = (self, other) {
            return whole(*a, *b).map_or_else(|| Self::Float(float(self.to_float(), other.to_float())), Self::Whole);
        }
        let exact = self.decimal().zip(other.decimal()).and_then(|(a, b)| decimal(a, b));
        exact.map_or_else(|| Self::Float(float(self.to_float(), other.to_float())), Self::Decimal)
    }

    /// `plus`
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.work(other, i128::checked_add, Decimal::plus, |a, b| a + b)
    }

    /// `minus`
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.work(other, i128::checked_sub, Decimal::minus, |a, b| a - b)
    }

    /// `times`
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.signed(other, self.work(other, i128::checked_mul, Decimal::times, |a, b| a * b))
    }

    /// A product or quotient; decimals know a zero below zero.
    fn signed(&self, other: &Self, result: Self) -> Self {
        match &result {
            Self::Decimal(zero) if zero.is_zero() && self.is_negative() != other.is_negative() => Self::Float(-0.0),
            _ => result,
        }
    }

    fn is_zero(&self) -> bool {
        self.compare(&Self::Whole(0)) == Ordering::Equal
    }

    fn is_negative(&self) -> bool {
        self.compare(&Self::Whole(0)) == Ordering::Less
    }

    /// `divided_by`: whole by whole rounds down. Only whole numbers refuse to be divided by zero.
    pub fn divided_by(&self, other: &Self) -> Result<Self, NumberError> {
        if other.is_zero() {
            return match (self, other) {
                (Self::Whole(_), Self::Whole(_)) => Err(NumberError::DividedByZero),
                _ => Ok(Self::Float(self.to_float() / other.to_float())),
            };
        }
        Ok(self.signed(other, self.work(other, floor_div, Decimal::divided_by, |a, b| a / b)))
    }

    /// `modulo`: the remainder has the divisor's sign.
    pub fn modulo(&self, other: &Self) -> Result<Self, NumberError> {
        if other.is_zero() {
            return Err(NumberError::DividedByZero);
        }
        Ok(self.work(other, floor_mod, Decimal::modulo, |a, b| a - b * (a / b).floor()))
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        match self.compare(&Self::Whole(0)) {
            _ if matches!(self, Self::Float(_)) => Self::Float(self.to_float().abs()),
            Ordering::Less => Self::Whole(0).minus(self),
            _ => self.clone(),
        }
    }

    /// Which is greater.
    pub fn compare(&self, other: &Self) -> Ordering {
        if let (Self::Whole(a), Self::Whole(b)) = (self, other) {
            return a.cmp(b);
        }
        let exact = self.decimal().zip(other.decimal()).and_then(|(a, b)| a.compare(b));
        exact.unwrap_or_else(|| {
            let (a, b) = (self.to_float(), other.to_float());
            a.partial_cmp(&b).unwrap_or_else(|| a.total_cmp(&b))
        })
    }

    /// Rounded to `digits` after the point, halves away from zero. With none, a whole number.
    pub fn round(&self, digits: i32) -> Result<Self, NumberError> {
        match self {
            Self::Whole(_) if digits >= 0 => Ok(self.clone()),
            Self::Float(float) if digits > 0 => Ok(Self::Float(*float)),
            Self::Float(float) => whole_of(float.round()),
            _ => {
                let decimal = self.decimal().unwrap_or(Decimal::new(0, 0));
                let rounded = decimal.round(digits).ok_or(NumberError::TooLarge)?;
                if rounded.is_zero() && self.is_negative() && digits > 0 {
                    Ok(Self::Float(-0.0))
                } else if digits > 0 {
                    Ok(Self::Decimal(rounded))
                } else {
                    rounded.to_whole().map(Self::Whole).ok_or(NumberError::TooLarge)
                }
            }
        }
    }

    /// The whole number towards zero.
    pub fn cut(&self) -> Result<Self, NumberError> {
        self.whole(self.is_negative())
    }

    /// The whole number below (`up`: above).
    pub fn whole(&self, up: bool) -> Result<Self, NumberError> {
        match self {
            Self::Whole(_) => Ok(self.clone()),
            Self::Float(float) => whole_of(if up { float.ceil() } else { float.floor() }),
            Self::Decimal(decimal) => decimal.whole(up).map(Self::Whole).ok_or(NumberError::TooLarge),
        }
    }
}

fn whole_of(float: f64) -> Result<Number, NumberError> {
    if float.is_nan() {
        return Err(NumberError::Endless("'NaN' (Not a Number)"));
    }
    if float.is_infinite() {
        return Err(NumberError::Endless(if float < 0.0 { "'-Infinity'" } else { "'Infinity'" }));
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bound the cast is exact")]
    if float.abs() < 1e37 { Ok(Number::Whole(float as i128)) } else { Err(NumberError::TooLarge) }
}

/// Division that rounds down.
pub(super) fn floor_div(a: i128, b: i128) -> Option<i128> {
    let quotient = a.checked_div(b)?;
    let exact = a.checked_rem(b)? == 0;
    if !exact && ((a < 0) != (b < 0)) { quotient.checked_sub(1) } else { Some(quotient) }
}

/// The remainder of a division that rounds down.
pub(super) fn floor_mod(a: i128, b: i128) -> Option<i128> {
    let rest = a.checked_rem(b)?;
    if rest != 0 && ((rest < 0) != (b < 0)) { rest.checked_add(b) } else { Some(rest) }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_ascii_whitespace() || letter == '\u{b}' || letter == '\0')
}

/// Ruby's `String#to_i`: the whole number that a text begins with, or 0.
pub(crate) fn leading(text: &str) -> i128 {
    let text = text.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '\u{b}');
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut number: i128 = 0;
    let mut underscore = true;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number.saturating_mul(10).saturating_add(i128::from(byte - b'0'));
                underscore = false;
            }
            b'_' if !underscore => underscore = true,
            _ => break,
        }
    }
    if negative { -number } else { number }
}

impl Value {
    /// The whole number that stands where one must (`slice: 2`, `limit: '3'`); an error for all else.
    pub fn to_whole(&self) -> Result<i128, NumberError> {
        match self {
            Self::Int(whole) => Ok(i128::from(*whole)),
            Self::Big(whole) => Ok(**whole),
            Self::Str(text) => strict(text).ok_or(NumberError::NotWhole),
            _ => Err(NumberError::NotWhole),
        }
    }
}

/// Ruby's `Integer("…")`: the whole text must be a number; `0x`, `0b`, `0o` and a leading 0 say its base.
fn strict(text: &str) -> Option<i128> {
    let text = trim(text);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = digits.to_ascii_lowercase();
    let (base, digits) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, lower.get(2..)?),
        [b'0', b'b', ..] => (2, lower.get(2..)?),
        [b'0', b'o', ..] => (8, lower.get(2..)?),
        [b'0', _, ..] => (8, lower.get(1..)?),
        _ => (10, lower.as_str()),
    };
    let misplaced =
        digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") || digits.starts_with(['+', '-']);
    if misplaced {
        return None;
    }
    let number = i128::from_str_radix(&digits.replace('_', ""), base).ok()?;
    Some(if negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_ruby_does() {
        let read = |text: &str| Number::read(&Value::text(text)).to_value().to_output();
        assert_eq!(
            ["12", " 12.50 ", "6b", "-3", "abc", "1_000", "1.", ".5", "12.5kg"].map(read),
            ["12", "12.5", "6", "-3", "0", "1000", "1", "0", "12"]
        );
        let whole = |text: &str| Value::text(text).to_whole().ok();
        assert_eq!(
            ["7", " 7 ", "0x1f", "010", "foo", "", "1.5"].map(whole),
            [Some(7), Some(7), Some(31), Some(8), None, None, None]
        );
    }

    #[test]
    fn counts_exactly() {
        let float = |value: f64| Number::read(&Value::Float(value));
        assert_eq!(float(0.1).plus(&float(0.2)).to_value().to_output(), "0.3");
        assert_eq!(float(20.0).divided_by(&float(7.0)).unwrap().to_value().to_output(), "2.857142857142857");
        assert_eq!(Number::Whole(-7).divided_by(&Number::Whole(2)), Ok(Number::Whole(-4)));
        assert_eq!(Number::Whole(-7).modulo(&Number::Whole(3)), Ok(Number::Whole(2)));
        assert_eq!(Number::Whole(1).divided_by(&Number::Whole(0)), Err(NumberError::DividedByZero));
        assert_eq!(Number::Whole(1).divided_by(&float(0.0)), Ok(Number::Float(f64::INFINITY)));
        assert_eq!(float(2.5).round(0), Ok(Number::Whole(3)));
        assert_eq!(float(-2.5).round(0), Ok(Number::Whole(-3)));
        assert_eq!(Number::Whole(1250).round(-2), Ok(Number::Whole(1300)));
        assert_eq!(float(-0.001).round(2).unwrap().to_value().to_output(), "-0.0");
        assert_eq!(float(f64::INFINITY).whole(true).unwrap_err().to_string(), "Computation results in 'Infinity'");
        assert_eq!(float(-0.0).times(&Number::Whole(3)).to_value().to_output(), "-0.0");
        assert_eq!(Number::Whole(1).divided_by(&float(-0.0)), Ok(Number::Float(f64::NEG_INFINITY)));
        assert_eq!(float(1e300).times(&float(1e300)).to_value().to_output(), "Infinity");
    }
}
