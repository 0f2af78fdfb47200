//! What objects that no model describes become without being dropped, and what they have besides their definition.

use std::collections::{BTreeMap, BTreeSet};

use super::alter::replaced;
use super::computed::{CONFIGURATION, computed, computes};
use super::default_privileges::is_default;
use super::numbering::as_of_serial;
use super::order::{Phase, Steps};
use super::plan::Asides;
use super::publications;
use crate::diff::{Changes, ItemChanges, TableChange, fallen};
use crate::ir::{Extra, OtherId, OtherObject, QName, Schema, UsedBy};

/// Whether the object is the sequence by which a column of the state numbers itself: it comes and goes with that column.
pub fn serial_sequence(schema: &Schema, object: &OtherObject) -> bool {
    serial(schema, object).is_some()
}

/// A sequence that a table owns on one side, and another or none on the other: it stays, with the value that it has.
pub struct Lasting<'a> {
    pub sequence: &'a QName,
    /// The table of which a column owns it before.
    pub old: Option<&'a QName>,
    /// And afterwards.
    pub new: Option<&'a QName>,
}

/// The sequences that change hands.
pub fn lasting<'a>(from: &'a Schema, to: &'a Schema) -> Vec<Lasting<'a>> {
    let owners = |schema: &'a Schema| -> BTreeMap<&'a QName, Option<&'a QName>> {
        let columns = schema.tables.values().flat_map(|table| table.columns.iter().map(move |c| (table, c)));
        let serial = columns.filter_map(|(table, column)| Some((column.serial.as_ref()?, Some(&table.name))));
        let others = schema.others.iter().filter(|object| object.kind == "sequence");
        others.map(|object| (&object.name, object.table.as_ref())).chain(serial).collect()
    };
    let next = owners(to);
    let change = |(sequence, old): (&'a QName, Option<&'a QName>)| {
        let new = *next.get(sequence)?;
        (old != new).then_some(Lasting { sequence, old, new })
    };
    owners(from).into_iter().filter_map(change).collect()
}

/// The type of the column that the sequence numbers.
fn serial<'a>(schema: &'a Schema, object: &OtherObject) -> Option<&'a str> {
    let table = object.table.as_ref().filter(|_| object.kind == "sequence")?;
    let columns = schema.tables.get(table)?.columns.iter();
    let mut own = columns.filter(|column| column.serial.as_ref() == Some(&object.name));
    own.next().map(|column| column.ty.sql.as_str())
}

/// The statements that give an object another definition where it is; `None` if it has to be dropped for that.
pub fn in_place(from: &OtherObject, to: &OtherObject) -> Option<Vec<String>> {
    let definition = to.definition.as_ref()?;
    match to.kind.as_str() {
        "view" if to.shape.starts_with(&from.shape) => {
            Some(vec![definition.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1)])
        }
        "function" | "window function" | "procedure" => {
            let ([old, defaults_before], [new, defaults]) = (head(&from.shape)?, head(&to.shape)?);
            (old == new && number(defaults) >= number(defaults_before)).then(|| vec![definition.clone()])
        }
        "aggregate" if to.shape == from.shape => {
            Some(vec![definition.replacen("CREATE AGGREGATE", "CREATE OR REPLACE AGGREGATE", 1)])
        }
        "publication" => publications::altered(from, to, false),
        "foreign data wrapper" | "foreign server" | "foreign table" | "user mapping" => options(from, to),
        "sequence" => Some(vec![definition.replacen("CREATE", "ALTER", 1)]),
        "materialized view" => {
            const EMPTY: &str = "\nWITH NO DATA";
            let name = to.removal.as_deref()?.strip_prefix("DROP ")?;
            let old = from.definition.as_deref()?;
            let (new_text, old_text) = (
                definition.strip_suffix(EMPTY).unwrap_or(definition),
                old.strip_suffix(EMPTY).unwrap_or(old),
            );
            let clause = if new_text.len() < definition.len() { " WITH NO DATA" } else { "" };
            (new_text == old_text).then(|| vec![format!("REFRESH {name}{clause}")])
        }
        "partition" => partition(from, to),
        "domain" => domain(from, to),
        "composite type" => composite(from, to),
        _ => None,
    }
}

