//! A part of two states.

use std::collections::{BTreeMap, BTreeSet};

use super::ground::take_extensions;
use crate::diff::Pair;
use crate::ir::{Column, Dependency, Engine, Index, KeyTarget, OtherId, OtherObject, QName, Schema, Table};
use crate::sql;

/// Which objects of two states are compared.
///
/// What others need of an object that is left out is the same on both sides, so that it is no difference: the keys of a table
/// that foreign keys refer to, an enum that a column is of. Extensions belong to no schema, and the catalog does not tell which of
/// them a table needs: where only some schemas are compared, or a table is left out, none is dropped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The schemas to compare; all if none is named.
    pub schemas: BTreeSet<String>,
    /// What is left out: names as they are shown, in which `*` stands for any characters.
    pub exclude: Vec<String>,
}

impl Filter {
    /// Whether everything is compared.
    pub fn is_empty(&self) -> bool {
        self.schemas.is_empty() && self.exclude.is_empty()
    }

    /// Whether an object of that name is compared.
    pub fn keeps(&self, name: &QName) -> bool {
        (self.schemas.is_empty() || self.schemas.contains(&name.schema)) && !is_named(&self.exclude, name)
    }

    /// Leaves out what is not compared.
    pub fn apply(&self, states: Pair<Schema>) -> Pair<Schema> {
        if self.is_empty() {
            return states;
        }
        let mut kept = Pair { from: self.cut(&states.from), to: self.cut(&states.to) };
        let whole = [&states.from, &states.to];
        let tables = stand_ins(&self.missing_keys([&kept.from, &kept.to]), whole);
        for side in [&mut kept.from, &mut kept.to] {
            side.tables.extend(tables.iter().map(|table| (table.name.clone(), table.clone())));
        }
        let types = self.missing_types([&kept.from, &kept.to]);
        for side in [&mut kept.from, &mut kept.to] {
            for name in &types {
                if let Some(ty) = whole.iter().find_map(|state| state.enums.get(name)) {
                    side.enums.insert(name.clone(), ty.clone());
                }
            }
            let names = tables.iter().map(|table| &table.name).chain(&types);
            let foreign = names.map(|name| &name.schema).filter(|schema| !self.schemas.contains(*schema));
            let default = side.engine.default_schema();
            let foreign: Vec<String> = foreign.filter(|schema| *schema != default).cloned().collect();
            side.namespaces.extend(foreign);
        }
        if !self.schemas.is_empty() {
            kept.to.extensions.extend(kept.from.extensions.clone());
            kept.to.namespaces.extend(kept.from.extensions.values().flatten().cloned());
        } else if states.from.tables.keys().any(|name| !self.keeps(name)) {
            take_extensions(&mut kept.to, &kept.from);
        }
        kept
    }

    fn cut(&self, state: &Schema) -> Schema {
        let mut part = state.clone();
        part.tables.retain(|name, _| self.keeps(name));
        part.enums.retain(|name, _| self.keeps(name));
        part.others.retain(|object| {
            self.keeps(&object.name) && object.table.as_ref().is_none_or(|table| self.keeps(table))
        });
        part.settings.retain(|object| {
            self.keeps(&object.name) && object.table.as_ref().is_none_or(|table| self.keeps(table))
        });
        part.uses.retain(|used| self.keeps(&used.table));
        without_ground(state, &mut part);
        with_ground(state, &mut part);
        if !self.schemas.is_empty() {
            // Extensions are of the whole database.
            let places: BTreeSet<&String> = state.extensions.values().flatten().collect();
            part.namespaces.retain(|name| self.schemas.contains(name) || places.contains(name));
        }
        part
    }

    /// The keys of tables that are left out, as foreign keys of either side refer to them.
    fn missing_keys(&self, kept: [&Schema; 2]) -> BTreeMap<QName, BTreeSet<Vec<String>>> {
        let mut keys: BTreeMap<QName, BTreeSet<Vec<String>>> = BTreeMap::new();
        let references =
            kept.into_iter().flat_map(|state| state.tables.values()).flat_map(|t| &t.foreign_keys);
        for reference in references.filter(|reference| !self.keeps(&reference.target)) {
            keys.entry(reference.target.clone()).or_default().insert(reference.target_columns.clone());
        }
        keys
    }

    fn missing_types(&self, kept: [&Schema; 2]) -> BTreeSet<QName> {
        let columns =
            kept.into_iter().flat_map(|state| state.tables.values()).flat_map(|table| &table.columns);
        let types = columns.filter_map(|column| column.ty.enum_name.as_ref());
        types.filter(|ty| !self.keeps(ty)).cloned().collect()
    }
}

