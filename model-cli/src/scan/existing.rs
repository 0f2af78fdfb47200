//! A model on a `table!` that is already there: the `table!` says what the columns are.

use std::collections::BTreeMap;

use diesel_table_macro_syntax::ColumnDef;
use model_schema::def::{FieldDef, ModelDef};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::classify::{Found, place};
use super::diagnostic::{Diagnostic, Place};
use super::names::Resolved;
use super::tree::{Item, TableItem, Tree};
use super::types::{Final, FinalBase, Types};

/// Takes names, key and lengths from the `table!`; gives back each field's column type.
pub fn apply(
    types: &Types<'_>,
    found: &Found,
    def: &mut ModelDef,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Final>> {
    let Some(path) = &found.parsed.tokens.existing_table else { return vec![None; def.fields.len()] };
    let tree = types.tree;
    let item = &tree.types[found.item];
    let Resolved::Item(Item::Table(table)) = tree.resolve_syn(item.module, path) else {
        let shown = def.existing_table.clone().unwrap_or_default();
        let error =
            Diagnostic::error(place(tree, found, path.span()), format!("there is no `table!` at `{shown}`"));
        diagnostics.push(error.help("name the module that `table!` makes, or leave `existing_table` out"));
        return vec![None; def.fields.len()];
    };
    let table = &tree.tables[table];
    def.table.clone_from(&table.decl.sql_name);
    if let Some(schema) = &table.decl.schema {
        def.schema = Some(schema.unraw().to_string());
    }
    let renames = names(table);
    let mut columns = fields(types, found, table, def, diagnostics);
    if found.parsed.tokens.embeds {
        columns.extend(embedded(types, found, table, def, diagnostics));
    }
    // What of a view is not read is no one's loss.
    if !def.view && !found.parsed.tokens.embeds {
        missing(tree, found, table, diagnostics);
    }
    key(tree, found, table, def, diagnostics);
    def.rename_columns(&renames);
    columns
}

/// The name of each column in Rust -> in SQL.
fn names(table: &TableItem) -> BTreeMap<String, String> {
    let columns = table.decl.column_defs.iter();
    columns.map(|column| (column.column_name.unraw().to_string(), column.sql_name.clone())).collect()
}

fn fields(
    types: &Types<'_>,
    found: &Found,
    table: &TableItem,
    def: &mut ModelDef,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Final>> {
    let tree = types.tree;
    let module = tree.types[found.item].module;
    let mut out = Vec::new();
    for (field, tokens) in def.fields.iter_mut().zip(&found.parsed.tokens.columns) {
        let name = tokens.ident.unraw();
        let Some(column) = table.decl.column_defs.iter().find(|column| column.column_name.unraw() == name)
        else {
            let error = Diagnostic::error(
                place(tree, found, tokens.ident.span()),
                format!("the `table!` has no column `{name}`"),
            );
            diagnostics.push(error.related(table_place(table), "in this `table!`"));
            out.push(None);
            continue;
        };
        field.max_length = field.max_length.or_else(|| max_length(column));
        if field.sql_type.is_some() {
            out.push(None);
            continue;
        }
        out.push(type_of(types, table, column, diagnostics).map(|of_table| {
            match types.rust(module, &tokens.ty) {
                // An enum of ours knows its labels, which the `table!` does not.
                Ok(own) if matches!(own.base, FinalBase::Enum(_)) => {
                    Final { nullable: of_table.nullable, ..own }
                }
                _ => of_table,
            }
        }));
    }
    out
}

/// How long a column's values may be, as its `table!` says.
fn max_length(column: &ColumnDef) -> Option<u32> {
    column.max_length.as_ref().and_then(|length| length.base10_parse().ok())
}

/// The type that a column's `table!` gives it.
fn type_of(
    types: &Types<'_>,
    table: &TableItem,
    column: &ColumnDef,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Final> {
    match types.sql(table.module, &syn::Type::Path(column.tpe.clone())) {
        Ok(found) => Some(found),
        Err(error) => {
            let at = Place::of(&table.file, column.tpe.span());
            diagnostics.push(Diagnostic::error(at, error.message));
            None
        }
    }
}

/// What no field names is of the embedded structs. It comes last, in the order of the `table!`.
fn embedded(
    types: &Types<'_>,
    found: &Found,
    table: &TableItem,
    def: &mut ModelDef,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Final>> {
    let named: Vec<_> = found.parsed.tokens.columns.iter().map(|column| column.ident.unraw()).collect();
    let mut out = Vec::new();
    for column in table.decl.column_defs.iter().filter(|column| !named.contains(&column.column_name.unraw()))
    {
        let mut field = FieldDef::of_column(&column.column_name.unraw().to_string(), None);
        field.max_length = max_length(column);
        def.fields.push(field);
        out.push(type_of(types, table, column, diagnostics));
    }
    out
}

/// A column that the model leaves out would be dropped: that has to be said in the `table!` too.
fn missing(tree: &Tree, found: &Found, table: &TableItem, diagnostics: &mut Vec<Diagnostic>) {
    let has =
        |name: &syn::Ident| found.parsed.tokens.columns.iter().any(|column| column.ident.unraw() == *name);
    let names = table.decl.column_defs.iter().map(|column| column.column_name.unraw());
    let absent: Vec<String> = names.filter(|name| !has(name)).map(|name| format!("`{name}`")).collect();
    if !absent.is_empty() {
        let item = &tree.types[found.item];
        let message = format!("the model leaves out {} of its `table!`", absent.join(", "));
        diagnostics.push(
            Diagnostic::error(item.place(), message).related(table_place(table), "this `table!`").help(
                "a model describes the whole table: derive `Model` on a struct with every column, and keep this one plain Diesel",
            ),
        );
    }
}

/// The key is the `table!`'s; Diesel's attribute may repeat it.
fn key(tree: &Tree, found: &Found, table: &TableItem, def: &mut ModelDef, diagnostics: &mut Vec<Diagnostic>) {
    let keys: Vec<String> = match &table.decl.primary_keys {
        Some(keys) => keys.keys.iter().map(|key| key.unraw().to_string()).collect(),
        None => vec!["id".to_owned()],
    };
    let said = &def.primary_key.columns;
    // A field that gives its name in SQL is known by that.
    let renames = names(table);
    let as_sql = |names: &[String]| -> Vec<String> {
        names.iter().map(|name| renames.get(name).unwrap_or(name).clone()).collect()
    };
    if !said.is_empty() && *said != ["id"] && as_sql(said) != as_sql(&keys) {
        let item = &tree.types[found.item];
        let message = format!(
            "the model's primary key is ({}), its `table!`'s is ({})",
            said.join(", "),
            keys.join(", ")
        );
        diagnostics.push(
            Diagnostic::error(item.place(), message)
                .related(table_place(table), "this `table!`")
                .help("write the same columns in `#[diesel(primary_key(..))]` and in `table!`"),
        );
    }
    def.primary_key.columns = keys;
}

fn table_place(table: &TableItem) -> Place {
    Place::of(&table.file, table.decl.table_name.span())
}
