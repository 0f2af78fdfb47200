//! What no model describes, among the changes of what models do describe.
//!
//! PostgreSQL replaces no type of a column that a view, rule, trigger, policy or function body reads, drops nothing that
//! anything rests on, and silently drops statistics with a column of theirs. What stands in the way of a change is taken away
//! before and made again after, as it was. Where the two states differ in such objects, they are dropped, replaced and made in
//! the same plan: before the tables if tables rest on them, else after.

use std::collections::{BTreeMap, BTreeSet};

use super::alter::replaced;
use super::collations;
use super::computed::{computed, computes};
use super::objects::{in_place, serial_sequence};
use super::order::{Phase, Steps};
use super::plan::{Asides, unchanged};
use super::publications::Release;
use crate::dialect::Stuck;
use crate::diff::{Changes, fallen};
use crate::ir::{Dependency, OtherId, OtherObject, QName, Schema, Table, Use, UsedBy};
use crate::plan::Statement;
use crate::sql::words;
use crate::waiting::Waiting;

/// Kinds that tables, or what tables rest on, may be made of, whether or not the catalog tells that they are.
const GROUND: [&str; 18] = [
    "access method",
    "cast",
    "collation",
    "composite type",
    "domain",
    "foreign data wrapper",
    "foreign server",
    "language",
    "operator",
    "operator class",
    "operator family",
    "operator family member",
    "range type",
    "sequence",
    "text search configuration",
    "text search dictionary",
    "transform",
    "user mapping",
];

/// What has to happen to objects that no model describes.
#[derive(Debug, Default)]
pub struct Moves<'a> {
    /// What is taken away, dependants first, and why.
    away: Vec<(&'a OtherObject, Why)>,
    /// What is made, dependants last.
    again: Vec<(&'a OtherObject, Manner)>,
    /// What tables rest on, and what that rests on: it is there before them and goes after them.
    early: BTreeSet<OtherId>,
    /// What can neither stay nor come back.
    pub stuck: Vec<Stuck>,
    /// Parts of tables that step aside while what they rest on is replaced.
    pub parts: Vec<Use>,
    /// Partitions of tables that are referenced, which no DROP TABLE takes away as long as they are.
    referenced: BTreeSet<OtherId>,
    /// What has computed parts of tables, and gets another meaning where it is.
    computing: BTreeSet<OtherId>,
    /// Publications of what changes, with what has them let go of it.
    released: Vec<Release<'a>>,
    /// Collations that wait under another name until nothing is left that has them.
    parked: BTreeSet<OtherId>,
}

/// Why an object is taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Why {
    /// It rests on something that changes.
    Rests(String),
    /// It is not there afterwards.
    Dropped,
    /// It is there afterwards, and another.
    Replaced,
}

