//! What every table, column, type and label is called in Rust, decided for all of them before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use model_core::ir::{Column, Enum, ForeignKey, QName, Schema, Table};

use super::ground::Ground;
use super::names::{self, Naming, snake_of};
use super::types::{Custom, FieldType, field_type};
use super::{Left, Options, Others, WHOLE};

/// A table as a model.
#[derive(Debug)]
pub struct TableNames {
    /// The struct.
    pub model: String,
    /// The `table!`.
    pub table: String,
    /// Where it is, from the module of all models on.
    pub module: Vec<String>,
    /// The fields, by column.
    pub fields: BTreeMap<String, String>,
    /// The types, by column; those without one are left out.
    pub types: BTreeMap<String, FieldType>,
    /// The newtype of its key, if it has one.
    pub id: Option<String>,
    /// The struct to insert.
    pub new_struct: String,
    /// The struct to update.
    pub changes: String,
}

/// An enum.
#[derive(Debug)]
pub struct EnumNames {
    /// The enum.
    pub ty: String,
    /// Variants in the order of the labels.
    pub variants: Vec<String>,
}

/// All names.
#[derive(Debug)]
pub struct Names<'a> {
    schema: &'a Schema,
    one_file: bool,
    others: &'a Others,
    /// Tables that become models.
    pub tables: BTreeMap<QName, TableNames>,
    /// Enums that columns of theirs are of.
    pub enums: BTreeMap<QName, EnumNames>,
    /// SQL types that Diesel has not.
    pub custom: BTreeMap<Custom, String>,
}

/// The most columns that Diesel has.
const MOST_COLUMNS: usize = 128;

impl<'a> Names<'a> {
    /// Decides. What cannot be a model is told.
    pub fn new(ground: &Ground<'a>, options: &Options, others: &'a Others, left: &mut Vec<Left>) -> Self {
        let schema = ground.schema;
        let mut names = Self {
            schema,
            one_file: options.one_file,
            others,
            tables: BTreeMap::new(),
            enums: BTreeMap::new(),
            custom: BTreeMap::new(),
        };
        let mut types = names::reserved_types();
        let mut tables: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        // The default schema's tables choose first, and of these the ones whose names can stay.
        let mut in_order: Vec<&Table> = schema.tables.values().collect();
        in_order.sort_by_key(|table| {
            let stays = names::module(&table.name.name, "table_", &mut BTreeSet::new()) == table.name.name;
            (table.name.schema != schema.engine.default_schema(), !stays)
        });
        for table in in_order {
            if others.models.contains_key(&table.name) || others.without.contains(&table.name) {
                continue;
            }
            let found = column_types(ground, table, left);
            if let Err(why) = is_possible(schema, table, &found) {
                left.push(Left::table(&table.name, format!("{WHOLE}{why}")));
                continue;
            }
            let model = struct_name(table, schema, &mut types);
            let made = names.table(table, model, found, &mut tables);
            names.tables.insert(table.name.clone(), made);
        }
        let used: BTreeSet<QName> = (names.tables.values())
            .flat_map(|table| table.types.values())
            .filter_map(|ty| ty.enum_name.clone())
            .collect();
        for name in used {
            if let Some(ty) = schema.enums.get(&name) {
                names.enums.insert(name, enum_names(ty, &mut types));
            }
        }
        let customs: BTreeSet<Custom> = (names.tables.values())
            .flat_map(|table| table.types.values())
            .filter_map(|ty| ty.custom.clone())
            .collect();
        let mut taken = BTreeSet::new();
        for custom in customs {
            let name = names::type_name(&custom.name, false, &mut taken);
            names.custom.insert(custom, name);
        }
        if options.newtype_ids {
            names.ids(&mut types);
        }
        for own in names.tables.values_mut() {
            own.new_struct = names::type_name(&format!("New{}", own.model), false, &mut types);
            own.changes = names::type_name(&format!("{}Changes", own.model), false, &mut types);
        }
        names
    }

