//! `cargo model import`: models of a database that is there.

mod annotate;
mod place;
mod proof;
mod staged;

use std::collections::{BTreeMap, BTreeSet};

use model_core::generate::Filter;
use model_core::ir::{Engine, OtherObject, QName, Schema};

use crate::args::Import;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::import::{Imported, Left, Options, import};
use crate::printer::{Printer, Style};
use crate::project::{count, print_lines};
use crate::source::{Reader, Source};
use crate::write;
use place::Place;
use proof::Outcome;
use staged::Staged;

/// Writes models, after it was found out what they ask for.
pub fn run(context: &Context, args: &Import) -> Result<Exit, Failure> {
    let source = Source::parse(&args.from)?;
    if source.is_of_models() {
        return Err(Failure::usage(format!(
            "{source} are models already: name a database, migrations or SQL"
        )));
    }
    let reader = Reader::new(context, &[], &source, &Source::Empty)?;
    if reader.engine() == Engine::Sqlite && !args.schema.is_empty() {
        return Err(Failure::usage("SQLite has no schemas: leave `--schema` out"));
    }
    if args.annotate {
        return annotate::run(context, args, &source, reader);
    }
    let place = Place::find(args, &context.config.root)?.of(reader.engine());
    let state = reader.read(&source)?;
    let schema = part(context, &state.schema, args)?;
    let is_whole = schema == state.schema;
    let wanted = wanted(context, &schema);
    let options = options(context, args, &place);
    let imported = import(&wanted, &options);
    if imported.models == 0 {
        return Err(Failure::usage(format!("{source} has no table of which a model could be written")));
    }
    let staged = Staged::new(&place, &imported.files)?;
    let origin = is_whole.then_some(state.origin);
    let outcome = proof::prove(context, &reader, &staged, schema, origin)?;
    context.steps.begin(crate::steps::Step::Stop);
    drop(reader);
    context.steps.end();
    let files = staged.files(&place)?;
    if args.dry_run {
        for (path, text) in &files {
            context.printer.data(format!("// {}\n{text}", context.config.shown(path)));
        }
    } else {
        place::refuse_existing(context, args.force, files.iter().map(|(path, _)| path))?;
        write::all(&files).map_err(|(path, error)| {
            Failure::usage(format!("cannot write {}: {error}; nothing was written", path.display()))
        })?;
    }
    Report {
        context,
        place: &place,
        imported: &imported,
        source: &source,
        others: &wanted.others,
        is_dry: args.dry_run,
    }
    .print(&outcome);
    Ok(if outcome.lines.is_empty() { Exit::Success } else { Exit::Found })
}

fn options(context: &Context, args: &Import, place: &Place) -> Options {
    Options {
        one_file: place.is_file,
        newtype_ids: args.newtype_ids,
        new_structs: args.new_structs,
        update_structs: args.update_structs,
        doc_comments: context.config.settings.doc_comments,
    }
}

/// What models have to ask for: not what model.toml does.
fn wanted(context: &Context, schema: &Schema) -> Schema {
    let mut wanted = schema.clone();
    wanted.extensions.retain(|name, _| !context.config.settings.has_extension(name));
    wanted
}

