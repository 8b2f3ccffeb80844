//! Arithmetic of CSS: `calc()`, `min()`, `max()` and `clamp()` of what is known.
//!
//! What is wrong, or depends on something that is not known here (`1vw`), comes to nothing.

/// What an expression comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Number(f32),
    Pixels(f32),
}

/// Brackets within brackets: no mail has more.
const DEEPEST: usize = 16;

/// Whether a value is an expression. No other value of a length or a number ends like this.
pub(super) fn is_calculated(word: &str) -> bool {
    word.ends_with(')')
}

/// What an expression, in lower case, comes to; `known` is what a single number with its unit is worth.
pub(super) fn calculated(word: &str, known: &dyn Fn(f32, &str) -> Option<Amount>) -> Option<Amount> {
    let mut reading = Reading { rest: word, known };
    let amount = reading.function(0)?;
    let (Amount::Number(value) | Amount::Pixels(value)) = amount;
    (reading.rest.is_empty() && value.is_finite()).then_some(amount)
}

struct Reading<'w> {
    rest: &'w str,
    known: &'w dyn Fn(f32, &str) -> Option<Amount>,
}

impl<'w> Reading<'w> {
    fn function(&mut self, depth: usize) -> Option<Amount> {
        let (name, inside) = self.rest.split_once('(')?;
        if depth > DEEPEST {
            return None;
        }
        self.rest = inside;
        let mut given = vec![self.sum(depth)?];
        while self.takes(',') {
            given.push(self.sum(depth)?);
        }
        if !self.takes(')') {
            return None;
        }
        match (name, given.as_slice()) {
            ("calc", [amount]) => Some(*amount),
            ("min", all) => all.iter().copied().map(Some).reduce(|one, other| one?.with(other?, f32::min)).flatten(),
            ("max", all) => all.iter().copied().map(Some).reduce(|one, other| one?.with(other?, f32::max)).flatten(),
            ("clamp", [least, wanted, most]) => least.with(wanted.with(*most, f32::min)?, f32::max),
            _ => None,
        }
    }

    /// `a + b - c`; the sign of a sum has white space on both sides.
    fn sum(&mut self, depth: usize) -> Option<Amount> {
        let mut sum = self.product(depth)?;
        loop {
            let sign = self.rest.trim_start();
            let Some(after) = sign.strip_prefix(['+', '-']) else { return Some(sum) };
            if sign.len() == self.rest.len() || !after.starts_with(|c: char| c.is_ascii_whitespace()) {
                return None;
            }
            self.rest = after;
            let next = self.product(depth)?;
            sum = sum.with(next, if sign.starts_with('+') { |a, b| a + b } else { |a, b| a - b })?;
        }
    }

    /// `a * b / c`
    fn product(&mut self, depth: usize) -> Option<Amount> {
        let mut product = self.term(depth)?;
        loop {
            product = match (self.takes('*'), product) {
                (true, Amount::Number(factor)) => self.term(depth)?.times(factor),
                (true, Amount::Pixels(_)) => product.times(self.term(depth)?.number()?),
                (false, _) if self.takes('/') => product.times(1.0 / self.term(depth)?.number()?),
                (false, _) => return Some(product),
            };
        }
    }

    /// A number with its unit, a function, or a sum in brackets.
    fn term(&mut self, depth: usize) -> Option<Amount> {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with(|c: char| c.is_ascii_lowercase()) {
            return self.function(depth + 1);
        }
        if self.rest.starts_with('(') {
            if depth >= DEEPEST {
                return None;
            }
            self.takes('(');
            let sum = self.sum(depth + 1)?;
            return self.takes(')').then_some(sum);
        }
        let (rest, negative) = (self.rest.strip_prefix(['-', '+']).unwrap_or(self.rest), self.rest.starts_with('-'));
        let unit_at = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, rest) = rest.split_at_checked(unit_at)?;
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '%')?;
        let (unit, rest) = rest.split_at_checked(end)?;
        self.rest = rest;
        let amount = (self.known)(number.parse().ok()?, unit)?;
        Some(if negative { amount.times(-1.0) } else { amount })
    }

    /// Goes past a sign, if it comes next.
    fn takes(&mut self, sign: char) -> bool {
        let after = self.rest.trim_start().strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }
}

impl Amount {
    /// Two of a kind put together.
    fn with(self, other: Self, how: fn(f32, f32) -> f32) -> Option<Self> {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => Some(Self::Number(how(one, other))),
            (Self::Pixels(one), Self::Pixels(other)) => Some(Self::Pixels(how(one, other))),
            _ => None,
        }
    }

    fn times(self, factor: f32) -> Self {
        match self {
            Self::Number(number) => Self::Number(number * factor),
            Self::Pixels(pixels) => Self::Pixels(pixels * factor),
        }
    }

    pub(super) const fn number(self) -> Option<f32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Pixels(_) => None,
        }
    }

    pub(super) const fn pixels(self) -> Option<f32> {
        match self {
            Self::Pixels(pixels) => Some(pixels),
            Self::Number(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(word: &str) -> Option<Amount> {
        calculated(word, &|number, unit| match unit {
            "" => Some(Amount::Number(number)),
            "px" => Some(Amount::Pixels(number)),
            "em" => Some(Amount::Pixels(number * 10.0)),
            _ => None,
        })
    }

    #[test]
    fn expressions_come_to_what_browsers_make_of_them() {
        for (word, pixels) in [
            ("calc(8px + 2px)", 10.0),
            ("calc( 1em + 2px*3 - 4px / 2 )", 14.0),
            ("calc(2 * (1em - -2px))", 24.0),
            ("calc(-1 * 5px)", -5.0),
            ("min(1em, 12px, 9px)", 9.0),
            ("max(calc(1em), 12px)", 12.0),
            ("clamp(12px, 1em, 20px)", 12.0),
            ("clamp(12px, 3em, 2em)", 20.0),
            ("calc((((1px))))", 1.0),
        ] {
            assert_eq!(worth(word), Some(Amount::Pixels(pixels)), "{word}");
        }
        assert_eq!(worth("calc(1.2 + .3)"), Some(Amount::Number(1.5)));
        for word in [
            "calc(1px+2px)",
            "calc(1px +2px)",
            "calc(1px + 2)",
            "calc(1px * 2px)",
            "calc(2 / 1px)",
            "calc(1px / 0)",
            "calc(1px + 1vw)",
            "calc()",
            "calc(1px",
            "calc(1px) 2",
            "calc(1px, 2px)",
            "clamp(1px, 2px)",
            "round(1px)",
            "calc(px)",
            "(1px)",
            ")",
        ] {
            assert_eq!(worth(word), None, "{word}");
        }
        let deep = |times: usize| format!("calc({}1px{})", "(".repeat(times), ")".repeat(times));
        assert_eq!((worth(&deep(10)), worth(&deep(1000))), (Some(Amount::Pixels(1.0)), None));
        assert_eq!(worth(&"calc(".repeat(10_000)), None);
    }
}
