//! Structs that are there -> what to write into them, so that they are models of their `table!`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use model_core::ir::{Column, Engine, ForeignKey, QName, Schema, Table};
use model_core::types::spelt;

use super::Left;
use super::attributes::attributes;
use super::ground::Ground;
use super::names::Naming;
use super::render::asked_for;
use super::text::quoted;
use crate::scan::diagnostic::Place;
use crate::scan::mirrors::{Declared, DeclaredColumn, Mirror, MirrorField};
use crate::scan::{Scan, TypeId};

/// Text to put somewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// In front of which byte.
    pub at: usize,
    /// What.
    pub text: String,
}

/// Edits by file.
pub type Edits = BTreeMap<PathBuf, Vec<Edit>>;

/// What becomes of a table.
#[derive(Debug)]
pub enum Choice<'a> {
    /// There is a model.
    Model(There),
    /// This struct becomes one.
    Struct(&'a Mirror, &'a Declared),
    /// Somebody has to say which; what to write is in it.
    Ambiguous(String),
    /// None can, and why.
    None(String),
}

/// A model that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct There {
    /// Its struct.
    pub item: TypeId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: Place,
}

/// The models that make their own `table!`.
pub fn models(scan: &Scan, engine: Engine) -> BTreeMap<QName, There> {
    let own = scan.models().into_iter().filter(|model| model.def.existing_table.is_none());
    own.map(|model| {
        let name = engine.qualify(model.def.schema.as_deref(), &model.def.table);
        (name, There { item: model.item, name: model.def.rust_name.clone(), place: model.place })
    })
    .collect()
}

/// Finds the struct that mirrors a table. `is_wanted` picks among files; `refused` are those that did not do.
pub fn choose<'a>(
    table: &Table,
    schema: &Schema,
    declared: &'a [Declared],
    is_wanted: &dyn Fn(&Mirror) -> bool,
    refused: Option<&String>,
) -> Choice<'a> {
    let is_of = |declared: &&Declared| {
        schema.engine.qualify(declared.schema.as_deref(), &declared.name) == table.name
    };
    let found: Vec<&Declared> = declared.iter().filter(is_of).collect();
    let structs = || found.iter().flat_map(|declared| declared.structs.iter().map(move |of| (*declared, of)));
    if let Some((_, model)) = structs().find(|(_, of)| of.is_model()) {
        return Choice::Model(There {
            item: model.item,
            name: model.name.clone(),
            place: model.place.clone(),
        });
    }
    if let Some(why) = refused {
        return Choice::None(why.clone());
    }
    if found.is_empty() {
        return Choice::None("there is no `table!` of it".to_owned());
    }
    let mut why = None;
    // What is only written may have all columns as well.
    let uses: [fn(&Mirror) -> bool; 2] =
        [Mirror::is_read, |of| !of.is_read() && of.derives.contains("Insertable")];
    let mut likely = Vec::new();
    for is_used in uses {
        let mut mirrors: Vec<_> = structs().filter(|(_, of)| is_used(of) && is_wanted(of)).collect();
        let most = mirrors.iter().map(|(_, of)| of.fields.len()).max().unwrap_or_default();
        mirrors.retain(|(_, of)| of.fields.len() == most);
        let Some((declared, of)) = mirrors.first() else { continue };
        if let Some(lack) = lacking(table, declared, of) {
            why.get_or_insert(lack);
        } else {
            likely = mirrors;
            break;
        }
    }
    // Of several that have all columns, the one that Diesel identifies.
    let signs: [fn(&Mirror) -> bool; 2] = [|of| of.derives.contains("Identifiable"), Mirror::is_selected];
    for is_likelier in signs {
        if likely.iter().any(|(_, of)| is_likelier(of)) {
            likely.retain(|(_, of)| is_likelier(of));
        }
    }
    match likely.as_slice() {
        [] => Choice::None(why.unwrap_or_else(|| "no struct is of its `table!`".to_owned())),
        [(declared, of)] => Choice::Struct(of, declared),
        several => {
            let names: Vec<String> =
                several.iter().map(|(_, of)| format!("{} ({})", of.name, of.place)).collect();
            Choice::Ambiguous(format!(
                "{} have all its columns: write `model_core::Model` into the derives of the one that is to be its model, and run \
                 this again",
                names.join(" and ")
            ))
        }
    }
}

