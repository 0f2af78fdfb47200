//! Scanned models -> the state that they ask for.

use std::collections::BTreeMap;

use model_schema::def::ModelDef;
use model_schema::desired::{Conflict, Desired};
use model_schema::ir::{Engine, QName};
use model_schema::lower::{At, LowerOptions, Lowered, ModelRef, ResolvedType, Resolver, lower};
use model_schema::types::{BaseType, DieselType, RustType};
use proc_macro2::Span;

use super::Scan;
use super::classify::{Found, place};
use super::diagnostic::{self, Diagnostic, Severity};
use super::existing;
use super::names::Resolved;
use super::tree::{Item, ModuleId, TypeKind};
use super::types::{Final, FinalBase, Meaning, Types};

/// What the names in a definition that was made ready stand for.
#[derive(Default)]
struct Answers {
    types: BTreeMap<String, ResolvedType>,
    models: BTreeMap<String, ModelRef>,
}

impl Resolver for Answers {
    fn resolve_type(&self, path: &str) -> Result<ResolvedType, String> {
        self.types.get(path).cloned().ok_or_else(|| format!("the type `{path}` was not resolved"))
    }

    fn resolve_model(&self, path: &str) -> Result<ModelRef, String> {
        self.models.get(path).cloned().ok_or_else(|| format!("the model `{path}` was not resolved"))
    }
}

/// Why a path is no model to reference.
enum Unreferable {
    /// It could not be read, which was reported.
    Reported,
    /// It is none.
    Wrong { message: String, help: &'static str },
}

/// A model whose every name has an answer.
struct Ready {
    def: ModelDef,
    answers: Answers,
    /// Whether an error was reported that would only come again in other words.
    broken: bool,
}

impl Scan {
    /// Lowers every selected model and puts them together. Errors of the scan and of the lowering come together, sorted
    /// by file and position, with the warnings among them.
    pub fn lower(&self, options: &LowerOptions) -> Result<Desired, Vec<Diagnostic>> {
        let types = self.types(options.engine);
        let mut diagnostics = self.diagnostics.clone();
        let mut ready: Vec<Ready> = Vec::new();
        for found in &self.classified.models {
            // A model that does not count is still one that others reference.
            let mut own = Vec::new();
            ready.push(self.ready(&types, found, &mut own));
            if self.tree.types[found.item].selected {
                diagnostics.append(&mut own);
            }
        }
        let refs: Vec<ModelRef> = ready.iter().map(|ready| ModelRef::of(&ready.def)).collect();
        let mut lowered = Vec::new();
        for (found, ready) in self.classified.models.iter().zip(&mut ready) {
            if !self.tree.types[found.item].selected {
                continue;
            }
            self.references(found, ready, &refs, &mut diagnostics);
            match lower(&ready.def, &ready.answers, options) {
                Ok(table) => lowered.push((found, table)),
                Err(_) if ready.broken => {}
                Err(errors) => diagnostics.extend(errors.iter().map(|error| {
                    let span = span(found, ready, &error.at);
                    Diagnostic::error(place(&self.tree, found, span), error.message.clone())
                })),
            }
        }
        let desired = self.assemble(options, lowered, &mut diagnostics);
        diagnostic::sort(&mut diagnostics);
        match desired {
            Some(desired) if diagnostics.iter().all(|one| one.severity == Severity::Warning) => Ok(desired),
            _ => Err(diagnostics),
        }
    }

