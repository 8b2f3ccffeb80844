//! `liquid-unknown-filter-tag`: a tag or a filter that Braze does not have.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::notices;

pub(crate) static RULE: Rule = Rule {
    notice: notices::VOCABULARY,
    check: Check::Liquid(look),
    examples: proofs(&[Example::liquid("{{ x | [[shout]] }}"), Example::liquid("{{ x | upcase }}")]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    found.pass_on(&part.parsed.diagnostics);
}
