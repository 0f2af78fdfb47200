//! What no model describes is there after every step, and is what it was.

use std::collections::BTreeSet;

use super::{Direction, GenerateError, Rooms, Stage};
use crate::database::{Database, DatabaseError};
use crate::dialect;
use crate::diff::{Changes, Pair, compare_whole, fallen};
use crate::introspect;
use crate::ir::{Engine, OtherId, OtherObject, Schema};

/// What is left after changes of the objects that models know nothing of: what hangs on a table goes with it.
pub fn carried(others: &[OtherObject], changes: &Changes) -> Vec<OtherObject> {
    let dropped = fallen(changes, others);
    let stays = |object: &&OtherObject| object.table.as_ref().is_none_or(|table| !dropped.contains(table));
    others.iter().filter(stays).cloned().collect()
}

/// Gives objects that mean the same as those there are the very text of these: a text may be printed differently by another
/// server, or once it was read again. What cannot be made on what there is now counts as different.
pub fn settle(rooms: &mut dyn Rooms, there: &Schema, goal: &mut Schema) -> Result<(), GenerateError> {
    let is_other = |object: &&OtherObject| {
        !object.is_settings()
            && find(&goal.others, &object.id()).is_some_and(|wanted| wanted.definition != object.definition)
    };
    let ids: BTreeSet<OtherId> = there.others.iter().filter(is_other).map(OtherObject::id).collect();
    if ids.is_empty() || there.engine != Engine::Postgres {
        return Ok(());
    }
    let mut database = rooms.history()?;
    let theirs = printed_again(&mut *database, &ids, &there.others, &goal.others)?;
    let ours = printed_again(&mut *database, &ids, &there.others, &there.others)?;
    for object in goal.others.iter_mut().filter(|object| ids.contains(&object.id())) {
        let id = object.id();
        let same = find(&theirs, &id).zip(find(&ours, &id)).is_some_and(|(theirs, ours)| {
            theirs.definition.is_some() && theirs.definition == ours.definition
        });
        if let Some(old) = find(&there.others, &id).filter(|_| same) {
            object.definition.clone_from(&old.definition);
            object.shape.clone_from(&old.shape);
        }
    }
    Ok(())
}

/// With what tables have besides what models say of them among the objects, for a comparison of all there is.
pub fn whole(mut schema: Schema) -> Schema {
    schema.others.append(&mut schema.settings);
    schema.others.retain(|object| !is_of_table(object));
    schema
}

/// What a table says itself.
fn is_of_table(object: &OtherObject) -> bool {
    object.kind == "partitioned table"
}

/// What only one state has or that differs, and that cannot be made or taken away: it stays as it is in the first.
pub fn unmanaged<'a>(from: &'a Schema, to: &'a Schema) -> Vec<&'a OtherObject> {
    let differs = |object: &&OtherObject, others: &[OtherObject]| {
        find(others, &object.id()).is_none_or(|other| !is_same(object, other))
    };
    let can_not = |object: &OtherObject, others: &[OtherObject]| {
        !object.is_manageable() || find(others, &object.id()).is_some_and(|other| !other.is_manageable())
    };
    let old = from.others.iter().filter(|object| differs(object, &to.others) && can_not(object, &to.others));
    let new = to
        .others
        .iter()
        .filter(|object| find(&from.others, &object.id()).is_none() && !object.is_manageable());
    old.chain(new).collect()
}

/// The objects to reach: what cannot be made or taken away is as it was.
pub fn attainable(from: &[OtherObject], to: &[OtherObject]) -> Vec<OtherObject> {
    let can = |object: &OtherObject| {
        object.is_manageable() && find(from, &object.id()).is_none_or(OtherObject::is_manageable)
    };
    let stay = from.iter().filter(|object| {
        !object.is_manageable() || find(to, &object.id()).is_some_and(|other| !other.is_manageable())
    });
    let mut others: Vec<OtherObject> = to.iter().filter(|object| can(object)).chain(stay).cloned().collect();
    others.sort();
    others
}

