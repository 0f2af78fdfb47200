//! What no model describes, with what it takes to make it again.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{ExtraRow, NeedKind, NeedRow, Oid, OtherRow};
use crate::ir::{Dependency, OtherId, OtherObject, QName};

/// The catalog table that an object is in, and its number there.
type Place = (Oid, Oid);

/// Kinds that say something about an object that is there by another name as well.
const ASPECTS: [&str; 4] = ["row level security", "partition", "partitioned table", "inheritance"];

/// The objects, in order.
pub fn objects(
    rows: impl Iterator<Item = OtherRow>,
    needs: Vec<NeedRow>,
    extras: Vec<ExtraRow>,
) -> Vec<OtherObject> {
    let mut objects: Vec<(Place, OtherObject)> = rows.map(object).collect();
    let is_aspect = |object: &OtherObject| ASPECTS.contains(&object.kind.as_str());
    let ids: BTreeMap<Place, OtherId> = objects
        .iter()
        .filter(|(_, object)| !is_aspect(object))
        .map(|(place, object)| (*place, object.id()))
        .collect();
    let mut statements: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    for row in extras {
        statements.entry((row.class, row.oid)).or_default().push(row.sql);
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
        if is_aspect(object) {
            continue;
        }
        if let Some((depends, needs)) = edges.remove(place) {
            object.depends = depends.into_iter().collect();
            object.needs = needs.into_iter().collect();
        }
    }
    let mut objects: Vec<OtherObject> = objects.into_iter().map(|(_, object)| object).collect();
    objects.sort();
    objects
}

fn object(row: OtherRow) -> (Place, OtherObject) {
    let table = row.table_schema.zip(row.table_name).map(|(schema, name)| QName::new(schema, name));
    let object = OtherObject {
        table,
        definition: row.definition,
        removal: row.removal,
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
