//! Draws that a seed decides: the same seed and the same calls give the same ids, delays and results.
//!
//! SplitMix64 (Steele, Lea, Flood: “Fast splittable pseudorandom number generators”, 2014). Nothing here is a secret.

use std::fmt::Write as _;

/// Numbers one after the other.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// The numbers of this seed.
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.0)
    }

    /// One between these, both in.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = most.abs_diff(least).saturating_add(1);
        least.saturating_add_unsigned(self.next() % width.max(1))
    }

    /// 32 hexadecimal digits.
    pub(super) fn hex(&mut self) -> String {
        let mut hex = String::new();
        let _ = write!(hex, "{:016x}{:016x}", self.next(), self.next());
        hex
    }

    /// An id in the form of a random UUID.
    pub(super) fn uuid(&mut self) -> String {
        let hex = self.hex();
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
        format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
    }
}

/// A number that depends on these alone: what happens to one person with one message, in whatever order it is asked.
pub(super) fn lot(parts: &[u64]) -> u64 {
    parts.iter().fold(0x243f_6a88_85a3_08d3, |lot, part| scramble(lot ^ scramble(*part)))
}

/// A lot as a number from 0 up to but not 1.
pub(super) fn share(lot: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a float holds")]
    let top = (lot >> 11) as f64;
    top / 9_007_199_254_740_992.0
}

const fn scramble(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_numbers_come_out() {
        let mut chance = Chance::new(1_234_567);
        assert_eq!(chance.next(), 6_457_827_717_110_365_317);
        assert_eq!(chance.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn ids_have_their_form() {
        let mut chance = Chance::new(1);
        assert_eq!(chance.hex().len(), 32);
        let id = chance.uuid();
        assert_eq!((id.len(), id.matches('-').count(), id.as_bytes()[14]), (36, 4, b'4'));
        assert!((0..1000).all(|_| (10..=100).contains(&chance.between(10, 100))));
        assert!((0..1000).map(|n| share(lot(&[n]))).all(|share| (0.0..1.0).contains(&share)));
    }
}