/// Leaves out what rests on what is left out.
fn without_ground(whole: &Schema, part: &mut Schema) {
    loop {
        let there: BTreeSet<OtherId> = part.others.iter().map(OtherObject::id).collect();
        let is_left_out =
            |id: &OtherId| !there.contains(id) && whole.others.iter().any(|object| object.id() == *id);
        let tables = &part.tables;
        let rests = |object: &OtherObject| {
            // SQLite does not tell what rests on what: it is named.
            let is_named = || {
                let named = sql::words(object.definition.as_deref().unwrap_or_default());
                whole.tables.keys().any(|name| !tables.contains_key(name) && named.contains(&name.name))
            };
            (whole.engine == Engine::Sqlite && is_named())
                || object.needs.iter().any(is_left_out)
                || object.depends.iter().any(|on| match on {
                    Dependency::Table(name)
                    | Dependency::Row(name)
                    | Dependency::Column(name, _)
                    | Dependency::Constraint(name, _) => {
                        whole.tables.contains_key(name) && !tables.contains_key(name)
                    }
                    Dependency::Enum(_) => false,
                })
        };
        let before = part.others.len();
        part.others.retain(|object| !rests(object));
        if part.others.len() == before {
            return;
        }
    }
}

/// Takes in what the tables that are kept rest on.
fn with_ground(whole: &Schema, part: &mut Schema) {
    let mut open: Vec<OtherId> = part.uses.iter().map(|used| used.object.clone()).collect();
    while let Some(id) = open.pop() {
        if part.others.iter().any(|object| object.id() == id) {
            continue;
        }
        if let Some(object) = whole.others.iter().find(|object| object.id() == id) {
            open.extend(object.needs.iter().cloned());
            part.others.push(object.clone());
        }
    }
    part.others.sort();
}

/// Of each table what foreign keys need of it: as it is in the first state that has all of that.
pub(super) fn stand_ins<const N: usize>(
    keys: &BTreeMap<QName, BTreeSet<Vec<String>>>,
    whole: [&Schema; N],
) -> Vec<Table> {
    let of = |(name, keys): (&QName, &BTreeSet<Vec<String>>)| {
        whole.iter().find_map(|state| stand_in(state.tables.get(name)?, keys))
    };
    keys.iter().filter_map(of).collect()
}

fn stand_in(table: &Table, keys: &BTreeSet<Vec<String>>) -> Option<Table> {
    let is_key = |columns: &[String]| keys.iter().any(|key| set(key) == set(columns));
    let mut out = Table::new(table.name.clone());
    out.strict = table.strict;
    out.without_rowid = table.without_rowid;
    out.primary_key = table.primary_key.clone().filter(|key| table.without_rowid || is_key(&key.columns));
    out.uniques = table.uniques.iter().filter(|unique| is_key(&unique.columns)).cloned().collect();
    out.indexes = table
        .indexes
        .iter()
        .filter(|index| key_columns(index).is_some_and(|c| is_key(&c)))
        .cloned()
        .collect();
    let uniques = out.uniques.iter().flat_map(|unique| unique.columns.iter().chain(&unique.include));
    let primary = out.primary_key.iter().flat_map(|key| key.columns.iter().chain(&key.include));
    let indexed = out.indexes.iter().flat_map(|index| &index.columns);
    let needed: BTreeSet<&String> =
        keys.iter().flatten().chain(uniques).chain(primary).chain(indexed).collect();
    if needed.iter().any(|name| table.column(name).is_none()) {
        return None;
    }
    let columns = table.columns.iter().filter(|column| needed.contains(&column.name));
    out.columns = columns
        .map(|column| Column {
            collation: column.collation.clone(),
            nullable: column.nullable,
            ty: column.ty.clone(),
            ..Column::new(&column.name, "")
        })
        .collect();
    Some(out)
}

/// The columns of an index that a foreign key can refer to.
fn key_columns(index: &Index) -> Option<Vec<String>> {
    let column = |target: &KeyTarget| match target {
        KeyTarget::Column(name) => Some(name.clone()),
        KeyTarget::Expr(_) => None,
    };
    (index.unique && index.predicate.is_none())
        .then(|| index.keys.iter().map(|key| column(&key.target)).collect::<Option<_>>())
        .flatten()
}

fn set(columns: &[String]) -> BTreeSet<&String> {
    columns.iter().collect()
}

/// Whether a text is of a pattern in which `*` stands for any characters.
/// Whether one of the patterns is about an object of that name.
pub fn is_named(patterns: &[String], name: &QName) -> bool {
    let shown = name.to_string();
    patterns.iter().any(|pattern| matches(pattern, &shown))
}

