//! `unique`, `index`, `references`, `check`, `exclude`: on a struct and on a field.

use std::collections::BTreeMap;

use proc_macro2::Span;
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Ident, LitStr, Path, Token, token};

use super::args::{self, Key, Name, Scope, Seen, separated, skip_argument};
use super::errors::{Errors, suggestion};
use super::types::path_text;
use super::view;
use crate::def::{CheckDef, ExclusionDef, IndexDef, KeyDef, ReferenceDef, UniqueDef};
use crate::ir::{Action, Deferrable};

/// The columns of a model: what a constraint may name.
pub(super) struct Columns {
    pub(super) model: String,
    /// Whether it is over a view.
    pub(super) is_view: bool,
    /// Field and column.
    pub(super) names: Vec<(String, String)>,
}

impl Columns {
    /// The column of a name, which may be the field's.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        (self.names.iter().find(|(field, _)| field == name))
            .or_else(|| self.names.iter().find(|(_, column)| column == name))
            .map(|(_, column)| column.as_str())
    }

    /// The column of a name; an error lists the fields.
    pub(super) fn resolve(&self, name: &Name, errors: &Errors) -> String {
        if let Some(column) = self.find(&name.text) {
            return column.to_owned();
        }
        let fields: Vec<&str> = self.names.iter().map(|(field, _)| field.as_str()).collect();
        errors.at(
            name.span,
            format!("`{}` is no field of `{}`; {}", name.text, self.model, suggestion(&name.text, fields)),
        );
        name.text.clone()
    }

    fn resolve_all(&self, names: &[Name], errors: &Errors) -> Vec<String> {
        names.iter().map(|name| self.resolve(name, errors)).collect()
    }
}

/// Something with the place where it is written.
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// A reference and what the expansion needs of it.
pub(super) struct Reference {
    pub(super) def: ReferenceDef,
    pub(super) path: Option<Path>,
    pub(super) joins: bool,
}

/// What a reference points at.
enum Target {
    Model(Path),
    /// `table = ".."`
    Table(String),
}

fn target(input: ParseStream<'_>) -> syn::Result<Target> {
    let wrong = "the first argument is the other model: write `references(User)`; or a table that has none, \
                 `references(table = \"jobs.queue\", to(id))`";
    let path = input.call(Path::parse_mod_style).map_err(|error| syn::Error::new(error.span(), wrong))?;
    if !input.peek(Token![=]) {
        return Ok(Target::Model(path));
    }
    if !path.is_ident("table") {
        return Err(syn::Error::new_spanned(path, wrong));
    }
    input.parse::<Token![=]>()?;
    Ok(Target::Table(input.parse::<syn::LitStr>()?.value()))
}

/// Everything that is lifted out of struct and fields.
#[derive(Default)]
pub(super) struct Constraints {
    pub(super) uniques: Vec<At<UniqueDef>>,
    pub(super) indexes: Vec<At<IndexDef>>,
    pub(super) references: Vec<At<Reference>>,
    pub(super) checks: Vec<At<CheckDef>>,
    pub(super) exclusions: Vec<At<ExclusionDef>>,
}

/// Where a constraint stands: on a field, or on the struct.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) columns: &'a Columns,
    /// The field's column.
    pub(super) field: Option<&'a str>,
    pub(super) errors: &'a Errors,
}

const UNIQUE: Scope = Scope {
    place: "`unique(..)`",
    once: &[
        "on",
        "name",
        "include",
        "nulls_not_distinct",
        "deferrable",
        "initially_deferred",
        "without_overlaps",
    ],
    many: &[],
};
const INDEX: Scope = Scope {
    place: "`index(..)`",
    once: &[
        "on",
        "expr",
        "unique",
        "where",
        "using",
        "include",
        "nulls_not_distinct",
        "with",
        "name",
        "comment",
    ],
    many: &[],
};
const REFERENCES: Scope = Scope {
    place: "`references(..)`",
    once: &[
        "on",
        "to",
        "on_delete",
        "on_update",
        "match_full",
        "deferrable",
        "initially_deferred",
        "name",
        "no_join",
        "not_valid",
        "not_enforced",
        "period",
    ],
    many: &[],
};
const CHECK: Scope = Scope {
    place: "`check(..)`",
    once: &["expr", "name", "not_valid", "not_enforced", "no_inherit"],
    many: &[],
};
const EXCLUDE: Scope = Scope {
    place: "`exclude(..)`",
    once: &["using", "on", "where", "name", "deferrable", "initially_deferred"],
    many: &[],
};

