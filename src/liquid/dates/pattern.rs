//! Patterns for dates: as much of Ruby's regular expressions as its date reader is written in. Greedy, with the ways
//! tried in their order. Dates are short (`read::LONGEST`), which bounds the work.
//!
//! `\d \D \s \S \b \A \z`, `\a` (a letter of any script), sets, groups, `(?:…)`, `(?!…)`, `|`, `? * + {m,n}`.

/// A pattern that is ready to be looked for.
#[derive(Debug)]
pub(super) struct Pattern {
    ways: Vec<Vec<Node>>,
    groups: usize,
}

/// Where a pattern was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    groups: Groups,
}

type Groups = Vec<Option<(usize, usize)>>;
/// What is to match after a node: the place where it ended, and the groups so far.
type Then<'t> = &'t mut dyn FnMut(usize, &mut Groups) -> bool;

#[derive(Debug)]
enum Node {
    One(Class),
    Start,
    End,
    Boundary,
    Group(Option<usize>, Vec<Vec<Node>>),
    Not(Vec<Vec<Node>>),
    Repeat(Box<Node>, usize, usize),
}

#[derive(Debug)]
enum Class {
    Letter(char),
    Digit,
    Space,
    Alpha,
    Set(bool, Vec<Class>),
}

impl Class {
    fn holds(&self, letter: char) -> bool {
        match self {
            Self::Letter(own) => *own == letter,
            Self::Digit => letter.is_ascii_digit(),
            Self::Space => letter.is_ascii_whitespace(),
            Self::Alpha => letter.is_alphabetic(),
            Self::Set(negated, classes) => classes.iter().any(|class| class.holds(letter)) != *negated,
        }
    }
}

impl Found {
    /// The text of a group, where it took part.
    pub(super) fn group(&self, text: &[char], index: usize) -> Option<String> {
        let (start, end) = self.groups.get(index).copied().flatten()?;
        Some(text.get(start..end)?.iter().collect())
    }
}

impl Pattern {
    pub(super) fn new(source: &str) -> Self {
        let mut reader = Reader { letters: source.chars().collect(), at: 0, groups: 0 };
        let ways = reader.ways();
        Self { ways, groups: reader.groups }
    }

    /// The first place of it in `text`.
    pub(super) fn find(&self, text: &[char]) -> Option<Found> {
        (0..=text.len()).find_map(|start| {
            let mut groups = vec![None; self.groups];
            let mut found = None;
            let mut done = |end: usize, groups: &mut Groups| {
                found = Some((end, groups.clone()));
                true
            };
            self.ways.iter().any(|way| run(way, text, start, &mut groups, &mut done));
            found.map(|(end, groups)| Found { start, end, groups })
        })
    }
}

fn run(nodes: &[Node], text: &[char], at: usize, groups: &mut Groups, then: Then<'_>) -> bool {
    match nodes.split_first() {
        None => then(at, groups),
        Some((first, rest)) => {
            one(first, text, at, groups, &mut |next, groups| run(rest, text, next, groups, &mut *then))
        }
    }
}

fn one(node: &Node, text: &[char], at: usize, groups: &mut Groups, then: Then<'_>) -> bool {
    let word = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|letter| letter.is_alphanumeric() || *letter == '_')
    };
    match node {
        Node::One(class) => text.get(at).is_some_and(|letter| class.holds(*letter)) && then(at + 1, groups),
        Node::Start => at == 0 && then(at, groups),
        Node::End => at == text.len() && then(at, groups),
        Node::Boundary => word(at.checked_sub(1)) != word(Some(at)) && then(at, groups),
        Node::Not(ways) => {
            let there = ways.iter().any(|way| run(way, text, at, &mut groups.clone(), &mut |_, _| true));
            !there && then(at, groups)
        }
        Node::Group(index, ways) => ways.iter().any(|way| {
            run(way, text, at, groups, &mut |end, groups| {
                let Some(slot) = index.and_then(|index| groups.get_mut(index)) else { return then(end, groups) };
                let before = slot.replace((at, end));
                let fits = then(end, groups);
                if !fits && let Some(slot) = index.and_then(|index| groups.get_mut(index)) {
                    *slot = before;
                }
                fits
            })
        }),
        Node::Repeat(node, least, most) => repeat(node, *least, *most, text, at, groups, then),
    }
}

