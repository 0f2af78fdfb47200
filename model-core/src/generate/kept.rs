//! What no model describes is there after every step, and is what it was.

use std::collections::BTreeSet;

use super::{Direction, GenerateError, Stage};
use crate::database::{Database, DatabaseError};
use crate::dialect;
use crate::diff::{Changes, Pair, compare};
use crate::introspect;
use crate::ir::{Engine, OtherId, OtherObject, QName, Schema};

/// What is left after changes of the objects that models know nothing of: what hangs on a table goes with it.
pub fn carried(others: &[OtherObject], changes: &Changes) -> Vec<OtherObject> {
    let dropped: BTreeSet<&QName> = changes.dropped_tables.iter().map(|table| &table.name).collect();
    let stays = |object: &&OtherObject| object.table.as_ref().is_none_or(|table| !dropped.contains(table));
    others.iter().filter(stays).cloned().collect()
}

/// Fails if something stands in the way of a stage and can neither stay nor be made again.
pub fn is_possible(stages: &[Stage], from: &Schema) -> Result<(), GenerateError> {
    let mut from = from;
    for stage in stages {
        let back = compare(Pair { from: &stage.to, to: from });
        for (direction, stuck) in [
            (Direction::Up, dialect::stuck(&stage.changes, from, &stage.to)),
            (Direction::Down, dialect::stuck(&back, &stage.to, from)),
        ] {
            if !stuck.is_empty() {
                return Err(GenerateError::InTheWay { direction, stuck });
            }
        }
        from = &stage.to;
    }
    Ok(())
}

/// What goes with the tables that a stage drops and does not come back with them.
pub fn lost<'a>(changes: &Changes, others: &'a [OtherObject]) -> Vec<&'a OtherObject> {
    let dropped: BTreeSet<&QName> = changes.dropped_tables.iter().map(|table| &table.name).collect();
    let goes = |object: &&OtherObject| object.table.as_ref().is_some_and(|table| dropped.contains(table));
    others.iter().filter(goes).filter(|object| object.removal.is_none()).collect()
}

/// If the statement that failed makes one of the objects, it is that object which the change does not suit.
pub fn named<'a>(error: GenerateError, mut objects: impl Iterator<Item = &'a OtherObject>) -> GenerateError {
    let GenerateError::Statement { direction, sql, error } = error else { return error };
    let made = objects.find(|object| object.definition.iter().chain(&object.extras).any(|text| *text == sql));
    match made {
        Some(object) => GenerateError::NotMadeAgain { direction, object: Box::new(object.id()), sql, error },
        None => GenerateError::Statement { direction, sql, error },
    }
}

/// Compares what is there with what has to be. SQLite keeps the text of views as it was written, and renames within it:
/// there it is only shown that they work.
pub fn check(
    direction: Direction,
    database: &mut dyn Database,
    there: &[OtherObject],
    goal: &Schema,
    lost: &BTreeSet<OtherId>,
) -> Result<(), GenerateError> {
    if goal.engine != Engine::Postgres {
        return Ok(());
    }
    // The sequence of a column is altered with it.
    let is_own = |object: &OtherObject| object.kind == "sequence" && object.table.is_some();
    let mut different = BTreeSet::new();
    for wanted in goal.others.iter().filter(|object| !is_own(object)) {
        let id = wanted.id();
        match find(there, &id) {
            Some(found) if is_same(found, wanted) => {}
            Some(_) => {
                different.insert(id);
            }
            None if lost.contains(&id) => {}
            None => return Err(GenerateError::Kept { direction, object: Box::new(id), is_gone: true }),
        }
    }
    if different.is_empty() {
        return Ok(());
    }
    // A text may be printed differently on other types, and mean the same.
    let printed = printed_again(database, &different, there, &goal.others)?;
    for id in different {
        let (found, wanted) = (find(there, &id), find(&printed, &id));
        if !found.zip(wanted).is_some_and(|(found, wanted)| is_same(found, wanted)) {
            return Err(GenerateError::Kept { direction, object: Box::new(id), is_gone: false });
        }
    }
    Ok(())
}

fn find<'a>(objects: &'a [OtherObject], id: &OtherId) -> Option<&'a OtherObject> {
    objects.iter().find(|object| object.id() == *id)
}

