//! What no model describes and a change cannot be made under: it is taken away before and made again after, as it was.
//!
//! PostgreSQL replaces no type of a column that a view, rule, trigger, policy or function body reads, drops nothing that
//! anything rests on, and silently drops statistics with a column of theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::alter::replaced;
use super::order::{Phase, Steps};
use super::plan::{Asides, unchanged};
use crate::dialect::Stuck;
use crate::diff::Changes;
use crate::ir::{Dependency, OtherId, OtherObject, QName, Schema};
use crate::plan::Statement;

/// What has to happen to kept objects for a change.
#[derive(Debug, Default)]
pub struct Moves<'a> {
    /// What is taken away, dependants first, and what it rests on.
    away: Vec<(&'a OtherObject, String)>,
    /// What is made, dependants last.
    again: Vec<&'a OtherObject>,
    /// What can neither stay nor come back.
    pub stuck: Vec<Stuck>,
}

/// What changes under the objects that rest on it.
#[derive(Default)]
struct Ground {
    /// Columns with another type, and the rows with them.
    retyped: BTreeSet<Dependency>,
    /// What is dropped and made again.
    remade: BTreeSet<Dependency>,
    /// What is dropped for good.
    gone: BTreeSet<Dependency>,
}

/// Finds out what stands in the way of a change.
pub fn moves<'a>(changes: &Changes, asides: &Asides, from: &'a Schema, to: &'a Schema) -> Moves<'a> {
    let mut moves = Moves::default();
    let ground = Ground::new(changes, asides, from);
    let mut away: BTreeMap<OtherId, String> = BTreeMap::new();
    for object in &from.others {
        // It goes with its table.
        let falls = object
            .table
            .as_ref()
            .is_some_and(|table| ground.gone.contains(&Dependency::Table(table.clone())));
        if let Some(on) = object.depends.iter().find(|on| !falls && ground.gone.contains(on)) {
            moves.stuck.push(Stuck { object: object.id(), on: on.to_string(), is_gone: true });
        } else if let Some(on) = object.depends.iter().find(|on| ground.disturbs(object, on)) {
            away.insert(object.id(), on.to_string());
        }
    }
    with_dependants(&from.others, &mut away);
    for object in from.others.iter().filter(|object| !can_return(object)) {
        if let Some(on) = away.remove(&object.id()) {
            moves.stuck.push(Stuck { object: object.id(), on, is_gone: false });
        }
    }
    let old: BTreeSet<OtherId> = from.others.iter().map(OtherObject::id).collect();
    // Besides what is taken away, what hangs on a table that comes back.
    let returns = |object: &&OtherObject| {
        can_return(object) && (away.contains_key(&object.id()) || !old.contains(&object.id()))
    };
    moves.again = in_order(to.others.iter().filter(returns).collect());
    moves.away = in_order(from.others.iter().filter(|object| away.contains_key(&object.id())).collect())
        .into_iter()
        .rev()
        .filter_map(|object| Some((object, away.get(&object.id())?.clone())))
        .collect();
    moves
}

/// Whether it can be made again just as it was.
const fn can_return(object: &OtherObject) -> bool {
    object.removal.is_some() && object.definition.is_some()
}

impl Ground {
    fn new(changes: &Changes, asides: &Asides, from: &Schema) -> Self {
        let mut ground = Self::default();
        for table in &changes.dropped_tables {
            let name = &table.name;
            ground.gone.extend([Dependency::Table(name.clone()), Dependency::Row(name.clone())]);
            ground.gone.extend(
                table.columns.iter().map(|column| Dependency::Column(name.clone(), column.name.clone())),
            );
        }
        ground.gone.extend(changes.dropped_enums.iter().map(|ty| Dependency::Enum(ty.name.clone())));
        let rebuilt = changes.altered_enums.iter().filter(|change| !change.only_adds());
        ground.remade.extend(rebuilt.map(|change| Dependency::Enum(change.ty.from.name.clone())));
        let beside = asides.0.keys().filter_map(|name| from.tables.get(name));
        let is_altered =
            |name: &QName| changes.altered_tables.iter().any(|change| change.table.to.name == *name);
        let beside: Vec<_> = beside.filter(|table| !is_altered(&table.name)).map(unchanged).collect();
        for change in changes.altered_tables.iter().chain(&beside) {
            let name = &change.table.to.name;
            let column = |column: &String| Dependency::Column(name.clone(), column.clone());
            let columns = replaced(change, asides.0.get(name));
            if !columns.retyped.is_empty() {
                ground.retyped.insert(Dependency::Row(name.clone()));
            }
            ground.retyped.extend(columns.retyped.iter().map(column));
            ground.remade.extend(columns.remade.iter().map(column));
            ground.gone.extend(change.columns.dropped.iter().map(|dropped| column(&dropped.name)));
            let keys = (change.primary_key.leaving().map(|key| &key.name))
                .chain(change.uniques.leaving().map(|key| &key.name));
            ground.remade.extend(keys.map(|key| Dependency::Constraint(name.clone(), key.clone())));
        }
        ground
    }

