//! Crate roots -> modules: follows `mod x;`, `#[path]`, inline modules and `cfg`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Data, Expr, ExprLit, Ident, ItemMacro, ItemUse, Lit, Meta, UseTree, Visibility};

use super::cfg::{Cfg, Evaluator};
use super::diagnostic::{Diagnostic, Place, SourceFile};
use super::parse::{self, Body, RawItem, RawModule};
use super::tree::{
    Crate, CrateId, Extern, Glob, Item, Module, ModuleId, Segments, TableItem, Tree, TypeItem, TypeKind,
};
use super::workspace::{Package, normal};

/// Reads the crates of packages.
pub fn load(
    root: &Path,
    packages: &[Package],
    overlay: &BTreeMap<PathBuf, String>,
) -> (Tree, Vec<Diagnostic>) {
    let mut loader =
        Loader { root, overlay, tree: Tree::default(), diagnostics: Vec::new(), open: Vec::new() };
    let mut libs: BTreeMap<&Path, CrateId> = BTreeMap::new();
    let mut crates = Vec::new();
    for package in packages {
        let lib = package.lib.iter().map(|path| (true, &package.lib_name, path));
        // Of a package that is only depended on, the library is all that can be named.
        let bins = package.bins.iter().filter(|_| package.selected).map(|(name, path)| (false, name, path));
        for (is_lib, name, path) in lib.chain(bins) {
            let id = loader.begin_crate(name, package);
            if is_lib {
                libs.insert(&package.dir, id);
            }
            crates.push((id, package, path));
        }
    }
    for (id, package, path) in &crates {
        loader.tree.crates[*id].externs = externs(package, &libs, packages);
        loader.crate_root(*id, package, path);
    }
    (loader.tree, loader.diagnostics)
}

fn externs(
    package: &Package,
    libs: &BTreeMap<&Path, CrateId>,
    packages: &[Package],
) -> BTreeMap<String, Extern> {
    let mut externs: BTreeMap<String, Extern> = ["std", "core", "alloc"]
        .into_iter()
        .map(|name| (name.to_owned(), Extern::Other(name.to_owned())))
        .collect();
    // Binaries name the library beside them.
    if let Some(id) = libs.get(package.dir.as_path()) {
        externs.insert(package.lib_name.clone(), Extern::Crate(*id));
    }
    for (key, dependency) in &package.dependencies {
        let own = dependency.path.as_deref().and_then(|path| libs.get(path).map(|id| (path, *id)));
        let Some((path, id)) = own else {
            externs.insert(key.clone(), Extern::Other(dependency.package.clone()));
            continue;
        };
        // Not renamed, it goes by its library's name.
        let target = packages.iter().find(|package| package.dir == path);
        let name = target.filter(|_| *key == dependency.package).map_or(key, |package| &package.lib_name);
        externs.insert(name.clone(), Extern::Crate(id));
    }
    externs
}

struct Loader<'a> {
    root: &'a Path,
    /// Files that are read from here and not from the disk.
    overlay: &'a BTreeMap<PathBuf, String>,
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    /// Files that are being read, outermost first.
    open: Vec<PathBuf>,
}

/// Where the items at hand are.
#[derive(Clone)]
struct Scope<'a> {
    module: ModuleId,
    file: &'a Arc<SourceFile>,
    cfg: &'a Cfg,
    selected: bool,
    /// The directory of the file: what `#[path]` outside of inline modules starts from.
    file_dir: &'a Path,
    /// The directory of the module's children: what `mod x;` starts from.
    child_dir: PathBuf,
    /// Whether an inline module is around.
    inline: bool,
}