    fn table(
        &self,
        table: &Table,
        model: String,
        types: BTreeMap<String, FieldType>,
        taken: &mut BTreeMap<Vec<String>, BTreeSet<String>>,
    ) -> TableNames {
        let is_default = table.name.schema == self.schema.engine.default_schema();
        let mut module = Vec::new();
        if !is_default && !self.one_file {
            let schemas = taken.entry(vec!["schema".to_owned()]).or_default();
            let ident = names::module(&table.name.schema, "schema", &mut BTreeSet::new());
            schemas.insert(ident.clone());
            module.push(ident);
        }
        let sql_name = if self.one_file && !is_default {
            format!("{}_{}", table.name.schema, table.name.name)
        } else {
            table.name.name.clone()
        };
        // A module's own modules, and those of the other schemas, have their names already.
        let in_module = taken.entry(module.clone()).or_insert_with(|| {
            let mut taken: BTreeSet<String> =
                ["enums", "ids", "sql_types", "mod", "lib", "main"].map(ToOwned::to_owned).into();
            let schemas = self.schema.tables.keys().map(|name| &name.schema);
            taken.extend(schemas.map(|schema| names::module(schema, "schema", &mut BTreeSet::new())));
            taken
        });
        let ident = names::module(&sql_name, "table_", in_module);
        if !self.one_file {
            module.push(ident.clone());
        }
        let mut taken = BTreeSet::from([ident.clone()]);
        let mut fields = BTreeMap::new();
        // Names that can stay are not taken away by others.
        let (plain, odd): (Vec<&Column>, Vec<&Column>) = table
            .columns
            .iter()
            .partition(|column| names::snake(&column.name, "column", &mut BTreeSet::new()) == column.name);
        for column in plain.into_iter().chain(odd) {
            fields.insert(column.name.clone(), field(&column.name, &mut taken));
        }
        let (new_struct, changes) = (String::new(), String::new());
        TableNames { model, table: ident, module, fields, types, id: None, new_struct, changes }
    }

    /// A newtype for each key of one plain column that no other table gives.
    fn ids(&mut self, types: &mut BTreeSet<String>) {
        for table in self.schema.tables.values() {
            let Some(key) = table
                .primary_key
                .as_ref()
                .and_then(|key| key.columns.first().filter(|_| key.columns.len() == 1))
            else {
                continue;
            };
            let is_given = table.foreign_keys.iter().any(|of| of.columns == [key.clone()]);
            let Some(names) = self.tables.get_mut(&table.name) else { continue };
            let nullable = table.column(key).is_some_and(|column| column.nullable);
            let plain = names.types.get(key).is_some_and(|ty| {
                matches!(ty.rust.as_str(), "i16" | "i32" | "i64" | "Uuid" | "String")
                    && !ty.attributes.iter().any(|attribute| attribute.starts_with("sql_type"))
            });
            if plain && !is_given && !nullable {
                names.id = Some(names::type_name(&format!("{}_id", snake_of(&names.model)), false, types));
            }
        }
    }

    /// The table whose key a column holds, its own or another's.
    pub fn id_of(&self, table: &QName, column: &str) -> Option<&TableNames> {
        let mut at = (table.clone(), column.to_owned());
        // As many steps as there are tables: a ring of references has no first key.
        for _ in 0..=self.tables.len() {
            let table = self.schema.tables.get(&at.0)?;
            let own = self.tables.get(&at.0)?;
            let is_key = table.primary_key.as_ref().is_some_and(|key| key.columns == [at.1.clone()]);
            if is_key && own.id.is_some() {
                return Some(own);
            }
            let key = table
                .foreign_keys
                .iter()
                .find(|key| key.columns == [at.1.clone()] && key.target_columns.len() == 1)?;
            // A key of another type is another type in Rust as well.
            let mine = &own.types.get(&at.1)?.rust;
            let theirs = &self.tables.get(&key.target)?.types.get(&key.target_columns[0])?.rust;
            if mine != theirs {
                return None;
            }
            at = (key.target.clone(), key.target_columns[0].clone());
        }
        None
    }

    /// The path from a table's module to something in another.
    pub fn path(&self, from: &QName, module: &[String], name: &str) -> String {
        let own = self.tables.get(from).map(|names| names.module.as_slice()).unwrap_or_default();
        if own == module {
            return name.to_owned();
        }
        let shared = own.iter().zip(module).take_while(|(a, b)| a == b).count();
        let up = own.iter().skip(shared).map(|_| "super");
        let down = module.iter().skip(shared).map(String::as_str);
        up.chain(down).chain([name]).collect::<Vec<_>>().join("::")
    }

