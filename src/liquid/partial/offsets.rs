//! Where the loops of a name stopped, for `offset: continue`: we know it of the loops that we unroll, Braze of those
//! that it walks, and neither of what the other has done.

use super::PartialError;
use super::nodes::each;
use super::walk::{Stop, Walk};
use crate::liquid::ast::{For, Kind, Node, Offset};

/// Who knows where the last loop of a name stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    /// We do: here.
    Here(i64),
    /// Braze does. `asked`: a loop of Braze's goes on from there.
    Braze { asked: bool },
    /// Some loops were ours, others Braze's, or it depends on the recipient.
    Lost,
}

impl Walk<'_> {
    /// What `offset: continue` goes on from: the loops over this of this name.
    pub(super) fn label(&self, inner: &For) -> String {
        format!("{}-{}", self.template.text(inner.name), self.template.text(inner.over.span))
    }

    /// Where a loop of ours goes on.
    pub(super) fn goes_on(&self, label: &str) -> Result<i64, Stop> {
        match self.offsets.get(label) {
            // Where Braze comes by again, it would go on from where it stopped the time before.
            _ if self.repeats => Err(self.unknown()),
            None => Ok(0),
            Some(Stopped::Here(stopped)) => Ok(*stopped),
            Some(Stopped::Braze { .. } | Stopped::Lost) => Err(self.unknown()),
        }
    }

    /// A loop of ours stops at `stopped`, of which Braze knows nothing.
    pub(super) fn stops(&mut self, label: String, stopped: i64) -> Result<(), Stop> {
        self.confuses(label.clone())?;
        if self.depth == 0 {
            self.offsets.insert(label, Stopped::Here(stopped));
        }
        Ok(())
    }

    /// From here on neither knows; and where Braze comes by again, it has gone on from there already.
    fn confuses(&mut self, label: String) -> Result<(), Stop> {
        let asked = matches!(self.offsets.get(&label), Some(Stopped::Braze { asked: true }));
        if asked && self.repeats {
            return Err(self.unknown());
        }
        self.offsets.insert(label, Stopped::Lost);
        Ok(())
    }

    /// A loop that Braze walks, over what the residue writes as `over`: by that Braze knows where it stopped.
    pub(super) fn left_to_braze(&mut self, inner: &For, over: &str) -> Result<(), Stop> {
        let label = self.label(inner);
        self.spend(2 + label.len() / 4);
        let goes_on = matches!(inner.offset, Some(Offset::Continue));
        if over != self.template.text(inner.over.span) {
            if goes_on {
                return Err(self.unknown());
            }
            let written = format!("{}-{over}", self.template.text(inner.name));
            return [label, written].into_iter().try_for_each(|label| self.confuses(label));
        }
        let stopped = match self.offsets.get(&label) {
            None => Stopped::Braze { asked: goes_on },
            Some(Stopped::Braze { asked }) => Stopped::Braze { asked: goes_on || *asked },
            Some(Stopped::Here(_) | Stopped::Lost) if goes_on => return Err(self.unknown()),
            Some(Stopped::Here(_) | Stopped::Lost) => Stopped::Lost,
        };
        self.offsets.insert(label, stopped);
        Ok(())
    }

    /// The loops in a node that is left to Braze.
    pub(super) fn loops_in(&mut self, node: &Node) -> Result<(), Stop> {
        let mut loops = Vec::new();
        each(std::slice::from_ref(node), &mut |node| {
            if let Kind::For(inner) = &node.kind {
                loops.push(inner);
            }
        });
        self.spend(loops.len());
        let template = self.template;
        loops.into_iter().try_for_each(|inner| self.left_to_braze(inner, template.text(inner.over.span)))
    }

    fn unknown(&self) -> Stop {
        PartialError::Entangled { span: self.here }.into()
    }
}