/// How an object comes about.
#[derive(Debug)]
enum Manner {
    /// It is made.
    Made,
    /// It is there, and these statements give it its new form.
    InPlace(Vec<String>),
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

/// Finds out what stands in the way of a change, and what changes itself.
pub fn moves<'a>(changes: &Changes, asides: &Asides, from: &'a Schema, to: &'a Schema) -> Moves<'a> {
    let mut moves = Moves::default();
    let ground = Ground::new(changes, asides, from);
    let fallen = fallen(changes, &from.others);
    let (old, new) = (by_id(from, &changes.dropped_tables), by_id(to, &changes.created_tables));
    let mut away: BTreeMap<OtherId, Why> = BTreeMap::new();
    let mut grounded: BTreeMap<OtherId, Why> = BTreeMap::new();
    let mut released: BTreeMap<&OtherId, Release<'_>> = BTreeMap::new();
    // It goes with its table.
    let falls = |object: &OtherObject| {
        object.kind != "inheritance"
            && object.table.as_ref().is_some_and(|table| fallen.contains(table))
            && !holds_another(object, &fallen)
    };
    let is_lasting = |object: &OtherObject| object.kind == "sequence" && asides.is_lasting(&object.name);
    for (id, object) in old.iter().filter(|(_, object)| !is_lasting(object)) {
        let next = new.get(id);
        let is_hit = |on: &Dependency| ground.gone.contains(on) || ground.disturbs(object, on);
        let is_gone = |table: &QName| ground.gone.contains(&Dependency::Table(table.clone()));
        if let Some(release) = next.and_then(|next| Release::new(object, next, is_hit, is_gone)) {
            released.insert(id, release);
            continue;
        }
        let falls = falls(object);
        let gone = object.depends.iter().find(|on| !falls && ground.gone.contains(on));
        let why = match (next, gone) {
            (None, _) if !falls => Some(Why::Dropped),
            (Some(next), Some(on)) if next.depends.contains(on) => {
                moves.stuck.push(Stuck {
                    object: id.clone(),
                    on: on.to_string(),
                    is_gone: true,
                    because: None,
                });
                None
            }
            (Some(_), Some(_)) => Some(Why::Replaced),
            _ => None,
        };
        let disturbed = object.depends.iter().find(|on| ground.disturbs(object, on));
        if let Some(on) = disturbed.filter(|_| gone.is_none()) {
            grounded.insert(id.clone(), Why::Rests(on.to_string()));
        }
        let is_another = next.is_some_and(|next| {
            !falls && next.definition != object.definition && in_place(object, next).is_none()
        });
        let rests = || grounded.get(id).cloned();
        let why = why.or_else(|| is_another.then_some(Why::Replaced)).or_else(rests);
        away.extend(why.map(|why| (id.clone(), why)));
    }
    // A mapping to a dictionary that goes is dropped or changed where it is.
    let lets_go = |object: &OtherObject, on: &OtherId| {
        let next = new.get(&object.id());
        object.kind == "text search configuration"
            && !new.contains_key(on)
            && next.is_some_and(|next| next.definition == object.definition && !next.needs.contains(on))
    };
    with_dependants(&from.others, &mut away, lets_go);
    with_dependants(&from.others, &mut grounded, |_, _| false);
    released.retain(|id, _| !away.contains_key(*id));
    for (id, object) in &old {
        let returns = new.contains_key(id);
        let can_go = if returns { can_return(object) } else { object.removal.is_some() };
        if !can_go && let Some(why) = away.remove(id) {
            let on = match why {
                Why::Rests(on) => on,
                Why::Dropped | Why::Replaced => continue,
            };
            moves.stuck.push(Stuck { object: id.clone(), on, is_gone: false, because: None });
        }
    }
    moves.shapes(changes, from, to);
    moves.referenced = referenced(from);
    moves.computing = computed(from, to).into_iter().map(|used| used.object.clone()).collect();
    moves.early = early(changes, from, to);
    moves.early.retain(|id| !grounded.contains_key(id));
    moves.step_aside(&away, &new, changes, from, to);
    // Besides what is taken away, what is new, or hangs on a table that comes back.
    let made = new.iter().filter_map(|(id, object)| {
        let old = old.get(id).filter(|old| !away.contains_key(id) && !falls(old));
        let manner = match old {
            Some(_) if released.contains_key(id) => Manner::InPlace(released.get(id)?.after.clone()),
            Some(old) if old.definition == object.definition => return None,
            Some(old) => Manner::InPlace(in_place(old, object)?),
            None if is_lasting(object) => Manner::InPlace(as_it_is(object, &from.others)?),
            None => Manner::Made,
        };
        can_return(object).then_some((*object, manner))
    });
    let mut made: BTreeMap<OtherId, (&OtherObject, Manner)> =
        made.map(|(object, manner)| (object.id(), (object, manner))).collect();
    moves.released = released.into_values().collect();
    let order = in_order(made.values().map(|(object, _)| *object).collect());
    moves.again = order.into_iter().filter_map(|object| made.remove(&object.id())).collect();
    moves.away = in_order(old.values().copied().filter(|object| away.contains_key(&object.id())).collect())
        .into_iter()
        .rev()
        .filter_map(|object| Some((object, away.get(&object.id())?.clone())))
        .collect();
    moves
}

/// Partitions, however deep, of tables that foreign keys point at.
fn referenced(schema: &Schema) -> BTreeSet<OtherId> {
    let keys = schema.tables.values().flat_map(|table| &table.foreign_keys);
    let mut tables: BTreeSet<&QName> = keys.map(|key| &key.target).collect();
    let mut found = BTreeSet::new();
    loop {
        let partitions = schema.others.iter().filter(|object| object.kind == "partition");
        let of = |object: &&OtherObject| object.table.as_ref().is_some_and(|table| tables.contains(table));
        let more: Vec<&OtherObject> =
            partitions.filter(of).filter(|object| !found.contains(&object.id())).collect();
        if more.is_empty() {
            return found;
        }
        tables.extend(more.iter().map(|object| &object.name));
        found.extend(more.into_iter().map(OtherObject::id));
    }
}

/// What gives a sequence that changes hands what it shall have.
fn as_it_is(sequence: &OtherObject, before: &[OtherObject]) -> Option<Vec<String>> {
    let is_as_before = |old: &OtherObject| {
        (&old.kind, &old.name, &old.definition) == (&sequence.kind, &sequence.name, &sequence.definition)
    };
    let altered = if before.iter().any(is_as_before) { Vec::new() } else { in_place(sequence, sequence)? };
    Some(altered.into_iter().chain(sequence.extras.iter().map(|extra| extra.set.clone())).collect())
}

/// Whether an object on one table that goes rests on another one, which cannot go before it.
fn holds_another(object: &OtherObject, fallen: &BTreeSet<&QName>) -> bool {
    object.depends.iter().any(|on| match on {
        Dependency::Table(name) | Dependency::Row(name) | Dependency::Column(name, _) => {
            fallen.contains(name) && object.table.as_ref() != Some(name)
        }
        Dependency::Constraint(..) | Dependency::Enum(_) => false,
    })
}

/// The objects that are made and taken away: not what tables have besides, nor the sequence that makes a column number itself.
///
/// `whole`: tables with which what they inherit is made or taken away.
fn by_id<'a>(schema: &'a Schema, whole: &[Table]) -> BTreeMap<OtherId, &'a OtherObject> {
    let goes_along = |object: &OtherObject| {
        object.kind == "inheritance" && whole.iter().any(|table| table.name == object.name)
    };
    let own = schema
        .others
        .iter()
        .filter(|object| !object.is_settings() && !serial_sequence(schema, object) && !goes_along(object));
    own.map(|object| (object.id(), object)).collect()
}