/// What a function returns and takes, and how many of its parameters have a default.
fn head(shape: &[String]) -> Option<[&[String]; 2]> {
    shape.split_at_checked(shape.len().checked_sub(1)?).map(|(head, last)| [head, last])
}

fn number(text: &[String]) -> u32 {
    text.first().and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// Other bounds: its rows stay, if they are within them.
fn partition(from: &OtherObject, to: &OtherObject) -> Option<Vec<String>> {
    let name = to.removal.as_deref()?.strip_prefix("DROP TABLE ")?;
    let ([table, bounds, key], [_, _, old_key]) = (to.shape.as_slice(), from.shape.as_slice()) else {
        return None;
    };
    (key == old_key).then(|| {
        vec![
            format!("ALTER TABLE {table} DETACH PARTITION {name}"),
            format!("ALTER TABLE {table} ATTACH PARTITION {name} {bounds}"),
        ]
    })
}

/// Options are added, changed and dropped one by one.
fn options(from: &OtherObject, to: &OtherObject) -> Option<Vec<String>> {
    let name = to.removal.as_deref()?.strip_prefix("DROP ")?;
    let ([head, items @ ..], [old_head, old_items @ ..]) = (to.shape.as_slice(), from.shape.as_slice())
    else {
        return None;
    };
    if head != old_head {
        return None;
    }
    let is_in =
        |item: &String, items: &[String]| items.iter().any(|other| first_name(other) == first_name(item));
    let gone = old_items.iter().filter(|item| !is_in(item, items));
    let mut clauses: Vec<String> = gone.map(|item| format!("DROP {}", first_name(item))).collect();
    for item in items.iter().filter(|item| !old_items.contains(item)) {
        clauses.push(format!("{} {item}", if is_in(item, old_items) { "SET" } else { "ADD" }));
    }
    // In another order they say the same.
    if clauses.is_empty() {
        return None;
    }
    Some(vec![format!("ALTER {name} OPTIONS ({})", clauses.join(", "))])
}

fn domain(from: &OtherObject, to: &OtherObject) -> Option<Vec<String>> {
    let name = to.removal.as_deref()?.strip_prefix("DROP ")?;
    let ([base, default, not_null, checks @ ..], [old_base, old_default, old_not_null, old_checks @ ..]) =
        (to.shape.as_slice(), from.shape.as_slice())
    else {
        return None;
    };
    if base != old_base {
        return None;
    }
    let mut statements = Vec::new();
    for check in old_checks.iter().filter(|check| !checks.contains(check)) {
        statements.push(format!("ALTER {name} DROP CONSTRAINT {}", first_name(check)));
    }
    if default != old_default {
        let clause =
            if default.is_empty() { "DROP DEFAULT".to_owned() } else { format!("SET DEFAULT {default}") };
        statements.push(format!("ALTER {name} {clause}"));
    }
    if not_null != old_not_null {
        if !old_not_null.is_empty() {
            statements.push(format!("ALTER {name} DROP NOT NULL"));
        }
        match not_null.as_str() {
            "" => {}
            "NOT NULL" => statements.push(format!("ALTER {name} SET NOT NULL")),
            named => statements.push(format!("ALTER {name} ADD {named}")),
        }
    }
    for check in checks.iter().filter(|check| !old_checks.contains(check)) {
        statements.push(format!("ALTER {name} ADD CONSTRAINT {check}"));
    }
    Some(statements)
}

/// Attributes can be dropped, changed, and added behind all others.
fn composite(from: &OtherObject, to: &OtherObject) -> Option<Vec<String>> {
    let name = to.removal.as_deref()?.strip_prefix("DROP ")?;
    let kept = |attribute: &&String| to.shape.iter().any(|other| first_name(other) == first_name(attribute));
    let stay: Vec<&str> = from.shape.iter().filter(kept).map(|attribute| first_name(attribute)).collect();
    let order: Vec<&str> = to.shape.iter().map(|attribute| first_name(attribute)).collect();
    if !order.starts_with(&stay) {
        return None;
    }
    let mut statements = Vec::new();
    for attribute in from.shape.iter().filter(|attribute| !kept(attribute)) {
        statements.push(format!("ALTER {name} DROP ATTRIBUTE {}", first_name(attribute)));
    }
    for attribute in &to.shape {
        let own = first_name(attribute);
        match from.shape.iter().find(|other| first_name(other) == own) {
            None => statements.push(format!("ALTER {name} ADD ATTRIBUTE {attribute}")),
            Some(old) if old != attribute => {
                let ty = attribute.get(own.len()..).unwrap_or_default();
                statements.push(format!("ALTER {name} ALTER ATTRIBUTE {own} TYPE{ty}"));
            }
            Some(_) => {}
        }
    }
    Some(statements)
}

/// The name that a text begins with, in its quotes.
fn first_name(text: &str) -> &str {
    let end = match text.strip_prefix('"') {
        None => text.find(' ').unwrap_or(text.len()),
        Some(rest) => {
            let mut chars = rest.char_indices().peekable();
            let mut end = text.len();
            while let Some((at, c)) = chars.next() {
                if c == '"' && chars.next_if(|(_, next)| *next == '"').is_none() {
                    end = at + 2;
                    break;
                }
            }
            end
        }
    };
    text.get(..end).unwrap_or(text)
}

/// Adds the steps for what objects and tables have besides their definitions, and for the sequences of columns.
pub fn steps(
    changes: &Changes,
    asides: &Asides,
    from: &Schema,
    to: &Schema,
    made: &BTreeSet<OtherId>,
    steps: &mut Steps,
) {
    let by_id = |schema: &'_ Schema| -> BTreeMap<OtherId, usize> {
        schema.others.iter().map(OtherObject::id).zip(0..).collect()
    };
    let (old, new) = (by_id(from), by_id(to));
    let touched = Touched::new(changes, asides, from);
    let computing: BTreeSet<&OtherId> = computed(from, to).into_iter().map(|used| &used.object).collect();
    for (id, &at) in &old {
        let object = &from.others[at];
        if touched.is_gone(object) || made.contains(id) || is_default(object) {
            continue;
        }
        let next = new.get(id).map(|&at| &to.others[at]);
        if next.is_none()
            && !object.is_settings()
            && !serial_sequence(from, object)
            && (object.kind != "sequence" || !asides.is_lasting(&object.name))
        {
            continue;
        }
        let after = next.map_or(&[][..], |next| &next.extras);
        for extra in object.extras.iter().rev() {
            // What is granted once more without its option keeps the option.
            let is_replaced = after.iter().any(|other| other.unset == extra.unset)
                && !extra.set.ends_with(" WITH GRANT OPTION");
            // That is said where it changes hands.
            let is_said = object.kind == "sequence settings" && asides.is_lasting(&object.name);
            let is_said = is_said && extra.set.contains(" OWNED BY ");
            if !after.contains(extra) && !is_replaced && !is_said && !touched.drops(object, extra) {
                steps.push(Phase::DropKept, &extra.unset);
            }
        }
        if next.is_none()
            && serial(from, object).is_some()
            && let Some(ty) = serial(to, object)
        {
            steps.push(Phase::MakeKept, as_of_serial(&object.name, ty));
        }
    }
    for (id, &at) in &new {
        let object = &to.others[at];
        if made.contains(id) || is_default(object) {
            continue;
        }
        let before = old.get(id).map(|&at| &from.others[at]).filter(|old| !touched.is_gone(old));
        if before.is_none() && !object.is_settings() && !serial_sequence(to, object) {
            continue;
        }
        if serial_sequence(to, object)
            && before.is_none_or(|before| before.definition != object.definition)
            && let Some(definition) = &object.definition
        {
            steps.push(Phase::MakeKept, definition.replacen("CREATE", "ALTER", 1));
        }
        let extras = before.filter(|_| !touched.is_made(object)).map_or(&[][..], |before| &before.extras);
        // A partition is made with what no model describes.
        let partition = |other: &OtherObject| other.kind == "partition" && other.name == object.name;
        let phase = match object.kind.as_str() {
            _ if object.is_settings() && !to.others.iter().any(partition) => Phase::Settings,
            // Columns and indexes are computed by its mappings.
            CONFIGURATION => Phase::MakeGround,
            _ => Phase::MakeKept,
        };
        let mut remark = (phase == Phase::MakeGround && computing.contains(id)).then(|| computes(id));
        for extra in &object.extras {
            if !extras.contains(extra) || touched.loses(object, extra) {
                steps.push_with(phase, remark.take(), &extra.set);
            }
        }
    }
}

