//! The standard tags: what stands between their name and `%}`.

use super::Parser;
use super::block::{BLOCKS, Open};
use super::cursor::{Cursor, is_space};
use super::expression::trimmed;
use super::vocabulary;
use crate::liquid::ast::{Cycle, Expr, ExprKind, Kind, Literal, Offset, Partial, PartialWith};
use crate::liquid::faults;
use crate::text::Span;

/// What follows `in` in a loop.
struct Loop {
    name: Span,
    over: Expr,
    reversed: bool,
    limit: Option<Expr>,
    offset: Option<Expr>,
    cols: Option<Expr>,
}

impl<'p> Parser<'p> {
    /// The tag `name` at `span`, with its `markup`.
    pub(super) fn named_tag(&mut self, span: Span, name: Span, markup: Span) {
        let source: &'p str = self.source;
        let word = name.of(source);
        let kind = match word {
            "#" => {
                self.comment_lines(markup);
                Kind::Comment
            }
            "assign" => self.assign(markup),
            "echo" => {
                self.blank = false;
                Kind::Output(Box::new(self.value(markup)))
            }
            "if" | "unless" => {
                let condition = self.cursor(markup).condition();
                let unless = word == "unless";
                return self.open(span, Open::If { unless, arms: Vec::new(), condition: Some(condition) });
            }
            "case" => {
                let mut cursor = self.cursor(markup);
                let subject = cursor.expression();
                if !cursor.done() {
                    cursor.left_over(subject.is_missing());
                }
                return self.open(span, Open::Case { subject, arms: Vec::new(), values: None });
            }
            "for" => {
                let Loop { name, over, reversed, limit, offset, .. } = self.cursor(markup).looped(&["limit", "offset"]);
                let offset = offset.map(|at| match &at.kind {
                    ExprKind::Path(path) if path.steps.is_empty() && at.span.of(source) == "continue" => {
                        Offset::Continue
                    }
                    _ => Offset::At(at),
                });
                return self.open(span, Open::For { name, over, reversed, limit, offset, body: None });
            }
            "tablerow" => {
                let parts = self.cursor(markup).looped(&["cols", "limit", "offset", "range"]);
                let Loop { name, over, limit, offset, cols, .. } = parts;
                return self.open(span, Open::TableRow { name, over, cols, limit, offset });
            }
            "capture" => {
                let name = self.cursor(markup).quoted_variable();
                return self.open(span, Open::Capture { name });
            }
            "ifchanged" => return self.open(span, Open::IfChanged),
            "else" | "elsif" | "when" => return self.arm(span, word, markup),
            "elseif" | "elif" | "elsif_" => {
                self.misspelt_tag(name, "elsif");
                return self.arm(span, "elsif", markup);
            }
            "break" => {
                self.blank = false;
                Kind::Break
            }
            "continue" => {
                self.blank = false;
                Kind::Continue
            }
            "increment" | "decrement" => {
                self.blank = false;
                let variable = self.cursor(markup).variable();
                if word == "increment" { Kind::Increment(variable) } else { Kind::Decrement(variable) }
            }
            "cycle" => {
                self.blank = false;
                Kind::Cycle(Box::new(self.cursor(markup).cycle()))
            }
            "comment" => return self.comment(span),
            "raw" => return self.raw(span, markup),
            "doc" => return self.doc(span, markup),
            "liquid" => return self.liquid(span, markup),
            "render" | "include" => {
                self.blank = false;
                self.fault(&faults::SHOPIFY_TAG, span);
                Kind::Partial(Box::new(self.cursor(markup).partial(word == "include")))
            }
            _ => return self.other_tag(span, name, markup),
        };
        self.push(span, kind);
    }

