//! Templates of the dialect, written by chance: the bytes that the engine gives are choices of tags, filters and values.
//! Most of what comes out is right, some of it is broken on purpose.

use arbitrary::{Result, Unstructured};
use countersign::liquid::filters::{self, Filter};
use countersign::liquid::tags::TAGS;
use std::sync::LazyLock;

/// Names that the data has, and a few that it has not.
pub const NAMES: &[&str] = &["a", "b", "n", "f", "t", "l", "h", "s", "z"];

const VARIABLES: &[&str] = &["x", "y", "i", "j"];

/// What is assigned: now and then a name that the data have too.
const ASSIGNED: &[&str] = &["x", "x", "y", "y", "i", "j", "a", "l"];

const LITERALS: &[&str] = &[
    "'q'",
    "\"é\"",
    "''",
    "' '",
    "3",
    "-1",
    "0",
    "2.5",
    "1e3",
    "9223372036854775807",
    "-9223372036854775808",
    "170141183460469231731687303715884105727",
    "99999999999999999999999999999999999999999999",
    "nil",
    "true",
    "false",
    "blank",
    "empty",
    "(1..3)",
    "(n..5)",
    "(5..1)",
    "('1'..s)",
    "'now'",
    "'2020-02-30'",
    "'a,b,a'",
    "' A b '",
];

const PATHS: &[&str] = &[
    "l[0]",
    "l[-1].k",
    "l.first",
    "l.last.k",
    "l.size",
    "h.k",
    "h['k']",
    "h[a]",
    "h.v.w",
    "i.k",
    "i[0]",
    "i[1]",
    "forloop.index",
    "forloop.last",
    "forloop.length",
    "forloop.parentloop.index0",
    "tablerowloop.col",
    "s.size",
    "s[0]",
    "self.a",
    "[a]",
    "l[n].k",
    "[s]['k']",
];

const BRAZE: &[&str] = &[
    "${first_name}",
    "custom_attribute.${a b}",
    "{{${x}}}",
    "{{ a | upcase }}",
    "content_blocks.${p}",
    "event_properties.${x}",
    "campaign.${name}",
    "${h.k}",
    "custom_attribute.${l[0].k}",
];

static FILTERS: LazyLock<Vec<&'static Filter>> = LazyLock::new(|| filters::all().collect());

/// What may stand in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taste {
    /// All that there is, broken too.
    Anything,
    /// What can be evaluated in two halves: no `${…}` that we know, no tags that call other templates, no `break` where
    /// Ruby goes on to the next arm before it notices.
    Splittable,
}

/// Writes one template.
pub struct Author<'u, 'b> {
    choices: &'u mut Unstructured<'b>,
    taste: Taste,
    text: String,
    leaves: bool,
}

/// A template.
pub fn template(choices: &mut Unstructured<'_>, taste: Taste) -> Result<String> {
    let mut author = Author { choices, taste, text: String::new(), leaves: false };
    while author.text.len() < 2_000 && !author.choices.is_empty() {
        author.node(3)?;
    }
    Ok(author.text)
}

impl Author<'_, '_> {
    fn pick(&mut self, of: usize) -> Result<usize> {
        Ok(usize::from(self.choices.arbitrary::<u8>()?) % of)
    }

