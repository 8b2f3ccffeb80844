//! What can be wrong in a kit beyond what any TOML file can have wrong: each kind with its name, what is wrong and what
//! to do, in English and French.

use crate::locale::Text;
use crate::strict_toml::Fault;

/// One line for each kind: constant, code, what (en, fr), what to do (en, fr).
macro_rules! faults {
    ($($name:ident $code:literal: $what_en:literal / $what_fr:literal => $todo_en:literal / $todo_fr:literal;)*) => {
        $(pub(super) const $name: Fault = Fault {
            code: $code,
            what: Text { en: $what_en, fr: $what_fr },
            todo: Text { en: $todo_en, fr: $todo_fr },
        };)*
    };
}

faults! {
    FOLDER_MISSING "folder-missing":
        "There is no such folder."
        / "Ce dossier n’existe pas."
        => "Give the folder in which brand.toml lies."
        / "Indiquez le dossier où se trouve brand.toml.";
    FILE_MISSING "file-missing":
        "This file is missing."
        / "Ce fichier manque."
        => "Create it; the documentation of the kit shows what it says."
        / "Créez-le\u{a0}; la documentation du kit montre ce qu’il contient.";
    FILE_UNREADABLE "file-unreadable":
        "This cannot be read{reason}."
        / "Lecture impossible{reason}."
        => "Check its permissions."
        / "Vérifiez les droits d’accès.";
    FILE_SIZE "file-size":
        "This file is larger than {most} MB."
        / "Ce fichier dépasse {most} Mo."
        => "Split it or take out what is not text."
        / "Scindez-le ou retirez-en ce qui n’est pas du texte.";
    FILE_TEXT "file-encoding":
        "This line is not UTF-8."
        / "Cette ligne n’est pas en UTF-8."
        => "Save the file as UTF-8."
        / "Enregistrez le fichier en UTF-8.";
    FILE_STRANGE "file-strange":
        "A kit has no file of this name."
        / "Un kit n’a pas de fichier de ce nom."
        => "Known: {known}. Move it elsewhere."
        / "Connus\u{a0}: {known}. Déplacez-le.";
    FILE_STRANGE_NEAR "file-strange":
        "A kit has no file of this name."
        / "Un kit n’a pas de fichier de ce nom."
        => "Perhaps you mean {nearest}. Known: {known}."
        / "Vouliez-vous dire {nearest}\u{a0}? Connus\u{a0}: {known}.";
    GROUPS_TWICE "groups-twice":
        "There are groups.toml and groups.csv."
        / "Il y a groups.toml et groups.csv."
        => "Keep one of them."
        / "Gardez-en un seul.";
    BODY_MISSING "body-missing":
        "There is no `{file}` in {folder}."
        / "Il n’y a pas de `{file}` dans {folder}."
        => "Put the file beside template.toml, or correct the name."
        / "Placez le fichier à côté de template.toml ou corrigez le nom.";
    BODY_ENDING "body-ending":
        "`{file}` has an ending that is not known here."
        / "`{file}` a une extension inconnue ici."
        => "Possible: .{endings}."
        / "Possibles\u{a0}: .{endings}.";
    BODY_EMPTY "body-empty":
        "`{file}` is empty."
        / "`{file}` est vide."
        => "Write it, or leave the key out."
        / "Écrivez-le ou retirez la clé.";
    CSS "css":
        "Its styles cannot be copied onto the elements: {reason}."
        / "Ses styles ne peuvent pas être recopiés sur les éléments\u{a0}: {reason}."
        => "Correct the `<style>`."
        / "Corrigez le `<style>`.";
    MJML "mjml":
        "MJML cannot be read here: {reason}."
        / "Le MJML ne se lit pas ici\u{a0}: {reason}."
        => "Correct it."
        / "Corrigez-le.";
    MJML_TEXT "mjml-text":
        "Text cannot stand between components."
        / "Un texte ne peut pas se trouver entre des composants."
        => "Put it into `<mj-text>` or `<mj-raw>`."
        / "Mettez-le dans `<mj-text>` ou `<mj-raw>`.";
    MJML_UNCLOSED "mjml-unclosed":
        "`<{name}>` is not closed where it should be."
        / "`<{name}>` n’est pas fermé là où il devrait l’être."
        => "Add `</{name}>`, or close what stands in it first."
        / "Ajoutez `</{name}>` ou fermez d’abord ce qu’il contient.";
    MJML_UNKNOWN "mjml-unknown":
        "There is no component `<{name}>`."
        / "Il n’existe pas de composant `<{name}>`."
        => "See the list of MJML’s components."
        / "Voyez la liste des composants MJML.";
    MJML_UNKNOWN_NEAR "mjml-unknown":
        "There is no component `<{name}>`."
        / "Il n’existe pas de composant `<{name}>`."
        => "Perhaps you mean `<{nearest}>`."
        / "Vouliez-vous dire `<{nearest}>`\u{a0}?";
    CSV "csv":
        "This row cannot be read: {reason}."
        / "Cette ligne ne se lit pas\u{a0}: {reason}."
        => "Give it as many cells as the header has, with quotes around cells that hold the delimiter."
        / "Donnez-lui autant de cellules que l’en-tête, avec des guillemets autour de celles qui contiennent le séparateur.";
    CSV_COLUMN "csv-column":
        "There is no column `{name}`."
        / "Il n’y a pas de colonne `{name}`."
        => "Known: {known}, fields.…"
        / "Connues\u{a0}: {known}, fields.…";
    CSV_COLUMN_NEAR "csv-column":
        "There is no column `{name}`."
        / "Il n’y a pas de colonne `{name}`."
        => "Perhaps you mean `{nearest}`. Known: {known}, fields.…"
        / "Vouliez-vous dire `{nearest}`\u{a0}? Connues\u{a0}: {known}, fields.…";
    CSV_CELL "csv-cell":
        "`{name}` is not a segment."
        / "`{name}` n’est pas un segment."
        => "Write `id=name`, with `|` between two of them."
        / "Écrivez `id=nom`, avec `|` entre deux segments.";
    CSV_ID "csv-id":
        "There is no `id` here."
        / "Il n’y a pas d’`id` ici."
        => "Give every group an id of its own."
        / "Donnez à chaque groupe son propre id.";
    DUPLICATE_ID "duplicate":
        "`{name}` stands here a second time."
        / "`{name}` figure ici une deuxième fois."
        => "Keep one of them, or give this one another name."
        / "Gardez-en un seul ou renommez celui-ci.";
    FORM "bad-form":
        "`{value}` is not {form}."
        / "`{value}` n’est pas {form}."
        => "Write it like `{example}`."
        / "Écrivez-le comme `{example}`.";
    UNKNOWN "unknown-name":
        "`{name}` is not {kind}."
        / "`{name}` n’est pas {kind}."
        => "Known: {known}."
        / "Connus\u{a0}: {known}.";
    UNKNOWN_NEAR "unknown-name":
        "`{name}` is not {kind}."
        / "`{name}` n’est pas {kind}."
        => "Perhaps you mean `{nearest}`."
        / "Vouliez-vous dire `{nearest}`\u{a0}?";
    CIRCLE "parent-circle":
        "This group is its own parent by way of {way}."
        / "Ce groupe est son propre parent par {way}."
        => "Take one of these `parent` keys out."
        / "Retirez l’une de ces clés `parent`.";
    DEPTH "parent-depth":
        "This group lies more than {most} levels deep."
        / "Ce groupe se trouve à plus de {most} niveaux."
        => "Take out levels."
        / "Retirez des niveaux.";
    WIDENS "group-widens":
        "`{name}` is not allowed by `{parent}`, and a group may only narrow what its parent allows."
        / "`{name}` n’est pas permis par `{parent}`, et un groupe ne peut que restreindre ce que son parent permet."
        => "Allow it there, or take it out here."
        / "Permettez-le là-bas ou retirez-le ici.";
    PROFILE "group-incomplete":
        "Neither this group nor one above it has {keys}."
        / "Ni ce groupe ni un groupe au-dessus n’a {keys}."
        => "Add what is missing here, or above for all offices at once: language, law, hours and sender of its messages go by it."
        / "Ajoutez ce qui manque ici, ou plus haut pour tous les établissements\u{a0}: la langue, le droit, les heures et l’expéditeur de ses messages en dépendent.";
    VARIATION "variation-shared":
        "`{name}` counts the sends of {other} already."
        / "`{name}` compte déjà les envois de {other}."
        => "Give each group its own message variation, or put a common one in their parent."
        / "Donnez à chaque groupe sa propre variation, ou placez-en une commune dans leur parent.";
    DAYS "days":
        "The last day lies before the first."
        / "Le dernier jour précède le premier."
        => "Swap them or correct one."
        / "Échangez-les ou corrigez-en un.";
    DOES_NOT_OPEN "does-not-open":
        "A draft of this template does not open: {reason}."
        / "Un brouillon de ce modèle ne s’ouvre pas\u{a0}: {reason}."
        => "Correct the template; if it looks right, report it to us."
        / "Corrigez le modèle\u{a0}; s’il semble juste, signalez-le-nous.";
    NO_TEMPLATES "no-templates":
        "There is no template."
        / "Il n’y a aucun modèle."
        => "Create templates/<name>/template.toml."
        / "Créez templates/<nom>/template.toml.";
    NO_CHANNEL "no-channel":
        "The template has no message."
        / "Le modèle n’a aucun message."
        => "Add a table for each channel on which it goes out: `[email]`, `[sms]`, `[push]`, `[content_card]`, `[whats_app]`, `[webhook]`."
        / "Ajoutez une table par canal\u{a0}: `[email]`, `[sms]`, `[push]`, `[content_card]`, `[whats_app]`, `[webhook]`.";
    CARD_NEEDS "card-needs":
        "A card of the type `{kind}` needs `{key}`."
        / "Une carte de type `{kind}` a besoin de `{key}`."
        => "Add it to `[content_card]`, or choose another type."
        / "Ajoutez-le à `[content_card]`, ou choisissez un autre type.";
    CARD_UNTIL "card-until":
        "`{name}` is no time at which a card can end."
        / "`{name}` n’est pas un moment où une carte peut disparaître."
        => "Write a day (`2026-12-24`), a time on each customer’s clock (`2026-12-24T18:00`), an instant (`2026-12-24T18:00:00+01:00`), or `offer` for the last day of the offer."
        / "Écrivez un jour (`2026-12-24`), une heure à l’horloge de chaque client (`2026-12-24T18:00`), un instant (`2026-12-24T18:00:00+01:00`), ou `offer` pour le dernier jour de l’offre.";
    WHATS_APP_TEXTS "whats-app-texts":
        "Nothing says what Meta approved."
        / "Rien ne dit ce que Meta a validé."
        => "Add a table for each language: `[whats_app.texts.fr]`."
        / "Ajoutez une table par langue\u{a0}: `[whats_app.texts.fr]`.";
    WHATS_APP_FORM "whats-app-form":
        "Meta does not approve `{key}` as it is: {why}."
        / "Meta ne valide pas `{key}` en l’état\u{a0}: {why}."
        => "Write it as Meta approved it, with `{{ … }}` for each open place."
        / "Écrivez-le comme Meta l’a validé, avec `{{ … }}` pour chaque emplacement.";
    WHATS_APP_LENGTH "whats-app-length":
        "`{key}` has {count} characters; Meta approves {most}."
        / "`{key}` a {count} caractères\u{a0}; Meta en valide {most}."
        => "Shorten it, and have it approved."
        / "Raccourcissez-le et faites-le valider.";
    WEBHOOK_SERVER "webhook-server":
        "The address does not begin with a server that nothing printed can change."
        / "L’adresse ne commence pas par un serveur que rien d’imprimé ne peut changer."
        => "Begin with `https://`, the name of the server and `/`; Liquid may stand after that."
        / "Commencez par `https://`, le nom du serveur et `/`\u{a0}; le Liquid peut suivre.";
    WEBHOOK_FORM "webhook-form":
        "`{key}` does not go with this `format`."
        / "`{key}` ne va pas avec ce `format`."
        => "A form has `format = \"form\"` and `[webhook.fields]`; JSON and text have `body`."
        / "Un formulaire a `format = \"form\"` et `[webhook.fields]`\u{a0}; le JSON et le texte ont `body`.";
    WEBHOOK_FIELD "webhook-field":
        "`{name}` cannot be a field as it is written here."
        / "`{name}` ne peut pas être un champ tel qu’il est écrit."
        => "Its name has letters, digits and `_`, `-`, `.`, `[`, `]`; its value has words, `{{ … }}`, conditions and loops, and nothing else that prints."
        / "Son nom a des lettres, des chiffres et `_`, `-`, `.`, `[`, `]`\u{a0}; sa valeur a des mots, `{{ … }}`, des conditions et des boucles, et rien d’autre qui imprime.";
    WEBHOOK_HEADER "webhook-header":
        "`{name}` cannot be a header as it is written here."
        / "`{name}` ne peut pas être un en-tête tel qu’il est écrit."
        => "Its name has letters, digits and `-`; its value stands on one line and prints nothing of ours (`slot`, `group`, `brand`, `offer`)."
        / "Son nom a des lettres, des chiffres et `-`\u{a0}; sa valeur tient sur une ligne et n’imprime rien de nôtre (`slot`, `group`, `brand`, `offer`).";
    WEBHOOK_SECRET "webhook-secret":
        "`{name}` looks like a key, and every author’s browser reads the kit."
        / "`{name}` ressemble à une clé, et le navigateur de chaque auteur lit le kit."
        => "Keep the key in a content block of Braze’s, and print that: `{{content_blocks.${print_key}}}`."
        / "Gardez la clé dans un bloc de contenu de Braze, et imprimez-le\u{a0}: `{{content_blocks.${print_key}}}`.";
    CARD_KEY "card-key":
        "`{key}` is for other cards: one of the type `{kind}` shows none."
        / "`{key}` est pour d’autres cartes\u{a0}: celle de type `{kind}` n’en montre pas."
        => "Take it out, or choose another type."
        / "Retirez-le, ou choisissez un autre type.";
    EMPTY "empty":
        "`{key}` is empty."
        / "`{key}` est vide."
        => "Write it, or leave the key out."
        / "Écrivez-le ou retirez la clé.";
    ATTRIBUTE_DEFAULT "attribute-default":
        "A customer may lack `{name}`, and nothing is printed instead."
        / "Un client peut ne pas avoir `{name}`, et rien n’est imprimé à la place."
        => "Add `default = { en = …, fr = … }`, or `nullable = false` if everybody has it."
        / "Ajoutez `default = { en = …, fr = … }`, ou `nullable = false` si tout le monde l’a.";
    NOT_WAIVABLE "not-waivable":
        "`{name}` is a rule that nobody can waive, turn off or make lighter."
        / "`{name}` est une règle que personne ne peut lever, désactiver ou alléger."
        => "Take this line out; it would have no effect."
        / "Retirez cette ligne\u{a0}; elle n’aurait aucun effet.";
    NOT_LIGHTER "not-lighter":
        "`{severity}` is no lighter than `{own}`, as `{name}` tells anyway."
        / "`{severity}` n’est pas plus léger que `{own}`, la gravité qu’a déjà `{name}`."
        => "Name a lighter severity, or leave it out: then nothing is told."
        / "Indiquez une gravité plus légère, ou aucune\u{a0}: rien n’est alors signalé.";
    BRANDS_ALONE "policy-brands-alone":
        "`{key}` is head office’s alone: a region or office cannot say it."
        / "`{key}` n’appartient qu’au siège\u{a0}: une région ou un établissement ne peut pas en décider."
        => "Take it out, or ask head office to change policy.toml."
        / "Retirez-la, ou demandez au siège de modifier policy.toml.";
    CLOSED "policy-closed":
        "Head office has not opened `{key}` to regions and offices."
        / "Le siège n’a pas ouvert `{key}` aux régions et aux établissements."
        => "Take it out, or add it to `keys` of `[bounds]` in policy.toml."
        / "Retirez-la, ou ajoutez-la aux `keys` de `[bounds]` dans policy.toml.";
    OUT_OF_BOUNDS "policy-out-of-bounds":
        "This lies outside head office’s bounds: {bounds}."
        / "Cette valeur sort des limites du siège\u{a0}: {bounds}."
        => "Choose a figure within them (of a list: that many entries), or change `[bounds.figures]` in policy.toml."
        / "Choisissez une valeur qui y reste (pour une liste\u{a0}: autant d’entrées), ou modifiez `[bounds.figures]` dans policy.toml.";
    LOOSER "policy-looser":
        "This is not among what is allowed above: {above}."
        / "Ceci ne fait pas partie de ce qui est permis au-dessus\u{a0}: {above}."
        => "Take it out: a region or office can only allow less."
        / "Retirez-le\u{a0}: une région ou un établissement ne peut que permettre moins.";
    OPENS "policy-looser":
        "An empty `{key}` would allow anything, and above only some is allowed."
        / "Une liste `{key}` vide permettrait tout, alors que tout n’est pas permis au-dessus."
        => "Take it out, or name what is to stay allowed."
        / "Retirez-la, ou nommez ce qui doit rester permis.";
    HIGHER "policy-looser":
        "This is more than the {above} that hold above."
        / "C’est plus que les {above} qui valent au-dessus."
        => "Choose at most {above}: a region or office can only tighten."
        / "Choisissez {above} au plus\u{a0}: une région ou un établissement ne peut que resserrer.";
    LOWER "policy-looser":
        "This is less than the {above} that hold above."
        / "C’est moins que les {above} qui valent au-dessus."
        => "Choose at least {above}: a region or office can only tighten."
        / "Choisissez {above} au moins\u{a0}: une région ou un établissement ne peut que resserrer.";
    STAYS_ON "policy-looser":
        "`{key}` is on above, and stays on."
        / "`{key}` est activée au-dessus et le reste."
        => "Take it out."
        / "Retirez-la.";
    DECIDED "policy-looser":
        "`{key}` is decided above: {above}."
        / "`{key}` est décidée au-dessus\u{a0}: {above}."
        => "Take it out."
        / "Retirez-la.";
    LEAVES_HOURS "policy-looser":
        "These hours leave some of {above} open, when nothing may arrive."
        / "Ces heures laissent ouverte une partie de {above}, où rien ne doit arriver."
        => "Let them begin no later and end no earlier."
        / "Faites-les commencer au plus tard et finir au plus tôt aux mêmes heures.";
    LIGHTER "policy-looser":
        "This is lighter than `{above}`, as it is told above."
        / "C’est plus léger que `{above}`, la gravité qui vaut au-dessus."
        => "Choose `{above}` or graver, or take it out."
        / "Choisissez `{above}` ou plus grave, ou retirez-la.";
    INSTEAD "instead-forbidden":
        "`{instead}`, to be said instead of `{term}`, holds `{other}`, which is forbidden too."
        / "`{instead}`, à dire au lieu de `{term}`, contient `{other}`, qui est interdit aussi."
        => "Propose other words."
        / "Proposez d’autres mots.";
    SLOT_KEY "slot-key":
        "`{key}` means nothing for a slot of kind `{kind}`."
        / "`{key}` n’a pas de sens pour un emplacement de type `{kind}`."
        => "Take it out, or choose kind {kinds}."
        / "Retirez-la ou choisissez le type {kinds}.";
    SLOT_NEEDS "slot-needs":
        "A slot of kind `{kind}` needs `{key}`."
        / "Un emplacement de type `{kind}` a besoin de `{key}`."
        => "Add it."
        / "Ajoutez-la.";
    SLOT_RANGE "slot-range":
        "`min` is more than `max`."
        / "`min` dépasse `max`."
        => "Swap them or correct one."
        / "Échangez-les ou corrigez-en un.";
    SLOT_NESTED "slot-nested":
        "A repeat cannot stand in a repeat."
        / "Une répétition ne peut pas se trouver dans une répétition."
        => "Make it a slot beside it."
        / "Faites-en un emplacement à côté.";
    SLOT_PLACEHOLDER "slot-placeholder":
        "The placeholder has {count} characters, the slot takes {max}."
        / "Le texte d’exemple a {count} caractères, l’emplacement en accepte {max}."
        => "Shorten it."
        / "Raccourcissez-le.";
    SLOT_UNDECLARED "slot-undeclared":
        "`{name}` is printed here and is no slot of template.toml."
        / "`{name}` est imprimé ici et n’est pas un emplacement de template.toml."
        => "Add a `[[slots]]` with this id, or correct the name. Slots: {known}."
        / "Ajoutez un `[[slots]]` avec cet id ou corrigez le nom. Emplacements\u{a0}: {known}.";
    SLOT_UNDECLARED_NEAR "slot-undeclared":
        "`{name}` is printed here and is no slot of template.toml."
        / "`{name}` est imprimé ici et n’est pas un emplacement de template.toml."
        => "Perhaps you mean `{nearest}`."
        / "Vouliez-vous dire `{nearest}`\u{a0}?";
    SLOT_UNUSED "slot-unused":
        "`{name}` is printed nowhere: what authors write there would be lost."
        / "`{name}` n’est imprimé nulle part\u{a0}: ce que les auteurs y écriraient serait perdu."
        => "Print `{{ {name} }}` in the subject or a body, or take the slot out."
        / "Imprimez `{{ {name} }}` dans l’objet ou un corps, ou retirez l’emplacement.";
    PART "slot-part":
        "`{id}` is a slot of kind `{kind}` and has no `{part}`."
        / "`{id}` est un emplacement de type `{kind}` et n’a pas de `{part}`."
        => "What it has: {known}."
        / "Ce qu’il a\u{a0}: {known}.";
}
