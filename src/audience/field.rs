//! The columns that the policy allows: what each is called in files, what its cells hold, what Braze calls it.

use crate::locale::{Localized, Text};
use crate::policy::{AttributeKind, Data};
use crate::text::fold;
use std::collections::BTreeMap;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The brand's id of a customer.
    Id,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    Boolean,
    /// A country, by ISO 3166-1 alpha-2.
    Country,
    /// A language, by ISO 639-1.
    Language,
    /// A gender, as Braze writes it.
    Gender,
    /// A time zone, by IANA.
    TimeZone,
}

/// A column that a file may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What the policy calls it: `external_id`, `email`, `phone`, or the name of an attribute.
    pub id: String,
    /// What `users/track` calls it.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// What its cells hold.
    pub form: Form,
    /// Whether it is one of the brand's own attributes.
    pub custom: bool,
    /// What headers are that mean it, folded.
    keys: Vec<String>,
}

impl Field {
    /// Whether a cell of it tells whom a row is about.
    pub fn identifies(&self) -> bool {
        matches!(self.name.as_str(), "external_id" | "email" | "phone")
    }
}

/// A field of Braze's profile: what Liquid calls it, what `users/track` calls it, its form, its name, and other names
/// that files have for it, in English and French.
struct Standard(&'static str, &'static str, Form, Text, &'static [&'static str]);

const STANDARD: &[Standard] = &[
    Standard(
        "user_id",
        "external_id",
        Form::Id,
        Text { en: "Customer number", fr: "Numéro de client" },
        &[
            "id",
            "user id",
            "customer id",
            "client id",
            "member id",
            "account number",
            "customer no",
            "identifiant",
            "identifiant client",
            "id client",
            "numéro client",
            "n° client",
            "n° de client",
            "no client",
            "référence client",
            "code client",
        ],
    ),
    Standard(
        "email_address",
        "email",
        Form::Email,
        Text { en: "E-mail address", fr: "Adresse e-mail" },
        &[
            "e-mail",
            "mail",
            "email address",
            "mail address",
            "courriel",
            "adresse courriel",
            "adresse mail",
            "adresse électronique",
            "mél",
        ],
    ),
    Standard(
        "phone_number",
        "phone",
        Form::Phone,
        Text { en: "Telephone number", fr: "Numéro de téléphone" },
        &[
            "telephone",
            "phone number",
            "mobile",
            "mobile number",
            "mobile phone",
            "cell",
            "cell phone",
            "tel",
            "téléphone",
            "téléphone mobile",
            "téléphone portable",
            "numéro de portable",
            "portable",
            "gsm",
            "n° de téléphone",
            "cellulaire",
        ],
    ),
    Standard(
        "first_name",
        "first_name",
        Form::Text,
        Text { en: "First name", fr: "Prénom" },
        &["firstname", "given name", "forename", "prenom"],
    ),
    Standard(
        "last_name",
        "last_name",
        Form::Text,
        Text { en: "Last name", fr: "Nom" },
        &["lastname", "surname", "family name", "nom de famille"],
    ),
    Standard(
        "city",
        "home_city",
        Form::Text,
        Text { en: "Town", fr: "Ville" },
        &["city", "home city", "commune", "localité"],
    ),
    Standard("country", "country", Form::Country, Text { en: "Country", fr: "Pays" }, &["country code", "code pays"]),
    Standard(
        "language",
        "language",
        Form::Language,
        Text { en: "Language", fr: "Langue" },
        &["lang", "language code", "code langue"],
    ),
    Standard(
        "date_of_birth",
        "dob",
        Form::Date,
        Text { en: "Date of birth", fr: "Date de naissance" },
        &["birthday", "birth date", "birthdate", "né le", "née le", "anniversaire"],
    ),
    Standard("gender", "gender", Form::Gender, Text { en: "Gender", fr: "Genre" }, &["sex", "sexe"]),
    Standard(
        "time_zone",
        "time_zone",
        Form::TimeZone,
        Text { en: "Time zone", fr: "Fuseau horaire" },
        &["timezone", "zone"],
    ),
];

/// The columns that are allowed, in the order of the policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    list: Vec<Field>,
    /// The attribute that names lists.
    pub(super) lists: String,
    /// The most rows of one file.
    pub most_rows: u64,
}

impl Fields {
    /// The columns that this policy allows; `None` where it allows no files at all.
    ///
    /// ```
    /// use countersign::audience::Fields;
    /// use countersign::policy::Policy;
    /// let policy: Policy = serde_json::from_str(r#"{ "data": { "upload": { "list": "lists" }, "attributes": {
    ///     "first_name": { "liquid": "${first_name}", "label": { "en": "First name", "fr": "Prénom" } } } } }"#).unwrap();
    /// let fields = Fields::of(&policy.data).unwrap();
    /// assert_eq!(fields.meant_by("PRENOM").map(|at| fields.get(at).unwrap().id.as_str()), Some("first_name"));
    /// assert_eq!(fields.meant_by("Points"), None);
    /// ```
    pub fn of(data: &Data) -> Option<Self> {
        let upload = data.upload.as_ref()?;
        let mut known: BTreeMap<&str, Field> = BTreeMap::new();
        for standard in STANDARD.iter().take(3) {
            known.insert(standard.1, standard.field(standard.1, None));
        }
        let mut order = vec!["external_id", "email", "phone"];
        for (id, attribute) in &data.attributes {
            let inner = |text: &str| Some(text.strip_prefix("${")?.strip_suffix('}')?.to_owned());
            let liquid = attribute.liquid.as_str();
            let field = match (liquid.strip_prefix("custom_attribute.").and_then(inner), inner(liquid)) {
                (Some(name), _) => Field::custom(id, name, &attribute.label, attribute.kind),
                (_, Some(name)) => match STANDARD.iter().find(|standard| standard.0 == name) {
                    Some(standard) => standard.field(id, Some(&attribute.label)),
                    None => continue,
                },
                _ => continue,
            };
            // An address or a number is there already.
            if known.values().any(|other| other.name == field.name && other.custom == field.custom) {
                continue;
            }
            known.insert(id.as_str(), field);
            order.push(id.as_str());
        }
        let wanted: Vec<&str> = match &upload.columns {
            Some(columns) => columns.iter().map(String::as_str).collect(),
            None => order,
        };
        let list = wanted.into_iter().filter_map(|id| known.remove(id)).collect();
        Some(Self { list, lists: upload.list.clone(), most_rows: upload.most_rows })
    }

