//! What models take over from the state that is there, because they cannot say it.

use std::collections::{BTreeMap, BTreeSet};

use super::GenerateError;
use super::filter::stand_ins;
use crate::desired::Desired;
use crate::dialect;
use crate::ir::{Dependency, Engine, Enum, OtherId, OtherObject, QName, Schema, Table};
use crate::plan::Statement;
use crate::sql::{qualified, quoted};

/// Kinds of objects that a column, a default, a CHECK or an index of a table may rest on.
const KINDS: [&str; 15] = [
    "function",
    "aggregate",
    "window function",
    "domain",
    "composite type",
    "range type",
    "sequence",
    "collation",
    "operator",
    "operator family",
    "operator family member",
    "operator class",
    "cast",
    "text search configuration",
    "text search dictionary",
];

/// The models with the functions and types of a state beside them, which their columns and expressions may use: those that rest on
/// no table themselves. With them come the enum types that they rest on and no model has, and those that a column names as its type in
/// the database, and every schema in which something is that no model describes. The same models if there are none.
pub fn grounded(desired: &Desired, state: &Schema) -> Desired {
    let mut grounded = fitted(desired, state);
    if state.engine != Engine::Postgres {
        return grounded;
    }
    named_enums(&mut grounded, state);
    let ground = ground(desired, state);
    let enums = ground.iter().flat_map(|object| enums(object));
    let kept: Vec<_> = enums.filter_map(|name| state.enums.get(name)).cloned().collect();
    for ty in kept {
        grounded.schema.namespaces.insert(ty.name.schema.clone());
        grounded.schema.enums.entry(ty.name.clone()).or_insert(ty);
    }
    // A schema stays as long as there is something in it that stays.
    let schemas = state.others.iter().map(|object| &object.name.schema);
    let schemas = schemas.chain(state.extensions.values().flatten());
    let schemas = schemas.filter(|name| state.namespaces.contains(*name));
    grounded.schema.namespaces.extend(schemas.cloned());
    grounded.schema.namespaces.remove(state.engine.default_schema());
    if !ground.is_empty() {
        take_extensions(&mut grounded.schema, state);
    }
    // Who owns them and what is said about them changes no table.
    let bare = |object: &OtherObject| OtherObject { extras: Vec::new(), ..object.clone() };
    grounded.schema.others = ground.into_iter().map(bare).collect();
    grounded
}

/// The models with their extensions where a state has them, and with what they reference that no model describes.
pub fn fitted(desired: &Desired, state: &Schema) -> Desired {
    let mut fitted = desired.clone();
    place_extensions(&mut fitted.schema, state);
    add_stand_ins(&mut fitted, state);
    fitted
}

/// A foreign key that points at nothing there is.
pub fn dangling(desired: &Desired) -> Option<GenerateError> {
    let tables = &desired.schema.tables;
    let dangling = |table: &Table| {
        let key = table.foreign_keys.iter().find(|key| !tables.contains_key(&key.target))?;
        Some(GenerateError::NoTarget { table: table.name.clone(), target: key.target.clone() })
    };
    tables.values().find_map(dangling)
}

fn add_stand_ins(desired: &mut Desired, state: &Schema) {
    let schema = &mut desired.schema;
    let mut keys: BTreeMap<QName, BTreeSet<Vec<String>>> = BTreeMap::new();
    let references = schema.tables.values().flat_map(|table| &table.foreign_keys);
    for reference in references.filter(|reference| !schema.tables.contains_key(&reference.target)) {
        keys.entry(reference.target.clone()).or_default().insert(reference.target_columns.clone());
    }
    let tables = stand_ins(&keys, [state]);
    if !tables.is_empty() {
        take_extensions(schema, state);
    }
    for table in tables {
        if table.name.schema != schema.engine.default_schema() {
            schema.namespaces.insert(table.name.schema.clone());
        }
        for name in table.columns.iter().filter_map(|column| column.ty.enum_name.as_ref()) {
            schema.enums.extend(state.enums.get(name).map(|ty| (name.clone(), ty.clone())));
        }
        desired.stand_ins.insert(table.name.clone());
        schema.tables.insert(table.name.clone(), table);
    }
}