    fn other_tag(&mut self, span: Span, name: Span, markup: Span) {
        let word = name.of(self.source);
        if let Some(ended) = word.strip_prefix("end") {
            if BLOCKS.contains(&ended) {
                return self.end(span, ended);
            }
            if self.unknown.contains(&ended) {
                self.blank = false;
                return self.push(span, Kind::Error);
            }
            if matches!(ended, "comment" | "raw" | "doc") {
                self.fault(&faults::STRAY_END, span);
                self.blank = false;
                return self.push(span, Kind::Error);
            }
        }
        if let Some(tag) = vocabulary::braze_tag(word) {
            return self.braze(tag, span, markup);
        }
        self.blank = false;
        if word == "end"
            && let Some(block) = BLOCKS.iter().find(|block| **block == markup.of(self.source).trim_ascii())
        {
            // `{% end for %}`
            let words = Span::new(name.start, trimmed(self.source, markup).end);
            self.misspelt_tag(words, &format!("end{block}"));
            return self.end(span, block);
        }
        let nearest = if self.faults.is_full() { None } else { vocabulary::nearest_tag(word) };
        match nearest.filter(|nearest| nearest.starts_with("end")) {
            // A misspelt closing tag still closes.
            Some(nearest) if BLOCKS.contains(&nearest.trim_start_matches("end")) => {
                self.misspelt_tag(name, nearest);
                return self.end(span, nearest.trim_start_matches("end"));
            }
            _ => {}
        }
        match nearest {
            Some(nearest) => self.misspelt_tag(name, nearest),
            None => {
                self.faults.push(&faults::UNKNOWN_TAG, self.source, name);
            }
        }
        if self.unknown.len() < crate::liquid::limits::FINDINGS && !self.unknown.contains(&word) {
            self.unknown.push(word);
        }
        self.push(span, Kind::Error);
    }

    fn misspelt_tag(&mut self, name: Span, nearest: &str) {
        let trust = crate::diag::Trust::Suggestion;
        self.faults.push_fix(&faults::UNKNOWN_TAG, self.source, name, trust, name, nearest);
    }

    fn comment_lines(&mut self, markup: Span) {
        // The line begins where the first word stands.
        let text = markup.of(self.source).trim_ascii_start();
        let mut at = markup.end - text.len();
        for (index, line) in text.split('\n').enumerate() {
            let bare = line.trim_ascii();
            if index > 0 && !bare.is_empty() && !bare.starts_with('#') {
                self.fault(&faults::COMMENT_LINE, trimmed(self.source, Span::new(at, at + line.len())));
            }
            at += line.len() + 1;
        }
    }
}