impl Constraints {
    /// `unique`, `unique(..)`.
    pub(super) fn unique(&mut self, key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<()> {
        let mut def = UniqueDef { columns: own_column(place), ..UniqueDef::default() };
        if !(place.field.is_some() && Key::alone(input)) {
            key.parens(input, |list| {
                args::read(list, &UNIQUE, &mut Seen::new(), place.errors, |key, input| {
                    match key.name.as_str() {
                        "on" => def.columns = columns(key, input, place)?,
                        "include" => def.include = columns(key, input, place)?,
                        "name" => def.name = Some(key.string(input)?.value()),
                        "nulls_not_distinct" => {
                            key.flag(input)?;
                            def.nulls_not_distinct = true;
                        }
                        "without_overlaps" => {
                            key.flag(input)?;
                            def.without_overlaps = true;
                        }
                        _ => deferrable(key, input, &mut def.deferrable)?,
                    }
                    Ok(())
                });
                Ok(())
            })?;
        }
        if def.columns.is_empty() {
            return Err(key.error("`unique` on a struct names its columns: write `unique(on(a, b))`"));
        }
        self.uniques.push(At { value: def, span: key.span });
        Ok(())
    }

    /// `index`, `index(..)`.
    pub(super) fn index(&mut self, key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<()> {
        let own =
            own_column(place).into_iter().map(|column| KeyDef { column: Some(column), ..KeyDef::default() });
        let mut def = IndexDef { keys: own.collect(), ..IndexDef::default() };
        if !(place.field.is_some() && Key::alone(input)) {
            key.parens(input, |list| {
                let mut seen = Seen::new();
                args::read(list, &INDEX, &mut seen, place.errors, |key, input| {
                    index_option(&mut def, key, input, place)
                });
                if let (Some(_), Some(span)) = (seen.get("on"), seen.get("expr")) {
                    place.errors.at(*span, "`expr` is short for `on(\"..\")`: leave one out");
                }
                Ok(())
            })?;
        }
        if def.keys.is_empty() {
            return Err(key.error("`index` on a struct names its keys: write `index(on(a, b))`"));
        }
        self.indexes.push(At { value: def, span: key.span });
        Ok(())
    }

    /// `references(Model, ..)`.
    pub(super) fn references(
        &mut self,
        key: &Key,
        input: ParseStream<'_>,
        place: Place<'_>,
    ) -> syn::Result<()> {
        let (target, list) = key.parens(input, |list| {
            let target = target(list)?;
            if !list.is_empty() {
                list.parse::<Token![,]>()?;
            }
            Ok((target, list.parse::<proc_macro2::TokenStream>()?))
        })?;
        let (model, path) = match target {
            Target::Model(path) if path.is_ident("Self") => (place.columns.model.clone(), Some(path)),
            Target::Model(path) => (path_text(&path), Some(path)),
            Target::Table(name) => (name, None),
        };
        let by_name = path.is_none();
        let of_self = !by_name && model == place.columns.model;
        let mut def = ReferenceDef {
            model,
            by_name,
            columns: own_column(place),
            to: Vec::new(),
            name: None,
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            match_full: false,
            deferrable: Deferrable::Never,
            not_valid: false,
            not_enforced: false,
            period: false,
        };
        let mut joins = !of_self && !by_name;
        let read = |input: ParseStream<'_>| {
            args::read(input, &REFERENCES, &mut Seen::new(), place.errors, |key, input| {
                if let Some(error) = view::refused_of_reference(key).filter(|_| place.columns.is_view) {
                    return Err(error);
                }
                match key.name.as_str() {
                    "on" if place.field.is_some() => {
                        return Err(key.error("on a field, the column is the field's: leave `on` out, or write `references` on the struct"));
                    }
                    "on" => def.columns = columns(key, input, place)?,
                    "to" if of_self => def.to = columns(key, input, place)?,
                    "to" => {
                        def.to = key.names(input, Name::list)?.into_iter().map(|name| name.text).collect();
                    }
                    "on_delete" => def.on_delete = action(key, input, place)?,
                    "on_update" => def.on_update = action(key, input, place)?,
                    "name" => def.name = Some(key.string(input)?.value()),
                    "match_full" => {
                        key.flag(input)?;
                        def.match_full = true;
                    }
                    "no_join" => {
                        key.flag(input)?;
                        joins = false;
                    }
                    "not_valid" => {
                        key.flag(input)?;
                        def.not_valid = true;
                    }
                    "not_enforced" => {
                        key.flag(input)?;
                        def.not_enforced = true;
                    }
                    "period" => {
                        key.flag(input)?;
                        def.period = true;
                    }
                    _ => deferrable(key, input, &mut def.deferrable)?,
                }
                Ok(())
            });
            Ok(())
        };
        syn::parse::Parser::parse2(read, list)?;
        if def.columns.is_empty() {
            return Err(key
                .error("`references` on a struct names its columns: write `references(User, on(user_id))`"));
        }
        if def.by_name && def.to.is_empty() {
            return Err(key.error(format!(
                "what of the table is referenced has to be said: write `references(table = {:?}, to(id))`",
                def.model
            )));
        }
        if !def.to.is_empty() && def.to.len() != def.columns.len() {
            return Err(key.error(format!(
                "{} columns cannot reference {}: name as many in `to(..)` as in `on(..)`",
                def.columns.len(),
                def.to.len()
            )));
        }
        self.references.push(At { value: Reference { def, path, joins }, span: key.span });
        Ok(())
    }

    /// `check = ".."`, `check(expr = "..", name = "..")`.
    pub(super) fn check(&mut self, key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<()> {
        let mut def = CheckDef {
            expr: String::new(),
            name: None,
            column: place.field.map(ToOwned::to_owned),
            not_valid: false,
            not_enforced: false,
            no_inherit: false,
        };
        if input.peek(token::Paren) {
            key.parens(input, |list| {
                args::read(list, &CHECK, &mut Seen::new(), place.errors, |key, input| {
                    match key.name.as_str() {
                        "expr" => def.expr = key.string(input)?.value(),
                        "name" => def.name = Some(key.string(input)?.value()),
                        "not_enforced" => {
                            key.flag(input)?;
                            def.not_enforced = true;
                        }
                        "no_inherit" => {
                            key.flag(input)?;
                            def.no_inherit = true;
                        }
                        _ => {
                            key.flag(input)?;
                            def.not_valid = true;
                        }
                    }
                    Ok(())
                });
                Ok(())
            })?;
        } else {
            def.expr = key.string(input)?.value();
        }
        if def.expr.trim().is_empty() {
            return Err(key.error("`check` takes a condition in SQL: write `check = \"price > 0\"`"));
        }
        self.checks.push(At { value: def, span: key.span });
        Ok(())
    }

    /// `exclude(using = gist, on(room_id = "=", during = "&&"))`.
    pub(super) fn exclude(&mut self, key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<()> {
        let mut def = ExclusionDef {
            method: String::new(),
            elements: Vec::new(),
            predicate: None,
            name: None,
            deferrable: Deferrable::Never,
        };
        key.parens(input, |list| {
            args::read(list, &EXCLUDE, &mut Seen::new(), place.errors, |key, input| {
                match key.name.as_str() {
                    "using" => def.method = key.name(input)?,
                    "on" => {
                        def.elements =
                            key.names(input, |list| separated(list, |input| element(input, place)))?;
                    }
                    "where" => def.predicate = Some(key.string(input)?.value()),
                    "name" => def.name = Some(key.string(input)?.value()),
                    _ => deferrable(key, input, &mut def.deferrable)?,
                }
                Ok(())
            });
            Ok(())
        })?;
        if def.method.is_empty() || def.elements.is_empty() {
            return Err(key.error(
                "`exclude` names its method and its keys: write `exclude(using = gist, on(room_id = \"=\", during = \"&&\"))`",
            ));
        }
        self.exclusions.push(At { value: def, span: key.span });
        Ok(())
    }
}

fn index_option(def: &mut IndexDef, key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<()> {
    match key.name.as_str() {
        "on" => def.keys = key.names(input, |list| separated(list, |input| index_key(input, place)))?,
        "expr" => {
            def.keys = vec![KeyDef { expr: Some(key.string(input)?.value()), ..KeyDef::default() }];
        }
        "unique" => {
            key.flag(input)?;
            def.unique = true;
        }
        "where" => def.predicate = Some(key.string(input)?.value()),
        "using" => def.method = Some(key.name(input)?),
        "include" => def.include = columns(key, input, place)?,
        "nulls_not_distinct" => {
            key.flag(input)?;
            def.nulls_not_distinct = true;
        }
        "with" => def.storage = storage(key, input)?,
        "comment" => def.comment = Some(key.string(input)?.value()),
        _ => def.name = Some(key.string(input)?.value()),
    }
    Ok(())
}

fn own_column(place: Place<'_>) -> Vec<String> {
    place.field.map(ToOwned::to_owned).into_iter().collect()
}

/// `on(a, b)`, `on = [a, b]`: names of fields, as columns.
pub(super) fn columns(key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<Vec<String>> {
    let names = key.names(input, Name::list)?;
    Ok(place.columns.resolve_all(&names, place.errors))
}

/// `deferrable`, `initially_deferred`.
pub(super) fn deferrable(key: &Key, input: ParseStream<'_>, deferrable: &mut Deferrable) -> syn::Result<()> {
    key.flag(input)?;
    *deferrable = match (key.name.as_str(), *deferrable) {
        ("initially_deferred", _) | (_, Deferrable::Deferred) => Deferrable::Deferred,
        _ => Deferrable::Immediate,
    };
    Ok(())
}

/// `with(fillfactor = 70, toast.autovacuum_enabled = false)`.
pub(super) fn storage(key: &Key, input: ParseStream<'_>) -> syn::Result<BTreeMap<String, String>> {
    let pairs = key.parens(input, |list| {
        separated(list, |input| {
            let mut name = Name::parse(input)?.text;
            while input.peek(Token![.]) {
                input.parse::<Token![.]>()?;
                name = format!("{name}.{}", Name::parse(input)?.text);
            }
            input.parse::<Token![=]>()?;
            let sign = if input.peek(Token![-]) { input.parse::<Token![-]>().map(|_| "-")? } else { "" };
            let value = if input.peek(LitStr) || input.peek(Ident) {
                Name::parse(input)?.text
            } else {
                input.parse::<syn::Lit>()?.to_token_stream().to_string()
            };
            Ok((name, format!("{sign}{value}")))
        })
    })?;
    Ok(pairs.into_iter().collect())
}

/// `set_null`, `set_null(a)`.
fn action(key: &Key, input: ParseStream<'_>, place: Place<'_>) -> syn::Result<Action> {
    const ACTIONS: [&str; 5] = ["no_action", "restrict", "cascade", "set_null", "set_default"];
    key.equals(input)?;
    let name = Key::parse(input)
        .map_err(|_| key.error(format!("`{}` takes an action: write `{0} = cascade`", key.name)))?;
    let some_columns = input.peek(token::Paren);
    Ok(match (name.name.as_str(), some_columns) {
        ("no_action", false) => Action::NoAction,
        ("restrict", false) => Action::Restrict,
        ("cascade", false) => Action::Cascade,
        ("set_null", false) => Action::SetNull,
        ("set_default", false) => Action::SetDefault,
        ("set_null", true) => Action::SetNullColumns(columns(&name, input, place)?),
        ("set_default", true) => Action::SetDefaultColumns(columns(&name, input, place)?),
        (known, true) if ACTIONS.contains(&known) => {
            skip_argument(input);
            return Err(name.error(format!("`{known}` takes no columns: write `{} = {known}`", key.name)));
        }
        (other, _) => {
            return Err(name.error(format!("`{other}` is no action; {}", suggestion(other, ACTIONS))));
        }
    })
}

/// `room_id = "="`, `"lower(x)" = "="`.
fn element(input: ParseStream<'_>, place: Place<'_>) -> syn::Result<(KeyDef, String)> {
    let key = index_key(input, place)?;
    let wrong = |span| syn::Error::new(span, "each key has its operator: write `room_id = \"=\"`");
    if !input.peek(Token![=]) {
        return Err(wrong(input.span()));
    }
    input.parse::<Token![=]>()?;
    let operator: LitStr = input.parse().map_err(|error: syn::Error| wrong(error.span()))?;
    Ok((key, operator.value()))
}

/// `created_at.desc().nulls_last()`, `"lower(email)"`.
fn index_key(input: ParseStream<'_>, place: Place<'_>) -> syn::Result<KeyDef> {
    const METHODS: [&str; 6] = ["asc", "desc", "nulls_first", "nulls_last", "collate", "ops"];
    let mut def = KeyDef::default();
    if input.peek(LitStr) {
        def.expr = Some(input.parse::<LitStr>()?.value());
    } else {
        def.column = Some(place.columns.resolve(&Name::parse(input)?, place.errors));
    }
    while input.peek(Token![.]) {
        input.parse::<Token![.]>()?;
        let method = Key::parse(input)?;
        let text = method
            .parens(input, |list| Ok(if list.is_empty() { None } else { Some(list.parse::<LitStr>()?) }));
        let text =
            text.map_err(|_| method.error("write `.desc()`, `.collate(\"C\")`, `.ops(\"gin_trgm_ops\")`"))?;
        match (method.name.as_str(), text) {
            ("asc", None) => def.desc = false,
            ("desc", None) => def.desc = true,
            ("nulls_first", None) => def.nulls_first = Some(true),
            ("nulls_last", None) => def.nulls_first = Some(false),
            ("collate", Some(name)) => def.collation = Some(name.value()),
            ("ops", Some(name)) => def.opclass = Some(name.value()),
            ("collate" | "ops", None) => {
                return Err(method.error(format!("`{0}` takes a name: write `.{0}(\"..\")`", method.name)));
            }
            (known, Some(_)) if METHODS.contains(&known) => {
                return Err(method.error(format!("`{known}` takes nothing: write `.{known}()`")));
            }
            (other, _) => {
                return Err(
                    method.error(format!("`{other}` says nothing of a key; {}", suggestion(other, METHODS)))
                );
            }
        }
    }
    Ok(def)
}
