//! What tables have stored that something else has computed.
//!
//! A function whose body is replaced, and a text search configuration that looks words up elsewhere, leave indexes, checks and stored
//! columns as they were computed before: PostgreSQL does not notice (of checks says so
//! <https://www.postgresql.org/docs/current/ddl-constraints.html>). They are made again with it.

use std::collections::{BTreeMap, BTreeSet};

use super::objects::in_place;
use crate::ir::{OtherId, OtherObject, Schema, Use, UsedBy};

/// What of tables is computed by objects that get another meaning where they are: the server computes none of it again by itself.
pub fn computed<'a>(from: &'a Schema, to: &Schema) -> Vec<&'a Use> {
    let is_computing = |object: &&OtherObject| {
        matches!(object.kind.as_str(), "function" | "window function" | CONFIGURATION)
    };
    let next: BTreeMap<OtherId, &OtherObject> =
        to.others.iter().filter(is_computing).map(|object| (object.id(), object)).collect();
    let is_other = |object: &&OtherObject| {
        next.get(&object.id()).is_some_and(|next| {
            object.definition != next.definition && in_place(object, next).is_some()
                || mappings(object).ne(mappings(next))
        })
    };
    let others = from.others.iter().filter(is_computing);
    let changed: BTreeSet<OtherId> = others.filter(is_other).map(OtherObject::id).collect();
    let is_stored = |used: &&Use| match &used.part {
        UsedBy::Column(_) => false,
        UsedBy::Default(name) => {
            let column = from.tables.get(&used.table).and_then(|table| table.column(name));
            column.and_then(|column| column.generated.as_ref()).is_some_and(|generated| generated.stored)
        }
        UsedBy::Constraint(_) | UsedBy::Index(_) => true,
    };
    let stays = |used: &&Use| changed.contains(&used.object) && to.uses.contains(used);
    from.uses.iter().filter(stays).filter(is_stored).collect()
}

/// Why parts of tables are made again that do not change.
pub fn computes(object: &OtherId) -> String {
    format!("What rests on the {object} is made again: its values are those of before.")
}

/// The kind of what finds the words of a text.
pub const CONFIGURATION: &str = "text search configuration";

/// The dictionaries that a text search configuration looks words up in.
fn mappings(object: &OtherObject) -> impl Iterator<Item = &String> {
    let texts = object.extras.iter().map(|extra| &extra.set);
    texts.filter(|_| object.kind == CONFIGURATION).filter(|text| text.contains(" ALTER MAPPING FOR "))
}
