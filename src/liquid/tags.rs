//! The tags that Braze has, each with its documentation, its forms and its options: what the parser looks names up in,
//! and what the language guide is made of.
//!
//! A new tag of Braze's own is one entry here and one name in [`BrazeTag`].

use super::ast::BrazeTag;
use crate::locale::Text;

/// A tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// Its name.
    pub name: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// It has a closing tag, `end` and its name.
    pub block: bool,
    /// What it does.
    pub doc: Text,
    /// How it is written. Every form parses without a finding; a test holds it to that.
    pub forms: &'static [&'static str],
    /// What may follow with a colon.
    pub options: &'static [TagOption],
}

/// Where a tag comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Liquid 5.
    Standard,
    /// Braze alone.
    Braze(BrazeTag),
}

/// `:name` of a tag.
#[derive(Clone, Copy, Debug)]
pub struct TagOption {
    /// Without its colon.
    pub name: &'static str,
    /// What follows it.
    pub kind: OptionKind,
}

/// What follows an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// Nothing.
    Flag,
    /// One word.
    Word,
    /// Everything up to the next option.
    Text,
}

const fn flag(name: &'static str) -> TagOption {
    TagOption { name, kind: OptionKind::Flag }
}

const fn word(name: &'static str) -> TagOption {
    TagOption { name, kind: OptionKind::Word }
}

const fn text(name: &'static str) -> TagOption {
    TagOption { name, kind: OptionKind::Text }
}

/// The browser's module has no guide, so it does not carry the guide's words.
const fn told(tag: Tag) -> Tag {
    if cfg!(target_arch = "wasm32") { Tag { doc: Text { en: "", fr: "" }, forms: &[], ..tag } } else { tag }
}

const fn standard(
    name: &'static str,
    block: bool,
    en: &'static str,
    fr: &'static str,
    forms: &'static [&'static str],
) -> Tag {
    told(Tag { name, origin: Origin::Standard, block, doc: Text { en, fr }, forms, options: &[] })
}

const fn braze(
    tag: BrazeTag,
    name: &'static str,
    en: &'static str,
    fr: &'static str,
    forms: &'static [&'static str],
    options: &'static [TagOption],
) -> Tag {
    let block = matches!(tag, BrazeTag::Translation);
    told(Tag { name, origin: Origin::Braze(tag), block, doc: Text { en, fr }, forms, options })
}

