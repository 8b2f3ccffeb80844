//! `liquid-assignment-comparison`: `=` for `==`, curly quotes, operators that Liquid does not have.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::notices;

pub(crate) static RULE: Rule = Rule {
    notice: notices::COMPARISON,
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{% if x [[=]] 1 %}a{% endif %}"),
        Example::liquid("{% if x == 1 %}a{% endif %}"),
    ]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    found.pass_on(&part.parsed.diagnostics);
}
