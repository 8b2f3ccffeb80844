//! Every single mistake that the parser can name: what it is and what to do, in both languages.
//!
//! Adding one: a constant here, and `faults.push(&NAME, span)` where the parser notices it.

use super::{limits, notices};
use crate::diag::{Finding, Fix, Notice, Place, Severity, Source, Trust};
use crate::locale::Text;
use crate::order;
use crate::text::{Edit, Span};

/// One mistake.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) notice: &'static Notice,
    pub(crate) severity: Severity,
    pub(crate) what: Text,
    pub(crate) how: Text,
}

macro_rules! faults {
    ($($name:ident, $notice:ident, $severity:ident: $en:literal, $fr:literal; $how_en:literal, $how_fr:literal.)*) => {
        $(pub(crate) static $name: Fault = Fault {
            notice: &notices::$notice,
            severity: Severity::$severity,
            what: Text { en: $en, fr: $fr },
            how: Text { en: $how_en, fr: $how_fr },
        };)*
        /// All of them.
        #[cfg(test)]
        pub(crate) static ALL: &[&Fault] = &[$(&$name),*];
    };
}

faults! {
    OUTPUT_OPEN, SYNTAX, Error: "“{{” is never closed", "« {{ » n’est jamais fermé";
        "Close it with “}}”.", "Fermez-le avec « }} ».".
    OUTPUT_CLOSED_AS_TAG, SYNTAX, Error: "“{{” is closed with “%}”", "« {{ » est fermé par « %} »";
        "Close it with “}}”.", "Fermez-le avec « }} ».".
    OUTPUT_BRACE, SYNTAX, Error: "A single “}” ends the output, in quotes too",
        "Une « } » seule termine la sortie, même entre guillemets";
        "Assign the text in a tag before it: {% assign brace = '}' %}.",
        "Affectez le texte dans une balise avant : {% assign accolade = '}' %}.".
    TAG_OPEN, SYNTAX, Error: "“{%” is never closed", "« {% » n’est jamais fermé";
        "Close it with “%}”.", "Fermez-le avec « %} ».".
    TAG_CLOSED_AS_OUTPUT, SYNTAX, Error: "“{%” is closed with “}}”", "« {% » est fermé par « }} »";
        "Close it with “%}”.", "Fermez-le avec « %} ».".
    TAG_WITHOUT_NAME, SYNTAX, Error: "A tag without a name", "Une balise sans nom";
        "Write the tag’s name after “{%”.", "Écrivez le nom de la balise après « {% ».".
    TRIPLE_BRACES, SYNTAX, Error: "Three braces", "Trois accolades";
        "Write two braces on each side.", "Écrivez deux accolades de chaque côté.".
    TOO_MANY_BRACES, SYNTAX, Error: "A row of braces", "Une suite d’accolades";
        "Write two braces on each side.", "Écrivez deux accolades de chaque côté.".
    TOO_DEEP, SYNTAX, Error: "Nested too deep", "Imbrication trop profonde";
        "Take some of the levels away.", "Supprimez des niveaux.".
    TOO_LONG, SYNTAX, Error: "The template is too long", "Le modèle est trop long";
        "Shorten it.", "Raccourcissez-le.".

    BLOCK_OPEN, UNCLOSED, Error: "This block is never closed", "Ce bloc n’est jamais fermé";
        "Add its closing tag.", "Ajoutez sa balise fermante.".
    STRAY_END, UNCLOSED, Error: "A closing tag without its opening tag", "Une balise fermante sans balise ouvrante";
        "Take it away, or open the block before it.", "Supprimez-la, ou ouvrez le bloc avant elle.".
    STRAY_ARM, UNCLOSED, Error: "This tag stands outside of its block", "Cette balise est hors de son bloc";
        "Put it inside “if”, “unless”, “case” or “for”.", "Placez-la dans « if », « unless », « case » ou « for ».".
    COMMENT_SWALLOWED, UNCLOSED, Error: "Unclosed Liquid inside a comment hides its closing tag",
        "Du Liquid non fermé dans un commentaire masque sa balise fermante";
        "Close the Liquid inside the comment, or take it out.", "Fermez le Liquid du commentaire, ou retirez-le.".

    UNKNOWN_TAG, VOCABULARY, Error: "Braze has no such tag", "Braze n’a pas cette balise";
        "Use one of Braze’s tags.", "Utilisez une balise de Braze.".
    SHOPIFY_TAG, VOCABULARY, Error: "This tag belongs to Shopify themes; Braze has no templates to load",
        "Cette balise vient des thèmes Shopify ; Braze n’a pas de fichiers à charger";
        "Use a Content Block: {{content_blocks.${name}}}.", "Utilisez un bloc de contenu : {{content_blocks.${nom}}}.".
    UNKNOWN_FILTER, VOCABULARY, Error: "Braze has no such filter", "Braze n’a pas ce filtre";
        "Use one of Braze’s filters.", "Utilisez un filtre de Braze.".
    UNSUPPORTED_FILTER, VOCABULARY, Warning: "Braze does not support this filter", "Braze ne prend pas en charge ce filtre";
        "Use another filter.", "Utilisez un autre filtre.".
    UNKNOWN_OPTION, VOCABULARY, Warning: "Unknown option of this tag", "Option inconnue de cette balise";
        "Use one of the documented options.", "Utilisez une option documentée.".

    EXPECTED_VALUE, SYNTAX, Error: "A value is missing here", "Il manque une valeur ici";
        "Write a variable, a text in quotes or a number.", "Écrivez une variable, un texte entre guillemets ou un nombre.".
    UNEXPECTED, SYNTAX, Error: "This does not belong here", "Ceci n’a pas sa place ici";
        "Take it away, or put “|” before a filter.", "Supprimez-le, ou mettez « | » devant un filtre.".
    STRING_OPEN, SYNTAX, Error: "The quote is never closed", "Le guillemet n’est jamais fermé";
        "Close it with the same quote.", "Fermez-le avec le même guillemet.".
    BRACKET_OPEN, SYNTAX, Error: "“[” is never closed", "« [ » n’est jamais fermé";
        "Close it with “]”.", "Fermez-le avec « ] ».".
    BARE_BRACKET, SYNTAX, Error: "“[” needs a name before it", "« [ » doit suivre un nom";
        "Write the variable’s name before “[”.", "Écrivez le nom de la variable avant « [ ».".
    EMPTY_STEP, SYNTAX, Error: "A name must follow the dot", "Un nom doit suivre le point";
        "Write a name after the dot, or a number in brackets: items[0].", "Écrivez un nom après le point, ou un nombre entre crochets : items[0].".
    RANGE, SYNTAX, Error: "This range is not complete", "Cet intervalle est incomplet";
        "Write it as (1..5).", "Écrivez-le ainsi : (1..5).".
    PARENTHESES, SYNTAX, Error: "Liquid has no parentheses in conditions", "Liquid n’a pas de parenthèses dans les conditions";
        "Nest two “if” tags instead.", "Imbriquez plutôt deux balises « if ».".
    NON_ASCII_NAME, SYNTAX, Error: "Names are written with the letters a to z, digits and “_”",
        "Les noms s’écrivent avec les lettres a à z, des chiffres et « _ »";
        "Rename it, or write an attribute’s name as ${…}.", "Renommez-la, ou écrivez le nom d’un attribut ainsi : ${…}.".
    NO_BREAK_SPACE, SYNTAX, Error: "A no-break space inside Liquid", "Une espace insécable dans le Liquid";
        "Replace it with a plain space.", "Remplacez-la par une espace simple.".
    FILTER_NAME, SYNTAX, Error: "A filter’s name must follow “|”", "Un nom de filtre doit suivre « | »";
        "Write the filter’s name, or take “|” away.", "Écrivez le nom du filtre, ou supprimez « | ».".
    FILTER_COLON, SYNTAX, Error: "A colon is missing after the filter’s name", "Il manque deux-points après le nom du filtre";
        "Write a colon before the argument: default: 'x'.", "Écrivez deux-points avant l’argument : default: 'x'.".
    FILTER_COMMA, SYNTAX, Error: "A comma is missing between two arguments", "Il manque une virgule entre deux arguments";
        "Separate the arguments with commas.", "Séparez les arguments par des virgules.".
    TOO_MANY_ARGUMENTS, SYNTAX, Error: "Too many arguments for this filter", "Trop d’arguments pour ce filtre";
        "Take some away.", "Supprimez-en.".
    TOO_FEW_ARGUMENTS, SYNTAX, Error: "This filter needs an argument", "Ce filtre demande un argument";
        "Write it after a colon.", "Écrivez-le après deux-points.".
    BRACES_OPEN, SYNTAX, Error: "The inner “{{” is never closed", "Le « {{ » intérieur n’est jamais fermé";
        "Close it with “}}”.", "Fermez-le avec « }} ».".

    ATTRIBUTE_OPEN, ATTRIBUTE, Error: "“${” is never closed", "« ${ » n’est jamais fermé";
        "Close it with “}” right after the name.", "Fermez-le avec « } » juste après le nom.".
    ATTRIBUTE_FILTER, ATTRIBUTE, Error: "The filter stands inside “${…}”", "Le filtre est à l’intérieur de « ${…} »";
        "Close the brace after the name: ${first_name} | default: 'x'.", "Fermez l’accolade après le nom : ${first_name} | default: 'x'.".
    ATTRIBUTE_NAME, ATTRIBUTE, Error: "This is not an attribute’s name", "Ceci n’est pas un nom d’attribut";
        "Write only the name between the braces.", "N’écrivez que le nom entre les accolades.".
    ATTRIBUTE_BRACES, ATTRIBUTE, Error: "“$” without its braces", "« $ » sans ses accolades";
        "Write ${name}.", "Écrivez ${nom}.".
    ATTRIBUTE_BARE, ATTRIBUTE, Warning: "An attribute without “${…}” prints nothing", "Un attribut sans « ${…} » n’affiche rien";
        "Write it as ${name}.", "Écrivez-le ainsi : ${nom}.".
    ATTRIBUTE_UNKNOWN, ATTRIBUTE, Warning: "Braze has no such default attribute", "Braze n’a pas cet attribut par défaut";
        "Check the name; a custom attribute is written custom_attribute.${name}.",
        "Vérifiez le nom ; un attribut personnalisé s’écrit custom_attribute.${nom}.".
    NAMESPACE_UNKNOWN, ATTRIBUTE, Warning: "Braze has no such source of data", "Braze n’a pas cette source de données";
        "Write custom_attribute, event_properties, canvas_entry_properties …", "Écrivez custom_attribute, event_properties, canvas_entry_properties…".
    OUTPUT_OUTSIDE, ATTRIBUTE, Error: "The filter stands outside of the braces", "Le filtre est hors des accolades";
        "Put it inside: {{custom_attribute.${x} | filter}}.", "Mettez-le dedans : {{custom_attribute.${x} | filtre}}.".

    CURLY_QUOTES, COMPARISON, Error: "Curly quotes", "Guillemets courbes";
        "Use straight quotes.", "Utilisez des guillemets droits.".
    SINGLE_EQUALS, COMPARISON, Error: "“=” does not compare", "« = » ne compare pas";
        "Write “==”.", "Écrivez « == ».".
    DOUBLE_EQUALS, COMPARISON, Error: "“==” does not assign", "« == » n’affecte pas";
        "Write “=”.", "Écrivez « = ».".
    TURNED_OPERATOR, COMPARISON, Error: "The two signs are turned round", "Les deux signes sont inversés";
        "Write “>=” or “<=”.", "Écrivez « >= » ou « <= ».".
    AND_OR_SIGNS, COMPARISON, Error: "Liquid writes “and” and “or”", "Liquid écrit « and » et « or »";
        "Write “and” or “or”.", "Écrivez « and » ou « or ».".
    NOT_WORD, COMPARISON, Error: "Liquid has no “not”", "Liquid n’a pas de « not »";
        "Use “unless”, or compare with “!=” or “== false”.", "Utilisez « unless », ou comparez avec « != » ou « == false ».".
    UNKNOWN_OPERATOR, COMPARISON, Error: "Liquid has no such operator", "Liquid n’a pas cet opérateur";
        "Use ==, !=, <, >, <=, >= or contains.", "Utilisez ==, !=, <, >, <=, >= ou contains.".
    OPERATOR_IN_VALUE, COMPARISON, Error: "No comparison or arithmetic here", "Ni comparaison ni calcul ici";
        "Use a filter (plus, minus …), or an “if” tag.", "Utilisez un filtre (plus, minus…) ou une balise « if ».".
    FILTER_IN_CONDITION, COMPARISON, Error: "No filters in conditions", "Pas de filtres dans les conditions";
        "Assign the filtered value first.", "Affectez d’abord la valeur filtrée.".
    FILTER_IN_BRACES_CONDITION, GOTCHA, Warning: "A filter in a condition may be ignored", "Un filtre dans une condition peut être ignoré";
        "Assign the filtered value first.", "Affectez d’abord la valeur filtrée.".
    OPERATOR_SPACE, GOTCHA, Warning: "Without spaces around it, the comparison may not be carried out",
        "Sans espaces autour d’elle, la comparaison peut ne pas être faite";
        "Put a space on both sides.", "Mettez une espace de chaque côté.".
    MIXED_AND_OR, GOTCHA, Warning: "“and” and “or” are worked from the right, without precedence",
        "« and » et « or » sont évalués de droite à gauche, sans priorité";
        "Nest two “if” tags, so that the order is plain.", "Imbriquez deux balises « if » pour que l’ordre soit clair.".

    CONDITION_MISSING, SYNTAX, Error: "The condition is missing", "La condition manque";
        "Write what is tested.", "Écrivez ce qui est testé.".
    VARIABLE_NAME, SYNTAX, Error: "This is not a variable’s name", "Ceci n’est pas un nom de variable";
        "Use letters, digits and “_”.", "Utilisez des lettres, des chiffres et « _ ».".
    ASSIGN_EQUALS, SYNTAX, Error: "“=” is missing", "Il manque « = »";
        "Write {% assign name = value %}.", "Écrivez {% assign nom = valeur %}.".
    ASSIGN_NOTHING, GOTCHA, Warning: "Nothing is assigned", "Rien n’est affecté";
        "Write a value after “=”.", "Écrivez une valeur après « = ».".
    FOR_IN, SYNTAX, Error: "“in” is missing", "Il manque « in »";
        "Write {% for item in list %}.", "Écrivez {% for element in liste %}.".
    LOOP_OPTION, SYNTAX, Error: "A loop has no such option", "Une boucle n’a pas cette option";
        "Use limit:, offset: or reversed (cols: in tablerow).", "Utilisez limit:, offset: ou reversed (cols: dans tablerow).".
    MARKUP_IGNORED, SYNTAX, Error: "This tag takes nothing after its name", "Cette balise ne prend rien après son nom";
        "Take the rest away.", "Supprimez le reste.".
    COMMENT_LINE, SYNTAX, Error: "Each line of a “#” comment begins with “#”", "Chaque ligne d’un commentaire « # » commence par « # »";
        "Put “#” before the line.", "Mettez « # » devant la ligne.".
    OPTION_COLON, SYNTAX, Error: "A colon is missing after the option’s name", "Il manque deux-points après le nom de l’option";
        "Write limit: 3.", "Écrivez limit: 3.".
    ELSE_IF, GOTCHA, Warning: "“else” tests nothing; what follows it is ignored", "« else » ne teste rien ; ce qui le suit est ignoré";
        "Write “elsif”.", "Écrivez « elsif ».".
    ARM_UNREACHED, GOTCHA, Warning: "Nothing after the first “else” is ever shown", "Rien de ce qui suit le premier « else » n’est affiché";
        "Take it away, or put it before “else”.", "Supprimez-le, ou placez-le avant « else ».".
    LITERAL_CASE, GOTCHA, Warning: "With a capital this is the name of a variable", "Avec une majuscule, c’est le nom d’une variable";
        "Write it in small letters.", "Écrivez-le en minuscules.".
    ZONE_AFTER_DATE, GOTCHA, Warning: "The date is already text when “time_zone” comes", "La date est déjà un texte quand « time_zone » arrive";
        "Put “time_zone” before “date”.", "Mettez « time_zone » avant « date ».".
    ZONE_UNKNOWN, VOCABULARY, Warning: "No such time zone", "Ce fuseau horaire n’existe pas";
        "Write it as in the tz database: 'Europe/Paris'.", "Écrivez-le comme dans la base tz : 'Europe/Paris'.".
    PARTIAL_NAME, SYNTAX, Error: "The template’s name must be a text in quotes", "Le nom du modèle doit être un texte entre guillemets";
        "Put the name in quotes.", "Mettez le nom entre guillemets.".
    ABORT_REASON, SYNTAX, Error: "The reason of abort_message must be a plain text in quotes",
        "Le motif de abort_message doit être un texte simple entre guillemets";
        "Write {% abort_message('reason') %}.", "Écrivez {% abort_message('motif') %}.".
    TAG_WORD_MISSING, SYNTAX, Error: "This tag needs more words", "Cette balise est incomplète";
        "See the tag’s documented form.", "Voyez la forme documentée de la balise.".
    OPTION_VALUE, SYNTAX, Error: "This option needs a value", "Cette option demande une valeur";
        "Write its value after it.", "Écrivez sa valeur après elle.".
    METHOD, GOTCHA, Warning: "Connected Content knows only get and post", "Connected Content ne connaît que get et post";
        "Write :method get or :method post.", "Écrivez :method get ou :method post.".
    EXTRAS_ORDER, SYNTAX, Error: "message_extras wants :key and then :value", "message_extras attend :key puis :value";
        "Write {% message_extras :key name :value text %}.", "Écrivez {% message_extras :key nom :value texte %}.".
    COMMENTED_HTML, GOTCHA, Warning: "Liquid inside an HTML comment never runs", "Le Liquid dans un commentaire HTML n’est jamais exécuté";
        "Use {% comment %}…{% endcomment %}.", "Utilisez {% comment %}…{% endcomment %}.".
}

