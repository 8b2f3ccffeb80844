//! `countersign kit whats-app`: what Meta has to approve, each text with its open places numbered as Meta numbers them.

use crate::kit::Kit;
use crate::liquid::{self, ast::Kind};
use crate::template::{Purpose, WhatsAppText};
use std::io::{Result, Write};

/// Prints every WhatsApp text of a kit, and what fills its open places.
pub(super) fn write(kit: &Kit, out: &mut dyn Write) -> Result<()> {
    for template in kit.templates_in_order().filter_map(|name| kit.templates.get(name)) {
        let Some(message) = &template.whats_app else { continue };
        let category = if template.purpose == Purpose::Promotional { "MARKETING" } else { "UTILITY" };
        for (language, text) in &message.texts {
            writeln!(out, "{} ({language}, {category})", message.template)?;
            if message.image.is_some() {
                writeln!(out, "  HEADER  IMAGE")?;
            }
            parts(text, out)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn parts(text: &WhatsAppText, out: &mut dyn Write) -> Result<()> {
    let WhatsAppText { header, body, footer, link, link_text, phone, phone_text, replies } = text;
    let lines = [("HEADER", header.as_deref()), ("BODY", Some(body.as_str())), ("FOOTER", footer.as_deref())];
    for (label, text) in lines.into_iter().filter_map(|(label, text)| Some((label, text?))) {
        part(label, "", text, out)?;
    }
    if let (Some(words), Some(link)) = (link_text, link) {
        part("BUTTON", &format!("{words}: "), link, out)?;
    }
    if let (Some(words), Some(phone)) = (phone_text, phone) {
        part("BUTTON", &format!("{words}: "), phone, out)?;
    }
    replies.lines().try_for_each(|reply| part("BUTTON", "", reply, out))
}

/// One part, and beneath it what fills its open places.
fn part(label: &str, lead: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    let (numbered, places) = numbered(text.trim());
    writeln!(out, "  {label:<7} {lead}{}", numbered.replace('\n', "\n          "))?;
    for (number, place) in (1..).zip(places) {
        writeln!(out, "            {{{{{number}}}}} = {place}")?;
    }
    Ok(())
}

/// A text as Meta writes it, and what stands in its open places.
fn numbered(text: &str) -> (String, Vec<&str>) {
    let (mut written, mut places) = (String::new(), Vec::new());
    for node in &liquid::parse(text).template.nodes {
        match node.kind {
            Kind::Output(_) => {
                places.push(node.span.of(text));
                written.push_str(&format!("{{{{{}}}}}", places.len()));
            }
            _ => written.push_str(node.span.of(text)),
        }
    }
    (written, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_told_with_what_they_open_or_call() {
        let some = |text: &str| Some(text.to_owned());
        let text = WhatsAppText {
            body: "Hello.".to_owned(),
            link: some("https://www.roma.example/{{ group.id }}"),
            link_text: some("See the menu"),
            phone: some("+442071838750"),
            phone_text: some("Call us"),
            replies: "Stop".to_owned(),
            ..WhatsAppText::default()
        };
        let mut out = Vec::new();
        parts(&text, &mut out).unwrap();
        let expected = concat!(
            "  BODY    Hello.\n",
            "  BUTTON  See the menu: https://www.roma.example/{{1}}\n",
            "            {{1}} = {{ group.id }}\n",
            "  BUTTON  Call us: +442071838750\n",
            "  BUTTON  Stop\n",
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn open_places_are_numbered_as_meta_does() {
        let (text, places) = numbered("Hello {{${first_name}}}, {{ slot.text }} See you.");
        assert_eq!(text, "Hello {{1}}, {{2}} See you.");
        assert_eq!(places, ["{{${first_name}}}", "{{ slot.text }}"]);
    }
}