impl Cursor<'_> {
    /// A variable's name and nothing else.
    fn variable(&mut self) -> Span {
        let whole = self.remaining();
        self.space();
        let mut length = self.rest().bytes().take_while(|byte| super::cursor::in_name(*byte)).count();
        length += usize::from(length > 0 && self.byte(length) == b'?');
        let name = Span::new(self.at, self.at + length);
        self.at = name.end;
        let word = name.of(self.source);
        if matches!(word, "" | "contains") || word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            self.fault(&faults::VARIABLE_NAME, whole);
            return whole;
        }
        if !self.done() {
            let rest = self.remaining();
            self.fault(&faults::UNEXPECTED, rest);
        }
        name
    }

    /// The same, for `capture`, which also takes quotes around the name.
    fn quoted_variable(&mut self) -> Span {
        let whole = self.remaining();
        let text = whole.of(self.source);
        let inner = [('"', '"'), ('\'', '\'')].iter().find_map(|(open, close)| {
            let name = text.strip_prefix(*open)?.strip_suffix(*close)?;
            (!name.is_empty() && name.bytes().all(super::cursor::in_name)).then_some(())
        });
        match inner {
            Some(()) => Span::new(whole.start + 1, whole.end - 1),
            None => self.variable(),
        }
    }

    /// `item in list reversed limit: 2 offset: 3`
    fn looped(&mut self, options: &[&str]) -> Loop {
        self.space();
        let missing = |at: usize| Expr { span: Span::at(at), kind: ExprKind::Missing };
        let name = self.name().unwrap_or(Span::at(self.at));
        let mut looped = Loop { name, over: missing(self.end), reversed: false, limit: None, offset: None, cols: None };
        if name.is_empty() {
            let junk = if self.at >= self.end { Span::at(self.at) } else { self.junk() };
            self.fault(&faults::VARIABLE_NAME, junk);
            match self.rest().find(" in ") {
                Some(found) => self.at += found,
                None => return looped,
            }
        }
        if name.of(self.source) == "contains" || name.of(self.source).ends_with('?') {
            self.fault(&faults::VARIABLE_NAME, name);
        }
        if !self.word("in") {
            let junk = if self.done() { name } else { self.junk() };
            self.fault(&faults::FOR_IN, junk);
            return looped;
        }
        if self.at < self.end && !is_space(self.byte(0)) {
            self.fix(&faults::FOR_IN, Span::new(self.at - 2, self.at), "in ");
        }
        looped.over = self.expression();
        if looped.over.is_missing() {
            return looped;
        }
        self.space();
        let word = self.name_here().unwrap_or(Span::at(self.at));
        looped.reversed = self.word("reversed");
        if looped.reversed && options.contains(&"cols") {
            self.fault(&faults::LOOP_OPTION, word);
        }
        loop {
            self.space();
            let comma = self.byte(0) == b',';
            self.at += usize::from(comma);
            self.space();
            if self.at >= self.end {
                if comma && !options.contains(&"cols") {
                    let last = self.source.get(..self.end).and_then(|text| text.rfind(',')).unwrap_or(self.end);
                    self.fault(&faults::UNEXPECTED, Span::new(last, last + 1));
                }
                return looped;
            }
            let Some(option) = self.name() else {
                self.left_over(false);
                return looped;
            };
            let word = option.of(self.source);
            if !options.contains(&word) {
                self.fault(&faults::LOOP_OPTION, option);
                self.eat(":");
                if self.done() || self.expression().is_missing() {
                    return looped;
                }
                continue;
            }
            if !self.eat(":") {
                self.space();
                let wrong = if self.byte(0) == b'=' { Span::new(self.at, self.at + 1) } else { Span::at(option.end) };
                self.fix(&faults::OPTION_COLON, wrong, ":");
                self.at = self.at.max(wrong.end);
            }
            let value = self.expression();
            if value.is_missing() {
                return looped;
            }
            match word {
                "limit" => looped.limit = Some(value),
                "offset" => looped.offset = Some(value),
                "cols" => looped.cols = Some(value),
                _ => {}
            }
        }
    }

    /// `'a', 'b'`; `group: 'a', 'b'`
    fn cycle(&mut self) -> Cycle {
        let first = self.expression();
        let mut cycle = Cycle { group: None, values: Vec::new() };
        if first.is_missing() {
            return cycle;
        }
        if self.eat(":") {
            cycle.group = Some(first);
            let value = self.expression();
            if value.is_missing() {
                return cycle;
            }
            cycle.values.push(value);
        } else {
            cycle.values.push(first);
        }
        while self.eat(",") {
            if self.done() {
                return cycle;
            }
            let value = self.expression();
            if value.is_missing() {
                return cycle;
            }
            cycle.values.push(value);
        }
        if !self.done() {
            self.left_over(false);
        }
        cycle
    }

    /// `'a', 'b' or 'c'`
    pub(super) fn when(&mut self) -> Vec<Expr> {
        let mut values = Vec::new();
        loop {
            let value = self.expression();
            if value.is_missing() {
                return values;
            }
            values.push(value);
            if !self.word("or") && !self.eat(",") {
                break;
            }
        }
        if !self.done() {
            self.left_over(false);
        }
        values
    }

    /// `'name' with x as y, key: value`
    fn partial(&mut self, include: bool) -> Partial {
        let name = self.expression();
        if !include && !matches!(name.kind, ExprKind::Literal(Literal::Text(_)) | ExprKind::Missing) {
            self.fault(&faults::PARTIAL_NAME, name.span);
        }
        let mut partial = Partial { include, name, with: None, alias: None, arguments: Vec::new() };
        for (word, how) in [("with", PartialWith::With), ("for", PartialWith::For)] {
            if self.word(word) {
                partial.with = Some((how, self.expression()));
                break;
            }
        }
        if self.word("as") {
            partial.alias = self.name();
        }
        loop {
            self.eat(",");
            let Some(key) = self.name() else { break };
            if !self.eat(":") {
                self.fault(&faults::UNEXPECTED, key);
                return partial;
            }
            let value = self.expression();
            if value.is_missing() {
                return partial;
            }
            partial.arguments.push((key, value));
        }
        if !self.done() && !partial.name.is_missing() {
            self.left_over(false);
        }
        partial
    }
}
