//! What a path in a module stands for.

use std::collections::BTreeSet;

use syn::ext::IdentExt;

use super::tree::{Extern, Item, ModuleId, Segments, Tree};

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
            globs.iter().find_map(|glob| match self.path(module, glob, visited)? {
                Resolved::Item(Item::Module(inner)) => self.lookup(inner, name, visited),
                _ => None,
            })
        });
        visited.remove(&key);
        found
    }

    fn external(&self, module: ModuleId, name: &str) -> Option<Resolved> {
        let krate = &self.crates[self.modules[module].krate];
        Some(match krate.externs.get(name)? {
            Extern::Crate(id) => Resolved::Item(Item::Module(self.crates[*id].root)),
            Extern::Other(package) => Resolved::External(vec![package.clone()]),
        })
    }
}

/// The segments of a path, `::` first if it begins so, generic arguments left out.
pub fn segments(path: &syn::Path) -> Segments {
    let colon = path.leading_colon.map(|_| "::".to_owned());
    colon.into_iter().chain(path.segments.iter().map(|segment| segment.ident.unraw().to_string())).collect()
}
