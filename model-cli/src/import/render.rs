//! Names and attributes -> files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use model_core::ir::{Column, Engine, QName, Schema, Table};

use super::attributes::attributes;
use super::ground::Ground;
use super::names::snake_of;
use super::naming::{Names, TableNames};
use super::shared::{self, Section};
use super::text;
use super::text::quoted;
use super::types::{FieldType, requirement};
use super::{File, Imported, Left, Options, WHOLE};

/// Writes all files.
pub fn files(ground: &Ground<'_>, names: &Names<'_>, options: &Options, left: Vec<Left>) -> Imported {
    let schema = ground.schema;
    let mut writer =
        Writer { schema, ground, names, options, imported: Imported { left, ..Imported::default() } };
    let extensions = writer.extensions();
    let mut sections: BTreeMap<Vec<String>, Section> = BTreeMap::new();
    for (name, own) in &names.tables {
        let table = &schema.tables[name];
        let section = sections.entry(own.module.clone()).or_default();
        writer.table(table, own, extensions.get(name).map_or(&[], Vec::as_slice), section);
    }
    let section = |sections: &mut BTreeMap<Vec<String>, Section>, module: &str, made: Section| {
        if !made.items.is_empty() {
            let there = sections.entry(names.shared(module)).or_default();
            there.uses.extend(made.uses);
            // Types come before the models that have them.
            there.items.splice(0..0, made.items);
        }
    };
    section(&mut sections, "ids", shared::ids(names));
    section(&mut sections, "enums", shared::enums(schema, names, options.doc_comments));
    let custom = shared::custom(names);
    let mut imported = writer.imported;
    imported.models = names.tables.len();
    imported.enums = names.enums.len();
    imported.paths = (names.tables.iter())
        .map(|(name, own)| {
            let path: Vec<&str> = own.module.iter().map(String::as_str).chain([own.model.as_str()]).collect();
            (name.clone(), path.join("::"))
        })
        .collect();
    for path in sections.values().flat_map(|section| &section.uses) {
        if let Some((dependency, feature)) = requirement(path) {
            imported.crates.insert(dependency);
            imported.features.insert(feature);
        }
    }
    let most = names.tables.values().map(|own| own.types.len()).max().unwrap_or_default();
    imported.features.extend((most > 64).then_some("128-column-tables"));
    imported.features.extend((33..=64).contains(&most).then_some("64-column-tables"));
    imported.files = if options.one_file {
        one_file(sections, custom, &imported.left)
    } else {
        modules(&sections, custom, &imported.left)
    };
    imported
}

/// Remarks on tables that have no model, and on what belongs to none.
fn lost(left: &[Left]) -> String {
    left.iter().fold(String::new(), |text, left| {
        let remark = match &left.table {
            None => format!("Not in any model: {}.", left.what),
            Some(table) => match left.what.strip_prefix(WHOLE) {
                Some(why) => format!("Without a model: the table {table}: {why}."),
                None => return text,
            },
        };
        text + &text::remark(&remark, 0) + "\n"
    })
}

fn one_file(sections: BTreeMap<Vec<String>, Section>, custom: Option<String>, left: &[Left]) -> Vec<File> {
    let mut all = Section::default();
    for section in sections.into_values() {
        all.uses.extend(section.uses);
        all.items.extend(section.items);
    }
    if let Some(custom) = custom {
        let body: String = custom
            .lines()
            .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
            .collect();
        all.items.push(format!("/// SQL types that Diesel has not.\npub mod sql_types {{\n{body}}}\n"));
    }
    let text = lost(left) + &file(&all);
    vec![File { path: String::new(), text }]
}

