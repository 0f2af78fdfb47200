//! `cargo model import --annotate`: structs that are there become models.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use model_core::ir::{QName, Schema};

use super::place::{self, Place};
use super::staged::Staged;
use super::{options, part, print_left, print_needs, print_outcome, proof, wanted};
use crate::args::Import;
use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::import::annotate::{Choice, Chosen, Edit, Edits, Target, There, apply, choose, models, moved};
use crate::import::{Imported, Left, Others, import_beside};
use crate::printer::Style;
use crate::project::count;
use crate::scan::diagnostic::{self, Diagnostic, Severity};
use crate::scan::mirrors::{Declared, Mirror};
use crate::scan::workspace::{nearest_manifest, normal};
use crate::scan::{self, Scan, ScanOptions};
use crate::source::{Reader, Source};
use crate::steps::Step;
use crate::write;

/// Annotates structs, and writes models of the tables that have none.
pub fn run(context: &Context, args: &Import, source: &Source, reader: Reader<'_>) -> Result<Exit, Failure> {
    let state = reader.read(source)?;
    let schema = part(context, &state.schema, args)?;
    let origin = (schema == state.schema).then_some(state.origin);
    context.steps.begin(Step::Scan);
    let scan = scan::scan(&context.config.root, context.config.scan_options(&[]));
    let errors = scan.diagnostics().iter().filter(|one| one.severity == Severity::Error);
    let errors: Vec<Diagnostic> = errors.cloned().collect();
    if !errors.is_empty() {
        return Err(Failure::files("the source cannot be read; nothing was written", errors));
    }
    let (declared, there) = (scan.declared(schema.engine), models(&scan, schema.engine));
    let paths = paths(&args.paths)?;
    let work =
        Work { context, args, schema: &schema, scan: &scan, declared: &declared, there: &there, paths };
    let mut refused = BTreeMap::new();
    // As many times as there are tables: each time another one is refused, or it is done.
    let (plan, desired) = loop {
        let plan = work.plan(&refused)?;
        let unnamed = work.unnamed(&plan);
        if !unnamed.is_empty() {
            refused.extend(unnamed);
            continue;
        }
        let options = ScanOptions { overlay: plan.files.clone(), ..context.config.scan_options(&[]) };
        let annotated = scan::scan(&context.config.root, options);
        match proof::desired(context, &annotated, &schema) {
            Ok(desired) => break (plan, desired),
            Err(diagnostics) => {
                let blamed = plan.blamed(&diagnostics);
                if blamed.is_empty() {
                    return Err(Failure::files(
                        "the models could not be used; nothing was written",
                        diagnostics,
                    ));
                }
                refused.extend(blamed);
            }
        }
    };
    let outcome = proof::compare(context, &reader, &desired, schema.clone(), origin)?;
    context.steps.begin(Step::Stop);
    drop(reader);
    context.steps.end();
    let files: Vec<(PathBuf, String)> = plan.files.clone().into_iter().collect();
    if args.dry_run {
        for (path, text) in &files {
            context.printer.data(format!("// {}\n{text}", context.config.shown(path)));
        }
    } else {
        place::refuse_existing(context, args.force, plan.made.iter())?;
        write::all(&files).map_err(|(path, error)| {
            Failure::usage(format!("cannot write {}: {error}; nothing was written", path.display()))
        })?;
    }
    plan.print(context, schema.engine.name());
    print_outcome(context.printer, source, &outcome);
    Ok(if outcome.lines.is_empty() { Exit::Success } else { Exit::Found })
}

/// The files and directories that are named, as they are found from anywhere.
fn paths(written: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::usage(format!("the current directory cannot be told: {error}")))?;
    written
        .iter()
        .map(|path| {
            let path = normal(&here.join(path));
            let is_there = path.exists();
            is_there
                .then(|| path.clone())
                .ok_or_else(|| Failure::usage(format!("there is no {}", path.display())))
        })
        .collect()
}

