//! `liquid-gotcha`: Liquid that can be read and does not do what it seems to.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::notices;

pub(crate) static RULE: Rule = Rule {
    notice: notices::GOTCHA,
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{% if [[a and b or c]] %}x{% endif %}"),
        Example::liquid("{% if a and b %}x{% endif %}"),
    ]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    found.pass_on(&part.parsed.diagnostics);
}
