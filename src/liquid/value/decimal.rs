//! Decimals: exact sums of money and measures, in 38 digits.

use std::cmp::Ordering;
use std::fmt::Write as _;

/// `digits / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    scale: i32,
}

impl Decimal {
    /// `digits / 10^scale`, in its shortest form.
    pub fn new(digits: i128, scale: i32) -> Self {
        let mut short = Self { digits, scale };
        if digits == 0 {
            short.scale = 0;
        }
        while short.digits != 0 && short.digits % 10 == 0 && short.scale > 0 {
            short.digits /= 10;
            short.scale -= 1;
        }
        short
    }

    /// The shortest decimal that reads back as `float`; none for an infinite one or no number.
    pub fn of_float(float: f64) -> Option<Self> {
        if !float.is_finite() {
            return None;
        }
        let mut shown = String::with_capacity(32);
        write!(shown, "{float:e}").ok()?;
        let (digits, exponent) = shown.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let fraction = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        // The shortest form of a float has 17 digits at most.
        let read =
            |number: i64, byte: u8| if byte.is_ascii_digit() { number * 10 + i64::from(byte - b'0') } else { number };
        let all = digits.bytes().fold(0, read);
        let all = if digits.starts_with('-') { -all } else { all };
        Some(Self::new(i128::from(all), i32::try_from(fraction).ok()? - exponent))
    }

    /// `-12.50`; none where it has more digits than fit.
    pub fn of_text(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let all: i128 = format!("{whole}{fraction}").parse().ok()?;
        Some(Self::new(all, i32::try_from(fraction.len()).ok()?))
    }

    /// The nearest float.
    pub fn to_float(self) -> f64 {
        format!("{}e{}", self.digits, -self.scale).parse().unwrap_or(f64::NAN)
    }

    pub(super) const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The digits of both over the same scale.
    fn aligned(self, other: Self) -> Option<(i128, i128, i32)> {
        let scale = self.scale.max(other.scale);
        let lift = |decimal: Self| decimal.digits.checked_mul(power(scale.checked_sub(decimal.scale)?)?);
        Some((lift(self)?, lift(other)?, scale))
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self::new(a.checked_add(b)?, scale))
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self::new(a.checked_sub(b)?, scale))
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        Some(Self::new(self.digits.checked_mul(other.digits)?, self.scale.checked_add(other.scale)?))
    }

    /// To as many digits as fit; at least 20, or none at all.
    pub(super) fn divided_by(self, other: Self) -> Option<Self> {
        let mut digits = self.digits;
        let mut scale = self.scale.checked_sub(other.scale)?;
        while let Some(more) = digits.checked_mul(10).filter(|more| *more != 0) {
            digits = more;
            scale += 1;
        }
        let quotient = digits.checked_div(other.digits)?;
        let enough =
            digits == 0 || quotient.unsigned_abs() >= 10_u128.pow(19) || digits.checked_rem(other.digits)? == 0;
        enough.then(|| Self::new(quotient, scale))
    }

    pub(super) fn modulo(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other)?;
        Some(Self::new(super::number::floor_mod(a, b)?, scale))
    }

    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        let (a, b, _) = self.aligned(other)?;
        Some(a.cmp(&b))
    }

    /// Rounded to `digits` after the point, halves away from zero.
    pub fn round(self, digits: i32) -> Option<Self> {
        if self.scale <= digits {
            return Some(self);
        }
        let Some(unit) = power(self.scale - digits) else { return Some(Self::new(0, 0)) };
        let whole = self.digits / unit;
        let rest = self.digits % unit;
        let up = rest.unsigned_abs() >= unit.unsigned_abs().div_ceil(2);
        let rounded = if up { whole.checked_add(if self.digits < 0 { -1 } else { 1 })? } else { whole };
        Some(Self { digits: rounded, scale: digits })
    }

    /// The whole number that it is, where it has no digits after the point.
    pub fn to_whole(self) -> Option<i128> {
        if self.scale > 0 { None } else { self.digits.checked_mul(power(self.scale.checked_neg()?)?) }
    }

    /// The whole number below (`up`: above).
    pub(super) fn whole(self, up: bool) -> Option<i128> {
        if self.scale <= 0 {
            return self.to_whole();
        }
        let Some(unit) = power(self.scale) else {
            // So many digits after the point that it lies between -1 and 1.
            return Some(match (self.digits.cmp(&0), up) {
                (Ordering::Less, false) => -1,
                (Ordering::Greater, true) => 1,
                _ => 0,
            });
        };
        let below = super::number::floor_div(self.digits, unit)?;
        if up && self.digits % unit != 0 { below.checked_add(1) } else { Some(below) }
    }

    /// Written with exactly `places` digits after the point.
    pub fn fixed(self, places: u32) -> Option<String> {
        let scale = i32::try_from(places).ok()?;
        let (digits, _, _) = self.round(scale)?.aligned(Self { digits: 0, scale })?;
        let unit = power(scale)?.unsigned_abs();
        let (whole, fraction) = (digits.unsigned_abs() / unit, digits.unsigned_abs() % unit);
        Some(format!("{}{whole}.{fraction:0width$}", if digits < 0 { "-" } else { "" }, width = places as usize))
    }
}

fn power(exponent: i32) -> Option<i128> {
    10_i128.checked_pow(u32::try_from(exponent).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_exact_and_total() {
        let decimal = |text: &str| Decimal::of_text(text).unwrap();
        assert_eq!(decimal("17.8").fixed(2), Some("17.80".to_owned()));
        assert_eq!(decimal("-0.005").fixed(2), Some("-0.01".to_owned()));
        assert_eq!(decimal("5.666").round(-2).unwrap().to_whole(), Some(0));
        assert_eq!(Decimal::of_float(5e-324).unwrap().whole(true), Some(1));
        assert_eq!(Decimal::of_float(1e300).unwrap().to_whole(), None);
        assert_eq!(decimal("1.5").modulo(decimal("0.4")).unwrap().to_float(), 0.3);
    }
}