/// What tables rest on before or after, the types, and what all of these rest on; but for types that rest on tables which come
/// or go.
fn early(changes: &Changes, from: &Schema, to: &Schema) -> BTreeSet<OtherId> {
    let tables = changes.created_tables.iter().chain(&changes.dropped_tables);
    let moving: BTreeSet<&QName> = tables.map(|table| &table.name).collect();
    let on_moving = |object: &&OtherObject| {
        object.depends.iter().any(|on| match on {
            Dependency::Table(name) | Dependency::Row(name) | Dependency::Column(name, _) => {
                moving.contains(name)
            }
            Dependency::Constraint(..) | Dependency::Enum(_) => false,
        })
    };
    let mut early: BTreeSet<OtherId> =
        from.uses.iter().chain(&to.uses).map(|used| used.object.clone()).collect();
    for schema in [from, to] {
        let on_moving = schema.others.iter().filter(on_moving);
        let mut late: BTreeMap<OtherId, Why> = on_moving.map(|object| (object.id(), Why::Replaced)).collect();
        with_dependants(&schema.others, &mut late, |_, _| false);
        let is_type = |object: &&OtherObject| {
            GROUND.contains(&object.kind.as_str()) && !late.contains_key(&object.id())
        };
        early.extend(schema.others.iter().filter(is_type).map(OtherObject::id));
        loop {
            let of_early = schema.others.iter().filter(|object| early.contains(&object.id()));
            let more: Vec<OtherId> = of_early.flat_map(|object| object.needs.iter().cloned()).collect();
            let before = early.len();
            early.extend(more);
            if early.len() == before {
                break;
            }
        }
    }
    early
}