fn repeat(
    node: &Node,
    least: usize,
    most: usize,
    text: &[char],
    at: usize,
    groups: &mut Groups,
    then: Then<'_>,
) -> bool {
    let more = most > 0
        && one(node, text, at, groups, &mut |next, groups| {
            next > at && repeat(node, least.saturating_sub(1), most - 1, text, next, groups, &mut *then)
        });
    more || (least == 0 && then(at, groups))
}

/// Reads a pattern.
struct Reader {
    letters: Vec<char>,
    at: usize,
    groups: usize,
}

impl Reader {
    fn next(&mut self) -> Option<char> {
        let letter = self.letters.get(self.at).copied();
        self.at += 1;
        letter
    }

    fn eat(&mut self, text: &str) -> bool {
        let there = text.chars().enumerate().all(|(index, letter)| self.letters.get(self.at + index) == Some(&letter));
        if there {
            self.at += text.len();
        }
        there
    }

    /// Up to the end of the group, or of the pattern.
    fn ways(&mut self) -> Vec<Vec<Node>> {
        let mut ways = vec![Vec::new()];
        while let Some(letter) = self.next() {
            let node = match letter {
                ')' => break,
                '|' => {
                    ways.push(Vec::new());
                    continue;
                }
                '(' if self.eat("?!") => Node::Not(self.ways()),
                '(' if self.eat("?:") => Node::Group(None, self.ways()),
                '(' => {
                    let index = self.groups;
                    self.groups += 1;
                    Node::Group(Some(index), self.ways())
                }
                '[' => Node::One(self.set()),
                '\\' => match self.next() {
                    Some('b') => Node::Boundary,
                    Some('A') => Node::Start,
                    Some('z') => Node::End,
                    letter => Node::One(escape(letter)),
                },
                letter => Node::One(Class::Letter(letter)),
            };
            let node = match self.letters.get(self.at) {
                Some('?') => self.repeated(node, 0, 1),
                Some('*') => self.repeated(node, 0, usize::MAX),
                Some('+') => self.repeated(node, 1, usize::MAX),
                Some('{') => {
                    self.at += 1;
                    let least = self.number();
                    let most = if self.eat(",") { self.number() } else { least };
                    self.repeated(node, least, most)
                }
                _ => node,
            };
            if let Some(way) = ways.last_mut() {
                way.push(node);
            }
        }
        ways
    }

    /// Past the sign of the repetition.
    fn repeated(&mut self, node: Node, least: usize, most: usize) -> Node {
        self.at += 1;
        Node::Repeat(Box::new(node), least, most)
    }

    fn number(&mut self) -> usize {
        let mut number = 0;
        while let Some(digit) = self.letters.get(self.at).and_then(|letter| letter.to_digit(10)) {
            number = number * 10 + digit as usize;
            self.at += 1;
        }
        number
    }

    fn set(&mut self) -> Class {
        let negated = self.eat("^");
        let mut classes = Vec::new();
        while let Some(letter) = self.next() {
            match letter {
                ']' => break,
                '\\' => {
                    let letter = self.next();
                    classes.push(escape(letter));
                }
                letter => classes.push(Class::Letter(letter)),
            }
        }
        Class::Set(negated, classes)
    }
}

fn escape(letter: Option<char>) -> Class {
    match letter.unwrap_or('\\') {
        'd' => Class::Digit,
        's' => Class::Space,
        'a' => Class::Alpha,
        'D' => Class::Set(true, vec![Class::Digit]),
        'S' => Class::Set(true, vec![Class::Space]),
        other => Class::Letter(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_rubys_would() {
        let find = |pattern: &str, text: &str| {
            let text: Vec<char> = text.chars().collect();
            let found = Pattern::new(pattern).find(&text)?;
            let whole: String = text.get(found.start..found.end)?.iter().collect();
            Some((whole, found.group(&text, 0)))
        };
        let is = |whole: &str, group: Option<&str>| Some((whole.to_owned(), group.map(str::to_owned)));
        assert_eq!(find(r"(\d+)-(\d{2})(?!\d)", "a 12-345 7-89"), is("7-89", Some("7")));
        assert_eq!(find(r"\b(jan|feb)\S*", "xfeb february 2"), is("february", Some("feb")));
        assert_eq!(find(r"\A(x)?[^\d,]*\z", "yé-"), is("yé-", None));
        assert_eq!(find(r"(a|ab)(?:c|bcd)", "abcd"), is("abcd", Some("a")));
        assert_eq!(find(r"[ap](?:m\b|\.m\.)", "5 p.m."), is("p.m.", None));
        assert_eq!(find("z", "abc"), None);
    }
}
