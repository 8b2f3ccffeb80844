//! Kit folders: the demo kit is sound and deterministic, every mistake is told at once, and the documentation's kit from
//! scratch works when it is followed literally.

use countersign::draft::Draft;
use countersign::kit::Kit;
use countersign::kit_folder::{Files, compile, load, schemas};
use countersign::locale::Locale;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn demo() -> Kit {
    load(&root().join("www/demo/kit")).unwrap_or_else(|mistakes| panic!("{}", told(&mistakes)))
}

fn told(mistakes: &[countersign::strict_toml::Mistake]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_demo_kit_has_no_mistake_and_all_that_it_promises() {
    let kit = demo();
    let kinds = |kind| kit.groups.0.values().filter(|group| group.kind == Some(kind)).count();
    use countersign::group::Kind;
    assert_eq!(kinds(Kind::HeadOffice), 1);
    assert_eq!(kinds(Kind::Region), 3);
    assert_eq!(kinds(Kind::Branch) + kinds(Kind::Franchisee), 12);
    let on = |channel| kit.templates.values().filter(|template| template.channels().any(|one| one == channel)).count();
    use countersign::channel::Channel;
    assert_eq!(
        Channel::ALL.map(on),
        [4, 2, 2, 2, 2, 1],
        "e-mails, text messages, notifications, cards, WhatsApp, requests"
    );
    let by_email: Vec<bool> = kit.templates_in_order().map(|name| kit.templates[name].email.is_some()).collect();
    assert!(by_email.is_sorted_by(|one, other| one >= other), "what goes out by e-mail comes first: {by_email:?}");
    assert!(kit.recipients.len() >= 5);
    let largest =
        kit.templates.values().filter_map(|template| Some(template.email.as_ref()?.html.len())).max().unwrap();
    assert!((42_000..50_000).contains(&largest), "one e-mail of about 45 kB: {largest}");
    for (id, group) in &kit.groups.0 {
        let office = kit.groups.resolve(id).unwrap();
        if matches!(group.kind, Some(Kind::Branch | Kind::Franchisee)) {
            assert!(group.message_variation_id.is_some(), "{id}");
            assert!(office.profile.address.is_some() && office.profile.legal_entity.is_some(), "{id}");
        }
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes_in_another_process() {
    let once = demo().to_json();
    assert_eq!(once, demo().to_json());
    let program = env!("CARGO_BIN_EXE_countersign");
    let kit = root().join("www/demo/kit");
    let run = Command::new(program).args(["kit", "build", "-o", "-"]).arg(kit).output().unwrap();
    assert!(run.status.success());
    assert_eq!(String::from_utf8(run.stdout).unwrap(), once + "\n");
}

#[test]
fn the_demo_drafts_are_drafts_of_the_demo_kit() {
    let kit = demo();
    let mut count = 0;
    for entry in fs::read_dir(root().join("www/demo/drafts")).unwrap() {
        let path = entry.unwrap().path();
        let draft: Draft = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let office = kit.groups.resolve(&draft.group).unwrap();
        let template = &kit.templates[&draft.template];
        assert!(office.profile.templates.as_ref().is_none_or(|allowed| allowed.contains(&draft.template)));
        for id in draft.slots.keys() {
            assert!(template.slot(id).is_some(), "{}: no slot {id}", path.display());
        }
        if let Some(audience) = &draft.audience {
            let segments = office.profile.segments.as_deref().unwrap_or_default();
            assert!(segments.iter().any(|segment| segment.id == audience.segment), "{}", path.display());
        }
        count += 1;
    }
    assert!(count >= 8);
}

#[test]
fn liquid_comes_out_of_compiling_as_it_went_in() {
    let kit = demo();
    for (name, template) in kit.templates.iter().filter(|(_, template)| template.email.is_some()) {
        let folder = root().join("www/demo/kit/templates").join(name);
        let file = if folder.join("email.mjml").exists() { "email.mjml" } else { "email.html" };
        let source = fs::read_to_string(folder.join(file)).unwrap();
        let printed = |text: &str| {
            let mut all = BTreeMap::<String, usize>::new();
            let mut rest = text;
            while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
                let close = if rest[start..].starts_with("{{") { "}}" } else { "%}" };
                let end = start + rest[start..].find(close).unwrap() + 2;
                *all.entry(rest[start..end].to_owned()).or_default() += 1;
                rest = &rest[end..];
            }
            all
        };
        let (before, after) = (printed(&source), printed(&template.email.as_ref().unwrap().html));
        for (stretch, count) in before {
            assert!(after.get(&stretch).is_some_and(|after| *after >= count), "{name}: {stretch} is lost");
        }
    }
}

/// A kit of one template, to break.
fn sound() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("brand.toml", "name = \"A\"\n"),
        (
            "policy.toml",
            "[[look.colours]]\nname = \"ink\"\nvalue = \"#112233\"\n[data.attributes.first_name]\nliquid = \"${first_name}\"\nlabel = { en = \"First name\", fr = \"Prénom\" }\ndefault = { en = \"you\", fr = \"vous\" }\n",
        ),
        (
            "groups.toml",
            "[hq]\nname = \"HQ\"\nkind = \"head-office\"\nlocale = \"fr-FR\"\ncountry = \"FR\"\ntime_zone = \"Europe/Paris\"\nsender = { name = \"A\", email = \"a@a.example\" }\n[lyon]\nname = \"Lyon\"\nparent = \"hq\"\n",
        ),
        (
            "templates/news/template.toml",
            "name = { en = \"News\", fr = \"Nouvelles\" }\nversion = 1\n[email]\nsubject = \"{{ slot.title }}\"\nhtml = \"email.html\"\n[[slots]]\nid = \"title\"\nlabel = { en = \"Title\", fr = \"Titre\" }\nkind = \"text\"\nmerge_tags = [\"first_name\"]\n",
        ),
        (
            "templates/news/email.html",
            "<p style=\"color: {{ brand.colours.ink }}\">{{ slot.title }} {{ group.city }}</p>\n",
        ),
    ])
}