pub(crate) static FIX_REPLACE: Text = Text { en: "Write “{instead}”", fr: "Écrire « {instead} »" };
pub(crate) static FIX_REMOVE: Text = Text { en: "Take it away", fr: "Supprimer" };

/// What was noticed so far.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    findings: Vec<Finding>,
    /// Names of Braze's attributes that stand without `${…}`; faults, unless they are variables.
    pub(crate) bare: Vec<Span>,
    /// The last one, which is not told twice.
    last: Option<(&'static Fault, Span)>,
}

impl Faults {
    /// `fault` at `span`.
    pub(crate) fn push(&mut self, fault: &'static Fault, source: &str, span: Span) -> Option<&mut Finding> {
        let again = self.last.is_some_and(|(last, place)| std::ptr::eq(last, fault) && place == span);
        if again || self.findings.len() >= limits::FINDINGS {
            return None;
        }
        self.last = Some((fault, span));
        let mut finding = Finding::new(fault.notice, Place { source: Source::Text, span })
            .with("what", fault.what)
            .with("how", fault.how)
            .with("near", near(source, span));
        finding.severity = fault.severity;
        self.findings.push(finding);
        self.findings.last_mut()
    }

    /// `fault` at `span`, mended by writing `instead` at `edit`.
    pub(crate) fn push_fix(
        &mut self,
        fault: &'static Fault,
        source: &str,
        span: Span,
        trust: Trust,
        edit: Span,
        instead: &str,
    ) {
        if let Some(finding) = self.push(fault, source, span) {
            let label = if instead.is_empty() { FIX_REMOVE } else { FIX_REPLACE };
            let fix = Fix::new(label, trust, Edit::replace(edit, instead));
            finding.fixes.push(if instead.is_empty() { fix } else { fix.with("instead", instead.trim()) });
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    /// No more will be kept; what is costly to say need not be worked out.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() >= limits::FINDINGS
    }

    /// In the order of the text.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        order::sort_by_key(&mut self.findings, |finding| finding.place.span);
        self.findings
    }
}

/// The words at `span`, short enough for a sentence; where it is empty, the words before it.
fn near(source: &str, span: Span) -> String {
    const LONGEST: usize = 48;
    let words = match span.of(source) {
        words if words.trim().is_empty() => {
            let before = source.get(..span.start).unwrap_or_default().trim_end();
            let from = before.char_indices().rev().nth(23).map_or(0, |(at, _)| at);
            let short = before.get(from..).unwrap_or_default();
            // Whole words, where one of them ends in there.
            let cut = if from == 0 { None } else { short.find(char::is_whitespace) };
            cut.and_then(|cut| short.get(cut..)).unwrap_or(short)
        }
        words => words,
    };
    let mut near = String::new();
    for word in words.split_whitespace() {
        if near.len() + word.len() > LONGEST {
            near.extend(word.chars().take(LONGEST.saturating_sub(near.len())));
            near.push('…');
            break;
        }
        if !near.is_empty() {
            near.push(' ');
        }
        near.push_str(word);
    }
    near
}
