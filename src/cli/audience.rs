//! `countersign audience check FILE --kit KIT --group GROUP`: a file of customers, looked at as the proxy would.

use super::CliError;
use super::check::read_kit;
use crate::audience::{Encoding, Fields, Habits, Head, Layout, Part, Problem, report};
use crate::locale::{Facts, Locale, Text};
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// `countersign audience …`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tells which columns are known and what is wrong with which row (exit code 1 if anything is). Nothing is sent.
    Check(Check),
}

#[derive(Debug, clap::Args)]
struct Check {
    /// The file: CSV with any usual separator, in UTF-8 or as spreadsheets write it.
    file: PathBuf,
    /// The kit: a folder or a kit.json.
    #[arg(long)]
    kit: PathBuf,
    /// The group that would upload it: its country says how numbers, dates and telephone numbers are written.
    #[arg(long)]
    group: String,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the answer.
    #[arg(long, default_value = "en")]
    locale: String,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people.
    Text,
    /// JSON for programs.
    Json,
    /// The report that the editor offers.
    Csv,
}

/// Carries it out.
pub(super) fn run(args: Args, out: &mut dyn Write) -> Result<ExitCode, CliError> {
    let Command::Check(check) = args.command;
    let locale = Locale::of_tag(&check.locale);
    let kit = read_kit(&check.kit, locale)?;
    let fields = Fields::of(&kit.policy.data).ok_or_else(|| {
        CliError::Input("The policy allows no files of customers: it has no [data.upload].".to_owned())
    })?;
    let office = kit.groups.resolve(&check.group);
    let office = office.ok_or_else(|| CliError::Input(format!("The kit has no group “{}”.", check.group)))?;
    let habits = Habits::of(office.profile.country.as_deref(), office.profile.locale.as_deref());
    let file = std::fs::read(&check.file).map_err(|source| CliError::Read { path: check.file.clone(), source })?;
    let (text, encoding) = Encoding::decode(&file);
    let head = Head::read(&text, &fields);
    let id = |place: usize| fields.get(place).map(|field| field.id.clone());
    let columns: Vec<Option<String>> = head.columns.iter().map(|column| column.field.and_then(id)).collect();
    let layout = Layout { delimiter: char::from(head.delimiter), columns, encoding };
    layout.check(&fields).map_err(|error| CliError::Input(format!("{}: {error}.", check.file.display())))?;
    let mut part = layout.read(&text, (1, 0), true, &fields, &habits, "check");
    doubles(&mut part);
    match check.format {
        Format::Csv => write!(out, "{}", report(&part.problems, 0, &layout.columns, &fields, locale))?,
        Format::Json => writeln!(out, "{}", told(&head, &layout, &part, locale))?,
        Format::Text => tell(&head, &layout, &part, &fields, locale, out)?,
    }
    Ok(ExitCode::from(u8::from(!part.problems.is_empty())))
}

/// The same customer twice: the first row has it.
fn doubles(part: &mut Part) {
    let mut first: BTreeMap<String, u64> = BTreeMap::new();
    let mut kept = Vec::new();
    for row in std::mem::take(&mut part.rows) {
        match first.get(&row.who) {
            Some(other) => part.problems.push(Problem::double(row.line, *other)),
            None => {
                first.insert(row.who.clone(), row.line);
                kept.push(row);
            }
        }
    }
    part.rows = kept;
    part.problems.sort_by_key(|problem| problem.line);
}

fn told(head: &Head, layout: &Layout, part: &Part, locale: Locale) -> Value {
    let columns = head.columns.iter().zip(&layout.columns);
    let columns = columns.map(|(column, field)| json!({ "header": column.header, "field": field }));
    let problems = part.problems.iter().map(|problem| {
        let (what, todo) = (problem.what(locale), problem.todo(locale));
        json!({ "line": problem.line, "column": problem.column, "code": problem.trouble.code, "what": what, "todo": todo })
    });
    let (columns, problems): (Vec<Value>, Vec<Value>) = (columns.collect(), problems.collect());
    json!({ "columns": columns, "rows": part.count, "sound": part.rows.len(), "problems": problems })
}

fn tell(
    head: &Head,
    layout: &Layout,
    part: &Part,
    fields: &Fields,
    locale: Locale,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    const LEFT_OUT: Text = Text { en: "left out", fr: "laissée de côté" };
    const COUNTED: Text = Text {
        en: "{sound} of {rows} rows can be uploaded.",
        fr: "Lignes qui peuvent être envoyées\u{a0}: {sound} sur {rows}.",
    };
    for (column, id) in head.columns.iter().zip(&layout.columns) {
        let field = id.as_deref().and_then(|id| fields.get(fields.place(id)?));
        let means = field.map_or(LEFT_OUT.get(locale), |field| field.label.get(locale));
        writeln!(out, "{} → {means}", column.header)?;
    }
    for problem in &part.problems {
        let column = if problem.column == 0 { String::new() } else { format!(":{}", problem.column) };
        writeln!(out, "{}{column}: {} {}", problem.line, problem.what(locale), problem.todo(locale))?;
    }
    let facts = Facts::new().with("sound", part.rows.len().to_string()).with("rows", part.count.to_string());
    writeln!(out, "{}", COUNTED.fill(locale, &facts))?;
    Ok(())
}