/// What a struct has not, or has and the table has not.
fn lacking(table: &Table, declared: &Declared, of: &Mirror) -> Option<String> {
    let names: BTreeSet<&str> =
        of.fields.iter().filter_map(|field| Some(column(declared, field)?.name.as_str())).collect();
    let absent: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .filter(|name| !names.contains(name))
        .collect();
    if !absent.is_empty() {
        return Some(format!("{} ({}) has not its column {}", of.name, of.place, absent.join(", ")));
    }
    let more: Vec<&str> = names.into_iter().filter(|name| table.column(name).is_none()).collect();
    if !more.is_empty() {
        return Some(format!("{} ({}) has a column more: {}", of.name, of.place, more.join(", ")));
    }
    // To insert nothing is to insert the default, whether the column may be NULL or not.
    let optional: Vec<&str> = (of.fields.iter())
        .filter(|_| !of.is_read())
        .filter(|field| field.ty.starts_with("Option<"))
        .filter_map(|field| table.column(&column(declared, field)?.name))
        .filter(|column| !column.nullable)
        .map(|column| column.name.as_str())
        .collect();
    (!optional.is_empty())
        .then(|| format!("{} ({}) may leave out {}", of.name, of.place, optional.join(", ")))
}

/// That a Rust type does not say the labels of its column's type, which therefore stay with the migrations.
fn foreign_enum(column: &Column, field: &MirrorField) -> Option<String> {
    let name = column.ty.enum_name.as_ref().filter(|_| !field.is_enum)?;
    let inner = field.ty.rsplit('<').next().unwrap_or_default().trim_end_matches('>');
    Some(format!(
        "the labels of the enum {name}: they stay with the migrations, unless `{inner}` derives `model_core::ModelEnum` in the \
         place of what it derives now"
    ))
}

fn column<'a>(declared: &'a Declared, field: &MirrorField) -> Option<&'a DeclaredColumn> {
    declared.columns.iter().find(|column| column.ident == field.column)
}

/// Structs that become models, and where the other models are.
pub struct Chosen<'a> {
    /// What knows how one names another.
    pub scan: &'a Scan,
    /// Those that become models.
    pub structs: BTreeMap<QName, (&'a Mirror, &'a Declared)>,
    /// All models.
    pub models: BTreeMap<QName, Target>,
}

/// A model that others may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A struct that is there.
    There(TypeId),
    /// One that is about to be written.
    New {
        /// Into which package.
        package: PathBuf,
        /// Its path in its crate, from `crate` on.
        path: String,
    },
}

impl Naming for Chosen<'_> {
    fn column(&self, table: &QName, name: &str) -> String {
        let field = self.structs.get(table).and_then(|(of, declared)| {
            of.fields.iter().find(|field| column(declared, field).is_some_and(|column| column.name == name))
        });
        field.map_or_else(|| quoted(name), |field| field.name.clone())
    }

    fn model(&self, from: &QName, target: &QName) -> Option<String> {
        let (of, _) = self.structs.get(from)?;
        match self.models.get(target)? {
            Target::There(item) => self.scan.path_between(of.item, *item),
            Target::New { package, path } => {
                let krate = self.scan.crate_name(of.item, package)?;
                Some(path.replacen("crate", &krate, 1))
            }
        }
    }

    fn variant(&self, _: &QName, _: &str) -> Option<String> {
        None
    }

    /// What is on a `table!` that is there leaves joins to the macros beside that.
    fn joins(&self, _: &Table, _: &ForeignKey) -> bool {
        true
    }
}

impl<'a> Chosen<'a> {
    /// None yet, of what was scanned.
    pub const fn of(scan: &'a Scan) -> Self {
        Self { scan, structs: BTreeMap::new(), models: BTreeMap::new() }
    }

    /// What to write into the structs. `extensions` are asked for by the first.
    pub fn edits(
        &self,
        schema: &Schema,
        extensions: &BTreeMap<String, Option<String>>,
        doc_comments: bool,
        left: &mut Vec<Left>,
    ) -> Edits {
        let mut edits = Edits::new();
        let mut extensions: Vec<String> =
            extensions.iter().map(|(name, place)| asked_for(name, place.as_deref())).collect();
        let ground = Ground::of(schema);
        for (name, (of, declared)) in &self.structs {
            let Some(table) = schema.tables.get(name) else { continue };
            let said = attributes(&ground, table, &BTreeSet::new(), self);
            left.extend(said.left.into_iter().map(|what| Left::table(name, what)));
            let file = edits.entry(of.file().path.clone()).or_default();
            file.push(Edit { at: of.derive_at, text: "model_core::Model, ".to_owned() });
            let mut lines = Vec::new();
            // The `table!` knows it, and the scan reads that; at run time the struct has to.
            if of.key.is_empty() || of.key == ["id"] && declared.key != ["id"] {
                let fields = declared.key.iter().map(|key| {
                    let field = of.fields.iter().find(|field| field.column == *key);
                    field.map_or(key.as_str(), |field| field.name.as_str())
                });
                lines.push(
                    of.attribute(&format!("diesel(primary_key({}))", fields.collect::<Vec<_>>().join(", "))),
                );
            }
            let mut model: Vec<String> =
                of.names_bare.then(|| "existing_table".to_owned()).into_iter().collect();
            model.extend(declared.schema.as_ref().map(|schema| format!("schema = {}", quoted(schema))));
            if declared.ident != declared.name {
                model.push(format!("sql_name = {}", quoted(&declared.name)));
            }
            model.append(&mut extensions);
            model.extend(said.table);
            model.extend(comment(table.comment.as_deref(), of.docs.as_deref(), doc_comments, schema.engine));
            lines.extend(model.into_iter().map(|argument| of.attribute(&format!("model({argument})"))));
            file.extend(inserted(of, of.attribute_at, &lines));
            for field in &of.fields {
                let Some(declared) = column(declared, field) else { continue };
                let Some(column) = table.column(&declared.name) else { continue };
                left.extend(foreign_enum(column, field).map(|what| Left { table: None, what }));
                let own = declared.own.as_ref().map(|own| own.path(self.scan, of.item));
                let mut arguments = types(schema.engine, table, column, declared, field, own);
                if declared.ident != declared.name {
                    arguments.insert(0, format!("sql_name = {}", quoted(&declared.name)));
                }
                arguments.extend(said.fields.get(&column.name).cloned().unwrap_or_default());
                let docs = field.docs.as_deref();
                arguments.extend(comment(column.comment.as_deref(), docs, doc_comments, schema.engine));
                let width = super::text::WIDTH.saturating_sub(of.attribute("").len());
                let lists = super::text::lists("model", &arguments, width);
                let lines: Vec<String> = lists.iter().map(|list| of.attribute(list)).collect();
                file.extend(inserted(of, field.attribute_at, &lines));
            }
        }
        edits
    }
}

