//! `content-card-link-valid`: a tap on a card opens a page or a place in the app.

use crate::channel::Channel;
use crate::check::rule::*;
use crate::check::tap;

pub(crate) static RULE: Rule = Rule {
    notice: Notice { id: "content-card-link-valid", area: Area::ContentCard, ..tap::NOTICE },
    check: Check::Reference(tap::look),
    examples: proofs(&[
        Example::line("{}", "Menu: [[javascript://menu]]").on(Channel::ContentCard),
        Example::line("{}", "Menu: [[http://roma.example/menu]]").on(Channel::ContentCard),
        Example::line("{}", "Menu: roma://menu or https://roma.example/menu").on(Channel::ContentCard),
        Example::line("{}", "Roma: http://roma.example/menu").sms(),
    ]),
};
