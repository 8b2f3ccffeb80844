//! The texts of a template in which Liquid stands: what each is called, on which channel it goes, how it is escaped.

use crate::channel::Channel;
use crate::html::Context;
use crate::template::{Format, Template, WhatsApp};

/// A text of a template in which Liquid stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The subject line of the e-mail.
    Subject,
    /// The line after it.
    Preheader,
    /// The HTML body.
    Html,
    /// The plain-text body.
    Text,
    /// The text message.
    SmsBody,
    /// The title of the notification.
    PushTitle,
    /// Its text.
    PushBody,
    /// What a tap on it opens.
    PushLink,
    /// The address of its picture.
    PushImage,
    /// The title of the card.
    CardTitle,
    /// Its text.
    CardDescription,
    /// What its picture shows.
    CardImageAlt,
    /// The words of its link.
    CardLinkText,
    /// What a tap on it opens.
    CardLink,
    /// The address of its picture.
    CardImage,
    /// The line above the text of the WhatsApp message.
    WhatsAppHeader,
    /// Its text.
    WhatsAppBody,
    /// The line below it.
    WhatsAppFooter,
    /// The words on its button.
    WhatsAppLinkText,
    /// The words on the button that calls.
    WhatsAppPhoneText,
    /// What can be answered to it, one a line.
    WhatsAppReplies,
    /// What its button opens.
    WhatsAppLink,
    /// The address of its picture.
    WhatsAppImage,
    /// The address of the request.
    WebhookUrl,
    /// Its body.
    WebhookBody,
}

impl Part {
    /// All of them, in the order in which a reader meets them.
    pub const ALL: [Self; 25] = [
        Self::Subject,
        Self::Preheader,
        Self::Html,
        Self::Text,
        Self::SmsBody,
        Self::PushTitle,
        Self::PushBody,
        Self::PushLink,
        Self::PushImage,
        Self::CardTitle,
        Self::CardDescription,
        Self::CardImageAlt,
        Self::CardLinkText,
        Self::CardLink,
        Self::CardImage,
        Self::WhatsAppHeader,
        Self::WhatsAppBody,
        Self::WhatsAppFooter,
        Self::WhatsAppLinkText,
        Self::WhatsAppPhoneText,
        Self::WhatsAppReplies,
        Self::WhatsAppLink,
        Self::WhatsAppImage,
        Self::WebhookUrl,
        Self::WebhookBody,
    ];

    /// As findings and files name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Preheader => "preheader",
            Self::Html => "html",
            Self::Text => "text",
            Self::SmsBody => "sms.body",
            Self::PushTitle => "push.title",
            Self::PushBody => "push.body",
            Self::PushLink => "push.link",
            Self::PushImage => "push.image",
            Self::CardTitle => "content_card.title",
            Self::CardDescription => "content_card.description",
            Self::CardImageAlt => "content_card.image_alt",
            Self::CardLinkText => "content_card.link_text",
            Self::CardLink => "content_card.link",
            Self::CardImage => "content_card.image",
            Self::WhatsAppHeader => "whats_app.header",
            Self::WhatsAppBody => "whats_app.body",
            Self::WhatsAppFooter => "whats_app.footer",
            Self::WhatsAppLinkText => "whats_app.link_text",
            Self::WhatsAppPhoneText => "whats_app.phone_text",
            Self::WhatsAppReplies => "whats_app.replies",
            Self::WhatsAppLink => "whats_app.link",
            Self::WhatsAppImage => "whats_app.image",
            Self::WebhookUrl => "webhook.url",
            Self::WebhookBody => "webhook.body",
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Where it stands in `template.toml`: tables and key. What is worded by language stands under the code of `template`'s
    /// language.
    pub fn path(self, template: &Template) -> Vec<&str> {
        let (table, key) = self.name().split_once('.').unwrap_or(("email", self.name()));
        let text = || template.whats_app.as_ref().and_then(WhatsApp::text);
        match self.channel() {
            Channel::WhatsApp if self != Self::WhatsAppImage => {
                let language = text().map(|(language, _)| language);
                [table, "texts"].into_iter().chain(language).chain([key]).collect()
            }
            Channel::Webhook if self == Self::WebhookBody && is_form(template) => vec![table, "fields"],
            _ => vec![table, key],
        }
    }

