//! `liquid-unclosed-tag`: a block that is never closed, a closing tag without a block.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::notices;

pub(crate) static RULE: Rule = Rule {
    notice: notices::UNCLOSED,
    check: Check::Liquid(look),
    examples: proofs(&[Example::liquid("[[{% if x %}]]Hello"), Example::liquid("{% if x %}Hello{% endif %}")]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    found.pass_on(&part.parsed.diagnostics);
}