/// Fails if something stands in the way of a stage and can neither stay nor be made again.
pub fn is_possible(stages: &[Stage], from: &Schema) -> Result<(), GenerateError> {
    let mut from = from;
    for stage in stages {
        let back = compare_whole(Pair { from: &stage.to, to: from });
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
    let dropped = fallen(changes, others);
    let goes = |object: &&OtherObject| object.table.as_ref().is_some_and(|table| dropped.contains(table));
    let comes_back = |object: &&OtherObject| {
        object.removal.is_some() || object.kind == "partitioned table" || object.is_settings()
    };
    others.iter().filter(goes).filter(|object| !comes_back(object)).collect()
}

/// If the statement that failed makes one of the objects, it is that object which the change does not suit.
pub fn named<'a>(error: GenerateError, mut objects: impl Iterator<Item = &'a OtherObject>) -> GenerateError {
    let GenerateError::Statement { direction, sql, error } = error else { return error };
    let made = objects.find(|object| {
        object.definition.iter().chain(object.extras.iter().map(|extra| &extra.set)).any(|text| *text == sql)
    });
    match made {
        Some(object) => GenerateError::NotMadeAgain { direction, object: Box::new(object.id()), sql, error },
        None => GenerateError::Statement { direction, sql, error },
    }
}

/// What has to be there.
pub struct Wanted<'a> {
    /// The state.
    pub goal: &'a Schema,
    /// What need not have come back.
    pub lost: &'a BTreeSet<OtherId>,
    /// Whether nothing else may be there.
    pub is_whole: bool,
}

/// Compares what is there with what has to be. SQLite keeps the text of views as it was written, and renames within it:
/// there it is only shown that they work.
pub fn check(
    direction: Direction,
    database: &mut dyn Database,
    there: &[OtherObject],
    wanted: &Wanted<'_>,
) -> Result<(), GenerateError> {
    let Wanted { goal, lost, is_whole } = *wanted;
    if is_whole {
        let goals: BTreeSet<OtherId> = goal.others.iter().map(OtherObject::id).collect();
        let is_left = |object: &&OtherObject| {
            object.is_manageable() && !is_of_table(object) && !goals.contains(&object.id())
        };
        if let Some(object) = there.iter().find(is_left) {
            return Err(GenerateError::NotDropped { direction, object: Box::new(object.id()) });
        }
    }
    if goal.engine != Engine::Postgres {
        let gone = goal.others.iter().find(|object| {
            object.is_manageable() && find(there, &object.id()).is_none() && !lost.contains(&object.id())
        });
        return match gone.filter(|_| is_whole) {
            Some(object) => {
                Err(GenerateError::Kept { direction, object: Box::new(object.id()), is_gone: true })
            }
            None => Ok(()),
        };
    }
    // The sequence of a column is altered with it.
    let is_own = |object: &OtherObject| !is_whole && object.kind == "sequence" && object.table.is_some();
    let mut different = BTreeSet::new();
    for wanted in goal.others.iter().filter(|object| !is_own(object)) {
        let id = wanted.id();
        match find(there, &id) {
            Some(found) if is_same(found, wanted) => {}
            // Nothing of it is an expression that could be printed differently.
            Some(_) if wanted.is_settings() => {
                return Err(GenerateError::Kept { direction, object: Box::new(id), is_gone: false });
            }
            Some(_) => {
                different.insert(id);
            }
            None if lost.contains(&id) => {}
            // Nor could it be made in a copy of the state.
            None if is_whole && !wanted.is_manageable() => {}
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
        Ok(()) => introspect::read(database).map(whole).map(|schema| schema.others),
        Err(_) => Ok(Vec::new()),
    };
    database.batch("ROLLBACK")?;
    printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Extra, QName, Table};

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
        check(Direction::Up, &mut Nothing, there, &Wanted { goal, lost: &BTreeSet::new(), is_whole: false })
    }

    #[test]
    fn what_is_gone_or_different_is_named() {
        let view = object("view", None);
        assert!(checked(std::slice::from_ref(&view), &goal(&view)).is_ok());
        let gone = checked(&[], &goal(&view));
        assert!(
            matches!(gone, Err(GenerateError::Kept { object, is_gone: true, .. }) if *object == view.id())
        );
        let comment = Extra {
            set: "COMMENT ON VIEW x IS 'y'".to_owned(),
            unset: "COMMENT ON VIEW x IS NULL".to_owned(),
            part: None,
        };
        let silent = OtherObject { extras: vec![comment], ..view.clone() };
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
