//! The guide's chapter on data: where Braze keeps what, under which names, with an example of each.

use crate::liquid::filters::Example;
use crate::locale::Text;

/// Names of one kind.
pub(super) struct Names {
    /// How they are written.
    pub(super) written: &'static str,
    /// What they are.
    pub(super) doc: Text,
    /// The names that Braze gives; empty where the brand invents them.
    pub(super) known: &'static [(&'static str, Text)],
    /// Run as tests.
    pub(super) examples: &'static [Example],
}

const fn name(name: &'static str, en: &'static str, fr: &'static str) -> (&'static str, Text) {
    (name, Text { en, fr })
}

const fn with(template: &'static str, data: &'static str, prints: &'static str) -> Example {
    Example { template, data, prints }
}

/// In the order of the guide.
pub(super) const DATA: &[Names] = &[
    Names {
        written: "${name}",
        doc: Text {
            en: "A field of the recipient’s profile. A missing one prints nothing: give it a `default`.",
            fr: "Un champ du profil du destinataire. S’il manque, rien ne s’affiche : donnez-lui un `default`.",
        },
        known: &[
            name("first_name", "first name", "prénom"),
            name("last_name", "last name", "nom de famille"),
            name("email_address", "e-mail address", "adresse e-mail"),
            name("phone_number", "phone number", "numéro de téléphone"),
            name("city", "city", "ville"),
            name("country", "country, two letters", "pays, en deux lettres"),
            name("language", "language, two letters", "langue, en deux lettres"),
            name("time_zone", "time zone", "fuseau horaire"),
            name("gender", "gender", "genre"),
            name("date_of_birth", "date of birth", "date de naissance"),
            name("user_id", "your own id of the recipient", "votre identifiant du destinataire"),
            name("braze_id", "Braze’s id of the recipient", "l’identifiant du destinataire chez Braze"),
            name("random_bucket_number", "a number from 0 to 9999, for tests", "un nombre de 0 à 9999, pour les tests"),
            name("last_used_app_date", "when the app was last used", "date de dernière utilisation de l’application"),
            name("most_recent_app_version", "version of the app", "version de l’application"),
            name("most_recent_locale", "locale of the last device", "paramètres régionaux du dernier appareil"),
            name("most_recent_location", "last known place", "dernier lieu connu"),
        ],
        examples: &[
            with("Hello {{ ${first_name} | default: 'you' }}", "{}", "Hello you"),
            with("{% if ${language} == 'fr' %}Bonjour{% else %}Hello{% endif %}", r#"{"language": "fr"}"#, "Bonjour"),
        ],
    },
    Names {
        written: "${…_url}",
        doc: Text {
            en: "Links and texts for the e-mail list. An e-mail needs a link to unsubscribe.",
            fr: "Liens et textes de la liste d’envoi. Un e-mail doit porter un lien de désabonnement.",
        },
        known: &[
            name("set_user_to_unsubscribed_url", "unsubscribe", "se désabonner"),
            name(
                "set_user_to_one_click_list_unsubscribe",
                "unsubscribe in one click, for the header",
                "se désabonner en un clic, pour l’en-tête",
            ),
            name("set_user_to_subscribed_url", "subscribe", "s’abonner"),
            name("set_user_to_opted_in_url", "confirm the subscription", "confirmer l’abonnement"),
            name(
                "unsubscribe_url",
                "the older name of the link to unsubscribe",
                "l’ancien nom du lien de désabonnement",
            ),
            name("preference_center_url", "Braze’s own page of preferences", "la page de préférences de Braze"),
            name(
                "email_footer",
                "the workspace’s footer; put in before Liquid is read",
                "le pied de page de l’espace ; inséré avant la lecture du Liquid",
            ),
        ],
        examples: &[with(
            "<a href=\"{{${set_user_to_unsubscribed_url}}}\">Unsubscribe</a>",
            r#"{"set_user_to_unsubscribed_url": "https://example.com/u"}"#,
            "<a href=\"https://example.com/u\">Unsubscribe</a>",
        )],
    },
    Names {
        written: "custom_attribute.${name}",
        doc: Text {
            en: "An attribute that your brand invented. Its name may hold spaces and accents; its parts are reached with dots and brackets.",
            fr: "Un attribut défini par votre marque. Son nom peut contenir des espaces et des accents ; ses parties s’atteignent par des points et des crochets.",
        },
        known: &[],
        examples: &[
            with(
                "{{ custom_attribute.${loyalty points} | default: 0 }}",
                r#"{"custom_attribute": {"loyalty points": 120}}"#,
                "120",
            ),
            with(
                "{{ custom_attribute.${cart}[0].title }}",
                r#"{"custom_attribute": {"cart": [{"title": "Tea"}]}}"#,
                "Tea",
            ),
            with(
                "{{ custom_attribute.${address.city} }}",
                r#"{"custom_attribute": {"address": {"city": "Lyon"}}}"#,
                "Lyon",
            ),
        ],
    },
    Names {
        written: "event_properties.${name}",
        doc: Text {
            en: "What came with the event that triggered the message.",
            fr: "Ce qui accompagne l’événement qui a déclenché le message.",
        },
        known: &[
            name("geofence_name", "the geofence that was entered", "la zone où l’on est entré"),
            name("geofence_set_name", "the set that it belongs to", "l’ensemble dont elle fait partie"),
        ],
        examples: &[with(
            "You bought {{ event_properties.${product} }}",
            r#"{"event_properties": {"product": "Tea"}}"#,
            "You bought Tea",
        )],
    },
    Names {
        written: "api_trigger_properties.${name}",
        doc: Text {
            en: "What your own system sent when it triggered the campaign.",
            fr: "Ce que votre système a transmis en déclenchant la campagne.",
        },
        known: &[],
        examples: &[with(
            "Order {{ api_trigger_properties.${order} }}",
            r#"{"api_trigger_properties": {"order": "A-12"}}"#,
            "Order A-12",
        )],
    },
    Names {
        written: "context.${name}",
        doc: Text {
            en: "What a Canvas knows of this recipient’s way through it.",
            fr: "Ce qu’un Canvas sait du parcours de ce destinataire.",
        },
        known: &[],
        examples: &[with("{{ context.${cart_id} }}", r#"{"context": {"cart_id": "c-7"}}"#, "c-7")],
    },
    Names {
        written: "canvas_entry_properties.${name}",
        doc: Text { en: "The older name of `context`.", fr: "L’ancien nom de `context`." },
        known: &[],
        examples: &[with(
            "{{ canvas_entry_properties.${shop} }}",
            r#"{"canvas_entry_properties": {"shop": "Pentes"}}"#,
            "Pentes",
        )],
    },
    Names {
        written: "campaign.${name}",
        doc: Text {
            en: "The campaign that sends the message. In a link, put `url_encode` after it.",
            fr: "La campagne qui envoie le message. Dans un lien, ajoutez `url_encode`.",
        },
        known: &[
            name("name", "its name", "son nom"),
            name("api_id", "its id", "son identifiant"),
            name("dispatch_id", "the id of this sending", "l’identifiant de cet envoi"),
            name("message_name", "the name of the variant", "le nom de la variante"),
            name("message_api_id", "the id of the variant", "l’identifiant de la variante"),
        ],
        examples: &[with(
            "?c={{ campaign.${name} | url_encode }}",
            r#"{"campaign": {"name": "Autumn tea"}}"#,
            "?c=Autumn+tea",
        )],
    },
    Names {
        written: "canvas.${name}",
        doc: Text { en: "The Canvas that sends the message.", fr: "Le Canvas qui envoie le message." },
        known: &[
            name("name", "its name", "son nom"),
            name("api_id", "its id", "son identifiant"),
            name("variant_name", "the name of the variant", "le nom de la variante"),
            name("variant_api_id", "the id of the variant", "l’identifiant de la variante"),
        ],
        examples: &[with("{{ canvas.${variant_name} }}", r#"{"canvas": {"variant_name": "B"}}"#, "B")],
    },
    Names {
        written: "card.${name}",
        doc: Text { en: "The Content Card.", fr: "La Content Card." },
        known: &[name("name", "its name", "son nom"), name("api_id", "its id", "son identifiant")],
        examples: &[with("{{ card.${name} }}", r#"{"card": {"name": "Spring"}}"#, "Spring")],
    },
    Names {
        written: "app.${name}",
        doc: Text {
            en: "The app; in in-app messages only.",
            fr: "L’application ; dans les messages in-app seulement.",
        },
        known: &[name("name", "its name", "son nom"), name("api_id", "its id", "son identifiant")],
        examples: &[with("{{ app.${name} }}", r#"{"app": {"name": "Shop"}}"#, "Shop")],
    },
    Names {
        written: "most_recently_used_device.${name}",
        doc: Text {
            en: "The device that the recipient used last.",
            fr: "L’appareil que le destinataire a utilisé en dernier.",
        },
        known: DEVICE,
        examples: &[with(
            "{{ most_recently_used_device.${platform} | default: 'web' }}",
            r#"{"most_recently_used_device": {"platform": "ios"}}"#,
            "ios",
        )],
    },
    Names {
        written: "targeted_device.${name}",
        doc: Text {
            en: "The device that gets the message; not in e-mails.",
            fr: "L’appareil qui reçoit le message ; pas dans les e-mails.",
        },
        known: DEVICE,
        examples: &[with("{{ targeted_device.${model} }}", r#"{"targeted_device": {"model": "Pixel"}}"#, "Pixel")],
    },
    Names {
        written: "subscribed_state.${name}",
        doc: Text {
            en: "Whether the recipient has subscribed: `subscribed`, `opted_in` or `unsubscribed`. The name is `email_global` or the id of a subscription group.",
            fr: "L’état d’abonnement du destinataire : `subscribed`, `opted_in` ou `unsubscribed`. Le nom est `email_global` ou l’identifiant d’un groupe d’abonnement.",
        },
        known: &[name("email_global", "all e-mails", "tous les e-mails")],
        examples: &[with(
            "{% if subscribed_state.${email_global} == 'opted_in' %}Thank you{% endif %}",
            r#"{"subscribed_state": {"email_global": "opted_in"}}"#,
            "Thank you",
        )],
    },
    Names {
        written: "sms.${name}",
        doc: Text { en: "The text message that is being answered.", fr: "Le SMS auquel on répond." },
        known: &[
            name("inbound_message_body", "its text", "son texte"),
            name("inbound_media_urls", "its pictures", "ses images"),
        ],
        examples: &[with(
            "{{ sms.${inbound_message_body} | upcase }}",
            r#"{"sms": {"inbound_message_body": "yes"}}"#,
            "YES",
        )],
    },
    Names {
        written: "whats_app.${name}",
        doc: Text { en: "The WhatsApp message that is being answered.", fr: "Le message WhatsApp auquel on répond." },
        known: &[
            name("inbound_message_body", "its text", "son texte"),
            name("inbound_media_urls", "its pictures", "ses images"),
            name("inbound_flow_response", "the answers of a flow", "les réponses d’un flux"),
            name("inbound_product_id", "the product asked about", "le produit concerné"),
            name("inbound_catalog_id", "its catalogue", "son catalogue"),
            name("inbound_profile_name", "the sender’s name", "le nom de l’expéditeur"),
        ],
        examples: &[with(
            "{{ whats_app.${inbound_profile_name} }}",
            r#"{"whats_app": {"inbound_profile_name": "Ann"}}"#,
            "Ann",
        )],
    },
    Names {
        written: "content_blocks.${name}",
        doc: Text {
            en: "A block of content that several messages share. It sees the variables assigned before it; blocks in blocks go two levels deep.",
            fr: "Un bloc de contenu commun à plusieurs messages. Il voit les variables affectées avant lui ; les blocs s’imbriquent sur deux niveaux.",
        },
        known: &[],
        examples: &[with(
            "{% assign who = 'Ann' %}{{content_blocks.${greeting}}}",
            r#"{"content_blocks": {"greeting": "Hi {{ who }}!"}}"#,
            "Hi Ann!",
        )],
    },
    Names {
        written: "preference_center.${name}",
        doc: Text {
            en: "The link to a preference centre made through the API; works in sent messages, not in tests.",
            fr: "Le lien vers un centre de préférences créé par l’API ; actif dans les envois, pas dans les tests.",
        },
        known: &[],
        examples: &[with(
            "{{preference_center.${brand}}}",
            r#"{"preference_center": {"brand": "https://example.com/p"}}"#,
            "https://example.com/p",
        )],
    },
    Names {
        written: "product_recommendation.${name}",
        doc: Text {
            en: "The list of catalogue items that Braze recommends to the recipient.",
            fr: "La liste des articles de catalogue que Braze recommande au destinataire.",
        },
        known: &[],
        examples: &[with(
            "{% for item in product_recommendation.${tea} limit: 1 %}{{ item.name }}{% endfor %}",
            r#"{"product_recommendation": {"tea": [{"name": "Oolong"}, {"name": "Sencha"}]}}"#,
            "Oolong",
        )],
    },
];

const DEVICE: &[(&str, Text)] = &[
    name("id", "its id", "son identifiant"),
    name("model", "model", "modèle"),
    name("os", "operating system", "système d’exploitation"),
    name("platform", "platform", "plateforme"),
    name("browser", "browser", "navigateur"),
    name("carrier", "carrier", "opérateur"),
    name("ad_tracking_enabled", "whether it may be tracked for advertising", "le suivi publicitaire est permis ou non"),
    name("foreground_push_enabled", "whether it takes push messages", "les notifications push sont permises ou non"),
    name("idfa", "advertising id (iOS)", "identifiant publicitaire (iOS)"),
    name("google_ad_id", "advertising id (Android)", "identifiant publicitaire (Android)"),
    name("roku_ad_id", "advertising id (Roku)", "identifiant publicitaire (Roku)"),
];