/// Leaves tables and types that models shall say nothing of as they are there, with the types, schemas and extensions that they need.
pub fn leave_alone(patterns: &[String], there: &Schema, models: &mut Schema) {
    let tables: Vec<&Table> = (there.tables.values())
        .filter(|table| is_named(patterns, &table.name) && !models.tables.contains_key(&table.name))
        .collect();
    let columns = tables.iter().flat_map(|table| &table.columns);
    let used: BTreeSet<&QName> = columns.filter_map(|column| column.ty.enum_name.as_ref()).collect();
    let types = there.enums.values().filter(|ty| used.contains(&ty.name) || is_named(patterns, &ty.name));
    let types: Vec<_> = types.filter(|ty| !models.enums.contains_key(&ty.name)).collect();
    let names = tables.iter().map(|table| &table.name).chain(types.iter().map(|ty| &ty.name));
    let schemas = names.map(|name| &name.schema).filter(|schema| there.namespaces.contains(*schema));
    models.namespaces.extend(schemas.cloned());
    if !tables.is_empty() {
        take_extensions(models, there);
    }
    models.enums.extend(types.into_iter().map(|ty| (ty.name.clone(), ty.clone())));
    models.tables.extend(tables.into_iter().map(|table| (table.name.clone(), table.clone())));
}

fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(text) = text.strip_prefix(head) else { return false };
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.filter_map(|at| text.get(at..)).any(|text| matches(rest, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::compare;
    use crate::ir::{Action, Deferrable, Engine, Enum, ForeignKey, PrimaryKey};

    #[test]
    fn patterns() {
        for (pattern, text) in [
            ("users", "users"),
            ("*", ""),
            ("audit.*", "audit.log"),
            ("*_old*", "users_old"),
            ("a*b*c", "aXbYbc"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("users", "users2"), ("audit.*", "audits"), ("a*b", "abc"), ("", "x")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    fn state(mood: &[&str]) -> Schema {
        let mut schema = Schema::empty(Engine::Postgres);
        schema.namespaces.extend(["app".to_owned(), "other".to_owned()]);
        let ty = QName::new("other", "mood");
        let labels = mood.iter().map(|label| (*label).to_owned()).collect();
        schema.enums.insert(ty.clone(), Enum { name: ty.clone(), labels, comment: None });
        let mut parent = Table::new(QName::new("other", "parents"));
        parent.columns = vec![Column::new("id", "bigint"), Column::new("x", "text")];
        parent.primary_key = Some(PrimaryKey {
            name: "parents_pkey".to_owned(),
            columns: vec!["id".to_owned()],
            include: Vec::new(),
            deferrable: Deferrable::Never,
            without_overlaps: false,
            autoincrement: false,
        });
        let mut child = Table::new(QName::new("app", "children"));
        child.columns = vec![Column::new("id", "bigint"), Column::new("mood", "other.mood")];
        child.columns[1].ty.enum_name = Some(ty);
        child.foreign_keys.push(ForeignKey {
            name: "children_id_fkey".to_owned(),
            columns: vec!["id".to_owned()],
            target: parent.name.clone(),
            target_columns: vec!["id".to_owned()],
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            match_full: false,
            deferrable: Deferrable::Never,
            not_valid: false,
            period: false,
            not_enforced: false,
        });
        for table in [parent, child] {
            schema.tables.insert(table.name.clone(), table);
        }
        schema
    }

    #[test]
    fn what_is_left_out_is_no_difference_and_still_there_for_those_who_need_it() {
        let from = state(&["a"]);
        let mut to = state(&["a", "b"]);
        to.tables.get_mut(&QName::new("other", "parents")).unwrap().columns.remove(1);
        to.extensions.clear();
        assert!(!compare(Pair { from: &from, to: &to }).is_empty());
        let filter = Filter { schemas: BTreeSet::from(["app".to_owned()]), exclude: Vec::new() };
        let part = filter.apply(Pair { from, to });
        assert!(compare(Pair { from: &part.from, to: &part.to }).is_empty());
        let stand_in = &part.to.tables[&QName::new("other", "parents")];
        assert_eq!((stand_in.columns.len(), stand_in.primary_key.is_some()), (1, true));
        assert_eq!(part.to.enums.len(), 1);
        assert!(part.from.namespaces.contains("other"));
    }

    #[test]
    fn a_difference_in_what_is_kept_stays_one() {
        let from = state(&["a"]);
        let mut to = from.clone();
        to.tables.get_mut(&QName::new("app", "children")).unwrap().columns.push(Column::new("n", "text"));
        let filter = Filter { exclude: vec!["other.*".to_owned()], ..Filter::default() };
        let part = filter.apply(Pair { from, to });
        assert_eq!(compare(Pair { from: &part.from, to: &part.to }).altered_tables.len(), 1);
    }
}
