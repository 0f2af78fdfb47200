//! Crates, modules, and what is named in them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use proc_macro2::Span;
use syn::{DeriveInput, ItemType};

use super::diagnostic::{Place, SourceFile};

/// A path as segments. The first one is `::` for a path that begins with it.
pub type Segments = Vec<String>;

/// Index of a crate.
pub type CrateId = usize;
/// Index of a module.
pub type ModuleId = usize;

/// Index of a struct, an enum or an alias.
pub type TypeId = usize;

/// Everything that was read.
#[derive(Default)]
pub struct Tree {
    /// Crates.
    pub crates: Vec<Crate>,
    /// Modules of all crates.
    pub modules: Vec<Module>,
    /// Structs, enums and aliases of all modules.
    pub types: Vec<TypeItem>,
    /// `table!`s of all modules.
    pub tables: Vec<TableItem>,
}

/// A library or a binary.
pub struct Crate {
    /// Its root module.
    pub root: ModuleId,
    /// The directory of its package.
    pub package: PathBuf,
    /// What the first segment of a path can be besides the names in scope.
    pub externs: BTreeMap<String, Extern>,
}

/// A crate as named by another one.
#[derive(Debug, Clone)]
pub enum Extern {
    /// One that was read.
    Crate(CrateId),
    /// One that was not, by its real name.
    Other(String),
}

/// A module.
pub struct Module {
    /// Its crate.
    pub krate: CrateId,
    /// Its path from the crate's name on.
    pub path: Segments,
    /// The module around it.
    pub parent: Option<ModuleId>,
    /// What is defined in it.
    pub items: BTreeMap<String, Item>,
    /// What `use` brings in, by its name here. One name can stand for a type and for a macro.
    pub imports: BTreeMap<String, Vec<Segments>>,
    /// What `use path::*` brings in.
    pub globs: Vec<Glob>,
    /// The names among all these that are not for everyone, with the module within which they can be used.
    pub within: BTreeMap<String, ModuleId>,
}

/// `use path::*`.
pub struct Glob {
    /// The path.
    pub path: Segments,
    /// The module within which the names that it brings in can be used, if that is not everywhere.
    pub within: Option<ModuleId>,
}

impl Module {
    /// Notes within which module a name can be used that it is about to have: of several things with that name, the one that can
    /// be used by more.
    pub fn guard(&mut self, name: &str, within: Option<ModuleId>) {
        match within {
            None => {
                self.within.remove(name);
            }
            Some(within) if !self.items.contains_key(name) && !self.imports.contains_key(name) => {
                self.within.insert(name.to_owned(), within);
            }
            Some(_) => {}
        }
    }

    /// The path as it is shown.
    pub fn shown(&self) -> String {
        self.path.join("::")
    }
}

/// Something that a path of types can end at or go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A module.
    Module(ModuleId),
    /// A struct, an enum, an alias.
    Type(TypeId),
    /// What `table!` makes.
    Table(usize),
}

/// A struct, an enum or an alias.
pub struct TypeItem {
    /// Its name.
    pub name: String,
    /// Where it is defined.
    pub module: ModuleId,
    /// In which file.
    pub file: Arc<SourceFile>,
    /// Its name's span in that file.
    pub span: Span,
    /// Whether the package's models count.
    pub selected: bool,
    /// What it is.
    pub kind: TypeKind,
}

impl TypeItem {
    /// Where its name stands.
    pub fn place(&self) -> Place {
        Place::of(&self.file, self.span)
    }
}

/// What a type item is.
pub enum TypeKind {
    /// A struct or enum with attributes, `cfg` evaluated.
    Data(Box<DeriveInput>),
    /// `type A = B;`
    Alias(Box<ItemType>),
    /// One of which no more is asked.
    Opaque,
}

/// A `table!`.
pub struct TableItem {
    /// As Diesel parses it.
    pub decl: diesel_table_macro_syntax::TableDecl,
    /// The module that the macro makes; its imports are those written in the macro.
    pub module: ModuleId,
    /// In which file.
    pub file: Arc<SourceFile>,
}