impl Moves<'_> {
    /// What is made, be it anew.
    pub fn made(&self) -> BTreeSet<OtherId> {
        let made = self.again.iter().filter(|(_, manner)| matches!(manner, Manner::Made));
        made.map(|(object, _)| object.id()).collect()
    }

    /// What a table is that is there on both sides can be changed by hand alone.
    fn shapes(&mut self, changes: &Changes, from: &Schema, to: &Schema) {
        let is_partition =
            |object: &&OtherObject, name: &QName| object.kind == "partition" && object.name == *name;
        let mut say = |id: OtherId, because: String| {
            self.stuck.push(Stuck { object: id, on: String::new(), is_gone: false, because: Some(because) });
        };
        let table_id = |name: &QName| OtherObject::new("table", name.clone()).id();
        for pair in &changes.restructured {
            let becomes = match &pair.to.partition_by {
                Some(by) => format!("be partitioned by {by}"),
                None => "not be partitioned".to_owned(),
            };
            say(
                table_id(&pair.to.name),
                format!("shall {becomes}, which takes a new table into which its rows are copied"),
            );
        }
        for table in &changes.created_tables {
            if let Some(part) = from.others.iter().find(|object| is_partition(object, &table.name)) {
                let of = part.table.as_ref().map(ToString::to_string).unwrap_or_default();
                say(
                    part.id(),
                    format!(
                        "shall be a table of its own: ALTER TABLE {of} DETACH PARTITION {} first",
                        table.name
                    ),
                );
            }
        }
        for table in &changes.dropped_tables {
            if let Some(part) = to.others.iter().find(|object| is_partition(object, &table.name)) {
                let (of, bounds) = (part.shape.first(), part.shape.get(1));
                let (of, bounds) = (of.map_or("", String::as_str), bounds.map_or("", String::as_str));
                let name = &table.name;
                say(
                    table_id(name),
                    format!("shall be a partition: ALTER TABLE {of} ATTACH PARTITION {name} {bounds} first"),
                );
            }
        }
    }

    /// Parts of tables that stay while what they rest on is taken away and comes back.
    fn step_aside(
        &mut self,
        away: &BTreeMap<OtherId, Why>,
        new: &BTreeMap<OtherId, &OtherObject>,
        changes: &Changes,
        from: &Schema,
        to: &Schema,
    ) {
        let dropped = |name: &QName| changes.dropped_tables.iter().any(|table| table.name == *name);
        let returning = from.uses.iter().filter(|used| {
            away.contains_key(&used.object) && new.contains_key(&used.object) && !dropped(&used.table)
        });
        for used in returning {
            let generated = |name: &String| {
                let column = from.tables.get(&used.table).and_then(|table| table.column(name));
                column.is_some_and(|column| column.generated.is_some())
            };
            if used.object.kind == "collation" && matches!(used.part, UsedBy::Column(_)) {
                self.parked.insert(used.object.clone());
                continue;
            }
            let can_step_aside = match &used.part {
                UsedBy::Column(_) => false,
                UsedBy::Default(name) => !generated(name),
                UsedBy::Constraint(_) | UsedBy::Index(_) => true,
            };
            if can_step_aside && self.early.contains(&used.object) && to.tables.contains_key(&used.table) {
                self.parts.push(used.clone());
            } else {
                let on = match away.get(&used.object) {
                    Some(Why::Rests(on)) => on.clone(),
                    _ => "its new definition".to_owned(),
                };
                let because = Some(format!(
                    "would have to be made anew because of {on}, and {} of {} rests on it",
                    used.part, used.table
                ));
                self.stuck.push(Stuck { object: used.object.clone(), on, is_gone: false, because });
            }
        }
    }
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

