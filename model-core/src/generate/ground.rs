//! What models take over from the state that is there, because they cannot say it.

use std::collections::BTreeSet;

use crate::desired::Desired;
use crate::dialect;
use crate::ir::{Engine, OtherId, OtherObject, Schema};
use crate::plan::Statement;

/// Kinds of objects that a default, a CHECK or an index of a table may rest on.
const KINDS: [&str; 7] =
    ["function", "aggregate", "window function", "domain", "composite type", "range type", "sequence"];

/// The models with the functions and types of a state beside them, which their expressions may use: those that rest on no table
/// themselves. The same models if there are none.
pub fn grounded(desired: &Desired, state: &Schema) -> Desired {
    let mut grounded = desired.clone();
    if state.engine != Engine::Postgres {
        return grounded;
    }
    let is_possible = |object: &&OtherObject| {
        KINDS.contains(&object.kind.as_str())
            && object.definition.is_some()
            && object.table.is_none()
            && object.depends.is_empty()
    };
    let mut ground: Vec<&OtherObject> = state.others.iter().filter(is_possible).collect();
    // Without one, those that need it cannot be either.
    loop {
        let ids: BTreeSet<OtherId> = ground.iter().map(|object| object.id()).collect();
        let before = ground.len();
        ground.retain(|object| object.needs.iter().all(|need| ids.contains(need)));
        if ground.len() == before {
            break;
        }
    }
    // Who owns them and what is said about them changes no table.
    let bare = |object: &OtherObject| OtherObject { extras: Vec::new(), ..object.clone() };
    let schemas = ground.iter().map(|object| &object.name.schema).filter(|name| *name != "public");
    grounded.schema.namespaces.extend(schemas.cloned());
    if !ground.is_empty() {
        grounded.schema.extensions.extend(state.extensions.iter().cloned());
    }
    grounded.schema.others = ground.into_iter().map(bare).collect();
    grounded
}

/// The statements that make models in an empty database: first what they stand on.
pub fn statements(schema: &Schema) -> Vec<Statement> {
    if schema.others.is_empty() || schema.engine != Engine::Postgres {
        return dialect::materialise(schema);
    }
    let ground = Schema {
        namespaces: schema.namespaces.clone(),
        extensions: schema.extensions.clone(),
        others: schema.others.clone(),
        ..Schema::empty(schema.engine)
    };
    // A function in SQL may read tables, of which its definition says nothing that the catalog knows.
    let mut statements = vec![Statement::new("SET check_function_bodies = off")];
    statements.extend(dialect::materialise(&ground));
    statements.push(Statement::new("RESET check_function_bodies"));
    let models = dialect::materialise(&Schema { others: Vec::new(), ..schema.clone() });
    let is_made = |statement: &Statement| statements.iter().any(|made| made.sql == statement.sql);
    let rest: Vec<Statement> = models.into_iter().filter(|statement| !is_made(statement)).collect();
    statements.extend(rest);
    statements
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
    use crate::ir::{Dependency, QName};

    fn object(kind: &str, name: &str) -> OtherObject {
        let definition = Some(format!("CREATE {kind} {name}"));
        OtherObject { definition, ..OtherObject::new(kind, QName::new("public", name)) }
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
        let models = Desired::of(Schema::empty(Engine::Postgres));
        let names: Vec<String> =
            grounded(&models, &state).schema.others.iter().map(|object| object.name.to_string()).collect();
        assert_eq!(names, ["email", "checks()"]);
    }
}
