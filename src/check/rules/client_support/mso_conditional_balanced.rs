//! `client-mso-conditional-balanced`: comments for Outlook end, and the tables that they open are closed.

use crate::check::Rulebook;
use crate::check::facts::{End, Facts};
use crate::check::rule::*;
use crate::liquid::uses::conditions_of;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-mso-conditional-balanced",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Microsoft: About conditional comments",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Comment for Outlook", fr: "Commentaire pour Outlook" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Outlook for Windows then leaves out all that follows, or shows what was meant for others.",
            fr: "Outlook pour Windows ignore alors toute la suite, ou affiche ce qui était destiné aux autres.",
        },
        fix: Text {
            en: "Give every <!--[if mso]> its <![endif]-->, and close in such comments what was opened in one.",
            fr: "Donnez à chaque <!--[if mso]> son <![endif]-->, et refermez dans ces commentaires ce qu’ils ouvrent.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "[[<!--[if mso]><table><tr><td>-->]]<p>a</p>"),
        Example::html("{}", "[[<!--[if !mso]><!-->]]<p>a</p>"),
        Example::html("{}", "<p>a</p>[[<!--<![endif]-->]]"),
        Example::html("{}", "<!--[if mso]>[[<table>]]<tr><td><![endif]--><p>a</p><!--[if mso]></td></tr><![endif]-->"),
        Example::html(
            "{}",
            "<!--[if mso]><table><tr><td><![endif]--><p>a</p><!--[if mso]></td>[[</td>]]</tr></table><![endif]-->",
        ),
        Example::html(
            "{}",
            "<!--[if mso | IE]><table><tr><td><![endif]--><p>a</p><!--[if mso | IE]></td><td><![endif]--><p>b</p><!--[if mso | IE]></td></tr></table><![endif]-->",
        ),
        Example::html(
            "{}",
            r#"<!--[if gte mso 9]><v:rect><v:fill src="a.png"/><v:textbox><![endif]--><!--[if !mso]><!--><p>a</p><!--<![endif]--><!--[if gte mso 9]></v:textbox></v:rect><![endif]-->"#,
        ),
        Example::html(
            "{}",
            "{% if wide %}<!--[if mso]><table width=600><![endif]-->{% else %}<!--[if mso]><table width=300><![endif]-->{% endif %}<p>a</p><!--[if mso]></table><![endif]-->",
        ),
        Example::html(
            "{}",
            "<!-- [if it rains] we stay at home --><!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->",
        ),
    ]),
};

const BROKEN: Text = Text {
    en: "This comment for Outlook has no <![endif] before it ends.",
    fr: "Ce commentaire pour Outlook se termine sans <![endif].",
};
const OPEN: Text = Text {
    en: "What is kept from Outlook here is never ended by <!--<![endif]-->.",
    fr: "Ce qui est masqué à Outlook à partir d’ici n’est jamais terminé par <!--<![endif]-->.",
};
const STRAY: Text = Text { en: "This <![endif] ends nothing.", fr: "Ce <![endif] ne termine rien." };
const UNCLOSED: Text = Text {
    en: "No comment for Outlook closes this element again.",
    fr: "Aucun commentaire pour Outlook ne referme cet élément.",
};
const UNOPENED: Text = Text {
    en: "No comment for Outlook has opened what is closed here.",
    fr: "Aucun commentaire pour Outlook n’a ouvert ce qui est fermé ici.",
};

/// What such comments open in one and close in another; the marks count from 16 on, an opening even, a closing odd.
const GHOSTS: &[&str] = &["table", "tr", "td", "th", "div", "center", "v:rect", "v:roundrect", "v:textbox", "v:group"];
const BREAKS: u32 = 0;
const OPENS: u32 = 1;
const CLOSES: u32 = 2;
const DEPENDS: u32 = 3;
const FIRST_GHOST: u32 = 16;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let conditional = facts.conditional();
    for (span, end) in &conditional.ends {
        let mark = match end {
            End::Broken => BREAKS,
            End::Opens => OPENS,
            End::Closes => CLOSES,
        };
        sight.marks.push((*span, mark));
    }
    for only in &conditional.only {
        ghosts(facts.html, *only, &mut sight);
    }
    // Where Liquid chooses between such comments, counting them says nothing.
    let liquid = facts.liquid();
    if !liquid.nodes.is_empty() && sight.marks.iter().any(|(span, _)| !conditions_of(liquid, *span).is_empty()) {
        sight.marks.push((Span::at(0), DEPENDS));
    }
    sight
}

/// The tags in a comment that may be closed, or opened, in another.
fn ghosts(html: &str, only: Span, sight: &mut Sight) {
    let text = only.of(html);
    for (at, _) in text.match_indices('<') {
        let tag = text.get(at + 1..).unwrap_or_default();
        let closes = tag.starts_with('/');
        let tag = tag.trim_start_matches('/');
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').collect();
        let name = name.to_ascii_lowercase();
        let Some(nth) = GHOSTS.iter().position(|ghost| *ghost == name) else { continue };
        let end = tag.find('>').unwrap_or(tag.len());
        if tag.get(..end).is_some_and(|tag| tag.ends_with('/')) {
            continue;
        }
        let length = end + 2 + usize::from(closes);
        let mark = FIRST_GHOST + u32::try_from(nth * 2 + usize::from(closes)).unwrap_or_default();
        sight.marks.push((Span::new(at, (at + length).min(text.len())).shift(only.start), mark));
    }
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    let mut say = |part: usize, span: Span, what: Text| {
        found.say(found.in_place(whole.place(part, span)).with("what", what));
    };
    let broken: Vec<_> = marks.iter().filter(|(.., mark)| *mark == BREAKS).collect();
    for (part, span, _) in &broken {
        say(*part, *span, BROKEN);
    }
    if !broken.is_empty() || marks.iter().any(|(.., mark)| *mark == DEPENDS) {
        return;
    }
    let mut open: Vec<(usize, Span)> = Vec::new();
    let mut ghosts: Vec<Vec<(usize, Span)>> = vec![Vec::new(); GHOSTS.len()];
    for (part, span, mark) in marks {
        match mark {
            OPENS => open.push((part, span)),
            CLOSES if open.pop().is_none() => say(part, span, STRAY),
            FIRST_GHOST.. => {
                let nth = usize::try_from((mark - FIRST_GHOST) / 2).unwrap_or_default();
                let Some(stack) = ghosts.get_mut(nth) else { continue };
                if mark % 2 == 0 {
                    stack.push((part, span));
                } else if stack.pop().is_none() {
                    say(part, span, UNOPENED);
                }
            }
            _ => {}
        }
    }
    for (part, span) in open {
        say(part, span, OPEN);
    }
    for (part, span) in ghosts.into_iter().flatten() {
        say(part, span, UNCLOSED);
    }
}