    fn disturbs(&self, object: &OtherObject, on: &Dependency) -> bool {
        self.remade.contains(on)
            || self.retyped.contains(on)
                && match (object.kind.as_str(), on) {
                    // Only what stores rows of that type minds.
                    (kind, Dependency::Row(_)) => kind == "materialized view",
                    // The server makes statistics again by itself, but only what their definition says.
                    ("statistics", _) => !object.extras.is_empty(),
                    _ => true,
                }
    }
}

/// Adds all that rests on objects, through however many others; with what it rests on.
fn with_dependants(others: &[OtherObject], away: &mut BTreeMap<OtherId, String>) {
    loop {
        let more: Vec<(OtherId, String)> = others
            .iter()
            .filter(|object| !away.contains_key(&object.id()))
            .filter_map(|object| {
                let on = object.needs.iter().find(|on| away.contains_key(on))?;
                Some((object.id(), format!("the {on}")))
            })
            .collect();
        if more.is_empty() {
            return;
        }
        away.extend(more);
    }
}

/// What is needed before what needs it.
fn in_order(mut open: Vec<&OtherObject>) -> Vec<&OtherObject> {
    // The text of a function names what the catalog does not know that it needs: as late as possible.
    open.sort_by_key(|object| (matches!(object.kind.as_str(), "function" | "procedure"), object.id()));
    let mut order = Vec::new();
    while !open.is_empty() {
        let waits = |object: &OtherObject| {
            open.iter().any(|other| other.id() != object.id() && object.needs.contains(&other.id()))
        };
        // In a ring someone has to be first.
        let next = open.iter().position(|object| !waits(object)).unwrap_or(0);
        order.push(open.remove(next));
    }
    order
}

/// Adds the steps that make room and fill it again.
pub fn steps(moves: &Moves<'_>, steps: &mut Steps) {
    let is_relation = |object: &OtherObject| matches!(object.kind.as_str(), "view" | "materialized view");
    let relations: BTreeSet<&QName> =
        moves.away.iter().filter(|(object, _)| is_relation(object)).map(|(object, _)| &object.name).collect();
    // It goes with its view.
    let falls = |object: &OtherObject| object.table.as_ref().is_some_and(|table| relations.contains(table));
    let hangers = |object: &OtherObject| -> Vec<String> {
        let hanging = moves.away.iter().filter(|(other, _)| other.table.as_ref() == Some(&object.name));
        hanging.map(|(other, _)| format!("{} {}", other.kind, other.name.name)).collect()
    };
    let mut is_said = false;
    for (object, on) in &moves.away {
        let Some(removal) = object.removal.as_ref().filter(|_| !falls(object)) else { continue };
        let with = match hangers(object) {
            hanging if is_relation(object) && !hanging.is_empty() => {
                format!(" (with its {})", hanging.join(", "))
            }
            _ => String::new(),
        };
        let mut remark = format!(
            "The {}{with} rests on {on}, which changes: dropped here, made again below.",
            object.id()
        );
        if !is_said && is_granted(object) {
            is_said = true;
            remark.push_str("\nPrivileges that no migration has granted have to be granted again.");
        }
        steps.push_remarked(Phase::DropKept, remark, removal);
    }
    for object in &moves.again {
        for statement in made(object) {
            steps.push_statement(Phase::MakeKept, statement);
        }
    }
}

fn is_granted(object: &OtherObject) -> bool {
    matches!(object.kind.as_str(), "view" | "materialized view" | "function" | "procedure")
}

/// The statements that make an object.
fn made(object: &OtherObject) -> impl Iterator<Item = Statement> {
    object.definition.iter().chain(&object.extras).map(Statement::new)
}

/// The statements that take some of the objects that there are away and make them by the text they have in `wanted`.
pub fn again(ids: &BTreeSet<OtherId>, there: &[OtherObject], wanted: &[OtherObject]) -> Vec<Statement> {
    let mut away: BTreeMap<OtherId, String> = ids.iter().map(|id| (id.clone(), String::new())).collect();
    with_dependants(there, &mut away);
    let is_moved = |object: &&OtherObject| away.contains_key(&object.id()) && can_return(object);
    let order = in_order(there.iter().filter(is_moved).collect());
    // What hangs on a view goes before it, so that nothing is missed.
    let mut statements: Vec<Statement> =
        order.iter().rev().filter_map(|object| object.removal.as_ref()).map(Statement::new).collect();
    for object in order {
        let text = wanted.iter().find(|other| other.id() == object.id()).unwrap_or(object);
        statements.extend(made(text));
    }
    statements
}