/// Lines in front of something, with what is in front of it on its line.
fn inserted(of: &Mirror, at: usize, lines: &[String]) -> Option<Edit> {
    let before = of.file().text.get(..at)?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let text: String = if line.trim().is_empty() {
        let end = if before.ends_with(&format!("\r\n{line}")) { "\r\n" } else { "\n" };
        lines.iter().map(|text| format!("{text}{end}{line}")).collect()
    } else {
        lines.iter().map(|text| format!("{text} ")).collect()
    };
    (!lines.is_empty()).then_some(Edit { at, text })
}

fn comment(comment: Option<&str>, docs: Option<&str>, doc_comments: bool, engine: Engine) -> Option<String> {
    let comment = comment.filter(|_| engine == Engine::Postgres)?;
    match (docs == Some(comment), doc_comments) {
        (true, true) => None,
        (true, false) => Some("comment".to_owned()),
        (false, _) => Some(format!("comment = {}", quoted(comment))),
    }
}

/// What the `table!` does not say of a column's type.
fn types(
    engine: Engine,
    table: &Table,
    column: &Column,
    declared: &DeclaredColumn,
    field: &MirrorField,
    own: Option<String>,
) -> Vec<String> {
    if field.is_enum {
        return Vec::new();
    }
    let wanted = if engine == Engine::Postgres { spelt(&column.ty.sql) } else { column.ty.sql.clone() };
    if let Some(own) = own {
        return vec![format!("sql_type = {own}"), format!("db_type = {}", quoted(&wanted))];
    }
    let is_key = table.primary_key.as_ref().is_some_and(|key| key.columns == [column.name.clone()]);
    let made = declared.ty.as_ref().and_then(|ty| {
        // The lowering makes every integer that is the whole key the rowid.
        let is_rowid = engine == Engine::Sqlite && is_key && ty.is_integer();
        if is_rowid { Some("INTEGER".to_owned()) } else { ty.column_type(engine, table.strict) }
    });
    let is_text = declared.ty.as_ref().is_some_and(|ty| ty.name == "Text") && !table.strict;
    match super::types::length(engine, &column.ty.sql).filter(|_| is_text) {
        // Also where the `table!` says it: at run time nothing tells what is written there.
        Some(length) => vec![format!("max_length = {length}")],
        None if made.as_deref() == Some(wanted.as_str()) => Vec::new(),
        None => vec![format!("db_type = {}", quoted(&wanted))],
    }
}

/// A text with edits.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort();
    let (mut out, mut from) = (String::new(), 0);
    for edit in edits {
        out.push_str(text.get(from..edit.at).unwrap_or_default());
        out.push_str(&edit.text);
        from = edit.at;
    }
    out + text.get(from..).unwrap_or_default()
}

/// Where a byte is once the edits are made.
pub fn moved(at: usize, edits: &[Edit]) -> usize {
    at + edits.iter().filter(|edit| edit.at < at).map(|edit| edit.text.len()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_leave_the_rest_as_it_is() {
        let edit = |at, text: &str| Edit { at, text: text.to_owned() };
        let edits = [edit(4, "new "), edit(0, ">"), edit(7, "!")];
        assert_eq!(apply("the end", &edits), ">the new end!");
        assert_eq!((moved(0, &edits), moved(4, &edits), moved(7, &edits)), (0, 5, 12));
    }
}
