//! The texts of a template in which Liquid stands: what each is called, on which channel it goes, how it is escaped.

use crate::channel::Channel;
use crate::html::Context;
use crate::template::Template;

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
}

impl Part {
    /// All of them, in the order in which a reader meets them.
    pub const ALL: [Self; 15] = [
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
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Where it stands in `template.toml`: table and key.
    pub const fn key(self) -> (&'static str, &'static str) {
        match self {
            Self::Subject => ("email", "subject"),
            Self::Preheader => ("email", "preheader"),
            Self::Html => ("email", "html"),
            Self::Text => ("email", "text"),
            Self::SmsBody => ("sms", "body"),
            Self::PushTitle => ("push", "title"),
            Self::PushBody => ("push", "body"),
            Self::PushLink => ("push", "link"),
            Self::PushImage => ("push", "image"),
            Self::CardTitle => ("content_card", "title"),
            Self::CardDescription => ("content_card", "description"),
            Self::CardImageAlt => ("content_card", "image_alt"),
            Self::CardLinkText => ("content_card", "link_text"),
            Self::CardLink => ("content_card", "link"),
            Self::CardImage => ("content_card", "image"),
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
        }
    }

    /// What `template` says there; nothing where it has no such part.
    pub fn of(self, template: &Template) -> Option<&str> {
        let Template { email, sms, push, content_card: card, .. } = template;
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
        }
    }

    /// Whether it is an address, which nobody reads.
    pub const fn is_address(self) -> bool {
        matches!(self.context(), Context::Address)
    }

    /// Whether it is an address that a reader follows; others are loaded.
    pub const fn is_followed(self) -> bool {
        matches!(self, Self::PushLink | Self::CardLink)
    }

    /// How what is printed there is escaped, where it is no HTML.
    pub(crate) const fn context(self) -> Context {
        match self {
            Self::Subject
            | Self::Preheader
            | Self::PushTitle
            | Self::CardTitle
            | Self::CardImageAlt
            | Self::CardLinkText => Context::Line,
            Self::Html | Self::Text | Self::SmsBody | Self::PushBody | Self::CardDescription => Context::PlainText,
            Self::PushLink | Self::PushImage | Self::CardLink | Self::CardImage => Context::Address,
        }
    }
}