/// A file, what is taken out of it, what is put there.
type Change<'a> = (&'static str, &'static str, &'a str);

fn mistakes(changed: &[Change<'_>]) -> Vec<String> {
    let mut files: BTreeMap<String, String> =
        sound().into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    for (path, from, to) in changed {
        let text = files.entry((*path).to_owned()).or_default();
        assert!(text.contains(from), "{path} does not hold {from}");
        *text = text.replacen(from, to, 1);
    }
    match compile(&Files(files)) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.iter().map(|mistake| format!("{} {}", mistake.place(), mistake.code())).collect(),
    }
}

#[test]
fn a_sound_kit_has_no_mistake() {
    assert_eq!(mistakes(&[]), Vec::<String>::new());
}

#[test]
fn every_kind_of_mistake_is_told_where_it_stands() {
    let template = "templates/news/template.toml";
    let html = "templates/news/email.html";
    let cases: &[(&[Change<'_>], &str)] = &[
        (&[("brand.toml", "name", "nmae")], "brand.toml:1:1 missing-key"),
        (
            &[("brand.toml", "name = \"A\"", "name = \"A\"\nlogo = \"http://a.example/l.png\"")],
            "brand.toml:2:8 bad-form",
        ),
        (&[("policy.toml", "#112233", "navy")], "policy.toml:3:9 bad-form"),
        (&[("policy.toml", "liquid = \"${first_name}\"", "liquid = \"first_name\"")], "policy.toml:5:10 bad-form"),
        (&[("policy.toml", "default = ", "#")], "policy.toml:4:18 attribute-default"),
        (&[("policy.toml", "[[look", "off = [\"brand-slot-lenght\"]\n[[look")], "policy.toml:1:8 unknown-name"),
        (
            &[(
                "policy.toml",
                "[data",
                "[[waivers]]\nrule = \"us-can-spam-postal-address\"\nwho = \"X\"\nwhy = \"Y\"\nuntil = \"soon\"\n[data",
            )],
            "policy.toml:5:8 not-waivable\npolicy.toml:8:9 bad-form",
        ),
        (
            &[(
                "policy.toml",
                "[[look",
                "off = [\"us-can-spam-postal-address\"]\nseverity.us-can-spam-postal-address = \"info\"\n[[look",
            )],
            "policy.toml:1:8 not-waivable\npolicy.toml:2:39 not-waivable",
        ),
        (
            &[(
                "policy.toml",
                "[data",
                "[[waivers]]\nrule = \"brand-superlatives\"\nseverity = \"error\"\nwho = \"X\"\nwhy = \"Y\"\nuntil = 2027-01-31\n[data",
            )],
            "policy.toml:6:12 not-lighter",
        ),
        (
            &[(
                "policy.toml",
                "[data",
                "[wording]\nforbidden = [{ term = \"cheap\", instead = \"not cheap\" }]\n[data",
            )],
            "policy.toml:5:42 instead-forbidden",
        ),
        (&[("groups.toml", "\"FR\"", "\"UK\"")], "groups.toml:5:11 bad-form"),
        (&[("groups.toml", "Europe/Paris", "Paris")], "groups.toml:6:13 bad-form"),
        (&[("groups.toml", "parent = \"hq\"", "parent = \"hp\"")], "groups.toml:10:10 unknown-name"),
        (
            &[("groups.toml", "[hq]", "[hq]\nparent = \"lyon\"")],
            "groups.toml:2:10 parent-circle\ngroups.toml:11:10 parent-circle",
        ),
        (&[("groups.toml", "parent = \"hq\"", "")], "groups.toml:8:2 group-incomplete"),
        (
            &[("groups.toml", "[lyon]", "templates = []\n[lyon]\ntemplates = [\"news\", \"nwes\"]")],
            "groups.toml:10:14 group-widens\ngroups.toml:10:22 group-widens\ngroups.toml:10:22 unknown-name",
        ),
        (&[("groups.toml", "a@a.example", "a.example")], "groups.toml:7:32 bad-form"),
        (&[(template, "email.html", "mail.html")], &format!("{template}:5:8 body-missing")),
        (&[(template, "first_name", "firstname")], &format!("{template}:10:15 unknown-name")),
        (&[(template, "kind = \"text\"", "kind = \"switch\"")], &format!("{template}:10:1 slot-key")),
        (&[(template, "kind = \"text\"", "kind = \"choice\"\nid2 = 1")], &format!("{template}:10:1 unknown-key")),
        (&[(template, "merge_tags", "min = 5\nmax = 2\nmerge_tags")], &format!("{template}:10:7 slot-range")),
        (
            &[(
                template,
                "[[slots]]",
                "[[slots]]\nid = \"title\"\nlabel = { en = \"\", fr = \"\" }\nkind = \"text\"\n[[slots]]",
            )],
            &format!("{template}:11:6 duplicate"),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[[slots]]\nid = \"lost\"\nlabel = { en = \"\", fr = \"\" }\nkind = \"text\"\n[[slots]]",
            )],
            &format!("{template}:7:6 slot-unused"),
        ),
        (&[(template, "[[slots]]", "[content_card]\ntitle = \"A\"\n[[slots]]")], &format!("{template}:6:2 card-needs")),
        (
            &[(template, "[[slots]]", "[content_card]\ntype = \"banner\"\ntitle = \"A\"\n[[slots]]")],
            &format!("{template}:6:2 card-needs\n{template}:8:1 card-key"),
        ),
        (
            &[(template, "[[slots]]", "[content_card]\ntitle = \"A\"\ndescription = \" \"\ndays = 31\n[[slots]]")],
            &format!("{template}:9:8 too-large"),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[content_card]\ntitle = \"A\"\ndescription = \"B\"\nuntil = \"24/12/2026\"\n[[slots]]",
            )],
            &format!("{template}:9:9 card-until"),
        ),
        (
            &[(template, "[[slots]]", "[whats_app]\ntemplate = \"Shop News\"\ntexts = {}\n[[slots]]")],
            &format!("{template}:6:2 whats-app-texts\n{template}:7:12 bad-form"),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[whats_app]\ntemplate = \"shop_news\"\n[whats_app.texts.fr]\nbody = \"{{ slot.title }} est là\"\nfooter = \"À {{ group.city }}\"\n[[slots]]",
            )],
            &format!("{template}:9:8 whats-app-form\n{template}:10:10 whats-app-form"),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[whats_app]\ntemplate = \"shop_news\"\n[whats_app.texts.fr]\nbody = \"Bonjour {% if slot.title %}vous{% endif %}.\"\nlink = \"https://a.example/{{ group.id }}/menu\"\nlink_text = \"Tout ce que nous avons au menu\"\n[[slots]]",
            )],
            &format!(
                "{template}:9:8 whats-app-form\n{template}:10:8 whats-app-form\n{template}:11:13 whats-app-length"
            ),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[whats_app]\ntemplate = \"shop_news\"\n[whats_app.texts.fr-FR]\nbody = \"Bonjour {{ slot.titel }}.\"\nlink = \"http://a.example/\"\n[[slots]]",
            )],
            &format!(
                "{template}:8:18 bad-form\n{template}:9:8 slot-undeclared\n{template}:10:8 whats-app-form\n{template}:10:8 whats-app-form"
            ),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[whats_app]\ntemplate = \"shop_news\"\n[whats_app.texts.fr]\nbody = \"Bonjour.\"\nphone = \"04 78 00 00 00\"\nphone_text = \"Appeler {{ group.city }}\"\n[[slots]]",
            )],
            &format!("{template}:10:9 bad-form\n{template}:11:14 whats-app-form"),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[whats_app]\ntemplate = \"shop_news\"\n[whats_app.texts.fr]\nbody = \"Bonjour.\"\nphone_text = \"Appelez-nous sans attendre !\"\nreplies = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\"]\n[[slots]]",
            )],
            &format!(
                "{template}:10:14 whats-app-form\n{template}:10:14 whats-app-length\n{template}:11:11 whats-app-form"
            ),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[webhook]\nurl = \"https://{{ group.id }}.a.example/x\"\n[webhook.headers]\nAuthorization = \"Bearer 1\"\nX-Shop = \"{{ group.id }}\"\n[[slots]]",
            )],
            &format!("{template}:7:7 webhook-server\n{template}:9:17 webhook-secret\n{template}:10:10 webhook-header"),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[webhook]\nurl = \"https://print.a.example/x\"\nformat = \"form\"\nbody = \"a=1\"\n[webhook.fields]\n\"a&b\" = \"1\"\nall = \"{% capture x %}&{% endcapture %}\"\napi_key = \"1\"\nfine = \"{% if group.city %}{{ slot.title }}{% endif %}\"\nlost = \"{{ slot.titel }}\"\n[[slots]]",
            )],
            &format!(
                "{template}:9:1 webhook-form\n{template}:10:1 slot-undeclared\n{template}:11:9 webhook-field\n{template}:12:7 webhook-field\n{template}:13:11 webhook-secret"
            ),
        ),
        (
            &[(
                template,
                "[[slots]]",
                "[webhook]\nurl = \"https://print.a.example/x\"\n[webhook.fields]\na = \"1\"\n[[slots]]",
            )],
            &format!("{template}:8:10 webhook-form"),
        ),
        (&[(html, "slot.title", "slot.titel")], &format!("{html}:1:46 slot-undeclared")),
        (&[(html, "slot.title", "slot.title.src")], &format!("{html}:1:46 slot-part")),
        (&[(html, "group.city", "group.town")], &format!("{html}:1:63 unknown-name")),
        (&[(html, "colours.ink", "colours.blue")], &format!("{html}:1:21 unknown-name")),
        (&[(html, "{{ group.city }}", "{% if group.city %}")], &format!("{html}:1:60 liquid-unclosed-tag")),
    ];
    for (changed, expected) in cases {
        let told = mistakes(changed);
        for expected in expected.lines() {
            assert!(told.iter().any(|told| told == expected), "{changed:?}: expected {expected}, told {told:#?}");
        }
        assert!(told.len() <= expected.lines().count() + 1, "{changed:?} tells too much: {told:#?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_one_mistake() {
    let mistakes = load(Path::new("no/such/kit")).unwrap_err();
    assert!(mistakes.iter().any(|mistake| mistake.code() == "folder-missing"));
    let french = mistakes.iter().map(|mistake| mistake.text(Locale::Fr)).collect::<String>();
    assert!(french.contains("Ce dossier n’existe pas"), "{french}");
}

#[test]
fn the_schemas_in_the_documentation_are_current() {
    for (name, schema) in schemas() {
        let path = root().join(format!("www/docs/schema/{name}.schema.json"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &schema).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == schema, "{} is not current: run `countersign kit schema www/docs/schema`", path.display());
    }
}

/// Does what `kit.md` says under “A kit from scratch”, to the letter: writes each file that a fence names, runs each
/// command, and expects the answers that stand there.
#[test]
fn the_kit_from_scratch_works_when_followed_literally() {
    for page in ["kit.md", "kit.fr.md"] {
        let text = fs::read_to_string(root().join("www/docs").join(page)).unwrap();
        let dir = std::env::temp_dir().join(format!("countersign-{page}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let fences = fences(&text);
        let files = fences.iter().filter(|(info, _)| info.contains("file=")).count();
        let runs = fences.iter().filter(|(info, _)| info.contains("run")).count();
        assert!(files >= 5 && runs >= 2, "{page}: {files} files, {runs} commands");
        for (info, body) in &fences {
            if let Some(file) = info.split_whitespace().find_map(|word| word.strip_prefix("file=")) {
                let path = dir.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, body).unwrap();
            } else if info.contains("run") {
                follow(page, &dir, body);
            }
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}

/// Lines after `$ ` are run; the lines that follow are the answer, in which `…` stands for anything.
fn follow(page: &str, dir: &Path, script: &str) {
    for step in script.split("$ ").skip(1) {
        let (command, answer) = step.split_once('\n').unwrap_or((step, ""));
        let words: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(words.first(), Some(&"countersign"), "{page}: {command}");
        let run = Command::new(env!("CARGO_BIN_EXE_countersign")).args(&words[1..]).current_dir(dir).output().unwrap();
        let said = String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap();
        let mut rest = said.as_str();
        for piece in answer.trim_end().split('…') {
            match rest.split_once(piece) {
                Some((_, after)) => rest = after,
                None => panic!("{page}: `{command}` should say\n{answer}\nand says\n{said}"),
            }
        }
    }
}

/// The fences of a Markdown text: what stands after the opening ticks, and what they hold.
fn fences(text: &str) -> Vec<(String, String)> {
    let mut fences = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => fences.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    fences
}

/// What the engine finds in a draft of the demo, as `rule slot`.
fn found(name: &str) -> Vec<String> {
    let engine = countersign::engine::Engine::new(demo());
    let text = fs::read_to_string(root().join(format!("www/demo/drafts/{name}.json"))).unwrap();
    let draft: Draft = serde_json::from_str(&text).unwrap();
    let mut review = engine.open(draft, "2026-11-24T08:00:00Z".parse().unwrap()).unwrap();
    let findings = review.report().view(Locale::En).findings;
    findings.iter().map(|finding| format!("{} {:?}", finding.rule, finding.place.source)).collect()
}

#[test]
fn good_drafts_of_the_demo_pass_and_bad_ones_do_not() {
    for name in [
        "fr-lyon-offre-parfaite",
        "fr-montreal-lettre",
        "fr-paris-invitation",
        "en-hackney-offer",
        "en-westmount-letter",
        "en-leith-tasting",
    ] {
        assert_eq!(found(name), Vec::<String>::new(), "{name}");
    }
    let bad = found("fr-lyon-mot-interdit");
    for expected in [
        "brand-forbidden-terms Slot(\"subject\")",
        "brand-superlatives Slot(\"intro\")",
        "brand-name-spelling Slot(\"intro\")",
        "link-domain-allowlist Slot(\"button_url\")",
    ] {
        assert!(bad.iter().any(|found| found == expected), "{expected}: {bad:#?}");
    }
    assert!(found("fr-lyon-vide").iter().all(|found| found.starts_with("brand-slot-required-filled")));
    assert!(found("en-bristol-mistakes").len() >= 15);
}

#[test]
fn locked_parts_are_held_against_the_rules_where_they_were_written() {
    let now = "2026-11-24T08:00:00Z".parse().unwrap();
    let (files, mistakes) = countersign::kit_folder::read(&root().join("www/demo/kit"));
    assert_eq!(mistakes, []);
    let locked = |path: &str, from: &str, to: &str| -> Vec<String> {
        let mut files = files.clone();
        let text = files.0.get_mut(path).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        *text = text.replacen(from, to, 1);
        let mut kit = compile(&files).unwrap_or_else(|mistakes| panic!("{}", told(&mistakes)));
        kit.templates.retain(|name, _| path.contains(name.as_str()));
        let mistakes = countersign::kit_folder::locked(&kit, &files, now);
        mistakes.iter().map(|mistake| format!("{} {}", mistake.place(), mistake.code())).collect()
    };
    let html = "templates/newsletter/email.html";
    assert_eq!(locked(html, "<!DOCTYPE", "<!DOCTYPE"), Vec::<String>::new());
    let source = fs::read_to_string(root().join("www/demo/kit").join(html)).unwrap();
    let line = |words: &str| source.lines().position(|line| line.contains(words)).unwrap() + 1;
    let claims = locked(html, "Trois promesses", "Les meilleures promesses");
    assert!(
        matches!(claims.as_slice(), [claim] if claim.starts_with(&format!("{html}:{}:", line("Trois promesses"))) && claim.ends_with("brand-superlatives")),
        "{claims:?}"
    );
    let pale = locked(
        html,
        ".points { font-family: Georgia, 'Times New Roman', serif; font-size: 44px; line-height: 46px; font-weight: bold; color: #2a1a12;",
        ".points { color: #fffaf4;",
    );
    assert!(pale.iter().any(|pale| pale.starts_with(&format!("{html}:{}:", line("class=\"points\"")))), "{pale:?}");
    let mjml = "templates/tasting-evening/email.mjml";
    let plain = locked(mjml, "{{ brand.website }}", "http://www.torrele.example/");
    assert!(plain.iter().any(|plain| plain.starts_with(mjml) && plain.ends_with("link-https-only")), "{plain:?}");
}

/// Every file of the demo kit, cut off and damaged at many places: always an answer, never a panic.
#[test]
fn damaged_files_are_answered() {
    let (files, _) = countersign::kit_folder::read(&root().join("www/demo/kit"));
    for (path, text) in &files.0 {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        const PUT: [&str; 8] = ["", "<", "{{", "{% if x %}", "\"", "</mj-column>", "\u{0}", "]]"];
        for turn in 0..8 {
            let at = places[places.len() * turn / 8 + turn % 3];
            let put = PUT[turn % PUT.len()];
            let damaged = match put {
                "" => text[..at].to_owned(),
                put => format!("{}{put}{}", &text[..at], &text[at..]),
            };
            // The other templates would only be compiled again and again.
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut fewer = files.clone();
            fewer.0.retain(|other, _| !other.contains('/') || (!folder.is_empty() && other.starts_with(folder)));
            fewer.0.insert(path.clone(), damaged);
            let _ = compile(&fewer).map_err(|mistakes| told(&mistakes));
        }
    }
}
