//! What no model describes, with what it takes to make it again.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{ExtraRow, NeedKind, NeedRow, Oid, OtherRow, UseKind, UseRow};
use crate::ir::{Dependency, Extra, OtherId, OtherObject, QName, Use, UsedBy};

/// The catalog table that an object is in, and its number there.
type Place = (Oid, Oid);

/// Kinds that say something about an object that is there by another name as well.
const ASPECTS: [&str; 4] = ["row level security", "partition", "partitioned table", "inheritance"];

/// What was read of all that no model describes.
pub struct Others {
    pub objects: Vec<OtherObject>,
    /// What tables, types and schemas have besides what models say of them.
    pub settings: Vec<OtherObject>,
    pub uses: Vec<Use>,
}

/// All of it, in order.
pub fn others(
    rows: impl Iterator<Item = OtherRow>,
    needs: Vec<NeedRow>,
    extras: Vec<ExtraRow>,
    uses: Vec<UseRow>,
) -> Others {
    let mut objects: Vec<(Place, OtherObject)> = rows.map(object).collect();
    let is_aspect = |object: &OtherObject| ASPECTS.contains(&object.kind.as_str());
    let ids: BTreeMap<Place, OtherId> = objects
        .iter()
        .filter(|(_, object)| !is_aspect(object) || object.kind == "partition")
        .map(|(place, object)| (*place, object.id()))
        .collect();
    let partitions: BTreeMap<QName, OtherId> =
        ids.values().filter(|id| id.kind == "partition").map(|id| (id.name.clone(), id.clone())).collect();
    let mut statements: BTreeMap<Place, Vec<Extra>> = BTreeMap::new();
    let mut settings: BTreeMap<OtherId, OtherObject> = BTreeMap::new();
    for mut row in extras {
        let extra = Extra {
            set: std::mem::take(&mut row.sql),
            unset: std::mem::take(&mut row.undo),
            part: row.part.take(),
        };
        let place = (row.class, row.oid);
        match holder(row) {
            Some(holder) => settings.entry(holder.id()).or_insert(holder).extras.push(extra),
            None => statements.entry(place).or_default().push(extra),
        }
    }
    let mut edges: BTreeMap<Place, (BTreeSet<Dependency>, BTreeSet<OtherId>)> = BTreeMap::new();
    for row in needs {
        let (depends, needs) = edges.entry((row.class, row.oid)).or_default();
        let other = ids.get(&(row.other_class, row.other_oid));
        // A rule that makes a relation a view reads that view.
        if let Some(other) = other.filter(|_| (row.class, row.oid) != (row.other_class, row.other_oid)) {
            needs.insert(other.clone());
        }
        depends.extend(dependency(row));
    }
    for (place, object) in &mut objects {
        object.extras = match object.kind.as_str() {
            "partition" | "partitioned table" | "inheritance" => Vec::new(),
            _ => statements.remove(place).unwrap_or_default(),
        };
        // A partition of a partition, and what hangs on one.
        if let Some(on) = object.table.as_ref().and_then(|table| partitions.get(table)) {
            object.needs.push(on.clone());
        }
        if is_aspect(object) {
            continue;
        }
        if let Some((depends, needs)) = edges.remove(place) {
            object.depends = depends.into_iter().collect();
            object.needs = needs.into_iter().chain(std::mem::take(&mut object.needs)).collect();
            object.needs.sort();
            object.needs.dedup();
        }
    }
    let mut uses: Vec<Use> = uses.into_iter().filter_map(|row| used(row, &ids)).collect();
    uses.sort();
    let mut objects: Vec<OtherObject> = objects.into_iter().map(|(_, object)| object).collect();
    objects.sort();
    Others { objects, settings: settings.into_values().collect(), uses }
}

/// What a statement is of, where that is a table, a type, a schema, the sequence of a column or what is granted by default.
fn holder(row: ExtraRow) -> Option<OtherObject> {
    let table = row.table_schema.zip(row.table_name).map(|(schema, name)| QName::new(schema, name));
    let name = QName::new(row.schema?, row.name?);
    Some(OtherObject { table, ..OtherObject::new(format!("{} settings", row.holder?), name) })
}

fn used(row: UseRow, ids: &BTreeMap<Place, OtherId>) -> Option<Use> {
    let part = match row.kind {
        UseKind::Column => UsedBy::Column(row.part),
        UseKind::Default => UsedBy::Default(row.part),
        UseKind::Constraint => UsedBy::Constraint(row.part),
        UseKind::Index => UsedBy::Index(row.part),
    };
    let object = ids.get(&(row.class, row.oid))?.clone();
    Some(Use { table: QName::new(row.schema, row.name), part, object })
}

fn object(row: OtherRow) -> (Place, OtherObject) {
    let table = row.table_schema.zip(row.table_name).map(|(schema, name)| QName::new(schema, name));
    let object = OtherObject {
        table,
        definition: row.definition,
        removal: row.removal,
        shape: row.shape.unwrap_or_default().into_iter().map(Option::unwrap_or_default).collect(),
        ..OtherObject::new(row.kind, QName::new(row.schema, row.name))
    };
    ((row.class, row.oid), object)
}

fn dependency(row: NeedRow) -> Option<Dependency> {
    let name = QName::new(row.schema?, row.name?);
    Some(match row.kind {
        NeedKind::Table => Dependency::Table(name),
        NeedKind::Row => Dependency::Row(name),
        NeedKind::Column => Dependency::Column(name, row.part?),
        NeedKind::Constraint => Dependency::Constraint(name, row.part?),
        NeedKind::Enum => Dependency::Enum(name),
        NeedKind::Other => return None,
    })
}