/// What a plan takes away from under settings.
struct Touched<'a> {
    changes: &'a Changes,
    asides: &'a Asides,
    /// Tables that go, and their partitions with them.
    fallen: BTreeSet<&'a QName>,
    /// Columns, constraints and indexes, by table.
    parts: BTreeMap<&'a QName, BTreeSet<String>>,
    /// Those among them with which everything goes that was said of them.
    dropped: BTreeMap<&'a QName, BTreeSet<String>>,
}

impl<'a> Touched<'a> {
    fn new(changes: &'a Changes, asides: &'a Asides, from: &'a Schema) -> Self {
        let mut parts: BTreeMap<&QName, BTreeSet<String>> = BTreeMap::new();
        let mut dropped: BTreeMap<&QName, BTreeSet<String>> = BTreeMap::new();
        for change in &changes.altered_tables {
            let name = &change.table.to.name;
            parts.entry(name).or_default().extend(of_change(change, asides));
            let columns = replaced(change, asides.0.get(name)).remade;
            let gone = change.columns.dropped.iter().map(|column| column.name.clone());
            let checks = change.checks.leaving().map(|check| check.name.clone());
            let keys = change.foreign_keys.leaving().map(|key| key.name.clone());
            dropped
                .entry(name)
                .or_default()
                .extend(columns.into_iter().chain(gone).chain(checks).chain(keys));
        }
        for (name, aside) in &asides.0 {
            let own = parts.entry(name).or_default();
            own.extend(aside.columns.iter().chain(&aside.foreign_keys).cloned());
            own.extend(aside.parts.iter().map(|part| match part {
                UsedBy::Column(name)
                | UsedBy::Default(name)
                | UsedBy::Constraint(name)
                | UsedBy::Index(name) => name.clone(),
            }));
            // What reads these columns is made again as well.
            if let Some(table) = from.tables.get(name) {
                let reads = |columns: &[String]| columns.iter().any(|column| aside.columns.contains(column));
                own.extend(table.checks.iter().filter(|check| reads(&check.columns)).map(|c| c.name.clone()));
                own.extend(
                    table.indexes.iter().filter(|index| reads(&index.columns)).map(|i| i.name.clone()),
                );
            }
        }
        Self { changes, asides, fallen: fallen(changes, &from.others), parts, dropped }
    }

