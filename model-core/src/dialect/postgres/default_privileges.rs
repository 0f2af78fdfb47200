//! What is granted by default on what is made later.
//!
//! It is not there while a plan makes things: these have what they shall have by statements of their own.

use std::collections::BTreeSet;

use super::order::{Phase, Steps};
use crate::diff::Changes;
use crate::ir::{Extra, OtherId, OtherObject, QName, Schema};

const KIND: &str = "default privileges settings";

/// Whether it is what this module is about.
pub fn is_default(object: &OtherObject) -> bool {
    object.kind == KIND
}

/// Adds the steps that take away what goes, or stands in the way, and bring about what shall be there afterwards.
pub fn steps(changes: &Changes, from: &Schema, to: &Schema, made: &BTreeSet<OtherId>, steps: &mut Steps) {
    let extras = |schema: &'_ Schema| -> Vec<(OtherId, Extra)> {
        let defaults = schema.others.iter().filter(|object| is_default(object));
        defaults.flat_map(|object| object.extras.iter().map(|extra| (object.id(), extra.clone()))).collect()
    };
    let (old, new) = (extras(from), extras(to));
    let stays = |extra: &(OtherId, Extra)| {
        old.contains(extra) && new.contains(extra) && !stands_in_the_way(extra, changes, to, made)
    };
    // What a schema has goes with it.
    let falls = |id: &OtherId| changes.dropped_namespaces.contains(&id.name.schema);
    // In the order of the last that came.
    for extra in old.iter().rev().filter(|extra| !stays(extra) && !falls(&extra.0)) {
        steps.push(Phase::DropDefaultPrivileges, &extra.1.unset);
    }
    for extra in new.iter().filter(|extra| !stays(extra)) {
        steps.push(Phase::DefaultPrivileges, &extra.1.set);
    }
}

/// Whether something is made that would get, or lack, by it what it shall not.
fn stands_in_the_way(
    (id, extra): &(OtherId, Extra),
    changes: &Changes,
    to: &Schema,
    made: &BTreeSet<OtherId>,
) -> bool {
    // What others make does not come about here.
    let Some((head, rest)) = extra.set.split_once(" ON ") else { return false };
    if head.contains(" FOR ROLE ") {
        return false;
    }
    let Some(verb) = [" GRANT ", " REVOKE "].iter().find_map(|verb| head.find(verb)) else { return false };
    let grant = format!("{} ON ", head.get(verb + 1..).unwrap_or_default());
    let Some(at) = [" TO ", " FROM "].iter().find_map(|word| rest.find(word)) else { return false };
    let (what, whom) = rest.split_at(at);
    let says = |extra: &Extra| extra.set.starts_with(&grant) && extra.set.ends_with(whom);
    let lacks = |kind: &str, name: &QName| {
        let is_in = id.name.schema.is_empty() || id.name.schema == name.schema;
        let own = to.others.iter().filter(|object| object.kind == kind && object.name == *name);
        is_in && !own.flat_map(|object| &object.extras).any(says)
    };
    let others = |kinds: &[&str]| {
        made.iter().any(|other| kinds.contains(&other.kind.as_str()) && lacks(&other.kind, &other.name))
    };
    let created = &changes.created_tables;
    match what {
        "TABLES" => {
            others(&["view", "materialized view", "foreign table"])
                || made.iter().any(|other| other.kind == "partition" && lacks("table settings", &other.name))
                || created.iter().any(|table| lacks("table settings", &table.name))
        }
        // Columns that number themselves bring theirs along.
        "SEQUENCES" => {
            let added = changes.altered_tables.iter().flat_map(|change| &change.columns.added);
            let altered = changes.altered_tables.iter().flat_map(|change| &change.columns.altered);
            let mut columns = created
                .iter()
                .flat_map(|table| &table.columns)
                .chain(added)
                .chain(altered.map(|pair| &pair.to));
            others(&["sequence"])
                || columns.any(|column| column.serial.is_some() || column.identity.is_some())
        }
        "FUNCTIONS" => others(&["function", "window function", "procedure", "aggregate"]),
        "TYPES" => {
            let rebuilt = changes.altered_enums.iter().filter(|change| !change.only_adds());
            let mut enums = changes.created_enums.iter().chain(rebuilt.map(|change| &change.ty.to));
            others(&["domain", "composite type", "range type"])
                || enums.any(|ty| lacks("type settings", &ty.name))
        }
        "SCHEMAS" => changes
            .created_namespaces
            .iter()
            .any(|name| lacks("schema settings", &QName::new(name.as_str(), name.as_str()))),
        _ => false,
    }
}