/// What models are to be written of.
fn part(context: &Context, schema: &Schema, args: &Import) -> Result<Schema, Failure> {
    let exclude = args.exclude.iter().chain(&context.config.settings.exclude).cloned().collect();
    let filter = Filter { schemas: args.schema.iter().cloned().collect(), exclude };
    let is_named = |name: &QName| args.table.is_empty() || args.table.contains(&name.to_string());
    if let Some(unknown) =
        args.table.iter().find(|name| !schema.tables.keys().any(|there| there.to_string() == **name))
    {
        let known: Vec<String> = schema.tables.keys().map(ToString::to_string).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        return Err(Failure::usage(format!("there is no table `{unknown}`"))
            .hint(model_core::suggest::suggestion(unknown, known)));
    }
    if filter.is_empty() && args.table.is_empty() {
        return Ok(schema.clone());
    }
    let mut part = schema.clone();
    part.tables.retain(|name, _| filter.keeps(name) && is_named(name));
    let columns = part.tables.values().flat_map(|table| &table.columns);
    let used: BTreeSet<QName> = columns.filter_map(|column| column.ty.enum_name.clone()).collect();
    part.enums.retain(|name, _| used.contains(name) || args.table.is_empty() && filter.keeps(name));
    // What no model describes is there for a part as well.
    let others = part.others.iter().map(|object| &object.name);
    let named = part.tables.keys().chain(part.enums.keys()).chain(others).map(|name| &name.schema);
    let schemas: BTreeSet<&String> = named.chain(part.extensions.values().flatten()).collect();
    let namespaces = part.namespaces.iter().filter(|name| schemas.contains(name)).cloned().collect();
    part.namespaces = namespaces;
    Ok(part)
}

struct Report<'a> {
    context: &'a Context,
    place: &'a Place,
    imported: &'a Imported,
    source: &'a Source,
    others: &'a [OtherObject],
    is_dry: bool,
}

impl Report<'_> {
    fn print(&self, outcome: &Outcome) {
        let printer = self.context.printer;
        let Imported { files, models, enums, left, .. } = self.imported;
        let made = if self.is_dry { "would write" } else { "wrote" };
        let enums = if *enums == 0 { String::new() } else { format!(" and {}", count(*enums, "enum")) };
        printer.say(format!(
            "{made} {}{enums} of {} into {} ({})",
            count(*models, "model"),
            self.source,
            self.context.config.shown(&self.place.path),
            count(files.len(), "file")
        ));
        if let Some(line) = self.place.declaration() {
            printer.say(format!("add `{}` to {}", line, self.context.config.shown(&self.place.root)));
        }
        print_needs(printer, self.imported, self.place.engine_feature);
        print_left(printer, left);
        print_others(printer, self.others);
        print_outcome(printer, self.source, outcome);
    }
}

/// What the package needs for the models to compile.
fn print_needs(printer: Printer, imported: &Imported, engine: &str) {
    let Imported { crates, features, .. } = imported;
    let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    let diesel = if features.is_empty() {
        String::new()
    } else {
        format!(" with the features {}", features.join(", "))
    };
    printer.say(format!("the models need diesel{diesel}, and in Cargo.toml:"));
    let version = env!("CARGO_PKG_VERSION");
    printer.say(format!("    model-core = {{ version = \"{version}\", features = [\"{engine}\"] }}"));
    for dependency in crates {
        printer.say(format!("    {dependency}"));
    }
}

fn print_left(printer: Printer, left: &[Left]) {
    if !left.is_empty() {
        printer.say(format!("the models do not say {}:", count(left.len(), "thing")));
        for left in left {
            printer.say(format!("    {left}"));
        }
    }
}

/// What every migration keeps as it is.
fn print_others(printer: Printer, others: &[OtherObject]) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for object in others {
        *kinds.entry(object.kind.as_str()).or_default() += 1;
    }
    if !kinds.is_empty() {
        let kinds: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{kind} ({n})")).collect();
        printer.say(format!("no model describes these, which stay as they are: {}", kinds.join(", ")));
    }
}

/// Whether the law holds.
fn print_outcome(printer: Printer, source: &Source, outcome: &Outcome) {
    if let Some(refused) = &outcome.refused {
        printer.warn(refused);
    }
    if outcome.lines.is_empty() {
        printer.say(format!("the models and {source} agree"));
        return;
    }
    let tables = outcome.lines.iter().filter(|line| line.depth == 0).count();
    let text =
        format!("what would still differ between {source} and the models ({}):", count(tables, "object"));
    printer.say(printer.paint(Style::Warn, &text));
    print_lines(printer, &outcome.lines);
}