    /// The type of the one column of a key.
    pub fn key_type<'n>(&self, own: &'n TableNames) -> Option<&'n FieldType> {
        let (name, _) = self.tables.iter().find(|(_, other)| other.model == own.model)?;
        own.types.get(self.schema.tables.get(name)?.primary_key.as_ref()?.columns.first()?)
    }

    /// The module of enums, newtypes, or SQL types.
    pub fn shared(&self, module: &str) -> Vec<String> {
        if self.one_file { Vec::new() } else { vec![module.to_owned()] }
    }
}

impl Naming for Names<'_> {
    fn column(&self, table: &QName, column: &str) -> String {
        let field = self.tables.get(table).and_then(|names| names.fields.get(column));
        field.cloned().unwrap_or_else(|| super::text::quoted(column))
    }

    fn model(&self, _: &QName, target: &QName) -> Option<String> {
        let own = self.tables.get(target).map(|names| names.model.clone());
        own.or_else(|| self.others.models.get(target).cloned().flatten())
    }

    fn variant(&self, ty: &QName, label: &str) -> Option<String> {
        let at = self.schema.enums.get(ty)?.labels.iter().position(|known| known == label)?;
        let names = self.enums.get(ty)?;
        Some(format!("{}::{}", names.ty, names.variants.get(at)?))
    }

    fn joins(&self, table: &Table, key: &ForeignKey) -> bool {
        let diesel = |table: &QName, columns: &[String]| {
            let ty = self.tables.get(table)?.types.get(columns.first()?)?;
            Some(ty.diesel.clone())
        };
        let target = diesel(&key.target, &key.target_columns);
        target.is_some() && diesel(&table.name, &key.columns) == target
    }
}

/// A field's name. With the name of its table it would hide that.
fn field(column: &str, taken: &mut BTreeSet<String>) -> String {
    let own = names::snake(column, "column", &mut BTreeSet::new());
    if taken.contains(&own) && own == column {
        let renamed = format!("{own}_");
        if taken.insert(renamed.clone()) {
            return renamed;
        }
    }
    names::snake(column, "column", taken)
}

/// The struct's name; one that another schema has already gets its schema's in front.
fn struct_name(table: &Table, schema: &Schema, taken: &mut BTreeSet<String>) -> String {
    let plain = names::type_name(&table.name.name, true, &mut BTreeSet::new());
    if taken.contains(&plain) && table.name.schema != schema.engine.default_schema() {
        return names::type_name(&format!("{}_{}", table.name.schema, table.name.name), true, taken);
    }
    names::type_name(&table.name.name, true, taken)
}

fn enum_names(ty: &Enum, types: &mut BTreeSet<String>) -> EnumNames {
    let mut taken = BTreeSet::new();
    EnumNames {
        ty: names::type_name(&ty.name.name, false, types),
        variants: ty.labels.iter().map(|label| names::variant(label, &mut taken)).collect(),
    }
}

fn column_types(ground: &Ground<'_>, table: &Table, left: &mut Vec<Left>) -> BTreeMap<String, FieldType> {
    let mut types = BTreeMap::new();
    for column in &table.columns {
        match field_type(ground, table, column) {
            Ok(ty) => {
                types.insert(column.name.clone(), ty);
            }
            Err(why) => left.push(Left::table(&table.name, format!("the column {}: {why}", column.name))),
        }
    }
    types
}

/// Whether a table can be a model at all.
fn is_possible(schema: &Schema, table: &Table, types: &BTreeMap<String, FieldType>) -> Result<(), String> {
    if types.is_empty() {
        return Err("no column is left, and a model has one at least".to_owned());
    }
    if types.len() > MOST_COLUMNS {
        return Err(format!("{} columns, and Diesel's tables have {MOST_COLUMNS} at most", types.len()));
    }
    let mut key = table.primary_key.iter().flat_map(|key| &key.columns);
    if let Some(column) = key.find(|column| !types.contains_key(*column)) {
        return Err(format!("its key needs the column {column}, which is left out"));
    }
    let name = &table.name.schema;
    if name != schema.engine.default_schema() && !names::is_ident(name) {
        return Err(format!(
            "Diesel's `table!` takes an identifier as a schema's name, which `{name}` is not"
        ));
    }
    Ok(())
}