fn modules(sections: &BTreeMap<Vec<String>, Section>, custom: Option<String>, left: &[Left]) -> Vec<File> {
    let mut children: BTreeMap<Vec<String>, BTreeSet<String>> =
        BTreeMap::from([(Vec::new(), BTreeSet::new())]);
    let mut files = Vec::new();
    let own = custom.as_ref().map(|_| vec!["sql_types".to_owned()]);
    for module in sections.keys().chain(&own) {
        for at in 0..module.len() {
            children.entry(module[..at].to_vec()).or_default().insert(module[at].clone());
        }
    }
    for (module, names) in &children {
        let mut path = module.clone();
        path.push("mod.rs".to_owned());
        let mut text = if module.is_empty() { lost(left) } else { String::new() };
        if !text.is_empty() && !names.is_empty() {
            text.push('\n');
        }
        for name in names {
            text.push_str(&format!("pub mod {name};\n"));
        }
        files.push(File { path: path.join("/"), text });
    }
    for (module, section) in sections {
        files.push(File { path: format!("{}.rs", module.join("/")), text: file(section) });
    }
    files.extend(custom.map(|text| File { path: "sql_types.rs".to_owned(), text }));
    files
}

/// A file: imports in rustfmt's groups, then the items.
fn file(section: &Section) -> String {
    let mut groups: [BTreeMap<String, BTreeSet<String>>; 3] = Default::default();
    for path in &section.uses {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        let group = match module.split("::").next() {
            Some("std") => 0,
            Some("super" | "crate" | "self") => 2,
            _ => 1,
        };
        groups[group].entry(module.to_owned()).or_default().insert(name.to_owned());
    }
    let mut text = String::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        for (module, names) in group {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let _ = match names.as_slice() {
                [only] => writeln!(text, "use {module}::{only};"),
                several => writeln!(text, "use {module}::{{{}}};", several.join(", ")),
            };
        }
        text.push('\n');
    }
    text + &section.items.join("\n")
}

struct Writer<'a> {
    schema: &'a Schema,
    ground: &'a Ground<'a>,
    names: &'a Names<'a>,
    options: &'a Options,
    imported: Imported,
}

