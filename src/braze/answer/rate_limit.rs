//! What is left of the rate limit.

/// Fields of an answer, by name in lower case.
pub type Headers<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What is left of the rate limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    /// How many requests there are in a window.
    pub limit: Option<u64>,
    /// How many requests are left.
    pub remaining: Option<u64>,
    /// In how many seconds there are more again.
    pub reset_in: Option<i64>,
}

/// The rate limit of an answer. `X-RateLimit-Reset` is documented as an instant and, elsewhere, as seconds to go:
/// beyond 10⁹ it is an instant. On a 401 the fields are there and empty.
pub fn rate_limit(headers: Headers<'_>, now: i64) -> RateLimit {
    let number = |name: &str| headers(name).and_then(|text| text.trim().parse::<u64>().ok());
    let seconds = |name: &str| number(name).and_then(|number| i64::try_from(number).ok());
    let reset = seconds("x-ratelimit-reset").map(|reset| {
        let to_go = if reset > 1_000_000_000 { reset.saturating_sub(now) } else { reset };
        to_go.max(0)
    });
    let reset_in = seconds("x-ratelimit-retry-after").or_else(|| seconds("retry-after")).or(reset);
    RateLimit { limit: number("x-ratelimit-limit"), remaining: number("x-ratelimit-remaining"), reset_in }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_meanings_of_reset() {
        let at = |reset: &'static str| {
            rate_limit(&move |name| (name == "x-ratelimit-reset").then(|| reset.to_owned()), 1_795_435_200)
        };
        assert_eq!(at("1795435230").reset_in, Some(30));
        assert_eq!(at("30").reset_in, Some(30));
        assert_eq!(at("1592427600").reset_in, Some(0));
        assert_eq!(at("").reset_in, None);
    }
}