/// Every tag, in the order of the guide.
pub static TAGS: &[Tag] = &[
    standard(
        "assign",
        false,
        "Gives a name to a value. Filters may follow; comparisons may not.",
        "Donne un nom à une valeur. Des filtres peuvent suivre, pas de comparaisons.",
        &[
            "{% assign city = ${city} | default: 'Lyon' %}",
            "{% assign spend = {{custom_attribute.${total_spend}}} | plus: 0 %}",
            "{% assign spend = {{custom_attribute.${total_spend} | plus: 50}} %}",
        ],
    ),
    standard(
        "capture",
        true,
        "Gives a name to what its block prints.",
        "Donne un nom à ce que son bloc affiche.",
        &["{% capture greeting %}Hi {{${first_name}}}{% endcapture %}{{ greeting }}"],
    ),
    standard(
        "if",
        true,
        "Prints the first arm whose condition holds. No filters and no parentheses in conditions.",
        "Affiche la première branche dont la condition est vraie. Ni filtres ni parenthèses dans les conditions.",
        &[
            "{% if ${language} == 'fr' %}Bonjour{% elsif ${language} == 'es' %}Hola{% else %}Hello{% endif %}",
            "{% if {{custom_attribute.${total_spend}}} > 0 and ${city} != blank %}Thanks{% endif %}",
        ],
    ),
    standard("elsif", false, "Another arm of an “if”.", "Une autre branche d’un « if ».", &[]),
    standard(
        "else",
        false,
        "The arm that is taken where no other is.",
        "La branche prise quand aucune autre ne l’est.",
        &[],
    ),
    standard(
        "unless",
        true,
        "The opposite of “if”.",
        "Le contraire de « if ».",
        &["{% unless ${first_name} == blank %}Hi {{${first_name}}}{% endunless %}"],
    ),
    standard(
        "case",
        true,
        "Compares one value with several.",
        "Compare une valeur à plusieurs autres.",
        &[
            "{% case ${language} %}{% when 'fr', 'fr-CA' %}Bonjour{% when 'es' or 'ca' %}Hola{% else %}Hello{% endcase %}",
        ],
    ),
    standard("when", false, "An arm of a “case”.", "Une branche d’un « case ».", &[]),
    standard(
        "for",
        true,
        "Prints its block once per item; “else” where there is none.",
        "Affiche son bloc pour chaque élément ; « else » s’il n’y en a pas.",
        &[
            "{% for item in items limit:3 %}{{ item.name }}{% else %}Nothing{% endfor %}",
            "{% for brand in {{custom_attribute.${Brands Viewed}}} reversed offset:1 %}{{ brand }}{% endfor %}",
            "{% for i in (1..5) %}{{ i }}{% endfor %}",
        ],
    ),
    standard(
        "break",
        false,
        "Leaves the loop.",
        "Quitte la boucle.",
        &["{% for i in (1..5) %}{% break %}{% endfor %}"],
    ),
    standard(
        "continue",
        false,
        "Goes on with the next item.",
        "Passe à l’élément suivant.",
        &["{% for i in (1..5) %}{% continue %}{% endfor %}"],
    ),
    standard(
        "tablerow",
        true,
        "Prints an HTML table row of its items.",
        "Affiche une ligne de tableau HTML de ses éléments.",
        &["{% tablerow item in items cols:2 limit:4 %}{{ item.name }}{% endtablerow %}"],
    ),
    standard(
        "cycle",
        false,
        "Prints the next of its values each time.",
        "Affiche à chaque fois la valeur suivante.",
        &["{% cycle 'odd', 'even' %}", "{% cycle rows: 'odd', 'even' %}"],
    ),
    standard(
        "increment",
        false,
        "Prints a counter and adds one.",
        "Affiche un compteur et ajoute un.",
        &["{% increment n %}"],
    ),
    standard(
        "decrement",
        false,
        "Takes one off a counter and prints it.",
        "Retire un à un compteur et l’affiche.",
        &["{% decrement n %}"],
    ),
    standard(
        "ifchanged",
        true,
        "Prints its block where that differs from the last time.",
        "Affiche son bloc s’il diffère de la fois précédente.",
        &["{% ifchanged %}{{ x }}{% endifchanged %}"],
    ),
    standard(
        "raw",
        true,
        "Prints its inside as it stands.",
        "Affiche son contenu tel quel.",
        &["{% raw %}{{ not read }}{% endraw %}"],
    ),
    standard(
        "comment",
        true,
        "Prints nothing.",
        "N’affiche rien.",
        &["{% comment %}for the next editor{% endcomment %}", "{% # on one line %}"],
    ),
    standard(
        "doc",
        true,
        "Notes on the template; prints nothing.",
        "Notes sur le modèle ; n’affiche rien.",
        &["{% doc %}what this is{% enddoc %}"],
    ),
    standard(
        "echo",
        false,
        "Prints a value, like {{ … }}.",
        "Affiche une valeur, comme {{ … }}.",
        &["{% echo ${first_name} | default: 'you' %}"],
    ),
    standard(
        "liquid",
        false,
        "One tag per line, without delimiters.",
        "Une balise par ligne, sans délimiteurs.",
        &["{% liquid\n  assign a = 1\n  echo a\n%}"],
    ),
    braze(
        BrazeTag::AbortMessage,
        "abort_message",
        "Does not send the message to this recipient. The reason is logged; it must be a plain text.",
        "N’envoie pas le message à ce destinataire. Le motif est journalisé ; ce doit être un texte simple.",
        &["{% abort_message('no name') %}", "{% abort_message() %}", "{% abort_message %}"],
        &[],
    ),
    braze(
        BrazeTag::ConnectedContent,
        "connected_content",
        "Calls a URL when the message is rendered; the JSON of its answer goes into a variable.",
        "Appelle une URL au moment du rendu ; le JSON de la réponse va dans une variable.",
        &[
            "{% connected_content https://api.example.com/weather?q={{${city}}} :save weather :cache_max_age 900 %}",
            "{% connected_content https://api.example.com/ :method post :headers {\"X-Key\": \"1\"} :body a={{x}}&b=2 :content_type application/json :basic_auth api :retry :save answer %}",
        ],
        &[
            word("save"),
            word("method"),
            text("headers"),
            text("body"),
            word("content_type"),
            word("basic_auth"),
            word("auth_credentials"),
            word("cache_max_age"),
            word("cache"),
            flag("no_cache"),
            flag("retry"),
            flag("rerender"),
        ],
    ),
    braze(
        BrazeTag::CatalogItems,
        "catalog_items",
        "Loads rows of a catalogue into “items”.",
        "Charge des lignes d’un catalogue dans « items ».",
        &[
            "{% catalog_items Games 1234 1235 %}{{ items[0].title }}",
            "{% catalog_items Games {{custom_attribute.${game}}} :rerender %}",
        ],
        &[flag("rerender")],
    ),
    braze(
        BrazeTag::CatalogSelectionItems,
        "catalog_selection_items",
        "Loads a selection of a catalogue into “items”.",
        "Charge une sélection d’un catalogue dans « items ».",
        &["{% catalog_selection_items Games bestsellers %}{{ items[0].title }}"],
        &[flag("rerender")],
    ),
    braze(
        BrazeTag::MessageExtras,
        "message_extras",
        "Adds a key and a value to the send event; prints nothing.",
        "Ajoute une clé et une valeur à l’événement d’envoi ; n’affiche rien.",
        &["{% message_extras :key branch :value 123 %}"],
        &[text("key"), text("value")],
    ),
    braze(
        BrazeTag::Promotion,
        "promotion",
        "Prints a code of a promotion list. The code is used up even in an arm that is not taken.",
        "Affiche un code d’une liste de promotion. Le code est consommé même dans une branche non prise.",
        &["{% promotion('spring') %}"],
        &[],
    ),
    braze(
        BrazeTag::Random,
        "random",
        "Prints a random number: below 1, or a whole one below the number given.",
        "Affiche un nombre aléatoire : inférieur à 1, ou un entier inférieur au nombre donné.",
        &["{% random %}", "{% random 10 %}"],
        &[],
    ),
    braze(
        BrazeTag::ShoppingCart,
        "shopping_cart",
        "Loads the recipient’s cart; aborts where it is no longer abandoned.",
        "Charge le panier du destinataire ; annule l’envoi s’il n’est plus abandonné.",
        &["{% shopping_cart {{context.${cart_id}}} :abort_if_not_abandoned false %}"],
        &[word("abort_if_not_abandoned")],
    ),
    braze(
        BrazeTag::LandingPageUrl,
        "landing_page_url",
        "Prints the recipient’s own link to a landing page.",
        "Affiche le lien personnel du destinataire vers une page de destination.",
        &["{% landing_page_url spring-offer %}"],
        &[],
    ),
    braze(
        BrazeTag::Translation,
        "translation",
        "A text that Braze may replace by its translation.",
        "Un texte que Braze peut remplacer par sa traduction.",
        &["{% translation greeting %}Hello{% endtranslation %}"],
        &[],
    ),
    braze(
        BrazeTag::MessageComponent,
        "message_component",
        "A place that the Content Optimizer fills.",
        "Un emplacement rempli par l’optimiseur de contenu.",
        &["{% message_component \"Subject\" %}"],
        &[],
    ),
    braze(
        BrazeTag::FormFieldName,
        "form_field_name",
        "The name of a field in a preference centre.",
        "Le nom d’un champ d’un centre de préférences.",
        &["{% form_field_name :email_state 1 %}"],
        &[],
    ),
];