/// Adds all extensions of a state: the catalog does not tell which of them a table or a function needs.
pub(super) fn take_extensions(models: &mut Schema, state: &Schema) {
    for (name, place) in &state.extensions {
        models.extensions.entry(name.clone()).or_insert_with(|| place.clone());
        models.namespaces.extend(place.clone());
    }
}

/// Leaves the extensions of models where they are, as long as the models do not say where that shall be.
fn place_extensions(models: &mut Schema, state: &Schema) {
    for (name, place) in &mut models.extensions {
        let there = state.extensions.get(name).cloned().flatten();
        if let (None, Some(schema)) = (&place, there) {
            models.namespaces.insert(schema.clone());
            *place = Some(schema);
        }
    }
}

/// Takes over the enum types that columns name as their types in the database and no model declares.
fn named_enums(desired: &mut Desired, state: &Schema) {
    let (models, hints) = (&mut desired.schema, &desired.hints);
    // What is about to be renamed is not what is meant.
    let stays = |name: &QName| !hints.enums.values().any(|old| old == name);
    let written: BTreeMap<String, &Enum> = state
        .enums
        .iter()
        .filter(|(name, _)| stays(name))
        .map(|(name, ty)| (qualified(state.engine, name), ty))
        .collect();
    for column in models.tables.values_mut().flat_map(|table| &mut table.columns) {
        let named = written.get(column.ty.sql.trim_end_matches("[]"));
        if column.ty.enum_name.is_none()
            && let Some(ty) = named
        {
            column.ty.enum_name = Some(ty.name.clone());
            models.namespaces.insert(ty.name.schema.clone());
            models.enums.entry(ty.name.clone()).or_insert_with(|| (*ty).clone());
        }
    }
}

/// The objects of a state that can be made before any table.
fn ground<'a>(desired: &Desired, state: &'a Schema) -> Vec<&'a OtherObject> {
    // What a definition calls by its old name cannot be made beside the new one.
    let is_there = |name: &QName| {
        (desired.schema.enums.contains_key(name) || state.enums.contains_key(name))
            && !desired.hints.enums.values().any(|old| old == name)
    };
    let is_possible = |object: &&OtherObject| {
        KINDS.contains(&object.kind.as_str())
            && object.definition.is_some()
            && object.table.is_none()
            && object.depends.iter().all(|on| matches!(on, Dependency::Enum(name) if is_there(name)))
    };
    let mut ground: Vec<&OtherObject> = state.others.iter().filter(is_possible).collect();
    // Without one, those that need it cannot be either.
    loop {
        let ids: BTreeSet<OtherId> = ground.iter().map(|object| object.id()).collect();
        let before = ground.len();
        ground.retain(|object| object.needs.iter().all(|need| ids.contains(need)));
        if ground.len() == before {
            return ground;
        }
    }
}

/// The enum types that an object rests on.
fn enums(object: &OtherObject) -> impl Iterator<Item = &QName> {
    object.depends.iter().filter_map(|on| match on {
        Dependency::Enum(name) => Some(name),
        _ => None,
    })
}

/// What grounded models stand on, alone.
pub fn base(grounded: &Desired) -> Desired {
    let schema = &grounded.schema;
    let needed: BTreeSet<&QName> = schema.others.iter().flat_map(enums).collect();
    let enums = schema.enums.iter().filter(|(name, _)| needed.contains(name));
    let enums = enums.map(|(name, ty)| (name.clone(), ty.clone())).collect();
    let base = Schema {
        namespaces: schema.namespaces.clone(),
        extensions: schema.extensions.clone(),
        others: schema.others.clone(),
        enums,
        ..Schema::empty(schema.engine)
    };
    Desired::of(base)
}