    /// Resolves the type of every field.
    fn ready(&self, types: &Types<'_>, found: &Found, diagnostics: &mut Vec<Diagnostic>) -> Ready {
        let module = self.tree.types[found.item].module;
        let mut def = found.parsed.def.clone();
        let of_table = existing::apply(types, found, &mut def, diagnostics);
        let mut answers = Answers::default();
        let mut broken = !diagnostics.is_empty();
        for (n, field) in def.fields.iter_mut().enumerate() {
            let by_table = of_table.get(n).cloned().flatten();
            let Some(tokens) = found.parsed.tokens.columns.get(n) else {
                // Of an embedded struct.
                if let Some(resolved) = by_table {
                    answer(field, n, resolved, &mut answers);
                }
                continue;
            };
            let (resolved, span) = match (&tokens.sql_type, by_table) {
                (_, Some(by_table)) => (Ok(by_table), tokens.ident.span()),
                (Some(written), None) => {
                    let resolved = types.sql(module, &syn::Type::Path(written.clone()));
                    let span = syn::spanned::Spanned::span(written);
                    // A known SQL type is the lowering's to read; one of the user's own brings its name along.
                    match resolved {
                        Ok(Final { nullable, array: None, base: FinalBase::Diesel(ty, db_type) }) => {
                            let ty = if nullable { DieselType::of("Nullable", ty) } else { ty };
                            field.sql_type = Some(ty.to_string());
                            field.db_type = field.db_type.take().or(db_type);
                            continue;
                        }
                        // What is named in the database needs no more than a name here.
                        Err(_) if field.db_type.is_some() => continue,
                        resolved => (resolved, span),
                    }
                }
                (None, None) => (types.rust(module, &tokens.ty), syn::spanned::Spanned::span(&tokens.ty)),
            };
            match resolved {
                Ok(resolved) => answer(field, n, resolved, &mut answers),
                Err(error) => {
                    broken = true;
                    if error.reported {
                        continue;
                    }
                    let at = place(&self.tree, found, span);
                    let diagnostic = Diagnostic::error(at, error.message);
                    diagnostics.push(match error.help {
                        Some(help) => diagnostic.help(help),
                        None => diagnostic,
                    });
                }
            }
        }
        Ready { def, answers, broken }
    }

    /// Resolves the models that a model references.
    fn references(
        &self,
        found: &Found,
        ready: &mut Ready,
        refs: &[ModelRef],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let module = self.tree.types[found.item].module;
        for (n, reference) in ready.def.references.iter_mut().enumerate() {
            let Some(path) = &found.parsed.tokens.references[n].model else { continue };
            match self.model(module, path) {
                Ok(index) => {
                    ready.answers.models.insert(reference.model.clone(), refs[index].clone());
                }
                Err(Unreferable::Reported) => ready.broken = true,
                Err(Unreferable::Wrong { message, help }) => {
                    let at = place(&self.tree, found, syn::spanned::Spanned::span(path));
                    diagnostics.push(Diagnostic::error(at, message).help(help));
                    ready.broken = true;
                }
            }
        }
    }

    fn model(&self, module: ModuleId, path: &syn::Path) -> Result<usize, Unreferable> {
        let shown = super::names::segments(path).join("::").replacen("::::", "::", 1);
        let derive = "a reference names a struct with `#[derive(Model)]`";
        let mut at = self.tree.resolve_syn(module, path);
        // As many steps as there are types: an alias of an alias ends before that, or never.
        for _ in 0..=self.tree.types.len() {
            let Resolved::Item(Item::Type(index)) = at else { break };
            let item = &self.tree.types[index];
            match (&self.classified.meanings[index], &item.kind) {
                (Meaning::Model(model), _) if item.selected => return Ok(*model),
                (Meaning::Broken, _) => return Err(Unreferable::Reported),
                (Meaning::Model(_), _) => {
                    let message = format!("the model `{shown}` is in a package that is left out");
                    let help = "add its package to `crates` in model.toml";
                    return Err(Unreferable::Wrong { message, help });
                }
                (_, TypeKind::Alias(alias)) => match &*alias.ty {
                    syn::Type::Path(target) => at = self.tree.resolve_syn(item.module, &target.path),
                    _ => break,
                },
                _ => {
                    let message = format!("`{shown}` is not a model");
                    return Err(Unreferable::Wrong { message, help: derive });
                }
            }
        }
        Err(Unreferable::Wrong { message: format!("there is no model `{shown}`"), help: derive })
    }

