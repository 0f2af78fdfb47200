//! `cfg` and `cfg_attr`: what the compiler would keep.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

use super::diagnostic::{Diagnostic, Place, SourceFile};

/// What `cfg` is evaluated against: the features of one package, this machine, and what was said to be set.
#[derive(Debug, Clone, Default)]
pub struct Cfg {
    /// Enabled features.
    pub features: BTreeSet<String>,
    /// What is set besides: `name`, or `name="value"`.
    pub set: BTreeSet<String>,
}

/// The value of a `cfg` on this machine.
enum Value {
    /// A flag such as `unix`.
    Flag(bool),
    /// A key with the one value it has, such as `target_os`.
    Is(&'static str),
    /// A key that this tool does not know.
    Unknown,
}

fn value(key: &str) -> Value {
    match key {
        "unix" => Value::Flag(cfg!(unix)),
        "windows" => Value::Flag(cfg!(windows)),
        "debug_assertions" | "overflow_checks" | "ub_checks" => Value::Flag(true),
        // Models that exist in tests, documentation or tools only are no part of the database.
        "test" | "doc" | "doctest" | "miri" | "clippy" | "rustfmt" | "proc_macro" | "docsrs" | "loom"
        | "fuzzing" | "coverage" | "coverage_nightly" => Value::Flag(false),
        "target_os" => Value::Is(std::env::consts::OS),
        "target_arch" => Value::Is(std::env::consts::ARCH),
        "target_family" => Value::Is(std::env::consts::FAMILY),
        "target_pointer_width" => Value::Is(if cfg!(target_pointer_width = "64") { "64" } else { "32" }),
        "target_endian" => Value::Is(if cfg!(target_endian = "big") { "big" } else { "little" }),
        "target_env" => Value::Is(if cfg!(target_env = "gnu") {
            "gnu"
        } else if cfg!(target_env = "musl") {
            "musl"
        } else if cfg!(target_env = "msvc") {
            "msvc"
        } else {
            ""
        }),
        "target_vendor" => Value::Is(if cfg!(target_vendor = "apple") {
            "apple"
        } else if cfg!(target_vendor = "pc") {
            "pc"
        } else {
            "unknown"
        }),
        "panic" => Value::Is("unwind"),
        _ => Value::Unknown,
    }
}

/// A `cfg` evaluation in one file.
pub struct Evaluator<'a> {
    /// What holds.
    pub cfg: &'a Cfg,
    /// Where the attributes are.
    pub file: &'a Arc<SourceFile>,
    /// Where warnings and errors go.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Evaluator<'_> {
    /// Expands `cfg_attr`, and takes `cfg` out; `None` if the item is not compiled.
    pub fn attributes(&mut self, attributes: Vec<Attribute>) -> Option<Vec<Attribute>> {
        if !attributes.iter().any(|attribute| is_cfg(attribute.path())) {
            return Some(attributes);
        }
        let mut kept = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            self.attribute(attribute, &mut kept)?;
        }
        Some(kept)
    }

    fn attribute(&mut self, attribute: Attribute, kept: &mut Vec<Attribute>) -> Option<()> {
        if attribute.path().is_ident("cfg") {
            match attribute.parse_args::<Meta>() {
                Ok(meta) => return self.holds(&meta).then_some(()),
                Err(error) => self.diagnostics.extend(Diagnostic::from_syn(self.file, &error)),
            }
        } else if attribute.path().is_ident("cfg_attr") {
            match attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
                Ok(metas) => {
                    let mut metas = metas.into_iter();
                    if metas.next().is_some_and(|condition| self.holds(&condition)) {
                        for meta in metas {
                            let inner = Attribute { meta, ..attribute.clone() };
                            self.attribute(inner, kept)?;
                        }
                    }
                }
                Err(error) => self.diagnostics.extend(Diagnostic::from_syn(self.file, &error)),
            }
        } else {
            kept.push(attribute);
        }
        Some(())
    }

    /// Whether a condition holds.
    pub fn holds(&mut self, condition: &Meta) -> bool {
        match condition {
            Meta::Path(path) => {
                let key = path.get_ident().map(ToString::to_string).unwrap_or_default();
                match value(&key) {
                    _ if self.cfg.set.contains(&key) => true,
                    Value::Flag(set) => set,
                    Value::Is(_) => true,
                    Value::Unknown => self.unknown(condition, &key, &key),
                }
            }
            Meta::NameValue(pair) => {
                let key = pair.path.get_ident().map(ToString::to_string).unwrap_or_default();
                let Expr::Lit(ExprLit { lit: Lit::Str(wanted), .. }) = &pair.value else {
                    self.diagnostics.push(Diagnostic::error(
                        Place::of(self.file, pair.value.span()),
                        "the value of a `cfg` is a string",
                    ));
                    return false;
                };
                let wanted = wanted.value();
                match (key.as_str(), value(&key)) {
                    ("feature", _) => self.cfg.features.contains(&wanted),
                    _ if self.cfg.set.contains(&pair_of(&key, &wanted)) => true,
                    // Every width up to the pointer's is atomic on the machines that Diesel runs on.
                    ("target_has_atomic", _) => matches!(wanted.as_str(), "8" | "16" | "32" | "64" | "ptr"),
                    ("target_feature", _) => false,
                    (_, Value::Is(actual)) => actual == wanted,
                    (_, Value::Flag(_) | Value::Unknown) => {
                        self.unknown(condition, &key, &pair_of(&key, &wanted))
                    }
                }
            }
            Meta::List(list) => {
                let parsed = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
                let conditions = match parsed {
                    Ok(conditions) => conditions,
                    Err(error) => {
                        self.diagnostics.extend(Diagnostic::from_syn(self.file, &error));
                        return false;
                    }
                };
                // Not short-circuited: every unknown key is named.
                let mut results = Vec::new();
                for condition in &conditions {
                    results.push(self.holds(condition));
                }
                if list.path.is_ident("not") {
                    !results.first().copied().unwrap_or_default()
                } else if list.path.is_ident("all") {
                    results.iter().all(|holds| *holds)
                } else if list.path.is_ident("any") {
                    results.iter().any(|holds| *holds)
                } else {
                    let key = list.path.get_ident().map(ToString::to_string).unwrap_or_default();
                    self.unknown(condition, &key, &key)
                }
            }
        }
    }

    /// Says once that a key is not known, which may stand in a hundred places.
    fn unknown(&mut self, condition: &Meta, key: &str, set: &str) -> bool {
        let message = format!("`cfg({key})` is not known to cargo model");
        // One value of it is known, then the others are not meant.
        let is_known = self.cfg.set.iter().any(|set| set.split('=').next() == Some(key));
        if !is_known && !self.diagnostics.iter().any(|said| said.message == message) {
            let place = Place::of(self.file, condition.span());
            let warning = Diagnostic::warning("unknown_cfg", place, message);
            let help = format!("where it is true, say so in model.toml: `cfg = [{set:?}]`");
            self.diagnostics.push(warning.label("taken as false, here and elsewhere").help(help));
        }
        false
    }
}

