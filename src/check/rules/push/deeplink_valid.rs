//! `push-deeplink-valid`: a tap on a notification opens a page or a place in the app.

use crate::check::rule::*;
use crate::check::tap;

pub(crate) static RULE: Rule = Rule {
    notice: Notice { id: "push-deeplink-valid", area: Area::Push, ..tap::NOTICE },
    check: Check::Reference(tap::look),
    examples: proofs(&[
        Example::line("{}", "Roma\nMenu: [[javascript://menu]]").push(),
        Example::line("{}", "Roma\nMenu: [[http://roma.example/menu]]").push(),
        Example::line("{}", "Roma\nMenu: roma://menu").push(),
        Example::line("{}", "Roma\nMenu: https://roma.example/menu").push(),
        Example::line("{}", "Roma: http://roma.example/menu").sms(),
    ]),
};