    /// Whether what is said of a part has to be said again.
    fn loses(&self, object: &OtherObject, extra: &Extra) -> bool {
        Self::has(&self.parts, object, extra)
    }

    /// Whether what is said of a part goes with it.
    fn drops(&self, object: &OtherObject, extra: &Extra) -> bool {
        Self::has(&self.dropped, object, extra)
    }

    fn has(parts: &BTreeMap<&QName, BTreeSet<String>>, object: &OtherObject, extra: &Extra) -> bool {
        let parts = object.table.as_ref().and_then(|table| parts.get(table));
        extra.part.as_ref().zip(parts).is_some_and(|(part, parts)| parts.contains(part))
    }

    fn is_gone(&self, object: &OtherObject) -> bool {
        let has = |name: &QName| self.changes.dropped_tables.iter().any(|table| table.name == *name);
        object.table.as_ref().is_some_and(has)
            || match object.kind.as_str() {
                "table settings" => {
                    let mut others = self.changes.others.dropped.iter();
                    self.fallen.contains(&object.name)
                        || others.any(|other| other.kind == "partition" && other.name == object.name)
                }
                "type settings" => self.changes.dropped_enums.iter().any(|ty| ty.name == object.name),
                "sequence settings" => {
                    !self.asides.is_lasting(&object.name)
                        && self.changes.others.dropped.iter().any(|other| {
                            other.kind == "sequence"
                                && (&other.name, &other.table) == (&object.name, &object.table)
                        })
                }
                "schema settings" => self.changes.dropped_namespaces.contains(&object.name.name),
                _ => false,
            }
    }

    /// A type that is made anew has nothing of what it had.
    fn is_made(&self, object: &OtherObject) -> bool {
        object.kind == "type settings"
            && self
                .changes
                .altered_enums
                .iter()
                .any(|change| !change.only_adds() && change.ty.to.name == object.name)
    }
}