impl Loader<'_> {
    fn begin_crate(&mut self, name: &str, package: &Package) -> CrateId {
        let krate = self.tree.crates.len();
        let root = self.module(krate, vec![name.replace('-', "_")], None);
        self.tree.crates.push(Crate { root, package: package.dir.clone(), externs: BTreeMap::new() });
        krate
    }

    fn module(&mut self, krate: CrateId, path: Segments, parent: Option<ModuleId>) -> ModuleId {
        self.tree.modules.push(Module {
            krate,
            path,
            parent,
            items: BTreeMap::new(),
            imports: BTreeMap::new(),
            globs: Vec::new(),
            within: BTreeMap::new(),
        });
        self.tree.modules.len() - 1
    }

    fn child(&mut self, parent: ModuleId, name: &str) -> ModuleId {
        let mut path = self.tree.modules[parent].path.clone();
        path.push(name.to_owned());
        let krate = self.tree.modules[parent].krate;
        self.module(krate, path, Some(parent))
    }

    /// The module within which something of a module can be named, if that is not everywhere.
    fn within(&self, module: ModuleId, vis: &Visibility) -> Option<ModuleId> {
        match vis {
            Visibility::Public(_) => None,
            Visibility::Restricted(to) if to.path.is_ident("crate") => {
                Some(self.tree.crates[self.tree.modules[module].krate].root)
            }
            Visibility::Restricted(to) if to.path.is_ident("super") => {
                Some(self.tree.modules[module].parent.unwrap_or(module))
            }
            // Of `pub(in a::b)` that much is certain.
            Visibility::Restricted(_) | Visibility::Inherited => Some(module),
        }
    }

    fn crate_root(&mut self, id: CrateId, package: &Package, path: &Path) {
        let module = self.tree.crates[id].root;
        let dir = path.parent().unwrap_or(path).to_path_buf();
        self.file(path, module, &package.cfg, package.selected, dir, None);
    }

    fn file(
        &mut self,
        path: &Path,
        module: ModuleId,
        cfg: &Cfg,
        selected: bool,
        child_dir: PathBuf,
        declared: Option<Place>,
    ) {
        if self.open.iter().any(|open| open == path) {
            let message = format!("{} includes itself as a module", self.shown(path).display());
            self.diagnostics.push(Diagnostic::error(declared, message));
            return;
        }
        let bytes = match self.overlay.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => std::fs::read(path),
        };
        let text = match bytes.map(String::from_utf8) {
            Ok(Ok(text)) => text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text),
            Ok(Err(_)) => {
                let message = format!("{} is not UTF-8", self.shown(path).display());
                self.diagnostics.push(Diagnostic::error(declared, message));
                return;
            }
            Err(error) => {
                let message = format!("cannot read {}: {error}", self.shown(path).display());
                self.diagnostics.push(Diagnostic::error(declared, message));
                return;
            }
        };
        let file = Arc::new(SourceFile { path: self.shown(path), text });
        let body = match parse::file(&file) {
            Ok(body) => body,
            Err(errors) => {
                self.diagnostics.extend(errors);
                return;
            }
        };
        let file_dir = path.parent().unwrap_or(path);
        self.open.push(path.to_path_buf());
        let scope = Scope { module, file: &file, cfg, selected, file_dir, child_dir, inline: false };
        self.body(&scope, body);
        self.open.pop();
    }

    fn is_file(&self, path: &Path) -> bool {
        self.overlay.contains_key(path) || path.is_file()
    }

    fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.root).unwrap_or(path).to_path_buf()
    }

    fn attributes(&mut self, scope: &Scope<'_>, attrs: Vec<Attribute>) -> Option<Vec<Attribute>> {
        Evaluator { cfg: scope.cfg, file: scope.file, diagnostics: &mut self.diagnostics }.attributes(attrs)
    }

    fn body(&mut self, scope: &Scope<'_>, body: Body) {
        if self.attributes(scope, body.attrs).is_none() {
            return;
        }
        for item in body.items {
            self.item(scope, item);
        }
    }

    fn item(&mut self, scope: &Scope<'_>, item: RawItem) {
        match item {
            RawItem::Use(item) => self.import(scope, item),
            RawItem::ExternCrate(item) => {
                if self.attributes(scope, item.attrs).is_some() {
                    let name = item.ident.unraw().to_string();
                    let shown =
                        item.rename.map_or_else(|| name.clone(), |(_, ident)| ident.unraw().to_string());
                    let path = vec!["::".to_owned(), name];
                    let within = self.within(scope.module, &item.vis);
                    self.tree.modules[scope.module].guard(&shown, within);
                    self.tree.modules[scope.module].imports.entry(shown).or_default().push(path);
                }
            }
            RawItem::Module(raw) => self.declared(scope, raw),
            RawItem::Data(mut input) => {
                let Some(attrs) = self.attributes(scope, std::mem::take(&mut input.attrs)) else { return };
                input.attrs = attrs;
                self.members(scope, &mut input.data);
                let (ident, vis) = (input.ident.clone(), input.vis.clone());
                self.type_item(scope, &ident, &vis, TypeKind::Data(Box::new(input)));
            }
            RawItem::Alias(item) => {
                if self.attributes(scope, item.attrs.clone()).is_some() {
                    let (ident, vis) = (item.ident.clone(), item.vis.clone());
                    self.type_item(scope, &ident, &vis, TypeKind::Alias(Box::new(item)));
                }
            }
            RawItem::Named { attrs, ident } => {
                if self.attributes(scope, attrs).is_some() {
                    self.type_item(scope, &ident, &Visibility::Inherited, TypeKind::Opaque);
                }
            }
            RawItem::Macro(item) => self.macro_item(scope, item),
            RawItem::Hidden(span) => self.hidden(scope, span, "inside a function or impl"),
        }
    }

    /// Fields and variants that `cfg` leaves out are not there.
    fn members(&mut self, scope: &Scope<'_>, data: &mut Data) {
        let mut keep = |attrs: &mut Vec<Attribute>| {
            let kept = self.attributes(scope, std::mem::take(attrs));
            let there = kept.is_some();
            *attrs = kept.unwrap_or_default();
            there
        };
        match data {
            Data::Struct(data) => match &mut data.fields {
                syn::Fields::Named(fields) => retain(&mut fields.named, |field| keep(&mut field.attrs)),
                syn::Fields::Unnamed(fields) => retain(&mut fields.unnamed, |field| keep(&mut field.attrs)),
                syn::Fields::Unit => {}
            },
            Data::Enum(data) => retain(&mut data.variants, |variant| keep(&mut variant.attrs)),
            Data::Union(_) => {}
        }
    }

    fn type_item(&mut self, scope: &Scope<'_>, ident: &Ident, vis: &Visibility, kind: TypeKind) {
        let name = ident.unraw().to_string();
        let within = self.within(scope.module, vis);
        self.tree.modules[scope.module].guard(&name, within);
        self.tree.types.push(TypeItem {
            name: name.clone(),
            module: scope.module,
            file: Arc::clone(scope.file),
            span: ident.span(),
            selected: scope.selected,
            kind,
        });
        let item = Item::Type(self.tree.types.len() - 1);
        self.tree.modules[scope.module].items.insert(name, item);
    }

    fn hidden(&mut self, scope: &Scope<'_>, span: Span, within: &str) {
        if scope.selected {
            let message = format!("this `derive(Model)` is {within}, where cargo model cannot see its table");
            self.diagnostics.push(
                Diagnostic::warning("hidden_model", Place::of(scope.file, span), message)
                    .help("write the struct out in a module, so that its table is part of the migrations"),
            );
        }
    }

    fn macro_item(&mut self, scope: &Scope<'_>, item: ItemMacro) {
        if self.attributes(scope, item.attrs).is_none() {
            return;
        }
        let name = item.mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        match name.as_str() {
            "table" => self.table(scope, &item.mac),
            "include" if scope.selected => {
                let place = Place::of(scope.file, item.mac.path.span());
                self.diagnostics.push(
                    Diagnostic::warning(
                        "include",
                        place,
                        "cargo model does not see what `include!` brings in",
                    )
                    .help("models belong in modules: `mod x;`, with `#[path = \"..\"]` if need be"),
                );
            }
            _ => {
                if let Some(span) = parse::hidden_derive(item.mac.tokens) {
                    let what =
                        if name == "macro_rules" { "inside a `macro_rules!`" } else { "inside a macro call" };
                    self.hidden(scope, span, what);
                }
            }
        }
    }

    fn table(&mut self, scope: &Scope<'_>, mac: &syn::Macro) {
        let decl: diesel_table_macro_syntax::TableDecl = match mac.parse_body() {
            Ok(decl) => decl,
            Err(error) => {
                self.diagnostics.extend(Diagnostic::from_syn(scope.file, &error));
                return;
            }
        };
        let name = decl.table_name.unraw().to_string();
        let module = self.child(scope.module, &name);
        for item in &decl.use_statements {
            self.import(&Scope { module, ..scope.clone() }, item.clone());
        }
        self.tree.tables.push(TableItem { decl, module, file: Arc::clone(scope.file) });
        let item = Item::Table(self.tree.tables.len() - 1);
        self.tree.modules[scope.module].items.insert(name, item);
    }

    fn import(&mut self, scope: &Scope<'_>, item: ItemUse) {
        if self.attributes(scope, item.attrs).is_none() {
            return;
        }
        let mut prefix = Segments::new();
        if item.leading_colon.is_some() {
            prefix.push("::".to_owned());
        }
        let within = self.within(scope.module, &item.vis);
        flatten(&item.tree, &mut prefix, within, &mut self.tree.modules[scope.module]);
    }

    fn declared(&mut self, scope: &Scope<'_>, raw: RawModule) {
        let Some(attrs) = self.attributes(scope, raw.attrs) else { return };
        let name = raw.ident.unraw().to_string();
        let module = self.child(scope.module, &name);
        let within = self.within(scope.module, &raw.vis);
        self.tree.modules[scope.module].guard(&name, within);
        self.tree.modules[scope.module].items.insert(name.clone(), Item::Module(module));
        let written = attrs.iter().find_map(path_attribute);
        // `#[path]` in an inline module starts from the directory that the inline modules stand for.
        let base = if scope.inline { scope.child_dir.as_path() } else { scope.file_dir };
        if let Some(body) = raw.body {
            let child_dir = match &written {
                Some(path) => normal(&base.join(path)),
                None => scope.child_dir.join(&name),
            };
            self.body(&Scope { module, child_dir, inline: true, ..scope.clone() }, body);
            return;
        }
        let place = Place::of(scope.file, raw.ident.span());
        let Some((path, child_dir)) =
            self.find(scope, &name, written.map(|path| normal(&base.join(path))), &place)
        else {
            return;
        };
        self.file(&path, module, scope.cfg, scope.selected, child_dir, Some(place));
    }

    /// The file of `mod name;` and the directory of its children.
    fn find(
        &mut self,
        scope: &Scope<'_>,
        name: &str,
        written: Option<PathBuf>,
        place: &Place,
    ) -> Option<(PathBuf, PathBuf)> {
        if let Some(path) = written {
            if self.is_file(&path) {
                let dir = path.parent().unwrap_or(&path).to_path_buf();
                return Some((path, dir));
            }
            let message = format!("the module `{name}` has no file {}", self.shown(&path).display());
            self.diagnostics.push(Diagnostic::error(place.clone(), message));
            return None;
        }
        let flat = scope.child_dir.join(format!("{name}.rs"));
        let nested = scope.child_dir.join(name).join("mod.rs");
        let children = scope.child_dir.join(name);
        match (self.is_file(&flat), self.is_file(&nested)) {
            (true, false) => Some((flat, children)),
            (false, true) => Some((nested, children)),
            (both, _) => {
                let (flat, nested) = (self.shown(&flat), self.shown(&nested));
                let message = if both {
                    format!("the module `{name}` has two files: {} and {}", flat.display(), nested.display())
                } else {
                    format!(
                        "the module `{name}` has no file: neither {} nor {}",
                        flat.display(),
                        nested.display()
                    )
                };
                self.diagnostics.push(Diagnostic::error(place.clone(), message));
                None
            }
        }
    }
}