    /// Puts the tables together; two of one name are reported at both places.
    fn assemble(
        &self,
        options: &LowerOptions,
        lowered: Vec<(&Found, Lowered)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Desired> {
        let mut owners: BTreeMap<QName, Vec<&Found>> = BTreeMap::new();
        let mut views: BTreeMap<QName, usize> = BTreeMap::new();
        for (found, table) in &lowered {
            owners.entry(table.table.name.clone()).or_default().push(found);
            *views.entry(table.table.name.clone()).or_default() += usize::from(table.view);
        }
        let at = |found: &Found| self.tree.types[found.item].place();
        for (name, found) in &mut owners {
            found.sort_by_key(|found| at(found));
            let conflict = match views.get(name) {
                None | Some(0) => Conflict::TwoModels(name.clone()),
                Some(views) if *views == found.len() => Conflict::TwoViews(name.clone()),
                Some(_) => Conflict::TableAndView(name.clone()),
            };
            for other in found.iter().skip(1) {
                diagnostics.push(
                    Diagnostic::error(at(other), conflict.to_string())
                        .related(at(found[0]), "the other model"),
                );
            }
        }
        match Desired::assemble(options.engine, lowered.into_iter().map(|(_, table)| table)) {
            Ok(desired) => Some(desired),
            Err(conflicts) => {
                for conflict in conflicts {
                    if matches!(
                        conflict,
                        Conflict::TwoModels(_) | Conflict::TwoViews(_) | Conflict::TableAndView(_)
                    ) {
                        continue;
                    }
                    let place =
                        owners.get(conflict.about()).and_then(|found| found.first()).map(|found| at(found));
                    let place = place.or_else(|| self.enum_place(conflict.about()));
                    diagnostics.push(Diagnostic::error(place, conflict.to_string()));
                }
                None
            }
        }
    }

    /// Where a model of a table or view is written, or its field of a column.
    pub fn place_of(
        &self,
        options: &LowerOptions,
        name: &QName,
        column: Option<&str>,
    ) -> Option<diagnostic::Place> {
        let types = self.types(options.engine);
        let models = self.classified.models.iter().filter(|found| self.tree.types[found.item].selected);
        for found in models {
            // A `table!` may have renamed it, and its columns.
            let ready = self.ready(&types, found, &mut Vec::new());
            if options.engine.qualify(ready.def.schema.as_deref(), &ready.def.table) == *name {
                let at = column.map_or(At::Model, |column| At::Field(column.to_owned()));
                return Some(place(&self.tree, found, span(found, &ready, &at)));
            }
        }
        None
    }

    fn types(&self, engine: Engine) -> Types<'_> {
        Types {
            tree: &self.tree,
            meanings: &self.classified.meanings,
            configured: &self.options.types,
            engine,
        }
    }

    fn enum_place(&self, name: &QName) -> Option<diagnostic::Place> {
        let enums = self.enums().into_iter().filter(|found| found.def.name == name.name);
        enums.last().map(|found| found.place)
    }
}

/// The lowering names fields by column, which a `table!` may have renamed.
fn span(found: &Found, ready: &Ready, at: &At) -> Span {
    if let At::Field(column) = at
        && let Some(n) = ready.def.fields.iter().position(|field| field.column == *column)
        && let Some((_, span)) = found.parsed.spans.fields.get(n)
    {
        return *span;
    }
    found.parsed.spans.at(at)
}

/// Puts the resolved type in the place of the written one.
fn answer(field: &mut model_schema::def::FieldDef, n: usize, resolved: Final, answers: &mut Answers) {
    let key = format!("field {n}");
    let ty = match resolved.base {
        FinalBase::Enum(def) => ResolvedType::Enum(def),
        FinalBase::Diesel(ty, db_type) => {
            let brackets = if resolved.array.is_some() { "[]" } else { "" };
            ResolvedType::Diesel { ty, db_type: db_type.map(|name| format!("{name}{brackets}")) }
        }
    };
    field.sql_type = None;
    field.ty =
        RustType { nullable: resolved.nullable, array: resolved.array, base: BaseType::Path(key.clone()) };
    answers.types.insert(key, ty);
}
