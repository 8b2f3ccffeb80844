//! `liquid-syntax-error`: Liquid that cannot be read.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::notices;

pub(crate) static RULE: Rule = Rule {
    notice: notices::SYNTAX,
    check: Check::Liquid(look),
    examples: proofs(&[Example::liquid("[[{{ ${first_name} ]]"), Example::liquid("{{ ${first_name} }}")]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    found.pass_on(&part.parsed.diagnostics);
}