/// The statements that make models in an empty database: first what they stand on.
pub fn statements(desired: &Desired) -> Vec<Statement> {
    let schema = &desired.schema;
    let mut statements = Vec::new();
    // Models name what an extension has without its schema.
    let places: BTreeSet<&String> = schema.extensions.values().flatten().collect();
    if !places.is_empty() {
        let path = ["public"].into_iter().chain(places.iter().map(|place| place.as_str())).map(quoted);
        let path: Vec<String> = path.collect();
        statements.push(Statement::new(format!("SET search_path = {}", path.join(", "))));
    }
    if schema.others.is_empty() || schema.engine != Engine::Postgres {
        statements.extend(dialect::materialise(schema));
    } else {
        on_ground(desired, &mut statements);
    }
    if !places.is_empty() {
        statements.push(Statement::new("RESET search_path"));
    }
    statements
}

fn on_ground(desired: &Desired, statements: &mut Vec<Statement>) {
    let schema = &desired.schema;
    // A function in SQL may read tables, of which its definition says nothing that the catalog knows.
    statements.push(Statement::new("SET check_function_bodies = off"));
    statements.extend(dialect::materialise(&base(desired).schema));
    statements.push(Statement::new("RESET check_function_bodies"));
    let models = dialect::materialise(&Schema { others: Vec::new(), ..schema.clone() });
    let is_made = |statement: &Statement| statements.iter().any(|made| made.sql == statement.sql);
    let rest: Vec<Statement> = models.into_iter().filter(|statement| !is_made(statement)).collect();
    statements.extend(rest);
}

/// Leaves the sequences of serial columns the names that they have: a model does not say them, and they have none to keep to once
/// a table was renamed.
pub fn adopt_sequences(models: &mut Schema, state: &Schema) {
    for (name, table) in &mut models.tables {
        let Some(there) = state.tables.get(name) else { continue };
        for column in &mut table.columns {
            let sequence = there.column(&column.name).and_then(|column| column.serial.as_ref());
            if let (Some(own), Some(sequence)) = (&mut column.serial, sequence) {
                own.clone_from(sequence);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Enum;

    fn object(kind: &str, name: &str) -> OtherObject {
        let definition = Some(format!("CREATE {kind} {name}"));
        OtherObject { definition, ..OtherObject::new(kind, QName::new("public", name)) }
    }

    fn names(models: &Desired, state: &Schema) -> Vec<String> {
        grounded(models, state).schema.others.iter().map(|object| object.name.to_string()).collect()
    }

    fn nothing() -> Desired {
        Desired::of(Schema::empty(Engine::Postgres))
    }

    #[test]
    fn what_rests_on_tables_is_no_ground() {
        let mut state = Schema::empty(Engine::Postgres);
        let on_table = OtherObject {
            depends: vec![Dependency::Table(QName::new("public", "t"))],
            ..object("function", "reads()")
        };
        let above = OtherObject { needs: vec![on_table.id()], ..object("function", "calls()") };
        let domain = object("domain", "email");
        let uses = OtherObject { needs: vec![domain.id()], ..object("function", "checks()") };
        state.others = vec![on_table, above, domain, uses, object("view", "v")];
        assert_eq!(names(&nothing(), &state), ["email", "checks()"]);
    }

    #[test]
    fn what_the_ground_rests_on_and_where_it_is_stays() {
        let mut state = Schema::empty(Engine::Postgres);
        state.namespaces = ["app", "empty", "views"].map(ToOwned::to_owned).into();
        for name in ["mood", "unused"] {
            let name = QName::new("app", name);
            let ty = Enum { name: name.clone(), labels: vec!["glad".to_owned()], comment: None };
            state.enums.insert(name, ty);
        }
        let mood = QName::new("app", "mood");
        state.others = vec![
            OtherObject { depends: vec![Dependency::Enum(mood.clone())], ..object("domain", "good_mood") },
            OtherObject { name: QName::new("views", "v"), ..object("view", "v") },
        ];
        let models = grounded(&nothing(), &state).schema;
        assert_eq!(models.namespaces, ["app", "views"].map(ToOwned::to_owned).into());
        assert_eq!(models.enums.keys().collect::<Vec<_>>(), [&mood]);
        assert_eq!(models.others.len(), 1);
        let mut renamed = nothing();
        renamed.hints.enums.insert(QName::new("app", "temper"), mood);
        assert_eq!(names(&renamed, &state), Vec::<String>::new());
    }
}