    /// The channel on which it goes.
    pub const fn channel(self) -> Channel {
        match self {
            Self::Subject | Self::Preheader | Self::Html | Self::Text => Channel::Email,
            Self::SmsBody => Channel::Sms,
            Self::PushTitle | Self::PushBody | Self::PushLink | Self::PushImage => Channel::Push,
            Self::CardTitle
            | Self::CardDescription
            | Self::CardImageAlt
            | Self::CardLinkText
            | Self::CardLink
            | Self::CardImage => Channel::ContentCard,
            Self::WhatsAppHeader
            | Self::WhatsAppBody
            | Self::WhatsAppFooter
            | Self::WhatsAppLinkText
            | Self::WhatsAppPhoneText
            | Self::WhatsAppReplies
            | Self::WhatsAppLink
            | Self::WhatsAppImage => Channel::WhatsApp,
            Self::WebhookUrl | Self::WebhookBody => Channel::Webhook,
        }
    }

    /// What `template` says there; nothing where it has no such part.
    pub fn of(self, template: &Template) -> Option<&str> {
        let Template { email, sms, push, content_card: card, whats_app, webhook, .. } = template;
        let approved = || whats_app.as_ref()?.text().map(|(_, text)| text);
        match self {
            Self::Subject => email.as_ref().map(|email| email.subject.as_str()),
            Self::Preheader => email.as_ref()?.preheader.as_deref(),
            Self::Html => email.as_ref().map(|email| email.html.as_str()),
            Self::Text => email.as_ref()?.text.as_deref(),
            Self::SmsBody => sms.as_ref().map(|sms| sms.body.as_str()),
            Self::PushTitle => push.as_ref().map(|push| push.title.as_str()),
            Self::PushBody => push.as_ref().map(|push| push.body.as_str()),
            Self::PushLink => push.as_ref()?.link.as_deref(),
            Self::PushImage => push.as_ref()?.image.as_deref(),
            Self::CardTitle => card.as_ref()?.title.as_deref(),
            Self::CardDescription => card.as_ref()?.description.as_deref(),
            Self::CardImageAlt => card.as_ref()?.image_alt.as_deref(),
            Self::CardLinkText => card.as_ref()?.link_text.as_deref(),
            Self::CardLink => card.as_ref()?.link.as_deref(),
            Self::CardImage => card.as_ref()?.image.as_deref(),
            Self::WhatsAppHeader => approved()?.header.as_deref(),
            Self::WhatsAppBody => approved().map(|text| text.body.as_str()),
            Self::WhatsAppFooter => approved()?.footer.as_deref(),
            Self::WhatsAppLinkText => approved()?.link_text.as_deref(),
            Self::WhatsAppPhoneText => approved()?.phone_text.as_deref(),
            Self::WhatsAppReplies => approved().map(|text| text.replies.as_str()).filter(|replies| !replies.is_empty()),
            Self::WhatsAppLink => approved()?.link.as_deref(),
            Self::WhatsAppImage => whats_app.as_ref()?.image.as_deref(),
            Self::WebhookUrl => webhook.as_ref().map(|webhook| webhook.url.as_str()),
            Self::WebhookBody => webhook.as_ref()?.printed(),
        }
    }

    /// Whether it is an address, which nobody reads.
    pub const fn is_address(self) -> bool {
        matches!(self.context(), Context::Address | Context::Component)
    }

    /// Whether it is an address that a reader follows; others are loaded.
    pub const fn is_followed(self) -> bool {
        matches!(self, Self::PushLink | Self::CardLink | Self::WhatsAppLink)
    }

    /// How what is printed there is escaped, where it is no HTML.
    pub(crate) const fn context(self) -> Context {
        match self {
            Self::Subject
            | Self::Preheader
            | Self::PushTitle
            | Self::CardTitle
            | Self::CardImageAlt
            | Self::CardLinkText
            | Self::WhatsAppHeader
            | Self::WhatsAppBody
            | Self::WhatsAppFooter
            | Self::WhatsAppLinkText
            | Self::WhatsAppPhoneText
            | Self::WhatsAppReplies => Context::Line,
            Self::Html | Self::Text | Self::SmsBody | Self::PushBody | Self::CardDescription | Self::WebhookBody => {
                Context::PlainText
            }
            Self::WebhookUrl => Context::Component,
            Self::PushLink
            | Self::PushImage
            | Self::CardLink
            | Self::CardImage
            | Self::WhatsAppLink
            | Self::WhatsAppImage => Context::Address,
        }
    }
}

/// Whether the body of the request is made of fields.
fn is_form(template: &Template) -> bool {
    template.webhook.as_ref().is_some_and(|webhook| webhook.format == Format::Form)
}