/// Adds all that rests on objects, through however many others; with what it rests on. What lets go of an object may stay.
fn with_dependants(
    others: &[OtherObject],
    away: &mut BTreeMap<OtherId, Why>,
    lets_go: impl Fn(&OtherObject, &OtherId) -> bool,
) {
    loop {
        let more: Vec<(OtherId, Why)> = others
            .iter()
            .filter(|object| !away.contains_key(&object.id()))
            .filter_map(|object| {
                let on = object.needs.iter().find(|on| away.contains_key(on) && !lets_go(object, on))?;
                Some((object.id(), Why::Rests(format!("the {on}"))))
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
    // The text of a function names what the catalog does not know that it needs: as late as possible. Nor does it know who needs
    // a cast. An event trigger would fire for all that comes after it.
    let late = |object: &OtherObject| match object.kind.as_str() {
        "cast" => 0,
        "function" | "procedure" => 2,
        "event trigger" => 3,
        _ => 1,
    };
    open.sort_by_cached_key(|object| (late(object), object.id()));
    let numbers: BTreeMap<OtherId, usize> = open.iter().map(|object| object.id()).zip(0..).collect();
    let needs =
        |object: &OtherObject| object.needs.iter().filter_map(|id| numbers.get(id).copied()).collect();
    let needs: Vec<BTreeSet<usize>> = open.iter().map(|object| needs(object)).collect();
    Waiting::new(&needs).in_order().into_iter().map(|at| open[at]).collect()
}

/// Adds the steps that make room and fill it again.
pub fn steps(moves: &Moves<'_>, changes: &Changes, steps: &mut Steps) {
    let is_relation = |object: &OtherObject| {
        matches!(object.kind.as_str(), "view" | "materialized view" | "partition" | "foreign table")
    };
    let relations: BTreeSet<&QName> =
        moves.away.iter().filter(|(object, _)| is_relation(object)).map(|(object, _)| &object.name).collect();
    let going: BTreeSet<OtherId> = moves.away.iter().map(|(object, _)| object.id()).collect();
    // It goes with its view; but first, if what it needs besides goes as well.
    let falls = |object: &OtherObject| {
        let is_view = |id: &&OtherId| object.table.as_ref() == Some(&id.name);
        object.table.as_ref().is_some_and(|table| relations.contains(table))
            && !object.needs.iter().filter(|id| !is_view(id)).any(|id| going.contains(id))
    };
    let hangers = |object: &OtherObject| -> Vec<String> {
        let hanging = moves.away.iter().filter(|(other, _)| other.table.as_ref() == Some(&object.name));
        hanging.map(|(other, _)| format!("{} {}", other.kind, other.name.name)).collect()
    };
    let mut is_said = false;
    let made: BTreeSet<OtherId> = moves.again.iter().map(|(object, _)| object.id()).collect();
    for (object, why) in &moves.away {
        let Some(removal) = object.removal.as_ref().filter(|_| !falls(object)) else { continue };
        // The sequence that a column owns goes before the column would take it along.
        let is_owned = object.kind == "sequence" && object.table.is_some();
        let phase = match (moves.early.contains(&object.id()), made.contains(&object.id())) {
            _ if is_owned => Phase::DropKept,
            (false, _) => Phase::DropKept,
            (true, true) => Phase::DropGround,
            (true, false) => Phase::DropUnused,
        };
        if moves.parked.contains(&object.id()) {
            collations::park(object, steps);
            continue;
        }
        if moves.referenced.contains(&object.id())
            && let (Some(of), Some(name)) = (object.shape.first(), removal.strip_prefix("DROP TABLE "))
        {
            steps.push(phase, format!("ALTER TABLE {of} DETACH PARTITION {name}"));
        }
        let Why::Rests(on) = why else {
            steps.push(phase, removal);
            continue;
        };
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
        steps.push_remarked(phase, remark, removal);
    }
    moves.released.iter().for_each(|release| release.step(steps));
    if names_what_is_not_there(moves, changes) {
        steps.push_remarked(
            Phase::CreateNamespace,
            "The text of a function names what is made after it.",
            "SET LOCAL check_function_bodies = off",
        );
    }
    for (object, manner) in &moves.again {
        let phase = if moves.early.contains(&object.id()) { Phase::MakeGround } else { Phase::MakeKept };
        let mut remark = moves.computing.contains(&object.id()).then(|| computes(&object.id()));
        match manner {
            Manner::Made => made_by(object).for_each(|statement| steps.push_statement(phase, statement)),
            Manner::InPlace(statements) => {
                for sql in statements {
                    // What a domain comes to ask, the values of columns that go need not give.
                    let is_stricter = object.kind == "domain"
                        && (sql.contains(" ADD CONSTRAINT ")
                            || sql.ends_with(" NOT NULL") && !sql.ends_with(" DROP NOT NULL"));
                    let phase = if is_stricter { Phase::AddConstraint } else { phase };
                    steps.push_with(phase, remark.take(), sql);
                }
            }
        }
    }
}

/// Whether the text of a function that is made has the name of something that is made in this plan as well, and not before it.
fn names_what_is_not_there(moves: &Moves<'_>, changes: &Changes) -> bool {
    let base = |object: &OtherObject| {
        let name = &object.name.name;
        name.split_once('(').map_or(name.as_str(), |(base, _)| base).to_lowercase()
    };
    let is_function = |object: &OtherObject| matches!(object.kind.as_str(), "function" | "procedure");
    let mut later: BTreeSet<String> = moves
        .again
        .iter()
        .filter(|(object, manner)| {
            matches!(manner, Manner::Made) && !moves.early.contains(&object.id()) && !is_function(object)
        })
        .map(|(object, _)| base(object))
        .collect();
    let tables: BTreeSet<String> =
        changes.created_tables.iter().map(|table| table.name.name.clone()).collect();
    let columns: BTreeSet<&String> = changes
        .altered_tables
        .iter()
        .flat_map(|change| change.columns.added.iter().map(|column| &column.name))
        .collect();
    // Of functions the catalog does not tell which one calls which.
    let functions: Vec<&OtherObject> =
        moves.again.iter().map(|(object, _)| *object).filter(|object| is_function(object)).collect();
    if functions.len() > 1 {
        later.extend(functions.iter().map(|object| base(object)));
    }
    functions.into_iter().any(|object| {
        let is_early = moves.early.contains(&object.id());
        // From its body on: the head is the catalog's.
        let text = object.definition.as_deref().unwrap_or_default();
        let body = text.split_once("\nAS ").map_or("", |(_, body)| body);
        let own = base(object);
        words(&body.replace('\'', " ")).iter().any(|word| {
            (*word != own && later.contains(word))
                || is_early && (tables.contains(word) || columns.contains(word))
        })
    })
}

fn is_granted(object: &OtherObject) -> bool {
    matches!(object.kind.as_str(), "view" | "materialized view" | "function" | "procedure")
}

/// The statements that make an object.
fn made_by(object: &OtherObject) -> impl Iterator<Item = Statement> {
    object.definition.iter().chain(object.extras.iter().map(|extra| &extra.set)).map(Statement::new)
}

/// The statements that take some of the objects that there are away and make them by the text they have in `wanted`.
pub fn again(ids: &BTreeSet<OtherId>, there: &[OtherObject], wanted: &[OtherObject]) -> Vec<Statement> {
    let mut away: BTreeMap<OtherId, Why> = ids.iter().map(|id| (id.clone(), Why::Replaced)).collect();
    with_dependants(there, &mut away, |_, _| false);
    let is_moved = |object: &&OtherObject| away.contains_key(&object.id()) && can_return(object);
    let order = in_order(there.iter().filter(is_moved).collect());
    // What hangs on a view goes before it, so that nothing is missed.
    let mut statements: Vec<Statement> =
        order.iter().rev().filter_map(|object| object.removal.as_ref()).map(Statement::new).collect();
    for object in order {
        let text = wanted.iter().find(|other| other.id() == object.id()).unwrap_or(object);
        statements.extend(made_by(text));
    }
    statements
}
