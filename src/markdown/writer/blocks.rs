//! Paragraphs, lists, tables: what holds words.

use super::super::notices::words;
use super::{Frame, Image, Kind, Writer};
use crate::text::Span;
use pulldown_cmark::{HeadingLevel, Tag, TagEnd};

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, .. } => {
                let permitted = self.permit(self.allowed.headings.is_some(), words::HEADINGS, span);
                match self.allowed.headings.filter(|_| permitted) {
                    Some((highest, lowest)) => {
                        let level = number(level).clamp(highest, lowest.max(highest)).clamp(1, 6);
                        self.open_block(&format!("<h{level}>"), &format!("</h{level}>\n"), Kind::Words);
                    }
                    None => self.paragraph(),
                }
            }
            Tag::BlockQuote(_) => match self.permit(self.allowed.quotes, words::QUOTES, span) {
                true => {
                    self.open_block("<blockquote>\n", "</blockquote>\n", Kind::Quote);
                    self.plain.enter(None, "> ");
                }
                false => self.open_block("", "", Kind::Blocks),
            },
            Tag::CodeBlock(_) => match self.permit(self.allowed.code, words::CODE, span) {
                true => self.open_block("<pre><code>", "</code></pre>\n", Kind::Words),
                false => self.paragraph(),
            },
            Tag::List(first) => match self.permit(self.allowed.lists, words::LISTS, span) {
                true => {
                    let nested = self.frames.iter().any(|frame| frame.kind == Kind::Item);
                    let (open, close) = match first {
                        None => ("<ul>\n".to_owned(), "</ul>\n"),
                        Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
                        Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
                    };
                    self.open_block(&open, close, Kind::List(first));
                    self.plain.lines(if nested { 1 } else { 2 });
                }
                false => self.open_block("", "", Kind::Blocks),
            },
            Tag::Item => self.item(),
            Tag::HtmlBlock => self.open_block("", "", Kind::Blocks),
            Tag::Table(_) => {
                let permitted = self.permit(self.allowed.tables, words::TABLES, span);
                match permitted {
                    true => self.open_block("<table>", "</table>\n", Kind::Blocks),
                    false => self.open_block("", "", Kind::Blocks),
                }
            }
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.formatting(self.allowed.italic, words::ITALIC, "em", span),
            Tag::Strong => self.formatting(self.allowed.bold, words::BOLD, "strong", span),
            Tag::Strikethrough => self.formatting(self.allowed.strike, words::STRIKE, "del", span),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, span),
            Tag::Image { dest_url, title, .. } => {
                self.inline();
                let (address, title) = (dest_url.into_string(), title.into_string());
                (self.image, self.image_depth) = (Some(Image { address, title, alt: String::new(), span }), 0);
            }
            _ => self.open_block("", "", Kind::Blocks),
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        let is_block = !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
        if is_block {
            self.close_implied();
        }
        let Some(frame) = self.frames.pop() else { return };
        self.html.push_str(&frame.close);
        match frame.kind {
            Kind::Inline => {
                // In plain text, a link's address follows its words.
                if let Some((address, _)) = frame.link.filter(|(address, start)| self.plain.since(*start) != address) {
                    self.plain_words(&format!(" ({address})"));
                }
            }
            Kind::Quote | Kind::Item => {
                self.plain.leave();
                self.plain.lines(1);
            }
            Kind::Words | Kind::Blocks | Kind::List(_) | Kind::HeadRow | Kind::Row => {
                let in_item = self.frames.iter().any(|frame| frame.kind == Kind::Item);
                self.plain.lines(match tag {
                    TagEnd::TableCell => 0,
                    TagEnd::TableRow | TagEnd::TableHead => 1,
                    _ if in_item => 1,
                    _ => 2,
                });
            }
        }
    }

    fn open_block(&mut self, open: &str, close: &str, kind: Kind) {
        self.block();
        self.html.push_str(open);
        self.frames.push(Frame::new(close, kind));
    }

    pub(super) fn paragraph(&mut self) {
        match self.line {
            true => self.open_block("", "", Kind::Words),
            false => self.open_block("<p>", "</p>\n", Kind::Words),
        }
    }

    pub(super) fn item(&mut self) {
        self.close_implied();
        let Some(Frame { kind: Kind::List(next), .. }) = self.frames.last_mut() else {
            return self.open_block("", "", Kind::Blocks);
        };
        let mark = match next {
            Some(number) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            None => "- ".to_owned(),
        };
        self.plain.lines(1);
        self.plain.enter(Some(mark), "  ");
        self.html.push_str("<li>");
        self.frames.push(Frame::new("</li>\n", Kind::Item));
    }

    pub(super) fn row(&mut self, head: bool) {
        self.cells = 0;
        if self.frames.last().is_none_or(|table| table.close.is_empty()) {
            return self.paragraph();
        }
        if !head {
            return self.open_block("<tr>", "</tr>\n", Kind::Row);
        }
        if let Some(table) = self.frames.last_mut() {
            table.close = "</tbody></table>\n".to_owned();
        }
        self.open_block("<thead><tr>", "</tr></thead><tbody>\n", Kind::HeadRow);
    }

    pub(super) fn cell(&mut self) {
        let separator = self.cells > 0;
        self.cells += 1;
        let (open, close) = match self.frames.last().map(|row| row.kind) {
            Some(Kind::HeadRow) => ("<th>", "</th>"),
            Some(Kind::Row) => ("<td>", "</td>"),
            _ => (if separator { " | " } else { "" }, ""),
        };
        if separator {
            self.plain.words(" | ");
        }
        self.html.push_str(open);
        self.frames.push(Frame::new(close, Kind::Words));
    }

    /// Before a block: what nobody closed is closed.
    pub(super) fn block(&mut self) {
        self.close_implied();
        if self.line && !self.html.is_empty() {
            self.html.push(' ');
        }
    }

    fn close_implied(&mut self) {
        if std::mem::take(&mut self.implied) {
            self.html.push_str("</p>\n");
            self.plain.lines(2);
        }
    }

    /// Before words: where only blocks can stand, a paragraph begins.
    pub(super) fn inline(&mut self) {
        if self.line || self.implied {
            return;
        }
        let holder = self.frames.iter().rev().map(|frame| frame.kind).find(|kind| *kind != Kind::Inline);
        if !matches!(holder, Some(Kind::Words | Kind::Item)) {
            self.html.push_str("<p>");
            self.implied = true;
        }
    }
}

const fn number(level: HeadingLevel) -> u8 {
    level as u8
}