impl Writer<'_> {
    /// The table that each extension is asked for by: one that looks as if it needs it, else the first.
    fn extensions(&mut self) -> BTreeMap<QName, Vec<String>> {
        let mut found: BTreeMap<QName, Vec<String>> = BTreeMap::new();
        for (extension, place) in &self.schema.extensions {
            let of_models = || self.names.tables.keys().filter_map(|name| self.schema.tables.get(name));
            let table = of_models().find(|table| needs(table, extension)).or_else(|| of_models().next());
            match table {
                Some(table) => {
                    found.entry(table.name.clone()).or_default().push(asked_for(extension, place.as_deref()));
                }
                None => {
                    self.imported.left.push(Left { table: None, what: format!("the extension {extension}") });
                }
            }
        }
        found
    }

    fn table(&mut self, table: &Table, own: &TableNames, extensions: &[String], section: &mut Section) {
        let left_out: BTreeSet<String> = (table.columns.iter().map(|column| &column.name))
            .filter(|name| !own.types.contains_key(*name))
            .cloned()
            .collect();
        let mut said = attributes(self.ground, table, &left_out, self.names);
        self.imported.left.extend(said.left.drain(..).map(|what| Left::table(&table.name, what)));
        let mut text = String::new();
        for left in self.imported.left.iter().filter(|left| left.table.as_ref() == Some(&table.name)) {
            text.push_str(&text::remark(&format!("Not in this model: {}.", left.what), 0));
            text.push('\n');
        }
        section.uses.extend(["diesel::prelude::*".to_owned(), "model_core::Model".to_owned()]);
        let mut model = self.table_options(table, own, extensions);
        let comment = self.comment(table.comment.as_deref(), 0, &mut text);
        model.append(&mut said.table);
        model.extend(comment);
        self.derives(table, own, &mut text);
        for line in model {
            // What stands in one attribute is broken into lines by no tool.
            text.push_str(&text::attributes("model", &[line], 0).concat());
            text.push('\n');
        }
        text.push_str(&format!("pub struct {} {{\n", own.model));
        for column in &table.columns {
            let Some(ty) = own.types.get(&column.name) else { continue };
            let mut arguments = Vec::new();
            let field = &own.fields[&column.name];
            if *field != column.name {
                arguments.push(format!("sql_name = {}", quoted(&column.name)));
            }
            arguments.extend(self.type_attributes(table, ty));
            arguments.extend(said.fields.remove(&column.name).unwrap_or_default());
            arguments.extend(self.comment(column.comment.as_deref(), 4, &mut text));
            for line in text::attributes("model", &arguments, 4) {
                text.push_str(&line);
                text.push('\n');
            }
            text.push_str(&format!("    pub {field}: {},\n", self.rust_type(table, column, ty, section)));
        }
        text.push_str("}\n");
        self.references(table, section);
        section.items.push(text);
        if self.options.new_structs {
            let made = self.new_struct(table, own, section);
            section.items.extend(made);
        }
        if self.options.update_structs {
            let made = self.changes(table, own, section);
            section.items.extend(made);
        }
    }

    fn table_options(&self, table: &Table, own: &TableNames, extensions: &[String]) -> Vec<String> {
        let mut model = Vec::new();
        if table.name.schema != self.schema.engine.default_schema() {
            model.push(format!("schema = {}", quoted(&table.name.schema)));
        }
        if own.table != table.name.name {
            model.push(format!("sql_name = {}", quoted(&table.name.name)));
        }
        if table.primary_key.is_none() {
            model.push("no_primary_key".to_owned());
        }
        model.extend_from_slice(extensions);
        model
    }

    /// Writes a comment as a doc comment; gives the key that makes it one of the database.
    fn comment(&self, comment: Option<&str>, indent: usize, text: &mut String) -> Option<String> {
        let comment = comment.filter(|_| self.schema.engine == Engine::Postgres)?;
        let Some(docs) = text::docs(comment, indent) else {
            return Some(format!("comment = {}", quoted(comment)));
        };
        for line in docs {
            text.push_str(&line);
            text.push('\n');
        }
        (!self.options.doc_comments).then(|| "comment".to_owned())
    }

    fn derives(&self, table: &Table, own: &TableNames, text: &mut String) {
        let key: Vec<&Column> = (table.primary_key.iter().flat_map(|key| &key.columns))
            .filter_map(|name| table.column(name))
            .collect();
        let is_identifiable = self.is_identifiable(&table.name);
        let parents: Vec<String> =
            table.foreign_keys.iter().filter_map(|key| self.parent(table, own, key)).collect();
        let mut derives = vec!["Debug", "Clone", "Model", "Queryable", "Selectable"];
        derives.extend(is_identifiable.then_some("Identifiable"));
        derives.extend((!parents.is_empty()).then_some("Associations"));
        text.push_str(&format!("#[derive({})]\n", derives.join(", ")));
        let mut diesel = vec![format!("table_name = {}", own.table)];
        let fields: Vec<&str> = key.iter().map(|column| own.fields[&column.name].as_str()).collect();
        if !fields.is_empty() && fields != ["id"] {
            diesel.push(format!("primary_key({})", fields.join(", ")));
        }
        diesel.extend(parents.iter().map(|parent| format!("belongs_to({parent})")));
        for line in text::attributes("diesel", &diesel, 0) {
            text.push_str(&line);
            text.push('\n');
        }
        text.push_str(&format!("#[diesel(check_for_backend({}))]\n", self.backend()));
    }

    const fn backend(&self) -> &'static str {
        match self.schema.engine {
            Engine::Postgres => "diesel::pg::Pg",
            Engine::Sqlite => "diesel::sqlite::Sqlite",
        }
    }

    /// Whether there is a key that Diesel can hash.
    fn is_identifiable(&self, name: &QName) -> bool {
        let (Some(table), Some(own)) = (self.schema.tables.get(name), self.names.tables.get(name)) else {
            return false;
        };
        table.primary_key.as_ref().is_some_and(|key| {
            key.columns.iter().all(|column| own.types.get(column).is_some_and(|ty| ty.is_hashable))
        })
    }

    /// The model that this one belongs to, where Diesel's own convention finds the column.
    fn parent(&self, table: &Table, own: &TableNames, key: &model_core::ir::ForeignKey) -> Option<String> {
        let target = self.schema.tables.get(&key.target)?;
        let parent = self.names.tables.get(&key.target)?;
        let [column] = key.columns.as_slice() else { return None };
        let of = target.primary_key.as_ref()?;
        let only = table.foreign_keys.iter().filter(|other| other.target == key.target).count() == 1;
        let rust = |table: &Table, own: &TableNames, column: &str| {
            Some(self.base_type(table, table.column(column)?, own.types.get(column)?))
        };
        let same = rust(table, own, column)? == rust(target, parent, key.target_columns.first()?)?;
        let fits = only
            && same
            && key.target != table.name
            && of.columns == key.target_columns
            && !target.column(&of.columns[0])?.nullable
            && self.is_identifiable(&key.target)
            && own.fields.get(column)? == &format!("{}_id", snake_of(&parent.model));
        fits.then(|| parent.model.clone())
    }

    /// Keys that say what the Rust type does not.
    fn type_attributes(&self, table: &Table, ty: &FieldType) -> Vec<String> {
        let custom = ty.custom.as_ref().and_then(|custom| self.names.custom.get(custom));
        let Some(custom) = custom else { return ty.attributes.clone() };
        let path = self.sql_types(&table.name);
        (ty.attributes.iter())
            .map(|attribute| attribute.replace("sql_types::{}", &format!("{path}::{custom}")))
            .collect()
    }

    fn sql_types(&self, table: &QName) -> String {
        if self.options.one_file {
            return "sql_types".to_owned();
        }
        self.names.path(table, &[], "sql_types")
    }

    /// The type without `Option`, without anything imported.
    fn base_type(&self, table: &Table, column: &Column, ty: &FieldType) -> String {
        if let Some(id) = self.names.id_of(&table.name, &column.name).and_then(|own| own.id.as_ref()) {
            return id.clone();
        }
        if let Some(name) = ty.enum_name.as_ref().and_then(|name| self.names.enums.get(name)) {
            return ty.rust.replace("{}", &name.ty);
        }
        match ty.custom.as_ref().and_then(|custom| self.names.custom.get(custom)) {
            Some(custom) => {
                let path = format!("{}::{custom}", self.sql_types(&table.name));
                ty.rust.replace("sql_types::{}", &path)
            }
            None => ty.rust.clone(),
        }
    }

    fn rust_type(&self, table: &Table, column: &Column, ty: &FieldType, section: &mut Section) -> String {
        let base = self.typed(table, column, ty, section);
        if column.nullable { format!("Option<{base}>") } else { base }
    }

    /// The type without `Option`, and its imports.
    fn typed(&self, table: &Table, column: &Column, ty: &FieldType, section: &mut Section) -> String {
        let base = self.base_type(table, column, ty);
        let names = self.names;
        let mut import = |module: &str, name: &str| {
            let path = names.path(&table.name, &names.shared(module), name);
            if path != name {
                section.uses.insert(path);
            }
        };
        if names.id_of(&table.name, &column.name).is_some() {
            import("ids", &base);
        } else if let Some(name) = ty.enum_name.as_ref().and_then(|name| names.enums.get(name)) {
            import("enums", &name.ty);
        } else {
            section.uses.extend(ty.uses.iter().map(|path| (*path).to_owned()));
        }
        base
    }

    /// The models that are referenced.
    fn references(&self, table: &Table, section: &mut Section) {
        for key in &table.foreign_keys {
            let Some(parent) = self.names.tables.get(&key.target) else { continue };
            let path = self.names.path(&table.name, &parent.module, &parent.model);
            if path != parent.model {
                section.uses.insert(path);
            }
        }
    }

    /// `NewUser`: what the database does not fill in by itself, and what it may be left to fill in.
    fn new_struct(&self, table: &Table, own: &TableNames, section: &mut Section) -> Option<String> {
        let columns = table.columns.iter().filter(|column| {
            let is_numbered =
                column.identity.is_some() || column.serial.is_some() || table.is_rowid(&column.name);
            own.types.contains_key(&column.name) && !is_numbered && column.generated.is_none()
        });
        let mut fields = String::new();
        for column in columns {
            let base = self.typed(table, column, own.types.get(&column.name)?, section);
            let is_optional = column.nullable || column.default.is_some();
            let ty = if is_optional { format!("Option<{base}>") } else { base };
            fields.push_str(&format!("    pub {}: {ty},\n", own.fields[&column.name]));
        }
        let name = &own.new_struct;
        (!fields.is_empty()).then(|| {
            format!(
                "/// A new row of `{0}`: what is `None` the database fills in.\n#[derive(Debug, Clone, Insertable)]\n\
                 #[diesel(table_name = {0})]\n#[diesel(check_for_backend({1}))]\npub struct {name} {{\n{fields}}}\n",
                own.table,
                self.backend()
            )
        })
    }

    /// `UserChanges`: what can be set, `None` for what stays.
    fn changes(&self, table: &Table, own: &TableNames, section: &mut Section) -> Option<String> {
        let columns = table.columns.iter().filter(|column| {
            let is_always = column.identity.as_ref().is_some_and(|identity| identity.always);
            own.types.contains_key(&column.name)
                && !table.in_primary_key(&column.name)
                && column.generated.is_none()
                && !is_always
                // Without a key, Diesel takes this one for it.
                && !(table.primary_key.is_none() && own.fields[&column.name] == "id")
        });
        let mut fields = String::new();
        for column in columns {
            let base = self.typed(table, column, own.types.get(&column.name)?, section);
            let ty =
                if column.nullable { format!("Option<Option<{base}>>") } else { format!("Option<{base}>") };
            fields.push_str(&format!("    pub {}: {ty},\n", own.fields[&column.name]));
        }
        let key: Vec<&str> = (table.primary_key.iter().flat_map(|key| &key.columns))
            .map(|column| own.fields[column].as_str())
            .collect();
        let key = if key.is_empty() || key == ["id"] {
            String::new()
        } else {
            format!(", primary_key({})", key.join(", "))
        };
        (!fields.is_empty()).then(|| {
            format!(
                "/// A change of a row of `{0}`: what is `None` stays.\n#[derive(Debug, Clone, Default, AsChangeset)]\n\
                 #[diesel(table_name = {0}{key})]\n#[diesel(check_for_backend({1}))]\npub struct {2} {{\n{fields}}}\n",
                own.table,
                self.backend(),
                own.changes
            )
        })
    }
}

/// How a model asks for an extension.
pub fn asked_for(extension: &str, place: Option<&str>) -> String {
    let place = place.map(|schema| format!("{schema}.")).unwrap_or_default();
    format!("extension = {}", quoted(&(place + extension)))
}

/// Whether a table looks as if it needed an extension: by its name, or by what is known of it.
fn needs(table: &Table, extension: &str) -> bool {
    let words: &[&str] = match extension {
        "pg_trgm" => &["trgm", "similarity("],
        "btree_gist" | "btree_gin" => &["EXCLUDE"],
        "uuid-ossp" => &["uuid_generate"],
        "pgcrypto" => &["crypt(", "digest(", "gen_salt(", "gen_random_bytes("],
        "postgis" => &["geometry", "geography"],
        other => &[other],
    };
    // Plain data without maps that could fail.
    let mut text =
        serde_json::to_string(&(&table.columns, &table.checks, &table.indexes)).unwrap_or_default();
    if !table.exclusions.is_empty() || table.indexes.iter().any(|index| index.method == "gin") {
        text.push_str("EXCLUDE");
    }
    words.iter().any(|word| text.contains(word))
}