struct Work<'a> {
    context: &'a Context,
    args: &'a Import,
    schema: &'a Schema,
    scan: &'a Scan,
    declared: &'a [Declared],
    /// Models that make their own `table!`.
    there: &'a BTreeMap<QName, There>,
    paths: Vec<PathBuf>,
}

/// What is to be done.
struct Plan<'a> {
    choices: BTreeMap<QName, Choice<'a>>,
    edits: Edits,
    imported: Imported,
    left: Vec<Left>,
    /// Where models of their own are, if there are any.
    place: Option<Place>,
    /// Files that are new.
    made: Vec<PathBuf>,
    /// All files that are written.
    files: BTreeMap<PathBuf, String>,
}

impl<'a> Work<'a> {
    fn plan(&self, refused: &BTreeMap<QName, String>) -> Result<Plan<'a>, Failure> {
        let (schema, root) = (self.schema, &self.context.config.root);
        let is_wanted = |of: &Mirror| {
            let file = normal(&root.join(&of.file().path));
            self.paths.is_empty() || self.paths.iter().any(|path| file.starts_with(path))
        };
        let mut chosen = Chosen::of(self.scan);
        let mut others = Others::default();
        let mut choices = BTreeMap::new();
        for (name, table) in &schema.tables {
            let choice = match self.there.get(name) {
                Some(model) => Choice::Model(model.clone()),
                None => choose(table, schema, self.declared, &is_wanted, refused.get(name)),
            };
            match &choice {
                Choice::Struct(of, declared) => {
                    chosen.structs.insert(name.clone(), (of, declared));
                    chosen.models.insert(name.clone(), Target::There(of.item));
                }
                Choice::Model(of) => {
                    chosen.models.insert(name.clone(), Target::There(of.item));
                }
                Choice::Ambiguous(_) => {
                    others.without.insert(name.clone());
                }
                Choice::None(_) if self.args.only_annotate => {
                    others.without.insert(name.clone());
                }
                Choice::None(_) => {}
            }
            if chosen.models.contains_key(name) {
                others.enums.extend(table.columns.iter().filter_map(|column| column.ty.enum_name.clone()));
            }
            choices.insert(name.clone(), choice);
        }
        let mut wanted = wanted(self.context, schema);
        let is_to_write = schema
            .tables
            .keys()
            .any(|name| !chosen.models.contains_key(name) && !others.without.contains(name));
        let mut plan = Plan {
            choices,
            edits: Edits::new(),
            imported: Imported::default(),
            left: Vec::new(),
            place: None,
            made: Vec::new(),
            files: BTreeMap::new(),
        };
        if is_to_write {
            let place = Place::find(self.args, &self.home())?.of(self.schema.engine);
            others.models = (chosen.models.iter())
                .filter_map(|(name, target)| match target {
                    Target::There(item) => Some((name.clone(), self.scan.path_from(&place.package, *item))),
                    Target::New { .. } => None,
                })
                .collect();
            self.write_models(place, &wanted, &others, &mut plan)?;
            wanted.extensions.clear();
        }
        if let Some(place) = &plan.place {
            chosen.models.extend(plan.imported.paths.iter().map(|(name, path)| {
                let path = format!("{}::{path}", place.crate_path);
                (name.clone(), Target::New { package: place.package.clone(), path })
            }));
        }
        let doc_comments = self.context.config.settings.doc_comments;
        let edits = chosen.edits(schema, &wanted.extensions, doc_comments, &mut plan.left);
        for (file, edits) in edits {
            plan.edits.entry(file).or_default().extend(edits);
        }
        for (file, edits) in &plan.edits {
            let path = root.join(file);
            let text = std::fs::read_to_string(&path)
                .map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))?;
            // The scan has left it out, and counts without it.
            let (mark, text) = match text.strip_prefix('\u{feff}') {
                Some(rest) => ("\u{feff}", rest),
                None => ("", text.as_str()),
            };
            plan.files.insert(path, format!("{mark}{}", apply(text, edits)));
        }
        plan.left.extend(plan.imported.left.clone());
        plan.left.sort();
        plan.left.dedup();
        Ok(plan)
    }

    /// Structs that cannot be named where a model refers to their table, with the reason.
    fn unnamed(&self, plan: &Plan<'a>) -> BTreeMap<QName, String> {
        let mut unnamed = BTreeMap::new();
        for table in self.schema.tables.values() {
            for target in table.foreign_keys.iter().map(|key| &key.target) {
                let Some(Choice::Struct(of, _)) = plan.choices.get(target) else { continue };
                let path = match (plan.choices.get(&table.name), &plan.place) {
                    (Some(Choice::Struct(from, _)), _) => self.scan.path_between(from.item, of.item),
                    (Some(Choice::None(_)), Some(place)) => self.scan.path_from(&place.package, of.item),
                    _ => continue,
                };
                if path.is_none() {
                    let why = format!(
                        "{} ({}) cannot be named where the model of {} has to refer to it",
                        of.name, of.place, table.name
                    );
                    unnamed.entry(target.clone()).or_insert(why);
                }
            }
        }
        unnamed
    }

    /// The package for models of their own: that of most structs of a `table!`, else of most `table!`s.
    fn home(&self) -> PathBuf {
        let structs = self.declared.iter().flat_map(|declared| &declared.structs);
        let structs = structs.filter_map(|of| self.package(&of.place));
        let tables = self.declared.iter().filter_map(|declared| self.package(&declared.place));
        most(structs).or_else(|| most(tables)).unwrap_or_else(|| self.context.config.root.clone())
    }

    /// The condition under which all structs of a package that become models are that: else, it may have no Diesel.
    fn condition(&self, choices: &BTreeMap<QName, Choice<'_>>, package: &Path) -> Option<String> {
        let mut here = structs(choices).filter(|of| self.package(&of.place).as_deref() == Some(package));
        let first = here.next()?.condition.clone()?;
        here.all(|of| of.condition.as_ref() == Some(&first)).then_some(first)
    }

    fn package(&self, place: &diagnostic::Place) -> Option<PathBuf> {
        nearest_manifest(&normal(&self.context.config.root.join(&place.file.path)))
    }

    /// Models of the tables that have none, and the line that makes them a part of the crate.
    fn write_models(
        &self,
        place: Place,
        wanted: &Schema,
        others: &Others,
        plan: &mut Plan<'_>,
    ) -> Result<(), Failure> {
        plan.imported = import_beside(wanted, &options(self.context, self.args, &place), others);
        if plan.imported.models == 0 {
            return Ok(());
        }
        let staged = Staged::new(&place, &plan.imported.files)?;
        for (path, text) in staged.files(&place)? {
            plan.made.push(path.clone());
            plan.files.insert(path, text);
        }
        if let Some(line) = place.declaration()
            && let Ok(text) = std::fs::read_to_string(&place.root)
        {
            let file = place.root.strip_prefix(&self.context.config.root).unwrap_or(&place.root);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let line = match self.condition(&plan.choices, &place.package) {
                Some(condition) => format!("#[cfg({condition})]\n{line}"),
                None => line,
            };
            plan.edits.entry(file.to_owned()).or_default().push(declaration(text, &line));
        }
        plan.place = Some(place);
        Ok(())
    }
}

