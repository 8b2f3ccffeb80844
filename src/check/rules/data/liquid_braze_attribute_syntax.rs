//! `liquid-braze-attribute-syntax`: personalisation that is not written as Braze wants it.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::notices;

pub(crate) static RULE: Rule = Rule {
    notice: notices::ATTRIBUTE,
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("Hello {{ [[${first_name |]] upcase} }}"),
        Example::liquid("Hello {{ ${first_name} }}"),
    ]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    found.pass_on(&part.parsed.diagnostics);
}