fn retain<T, P: Default>(list: &mut syn::punctuated::Punctuated<T, P>, mut keep: impl FnMut(&mut T) -> bool) {
    let all = std::mem::take(list);
    list.extend(all.into_iter().filter_map(|mut item| keep(&mut item).then_some(item)));
}

/// The value of `#[path = ".."]`.
fn path_attribute(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn flatten(tree: &UseTree, prefix: &mut Segments, within: Option<ModuleId>, module: &mut Module) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.unraw().to_string());
            flatten(&path.tree, prefix, within, module);
            prefix.pop();
        }
        UseTree::Name(name) => add(prefix, &name.ident, None, within, module),
        UseTree::Rename(rename) => add(prefix, &rename.ident, Some(&rename.rename), within, module),
        UseTree::Glob(_) => module.globs.push(Glob { path: prefix.clone(), within }),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, prefix, within, module);
            }
        }
    }
}

fn add(
    prefix: &Segments,
    ident: &Ident,
    rename: Option<&Ident>,
    within: Option<ModuleId>,
    module: &mut Module,
) {
    let mut path = prefix.clone();
    // `use a::b::{self}` names `a::b`.
    if ident != "self" || path.is_empty() {
        path.push(ident.unraw().to_string());
    }
    let name =
        rename.map(|ident| ident.unraw().to_string()).or_else(|| path.last().cloned()).unwrap_or_default();
    if name != "_" {
        module.guard(&name, within);
        module.imports.entry(name).or_default().push(path);
    }
}