/// A key with a value as `--cfg` takes it.
fn pair_of(key: &str, value: &str) -> String {
    format!("{key}={value:?}")
}

fn is_cfg(path: &syn::Path) -> bool {
    path.is_ident("cfg") || path.is_ident("cfg_attr")
}

/// The features of a package that follow from some of them: `default = ["a"]`, `a = ["b", "dep:c"]`.
///
/// The second part are features of dependencies: `("serde_helpers", "chrono")` for `serde_helpers/chrono`.
pub fn expand_features(
    table: &BTreeMap<String, Vec<String>>,
    wanted: impl IntoIterator<Item = String>,
) -> (BTreeSet<String>, BTreeSet<(String, String)>) {
    let mut features = BTreeSet::new();
    let mut of_dependencies = BTreeSet::new();
    let mut todo: Vec<String> = wanted.into_iter().collect();
    while let Some(feature) = todo.pop() {
        if let Some((dependency, inner)) = feature.split_once('/') {
            let dependency = dependency.trim_end_matches('?');
            of_dependencies.insert((dependency.to_owned(), inner.to_owned()));
            continue;
        }
        if feature.starts_with("dep:") || !features.insert(feature.clone()) {
            continue;
        }
        todo.extend(table.get(&feature).into_iter().flatten().cloned());
    }
    (features, of_dependencies)
}
