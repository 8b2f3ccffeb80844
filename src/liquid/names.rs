//! The names under which Braze keeps data.

/// `${name}` on its own: profile fields and the links of the e-mail list.
pub const ATTRIBUTES: &[&str] = &[
    "city",
    "country",
    "date_of_birth",
    "email_address",
    "first_name",
    "gender",
    "language",
    "last_name",
    "last_used_app_date",
    "most_recent_app_version",
    "most_recent_locale",
    "most_recent_location",
    "phone_number",
    "time_zone",
    "user_id",
    "braze_id",
    "random_bucket_number",
    "set_user_to_unsubscribed_url",
    "unsubscribe_url",
    "set_user_to_one_click_list_unsubscribe",
    "set_user_to_subscribed_url",
    "set_user_to_opted_in_url",
    "email_footer",
    "preference_center_url",
];

/// `namespace.${name}`
pub const NAMESPACES: &[&str] = &[
    "custom_attribute",
    "event_properties",
    "api_trigger_properties",
    "context",
    "canvas_entry_properties",
    "campaign",
    "canvas",
    "card",
    "app",
    "most_recently_used_device",
    "targeted_device",
    "subscribed_state",
    "sms",
    "whats_app",
    "content_blocks",
    "preference_center",
    "product_recommendation",
];

/// Whether `${name}` is a name of Braze's.
pub fn is_attribute(name: &str) -> bool {
    has(ATTRIBUTES, name)
}

/// Whether `namespace.${…}` is one of Braze's.
pub fn is_namespace(name: &str) -> bool {
    has(NAMESPACES, name)
}

/// Every name of a template is asked for here: the lengths and the first letters are compared before the names are.
fn has(names: &[&str], name: &str) -> bool {
    let first = name.as_bytes().first();
    names.iter().any(|known| known.len() == name.len() && known.as_bytes().first() == first && *known == name)
}
