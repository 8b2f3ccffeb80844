//! What the editor shows of a kit, for one group: no policy, no other groups, no template source.

use crate::channel::Channel;
use crate::draft::Recipient;
use crate::group::{Office, Sender};
use crate::kit::Kit;
use crate::locale::Localized;
use crate::policy::{Policy, ScheduleLimits};
use crate::template::{Purpose, Slot, Template};
use serde::Serialize;

/// What the editor shows of a kit, for one group.
#[derive(Serialize)]
pub(super) struct KitView<'a> {
    brand: BrandView<'a>,
    office: OfficeView<'a>,
    templates: Vec<TemplateView<'a>>,
    tags: Vec<TagView<'a>>,
    recipients: &'a [Recipient],
    schedule: &'a ScheduleLimits,
    offers: Vec<OfferView<'a>>,
    real_recipients: bool,
}

#[derive(Serialize)]
struct OfferView<'a> {
    id: &'a str,
    name: &'a Localized,
}

#[derive(Serialize)]
struct BrandView<'a> {
    name: &'a str,
    website: Option<&'a str>,
    logo: Option<&'a str>,
    accent: Option<&'a str>,
}

#[derive(Serialize)]
struct OfficeView<'a> {
    id: &'a str,
    name: &'a str,
    city: Option<&'a str>,
    country: Option<&'a str>,
    locale: Option<&'a str>,
    time_zone: Option<&'a str>,
    sender: Option<&'a Sender>,
}

#[derive(Serialize)]
struct TemplateView<'a> {
    id: &'a str,
    name: &'a Localized,
    description: &'a Localized,
    version: u32,
    purpose: Purpose,
    channels: Vec<Channel>,
    slots: &'a [Slot],
}

#[derive(Serialize)]
struct TagView<'a> {
    name: &'a str,
    label: &'a Localized,
    default: Option<&'a Localized>,
    nullable: bool,
    sample: Option<&'a str>,
}

impl<'a> KitView<'a> {
    /// The view of `kit` for `office`, whose policy it is; the templates that it may use.
    pub(super) fn new(kit: &'a Kit, policy: &'a Policy, office: &'a Office) -> Self {
        let profile = &office.profile;
        let allowed = |name: &&'a String| profile.templates.as_ref().is_none_or(|list| list.contains(name));
        let names = kit.templates_in_order().filter(allowed);
        Self {
            brand: BrandView {
                name: &kit.brand.name,
                website: kit.brand.website.as_deref(),
                logo: kit.brand.logo.as_deref(),
                accent: kit.brand.accent.as_deref(),
            },
            office: OfficeView {
                id: &office.id,
                name: &profile.name,
                city: profile.city.as_deref(),
                country: profile.country.as_deref(),
                locale: profile.locale.as_deref(),
                time_zone: profile.time_zone.as_deref(),
                sender: profile.sender.as_ref(),
            },
            templates: names.filter_map(|id| Some(TemplateView::new(id, kit.templates.get(id)?))).collect(),
            tags: policy
                .data
                .attributes
                .iter()
                .map(|(name, attribute)| TagView {
                    name,
                    label: &attribute.label,
                    default: attribute.default.as_ref(),
                    nullable: attribute.nullable,
                    sample: attribute.sample.as_deref(),
                })
                .collect(),
            recipients: &kit.recipients,
            schedule: &policy.schedule,
            offers: kit.offers.iter().map(|(id, offer)| OfferView { id, name: &offer.name }).collect(),
            real_recipients: policy.data.real_recipients,
        }
    }
}

impl<'a> TemplateView<'a> {
    fn new(id: &'a str, template: &'a Template) -> Self {
        Self {
            id,
            name: &template.name,
            description: &template.description,
            version: template.version,
            purpose: template.purpose,
            channels: template.channels().collect(),
            slots: &template.slots,
        }
    }
}
