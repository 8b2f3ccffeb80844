//! The plain-text side of a slot: paragraphs, list marks and quotation marks, with the right distance between them.

/// Text under construction.
#[derive(Default)]
pub(super) struct Plain {
    out: String,
    /// Line ends owed before the next words.
    owed: usize,
    /// What stands before each line, from the outside in: first line, other lines.
    indent: Vec<(Option<String>, &'static str)>,
}

impl Plain {
    /// At least so many line ends before the next words.
    pub(super) fn lines(&mut self, count: usize) {
        self.owed = self.owed.max(count);
    }

    /// Words on the current line.
    pub(super) fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let first = self.out.is_empty();
        if self.owed > 0 || first {
            let count = if first { 0 } else { self.owed };
            self.owed = 0;
            self.out.extend(std::iter::repeat_n('\n', count));
            for (mark, rest) in &mut self.indent {
                match mark.take() {
                    Some(mark) => self.out.push_str(&mark),
                    None => self.out.push_str(rest),
                }
            }
        }
        self.out.push_str(words);
    }

    /// What follows stands behind `mark` on its first line, behind `rest` on the others.
    pub(super) fn enter(&mut self, mark: Option<String>, rest: &'static str) {
        self.indent.push((mark, rest));
    }

    /// The end of what [`Plain::enter`] began.
    pub(super) fn leave(&mut self) {
        self.indent.pop();
    }

    pub(super) const fn len(&self) -> usize {
        self.out.len()
    }

    /// What was written since it was `start` long.
    pub(super) fn since(&self, start: usize) -> &str {
        self.out.get(start..).unwrap_or_default().trim_start()
    }

    /// All of it.
    pub(super) fn finish(mut self) -> String {
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.out
    }
}