fn is_same(a: &OtherObject, b: &OtherObject) -> bool {
    (&a.definition, &a.extras) == (&b.definition, &b.extras)
}

/// How the server prints the objects when they are made by the text that they shall have, here and now. What is done for
/// that is rolled back; if it cannot be done there is nothing to compare with.
fn printed_again(
    database: &mut dyn Database,
    ids: &BTreeSet<OtherId>,
    there: &[OtherObject],
    wanted: &[OtherObject],
) -> Result<Vec<OtherObject>, DatabaseError> {
    database.batch("BEGIN")?;
    let statements = dialect::postgres::again(ids, there, wanted);
    let done = statements.iter().try_for_each(|statement| database.batch(&statement.sql));
    let printed = match done {
        Ok(()) => introspect::read(database).map(|schema| schema.others),
        Err(_) => Ok(Vec::new()),
    };
    database.batch("ROLLBACK")?;
    printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Table;

    /// A database on which nothing can be made again.
    struct Nothing;

    impl Database for Nothing {
        fn engine(&self) -> Engine {
            Engine::Postgres
        }

        fn batch(&mut self, sql: &str) -> Result<(), DatabaseError> {
            match sql {
                "BEGIN" | "ROLLBACK" => Ok(()),
                _ => Err(DatabaseError::new("refused")),
            }
        }

        fn json_rows(&mut self, _: &str) -> Result<Vec<String>, DatabaseError> {
            Ok(Vec::new())
        }
    }

    fn object(kind: &str, table: Option<&str>) -> OtherObject {
        OtherObject {
            table: table.map(|table| QName::new("public", table)),
            definition: Some(format!("CREATE {kind} x")),
            removal: Some(format!("DROP {kind} x")),
            ..OtherObject::new(kind, QName::new("public", "x"))
        }
    }

    fn goal(object: &OtherObject) -> Schema {
        Schema { others: vec![object.clone()], ..Schema::empty(Engine::Postgres) }
    }

    fn checked(there: &[OtherObject], goal: &Schema) -> Result<(), GenerateError> {
        check(Direction::Up, &mut Nothing, there, goal, &BTreeSet::new())
    }

    #[test]
    fn what_is_gone_or_different_is_named() {
        let view = object("view", None);
        assert!(checked(std::slice::from_ref(&view), &goal(&view)).is_ok());
        let gone = checked(&[], &goal(&view));
        assert!(
            matches!(gone, Err(GenerateError::Kept { object, is_gone: true, .. }) if *object == view.id())
        );
        let silent = OtherObject { extras: vec!["COMMENT ON VIEW x IS 'y'".to_owned()], ..view.clone() };
        let different = checked(&[view], &goal(&silent));
        assert!(matches!(different, Err(GenerateError::Kept { is_gone: false, .. })));
    }

    #[test]
    fn the_sequence_of_a_column_is_altered_with_it() {
        assert!(checked(&[], &goal(&object("sequence", Some("t")))).is_ok());
        assert!(checked(&[], &goal(&object("sequence", None))).is_err());
    }

    #[test]
    fn what_hangs_on_a_dropped_table_goes_with_it() {
        let changes =
            Changes { dropped_tables: vec![Table::new(QName::new("public", "t"))], ..Changes::default() };
        let partition = OtherObject { removal: None, ..object("partition", Some("t")) };
        let others = [
            object("trigger", Some("t")),
            partition.clone(),
            object("trigger", Some("u")),
            object("view", None),
        ];
        assert_eq!(carried(&others, &changes), others[2..]);
        // A trigger comes back with the table.
        assert_eq!(lost(&changes, &others), [&partition]);
    }

    #[test]
    fn a_statement_that_makes_an_object_names_it() {
        let view = object("view", None);
        let failed = |sql: &str| GenerateError::Statement {
            direction: Direction::Up,
            sql: sql.to_owned(),
            error: DatabaseError::new("refused"),
        };
        let error = named(failed("CREATE view x"), [&view].into_iter());
        assert!(matches!(error, GenerateError::NotMadeAgain { object, .. } if *object == view.id()));
        assert!(matches!(named(failed("SELECT 1"), [&view].into_iter()), GenerateError::Statement { .. }));
    }
}
