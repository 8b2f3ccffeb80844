//! Whether a node is blank: one that prints white space at most lets its block be blank, and fails in silence.

use super::{Kind, Node, Template};

impl Node {
    /// Whether it can print nothing but white space, as Liquid sees it.
    pub fn is_blank(&self, template: &Template) -> bool {
        let all = |nodes: &[Self]| nodes.iter().all(|node| node.is_blank(template));
        match &self.kind {
            Kind::Text { .. } => {
                template.text(self.span).bytes().all(|byte| byte.is_ascii_whitespace() || byte == 0x0b)
            }
            Kind::Assign { .. } | Kind::Capture { .. } | Kind::Comment => true,
            Kind::If(inner) => inner.arms.first().is_none_or(|arm| arm.body.blank),
            Kind::Case(inner) => inner.arms.first().is_none_or(|arm| arm.body.blank),
            Kind::For(inner) => inner.body.blank,
            Kind::Raw(body) => body.is_empty(),
            Kind::IfChanged(body) => all(&body.nodes),
            Kind::TableRow(inner) => all(&inner.body.nodes),
            Kind::Liquid(nodes) => all(nodes),
            _ => false,
        }
    }
}
