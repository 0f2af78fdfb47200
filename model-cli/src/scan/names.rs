//! What a path in a module stands for.

use std::collections::BTreeSet;

use syn::ext::IdentExt;

use super::tree::{CrateId, Extern, Item, ModuleId, Segments, Tree, TypeId};

/// What a path stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// Something that was read.
    Item(Item),
    /// Something of a crate that was not read, by its full path.
    External(Segments),
    /// Nothing that is known here: a primitive, the prelude, or a glob of a crate that was not read.
    Unknown,
}

/// Names that are being looked up, so that `use` cycles end.
type Visited = BTreeSet<(ModuleId, String)>;

impl Tree {
    /// Resolves a path as it would be in a module, in the type namespace; macros of other crates count too.
    pub fn resolve(&self, module: ModuleId, path: &[String]) -> Resolved {
        self.path(module, path, &mut Visited::new()).unwrap_or(Resolved::Unknown)
    }

    /// Resolves a path as syn has it.
    pub fn resolve_syn(&self, module: ModuleId, path: &syn::Path) -> Resolved {
        self.resolve(module, &segments(path))
    }

    fn path(&self, module: ModuleId, path: &[String], visited: &mut Visited) -> Option<Resolved> {
        let (first, mut rest) = path.split_first()?;
        let krate = &self.crates[self.modules[module].krate];
        let mut at = match first.as_str() {
            "::" => {
                let (name, after) = rest.split_first()?;
                rest = after;
                self.external(module, name)?
            }
            "crate" => Resolved::Item(Item::Module(krate.root)),
            "self" => Resolved::Item(Item::Module(module)),
            "super" => Resolved::Item(Item::Module(self.modules[module].parent?)),
            name => self.lookup(module, name, visited).or_else(|| self.external(module, name))?,
        };
        for segment in rest {
            at = match at {
                Resolved::Item(Item::Module(inner)) if segment == "super" => {
                    Resolved::Item(Item::Module(self.modules[inner].parent?))
                }
                Resolved::Item(Item::Module(inner)) if segment == "self" => {
                    Resolved::Item(Item::Module(inner))
                }
                Resolved::Item(Item::Module(inner)) => self.lookup(inner, segment, visited)?,
                // `users::table` is still the table; nothing of interest is in a type.
                Resolved::Item(Item::Table(table)) if segment == "table" => {
                    Resolved::Item(Item::Table(table))
                }
                Resolved::Item(Item::Table(_) | Item::Type(_)) | Resolved::Unknown => return None,
                Resolved::External(mut path) => {
                    path.push(segment.clone());
                    Resolved::External(path)
                }
            };
        }
        Some(at)
    }

    /// A name in scope of a module, without the names of crates.
    fn lookup(&self, module: ModuleId, name: &str, visited: &mut Visited) -> Option<Resolved> {
        if let Some(item) = self.modules[module].items.get(name) {
            return Some(Resolved::Item(*item));
        }
        let key = (module, name.to_owned());
        if !visited.insert(key.clone()) {
            return None;
        }
        let imports = self.modules[module].imports.get(name).into_iter().flatten();
        let mut found = None;
        for path in imports {
            match self.path(module, path, visited) {
                Some(item @ Resolved::Item(_)) => {
                    found = Some(item);
                    break;
                }
                Some(other) => found = found.or(Some(other)),
                None => {}
            }
        }
        let globs = &self.modules[module].globs;
        let found = found.or_else(|| {
            globs.iter().find_map(|glob| match self.path(module, &glob.path, visited)? {
                Resolved::Item(Item::Module(inner)) => self.lookup(inner, name, visited),
                _ => None,
            })
        });
        visited.remove(&key);
        found
    }

    /// The name of a type that is in scope of a module under its own name, there or by `use`.
    pub fn in_scope(&self, module: ModuleId, ty: TypeId) -> Option<String> {
        let name = &self.types[ty].name;
        let found = self.lookup(module, name, &mut Visited::new());
        (found == Some(Resolved::Item(Item::Type(ty)))).then(|| ident(name))
    }