/// Those that become models.
fn structs<'a>(choices: &'a BTreeMap<QName, Choice<'a>>) -> impl Iterator<Item = &'a Mirror> {
    choices.values().filter_map(|choice| match choice {
        Choice::Struct(of, _) => Some(*of),
        _ => None,
    })
}

/// What is there most often; of several, the first by name.
fn most(all: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let by_count = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    by_count.map(|(one, _)| one)
}

/// Puts `mod x;` behind the last of its kind, or behind what a file begins with.
fn declaration(text: &str, line: &str) -> Edit {
    let mut at = 0;
    let mut after_last = None;
    let mut is_begin = true;
    let mut begin = 0;
    for whole in text.split_inclusive('\n') {
        at += whole.len();
        let trimmed = whole.trim_end();
        is_begin &= trimmed.is_empty() || trimmed.starts_with("//!") || trimmed.starts_with("#!");
        if is_begin {
            begin = at;
        }
        let declared = trimmed.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        if declared.starts_with("mod ") && declared.ends_with(';') {
            after_last = Some(at);
        }
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = after_last.unwrap_or(begin);
    let has_end = at == 0 || text[..at].ends_with('\n');
    let line = line.replace('\n', end);
    let text = if has_end { format!("{line}{end}") } else { format!("{end}{line}{end}") };
    Edit { at, text }
}

impl Plan<'_> {
    /// The tables whose structs errors are in, with what they say.
    fn blamed(&self, diagnostics: &[Diagnostic]) -> BTreeMap<QName, String> {
        let mut blamed = BTreeMap::new();
        let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
        for (error, place) in errors.filter_map(|error| Some((error, error.place.as_ref()?))) {
            for (name, choice) in &self.choices {
                let Choice::Struct(of, _) = choice else { continue };
                let file = &of.file().path;
                let edits = self.edits.get(file).map_or(&[][..], Vec::as_slice);
                let range = moved(of.range.start, edits)..moved(of.range.end, edits);
                if place.file.path == *file && range.contains(&place.range.start) {
                    blamed
                        .entry(name.clone())
                        .or_insert_with(|| format!("{} ({}): {}", of.name, of.place, error.message));
                }
            }
        }
        blamed
    }

    fn print(&self, context: &Context, engine: &str) {
        let printer = context.printer;
        let (mut structs, mut there) = (0, 0);
        let mut without = BTreeSet::new();
        for (name, choice) in &self.choices {
            let line = match choice {
                Choice::Model(of) => {
                    there += 1;
                    format!("{} ({}) is its model already", of.name, of.place)
                }
                Choice::Struct(of, _) => {
                    structs += 1;
                    format!("{} ({}) is its model now", of.name, of.place)
                }
                Choice::Ambiguous(why) => {
                    without.insert(name);
                    printer.paint(Style::Warn, why)
                }
                Choice::None(why) => {
                    if let Some(path) = self.written(name) {
                        format!("{why}: its model is {path}")
                    } else {
                        without.insert(name);
                        printer.paint(Style::Warn, &format!("{why}: it has no model"))
                    }
                }
            };
            printer.say(format!("{name}: {line}"));
        }
        let mut done = vec![format!("annotated {}", count(structs, "struct"))];
        if self.imported.models > 0
            && let Some(place) = &self.place
        {
            done.push(format!(
                "wrote {} into {}",
                count(self.imported.models, "model"),
                context.config.shown(&place.path)
            ));
        }
        if there > 0 {
            done.push(format!("left {} as they were", count(there, "model")));
        }
        if !without.is_empty() {
            done.push(format!("could do nothing for {}", count(without.len(), "table")));
        }
        printer.say(done.join(", "));
        if self.imported.models > 0 {
            print_needs(printer, &self.imported, engine);
        } else if structs > 0 {
            printer.say(format!(
                "the models need model-core = {{ version = \"{}\", features = [\"{engine}\"] }} in Cargo.toml",
                env!("CARGO_PKG_VERSION")
            ));
        }
        print_left(printer, &self.left);
    }

    /// The path of a model that is new.
    fn written(&self, name: &QName) -> Option<String> {
        let path = self.imported.paths.get(name)?;
        Some(format!("{}::{path}", self.place.as_ref()?.crate_path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_declared_among_its_kind() {
        for (text, expected) in [
            ("mod a;\npub mod b;\n\nfn main() {}\n", "mod a;\npub mod b;\npub mod x;\n\nfn main() {}\n"),
            ("//! Docs.\n#![allow(x)]\n\nuse a::b;\n", "//! Docs.\n#![allow(x)]\n\npub mod x;\nuse a::b;\n"),
            ("", "pub mod x;\n"),
            ("mod a;", "mod a;\npub mod x;\n"),
        ] {
            assert_eq!(apply(text, &[declaration(text, "pub mod x;")]), expected);
        }
    }
}