    /// What a file may be uploaded with, one after another.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.list.iter()
    }

    /// The field at a place.
    pub fn get(&self, at: usize) -> Option<&Field> {
        self.list.get(at)
    }

    /// The place of the field of this id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.list.iter().position(|field| field.id == id)
    }

    /// The place of the field that a header means: by id, by Braze's name, by label in either language, by what files
    /// usually call it; whatever its case, accents and punctuation.
    pub fn meant_by(&self, header: &str) -> Option<usize> {
        let key = key(header);
        self.list.iter().position(|field| !key.is_empty() && field.keys.contains(&key))
    }
}

impl Standard {
    fn field(&self, id: &str, label: Option<&Localized>) -> Field {
        let Self(liquid, name, form, own, others) = self;
        let own = Localized { en: own.en.to_owned(), fr: own.fr.to_owned() };
        let label = label.cloned().unwrap_or_else(|| own.clone());
        let names =
            [id, *liquid, *name, &own.en, &own.fr, &label.en, &label.fr].into_iter().chain(others.iter().copied());
        Field {
            keys: names.map(key).collect(),
            id: id.to_owned(),
            name: (*name).to_owned(),
            label,
            form: *form,
            custom: false,
        }
    }
}

impl Field {
    fn custom(id: &str, name: String, label: &Localized, kind: AttributeKind) -> Self {
        let form = match kind {
            AttributeKind::Text => Form::Text,
            AttributeKind::Number => Form::Number,
            AttributeKind::Date => Form::Date,
            AttributeKind::Boolean => Form::Boolean,
        };
        let keys = [id, &name, &label.en, &label.fr].map(key).into();
        Self { id: id.to_owned(), keys, name, label: label.clone(), form, custom: true }
    }
}

/// What `users/track` and `users/export/ids` call a field of the profile that Liquid calls `name`.
///
/// ```
/// assert_eq!(countersign::audience::profile_field("email_address"), Some("email"));
/// ```
pub fn profile_field(name: &str) -> Option<&'static str> {
    STANDARD.iter().find(|standard| standard.0 == name).map(|standard| standard.1)
}

/// Letters and digits alone, folded, without what stands in brackets behind: `E-mail (required)` is `email`.
fn key(header: &str) -> String {
    let header = header.split(['(', '[', '*']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    fn fields(upload: &str) -> Fields {
        let json = format!(
            r#"{{ "data": {{ "upload": {upload}, "attributes": {{
                "first_name": {{ "liquid": "${{first_name}}", "label": {{ "en": "First name", "fr": "Prénom" }} }},
                "mail": {{ "liquid": "${{email_address}}", "label": {{ "en": "Mail", "fr": "Mail" }} }},
                "points": {{ "liquid": "custom_attribute.${{pts}}", "kind": "number",
                             "label": {{ "en": "Card points", "fr": "Points de la carte" }} }} }} }} }}"#
        );
        Fields::of(&serde_json::from_str::<Policy>(&json).unwrap().data).unwrap()
    }

    #[test]
    fn headers_in_two_languages_whatever_their_looks() {
        let fields = fields(r#"{ "list": "lists" }"#);
        let meant = |header: &str| fields.meant_by(header).map(|at| fields.get(at).unwrap().id.clone());
        for (header, id) in [
            ("external_id", "external_id"),
            ("Customer ID", "external_id"),
            ("N° client", "external_id"),
            ("E-MAIL", "email"),
            ("Adresse électronique", "email"),
            ("ADRESSE  ELECTRONIQUE *", "email"),
            ("E-mail (obligatoire)", "email"),
            ("Téléphone", "phone"),
            ("prénom", "first_name"),
            ("FIRST_NAME", "first_name"),
            ("pts", "points"),
            ("Points de la carte", "points"),
        ] {
            assert_eq!(meant(header).as_deref(), Some(id), "{header}");
        }
        for header in ["", "  ", "Nom", "password", "points d’hier"] {
            assert_eq!(meant(header), None, "{header}");
        }
    }

    #[test]
    fn the_policy_names_the_columns() {
        let fields = fields(r#"{ "list": "lists", "columns": ["points", "email", "nobody"] }"#);
        let ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
        assert_eq!(ids, ["points", "email"]);
        assert_eq!(fields.meant_by("external_id"), None);
        assert_eq!(fields.get(0).map(|field| (field.form, field.name.as_str())), Some((Form::Number, "pts")));
    }
}
