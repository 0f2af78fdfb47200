//! Learns the models of a cargo workspace from its source, without building it.
//!
//! `Cargo.toml` files tell the packages (`workspace`); their crates' modules are followed (`load`) as far as `cfg`
//! keeps them (`cfg`); names are resolved as rustc would (`names`); what a type means is told by its derives
//! (`classify`, `types`). A model itself is read and lowered by the code that the derive runs. What cannot be known is
//! an error that says what to write, never a guess.

pub mod cfg;
mod classify;
pub mod diagnostic;
mod existing;
mod load;
mod lower;
pub mod mirrors;
mod names;
mod parse;
mod tree;
mod types;
pub mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use model_schema::def::{EnumDef, ModelDef};
use model_schema::ir::Engine;
use model_schema::syntax;

use classify::{Classified, classify};
use diagnostic::{Diagnostic, Place, Severity};
pub use tree::TypeId;
use types::Meaning;
pub use types::TypeEntry;
use workspace::Selection;

/// What to scan, and what the source cannot say.
#[derive(Debug, Clone, Default)]
pub struct ScanOptions {
    /// Packages and features.
    pub selection: Selection,
    /// `[types]`.
    pub types: BTreeMap<String, TypeEntry>,
    /// Files as they would be, instead of what is on the disk.
    pub overlay: BTreeMap<PathBuf, String>,
}

/// What was found.
pub struct Scan {
    tree: tree::Tree,
    classified: Classified,
    options: ScanOptions,
    diagnostics: Vec<Diagnostic>,
}

/// A model that was found.
#[derive(Debug, Clone)]
pub struct ScannedModel<'a> {
    /// Its struct.
    pub item: TypeId,
    /// What it says.
    pub def: &'a ModelDef,
    /// The module it is in, from its crate's name on.
    pub module: String,
    /// Where.
    pub place: Place,
}

/// An enum that was found.
#[derive(Debug, Clone)]
pub struct ScannedEnum<'a> {
    /// What it says.
    pub def: &'a EnumDef,
    /// The module it is in, from its crate's name on.
    pub module: String,
    /// Where.
    pub place: Place,
}

/// Scans the packages that belong to a directory with a `Cargo.toml`.
///
/// What went wrong is kept: [`Scan::lower`] reports it with its own errors, all at once.
pub fn scan(root: &Path, options: ScanOptions) -> Scan {
    let (mut tree, mut diagnostics) = match workspace::read(root, &options.selection) {
        Ok(packages) => load::load(root, &packages, &options.overlay),
        Err(diagnostics) => (tree::Tree::default(), diagnostics),
    };
    let mut classified = classify(&mut tree);
    diagnostics.append(&mut classified.diagnostics);
    diagnostic::sort(&mut diagnostics);
    Scan { tree, classified, options, diagnostics }
}

impl Scan {
    /// The models of the selected packages, in the order of their files.
    pub fn models(&self) -> Vec<ScannedModel<'_>> {
        let mut models: Vec<ScannedModel<'_>> = self
            .selected()
            .map(|found| {
                let item = &self.tree.types[found.item];
                ScannedModel {
                    item: found.item,
                    def: &found.parsed.def,
                    module: self.tree.modules[item.module].shown(),
                    place: item.place(),
                }
            })
            .collect();
        models.sort_by(|a, b| a.place.cmp(&b.place));
        models
    }

    /// The enums of all packages that were read, in the order of their files.
    pub fn enums(&self) -> Vec<ScannedEnum<'_>> {
        let items = self.tree.types.iter().zip(&self.classified.meanings);
        let mut enums: Vec<ScannedEnum<'_>> = items
            .filter_map(|(item, meaning)| match meaning {
                Meaning::Enum(def) => Some(ScannedEnum {
                    def,
                    module: self.tree.modules[item.module].shown(),
                    place: item.place(),
                }),
                _ => None,
            })
            .collect();
        enums.sort_by(|a, b| a.place.cmp(&b.place));
        enums
    }

    /// What the scan itself found wrong or could not see, sorted.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The warnings among them.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }

    /// The engine that the models name by `#[diesel(check_for_backend(..))]`, if they agree on one; where there is no model yet,
    /// that of Diesel's structs.
    pub fn engine(&self) -> Option<Engine> {
        let of_models = self.selected().map(|found| found.parsed.def.backend);
        let engines: BTreeSet<Engine> = match self.selected().next() {
            Some(_) => of_models.flatten().collect(),
            None => self.engines_of_structs().collect(),
        };
        let mut engines = engines.into_iter();
        engines.next().filter(|_| engines.next().is_none())
    }

    fn engines_of_structs(&self) -> impl Iterator<Item = Engine> {
        self.tree.types.iter().filter(|item| item.selected).filter_map(|item| match &item.kind {
            tree::TypeKind::Data(input) if input.attrs.iter().any(|of| of.path().is_ident("diesel")) => {
                syntax::model_or_part(input).0.def.backend
            }
            _ => None,
        })
    }

    /// How one struct's module can name another struct, in the shortest way; `None` if it cannot.
    pub fn path_between(&self, from: TypeId, to: TypeId) -> Option<String> {
        let module = self.tree.types[from].module;
        self.tree.in_scope(module, to).or_else(|| self.tree.path_to(module, to))
    }

    /// How a struct's crate can name something of a package that was not read, whose path begins with the package's name.
    fn external_path(&self, from: TypeId, path: &[String]) -> String {
        let krate = &self.tree.crates[self.tree.modules[self.tree.types[from].module].krate];
        let package = path.first().map_or("", String::as_str);
        let mut externs = krate.externs.iter();
        let name = externs.find(|(_, to)| matches!(to, tree::Extern::Other(name) if name == package));
        let name = name.map_or_else(|| package.replace('-', "_"), |(name, _)| name.clone());
        let rest = path.iter().skip(1).cloned();
        std::iter::once(name).chain(rest).collect::<Vec<_>>().join("::")
    }

    /// How the root of a package's library, or else program, can name a struct.
    pub fn path_from(&self, package: &Path, to: TypeId) -> Option<String> {
        let krate = self.tree.crates.iter().find(|krate| krate.package == package)?;
        self.tree.path_to(krate.root, to)
    }

    /// What a struct's crate calls a package's library, or itself.
    pub fn crate_name(&self, from: TypeId, package: &Path) -> Option<String> {
        let from = self.tree.modules[self.tree.types[from].module].krate;
        let krate = self.tree.crates.iter().position(|krate| krate.package == package)?;
        self.tree.name_of_crate(from, krate)
    }

    fn selected(&self) -> impl Iterator<Item = &classify::Found> {
        self.classified.models.iter().filter(|found| self.tree.types[found.item].selected)
    }
}