    fn one_of(&mut self, of: &[&'static str]) -> Result<&'static str> {
        let at = self.pick(of.len())?;
        Ok(of.get(at).copied().unwrap_or_default())
    }

    fn wild(&self) -> bool {
        self.taste == Taste::Anything
    }

    fn value(&mut self) -> Result<String> {
        Ok(match self.pick(12)? {
            0..=3 => self.one_of(NAMES)?.to_owned(),
            4 | 5 => self.one_of(VARIABLES)?.to_owned(),
            6 | 7 => self.one_of(PATHS)?.to_owned(),
            8 if self.wild() => self.one_of(BRAZE)?.to_owned(),
            9 if self.wild() => {
                let (name, inner) = (self.one_of(NAMES)?, self.one_of(PATHS)?);
                format!("{name}[{inner}]")
            }
            _ => self.one_of(LITERALS)?.to_owned(),
        })
    }

    fn filtered(&mut self) -> Result<String> {
        let mut text = self.value()?;
        for _ in 0..self.pick(4)?.saturating_sub(1) {
            let at = usize::from(self.choices.arbitrary::<u16>()?) % FILTERS.len();
            let Some(filter) = FILTERS.get(at) else { break };
            text += &format!(" | {}", filter.name);
            let (least, most) = filter.arity();
            let count =
                if self.wild() && self.pick(9)? == 0 { self.pick(4)? } else { least + self.pick(most - least + 1)? };
            for at in 0..count {
                text += if at == 0 { ": " } else { ", " };
                text += &self.value()?;
            }
            if self.wild() && self.pick(12)? == 0 {
                text += if count == 0 { ": " } else { ", " };
                text += &format!("allow_false: {}", self.value()?);
            }
        }
        Ok(text)
    }

    fn condition(&mut self) -> Result<String> {
        let mut text = self.value()?;
        for _ in 0..=self.pick(3)? {
            if self.pick(2)? == 0 {
                text += &format!(
                    " {} {}",
                    self.one_of(&["==", "!=", "<", ">", "<=", ">=", "contains", "<>"])?,
                    self.value()?
                );
            }
            if self.pick(3)? > 0 {
                break;
            }
            text += &format!(" {} {}", self.one_of(&["and", "or"])?, self.value()?);
        }
        Ok(text)
    }

    fn tag(&mut self, inside: &str) -> Result<()> {
        let (open, close) = (self.one_of(&["{%", "{%", "{%-"])?, self.one_of(&["%}", "%}", "-%}"])?);
        self.text += &format!("{open} {inside} {close}");
        Ok(())
    }

    /// The inside of a block; `leaves`: whether it may be left early.
    fn body(&mut self, depth: usize, leaves: bool) -> Result<()> {
        let outer = std::mem::replace(&mut self.leaves, leaves);
        for _ in 0..1 + self.pick(4)? {
            self.node(depth - 1)?;
        }
        self.leaves = outer;
        Ok(())
    }

    fn node(&mut self, depth: usize) -> Result<()> {
        match self.pick(if depth == 0 { 8 } else { 18 })? {
            0 | 1 => {
                let text = self.one_of(&[" ", "\n", " p ", "<b>é</b>", "\n r\n", "", "{", "}", "日本"])?;
                self.text += text;
            }
            2 | 3 => {
                let (open, close) = (self.one_of(&["{{", "{{", "{{-"])?, self.one_of(&["}}", "}}", "-}}"])?);
                let value = self.filtered()?;
                self.text += &format!("{open} {value} {close}");
            }
            4 | 5 => {
                let inside = format!("assign {} = {}", self.one_of(ASSIGNED)?, self.filtered()?);
                self.tag(&inside)?;
            }
            6 => {
                let inside = self.one_of(&[
                    "increment c",
                    "decrement c",
                    "cycle 'u', 'v'",
                    "cycle a: x, 1",
                    "break",
                    "continue",
                    "# note",
                    "echo a | upcase",
                ])?;
                if self.wild() || self.leaves || !matches!(inside, "break" | "continue") {
                    self.tag(inside)?;
                }
            }
            7 if self.wild() => match self.pick(3)? {
                0 => {
                    let at = self.pick(TAGS.len())?;
                    let forms = TAGS.get(at).map_or(&[][..], |tag| tag.forms);
                    let form = if forms.is_empty() { "" } else { self.one_of(forms)? };
                    self.text += form;
                }
                1 => {
                    let bytes = self.pick(12)?;
                    let bytes = self.choices.bytes(bytes.min(self.choices.len()))?;
                    self.text += &String::from_utf8_lossy(bytes);
                }
                _ => {
                    let piece = self.one_of(&[
                        "{{",
                        "}}",
                        "{%",
                        "%}",
                        "${",
                        "'",
                        "\"",
                        "{% endif %}",
                        "{% else %}",
                        "{% raw %}",
                        "<!--",
                        "-->",
                    ])?;
                    self.text += piece;
                }
            },
            7 => self.text += "{% raw %}{{ x }}{% endraw %}",
            8 | 9 => {
                let name = self.one_of(&["if", "if", "unless"])?;
                let condition = self.condition()?;
                self.tag(&format!("{name} {condition}"))?;
                self.body(depth, self.leaves)?;
                for _ in 0..self.pick(3)? {
                    let condition = self.condition()?;
                    self.tag(&format!("elsif {condition}"))?;
                    self.body(depth, self.leaves)?;
                }
                if self.pick(2)? == 0 {
                    self.tag("else")?;
                    self.body(depth, self.leaves)?;
                }
                self.tag(&format!("end{name}"))?;
            }
            10 | 11 => {
                let over = self.one_of(&["l", "l", "(1..n)", "(1..2)", "x", "b", "h", "s", "i", "(n..1)"])?;
                let options = self.one_of(&[
                    "",
                    "",
                    " reversed",
                    " limit: n",
                    " limit: 1",
                    " offset: 1",
                    " offset: continue",
                    " limit: x",
                    " reversed limit: 2 offset: n",
                ])?;
                self.tag(&format!("for i in {over}{options}"))?;
                self.body(depth, true)?;
                if self.pick(3)? == 0 {
                    self.tag("else")?;
                    self.body(depth, self.leaves)?;
                }
                self.tag("endfor")?;
            }
            12 => {
                let value = self.value()?;
                self.tag(&format!("case {value}"))?;
                let leaves = self.wild() && self.leaves;
                for _ in 0..self.pick(3)? {
                    let inside = format!("when {}, {}", self.value()?, self.value()?);
                    self.tag(&inside)?;
                    self.body(depth, leaves)?;
                }
                if self.pick(2)? == 0 {
                    self.tag("else")?;
                    self.body(depth, leaves)?;
                }
                self.tag("endcase")?;
            }
            13 | 14 => {
                let name = self.one_of(ASSIGNED)?;
                self.tag(&format!("capture {name}"))?;
                self.body(depth, self.wild() && self.leaves)?;
                self.tag("endcapture")?;
            }
            15 => {
                let inside = format!(
                    "tablerow j in {}{}",
                    self.one_of(&["l", "(1..n)", "h", "x"])?,
                    self.one_of(&["", " cols: 2", " cols: n limit: 2"])?
                );
                self.tag(&inside)?;
                self.body(depth, self.wild())?;
                self.tag("endtablerow")?;
            }
            16 => {
                let inside = format!(
                    "liquid\nassign x = {}\nif {}\necho {}\nendif\n",
                    self.filtered()?,
                    self.condition()?,
                    self.filtered()?
                );
                self.tag(&inside)?;
            }
            _ if self.wild() => {
                let name = self.one_of(&["raw", "comment", "ifchanged", "translation a"])?;
                self.tag(name)?;
                self.body(depth, self.leaves)?;
                let end = format!("end{}", name.split(' ').next().unwrap_or_default());
                self.tag(&end)?;
            }
            _ => self.text += "text",
        }
        Ok(())
    }
}