/// What comes, goes or is made again in a table.
fn of_change(change: &TableChange, asides: &Asides) -> BTreeSet<String> {
    fn names<T>(items: &ItemChanges<T>, name: impl Fn(&T) -> &String) -> Vec<String> {
        items.leaving().chain(items.arriving()).map(|item| name(item).clone()).collect()
    }
    let columns = replaced(change, asides.0.get(&change.table.to.name));
    let mut touched: BTreeSet<String> = columns.retyped.into_iter().chain(columns.remade).collect();
    touched
        .extend(change.columns.dropped.iter().chain(&change.columns.added).map(|column| column.name.clone()));
    touched.extend(names(&change.primary_key, |item| &item.name));
    touched.extend(names(&change.uniques, |item| &item.name));
    touched.extend(names(&change.foreign_keys, |item| &item.name));
    touched.extend(names(&change.checks, |item| &item.name));
    touched.extend(names(&change.exclusions, |item| &item.name));
    touched.extend(names(&change.indexes, |item| &item.name));
    touched
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(kind: &str, definition: &str, shape: &[&str]) -> OtherObject {
        OtherObject {
            definition: Some(definition.to_owned()),
            removal: Some(format!("DROP {} x", kind.to_uppercase())),
            shape: shape.iter().map(|part| (*part).to_owned()).collect(),
            ..OtherObject::new(kind, QName::new("public", "x"))
        }
    }

    #[test]
    fn names_with_their_quotes() {
        for (text, name) in
            [("a integer", "a"), ("\"a b\" text", "\"a b\""), ("\"a\"\" b\" x", "\"a\"\" b\""), ("a", "a")]
        {
            assert_eq!(first_name(text), name);
        }
    }

    #[test]
    fn a_view_may_get_more_columns_but_no_others() {
        let one = object("view", "CREATE VIEW x AS SELECT 1 AS a", &["a integer"]);
        let two = object("view", "CREATE VIEW x AS SELECT 1 AS a, 2 AS b", &["a integer", "b integer"]);
        assert_eq!(in_place(&one, &two).unwrap(), ["CREATE OR REPLACE VIEW x AS SELECT 1 AS a, 2 AS b"]);
        assert_eq!(in_place(&two, &one), None);
    }

    #[test]
    fn a_function_keeps_what_it_returns_and_takes() {
        let old = object("function", "1", &["integer", "a integer", "1"]);
        assert!(in_place(&old, &object("function", "2", &["integer", "a integer", "2"])).is_some());
        for shape in
            [["text", "a integer", "1"], ["integer", "b integer", "1"], ["integer", "a integer", "0"]]
        {
            assert_eq!(in_place(&old, &object("function", "2", &shape)), None);
        }
    }

    #[test]
    fn parts_of_types_change_one_by_one() {
        let old = object("domain", "1", &["integer -", "1", "NOT NULL", "a CHECK ((VALUE > 0))"]);
        let new = object("domain", "2", &["integer -", "", "", "b CHECK ((VALUE > 1))"]);
        assert_eq!(
            in_place(&old, &new).unwrap(),
            [
                "ALTER DOMAIN x DROP CONSTRAINT a",
                "ALTER DOMAIN x DROP DEFAULT",
                "ALTER DOMAIN x DROP NOT NULL",
                "ALTER DOMAIN x ADD CONSTRAINT b CHECK ((VALUE > 1))",
            ]
        );
        assert_eq!(in_place(&old, &object("domain", "3", &["text -", "", ""])), None);
        let pair = object("composite type", "1", &["a integer", "b text", "c text"]);
        let other = object("composite type", "2", &["a bigint", "c text", "d date"]);
        let removal = |sql: &str| sql.replace("DROP COMPOSITE TYPE", "DROP TYPE");
        let typed =
            |object: OtherObject| OtherObject { removal: object.removal.as_deref().map(removal), ..object };
        assert_eq!(
            in_place(&typed(pair.clone()), &typed(other)).unwrap(),
            [
                "ALTER TYPE x DROP ATTRIBUTE b",
                "ALTER TYPE x ALTER ATTRIBUTE a TYPE bigint",
                "ALTER TYPE x ADD ATTRIBUTE d date",
            ]
        );
        assert_eq!(in_place(&pair, &object("composite type", "2", &["c text", "a integer"])), None);
    }
}