    /// A path by which a type can be named in a module: that of where it is, or of where it is brought out to.
    pub fn path_to(&self, from: ModuleId, ty: TypeId) -> Option<String> {
        let item = &self.types[ty];
        let mut next = Some(item.module);
        while let Some(module) = next {
            if self.names_for(module, &item.name, from) == Some(Item::Type(ty)) && self.is_open(module, from)
            {
                let krate = self.modules[module].krate;
                let inner = self.modules[module].path.iter().skip(1).map(|segment| ident(segment));
                let first = self.name_of_crate(self.modules[from].krate, krate)?;
                let path: Vec<String> = [first].into_iter().chain(inner).chain([ident(&item.name)]).collect();
                return Some(path.join("::"));
            }
            next = self.modules[module].parent;
        }
        None
    }

    /// What a name of one module is for another one, which may not see all that is in it.
    fn names_for(&self, module: ModuleId, name: &str, from: ModuleId) -> Option<Item> {
        let here = &self.modules[module];
        let item = |resolved| match resolved {
            Resolved::Item(item) => Some(item),
            _ => None,
        };
        if here.items.contains_key(name) || here.imports.contains_key(name) {
            let is_open = here.within.get(name).is_none_or(|within| self.is_inside(from, *within));
            return is_open.then(|| self.lookup(module, name, &mut Visited::new())).flatten().and_then(item);
        }
        let globs =
            here.globs.iter().filter(|glob| glob.within.is_none_or(|within| self.is_inside(from, within)));
        globs.filter_map(|glob| item(self.path(module, &glob.path, &mut Visited::new())?)).find_map(|found| {
            match found {
                Item::Module(inner) => item(self.lookup(inner, name, &mut Visited::new())?),
                _ => None,
            }
        })
    }

    /// Whether a module can be named in another one, step by step from the root of its crate.
    fn is_open(&self, module: ModuleId, from: ModuleId) -> bool {
        let mut at = module;
        while let Some(parent) = self.modules[at].parent {
            let name = self.modules[at].path.last();
            let within = name.and_then(|name| self.modules[parent].within.get(name));
            if within.is_some_and(|within| !self.is_inside(from, *within)) {
                return false;
            }
            at = parent;
        }
        true
    }

    fn is_inside(&self, module: ModuleId, outer: ModuleId) -> bool {
        std::iter::successors(Some(module), |at| self.modules[*at].parent).any(|at| at == outer)
    }

    /// What one crate calls another one.
    pub fn name_of_crate(&self, from: CrateId, krate: CrateId) -> Option<String> {
        if from == krate {
            return Some("crate".to_owned());
        }
        let mut externs = self.crates[from].externs.iter();
        let found = externs.find(|(_, to)| matches!(to, Extern::Crate(id) if *id == krate));
        found.map(|(name, _)| ident(name))
    }

    fn external(&self, module: ModuleId, name: &str) -> Option<Resolved> {
        let krate = &self.crates[self.modules[module].krate];
        Some(match krate.externs.get(name)? {
            Extern::Crate(id) => Resolved::Item(Item::Module(self.crates[*id].root)),
            Extern::Other(package) => Resolved::External(vec![package.clone()]),
        })
    }
}

/// A name as it is written.
fn ident(name: &str) -> String {
    if syn::parse_str::<syn::Ident>(name).is_ok() { name.to_owned() } else { format!("r#{name}") }
}

/// The segments of a path, `::` first if it begins so, generic arguments left out.
pub fn segments(path: &syn::Path) -> Segments {
    let colon = path.leading_colon.map(|_| "::".to_owned());
    colon.into_iter().chain(path.segments.iter().map(|segment| segment.ident.unraw().to_string())).collect()
}
