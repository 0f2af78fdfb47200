//! What became of the rows that were copied.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::recipe::table_name;
use super::report::RowChange;
use super::snapshot::{Identity, Kept, Snapshot, identities, is_text, labels, renamed_column, renamed_table};
use crate::database::{Database, DatabaseError, rows};
use crate::diff::{Pair, Rename};
use crate::ir::{Column, Engine, QName, Schema, Table};
use crate::plan::PlanHints;
use crate::sql::{literal, quoted};

/// What a migration is meant to do to rows.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    /// Its renames.
    pub renames: &'a [Rename],
    /// Its casts, the fillings of its new NOT NULLs, and what becomes of removed labels.
    pub hints: &'a PlanHints,
}

/// A column on both sides.
struct Shared<'a> {
    at: usize,
    old: &'a Column,
    new: &'a Column,
    /// The expression that its values are cast by.
    using: Option<&'a String>,
    /// A NULL may become something else.
    filled: bool,
}

/// By the name of an enum type before: what its labels are called now, as the server tells.
type Labels = BTreeMap<QName, BTreeMap<String, String>>;

#[derive(Deserialize)]
struct Told {
    old: u64,
    new: u64,
    joined: u64,
    mixed: u64,
    columns: Vec<(u64, Option<String>, Option<String>)>,
}

/// Values by columns are told in lists of at most so many: a function takes a hundred arguments.
const AT_ONCE: usize = 60;

impl Snapshot {
    /// Compares the rows there are with those there were.
    ///
    /// # Errors
    /// What the database says, other than that values cannot be cast.
    pub fn compare(
        &self,
        database: &mut dyn Database,
        after: &Schema,
        claims: &Claims<'_>,
    ) -> Result<Vec<RowChange>, DatabaseError> {
        let identities = identities(database)?;
        let now = labels(database)?;
        let mut labels = Labels::new();
        for (id, old) in &self.labels {
            if let Some(new) = now.get(id).filter(|new| new.text != old.text) {
                let of = labels.entry(QName::new(&old.schema, &old.ty)).or_default();
                of.insert(old.text.clone(), new.text.clone());
            }
        }
        let mut changes = Vec::new();
        for kept in &self.tables {
            let identity = identities.iter().find(|identity| Some(identity.id) == kept.id);
            let by_id = identity.and_then(|it| after.tables.get(&QName::new(&it.schema, &it.name)));
            let by_name = || after.tables.get(&renamed_table(&kept.table.name, claims.renames));
            let table = by_id.or_else(by_name);
            let comparison = Comparison { kept, claims, labels: &labels, engine: after.engine };
            if let Some(table) = table {
                let identity = identity.filter(|_| by_id.is_some());
                changes.extend(comparison.compare(database, table, identity)?);
            } else {
                let rows_with_values = count(database, &kept.copy, "*")?;
                changes.push(RowChange::DroppedTable { table: kept.table.name.clone(), rows_with_values });
            }
        }
        Ok(changes)
    }
}

fn count(database: &mut dyn Database, table: &str, what: &str) -> Result<u64, DatabaseError> {
    let counts = rows(database, &format!("SELECT CAST(count({what}) AS TEXT) AS row FROM {table}"))?;
    Ok(counts.into_iter().next().unwrap_or(0))
}

struct Comparison<'a> {
    kept: &'a Kept,
    claims: &'a Claims<'a>,
    labels: &'a Labels,
    engine: Engine,
}

impl<'a> Comparison<'a> {
    fn compare(
        &self,
        database: &mut dyn Database,
        table: &'a Table,
        identity: Option<&Identity>,
    ) -> Result<Vec<RowChange>, DatabaseError> {
        let mut changes = Vec::new();
        let mut shared = Vec::new();
        for (at, old) in self.kept.table.columns.iter().enumerate() {
            let Some(new) = self.counterpart(at, old, table, identity) else {
                let rows_with_values = count(database, &self.kept.copy, &format!("c{at}"))?;
                let (table, column) = (self.kept.table.name.clone(), old.name.clone());
                changes.push(RowChange::DroppedColumn { table, column, rows_with_values });
                continue;
            };
            if new.generated.is_some() {
                continue;
            }
            let key = (table.name.clone(), new.name.clone());
            let filled = old.nullable && self.claims.hints.backfills.contains_key(&key);
            shared.push(Shared { at, old, new, using: self.claims.hints.using.get(&key), filled });
        }
        let mut comparable = Vec::new();
        for column in shared {
            let casts = column.using.is_some() || column.old.ty.sql != column.new.ty.sql;
            match if casts { self.try_cast(database, &column, table) } else { Ok(()) } {
                Ok(()) => comparable.push(column),
                Err(error) => changes.push(RowChange::NotComparable {
                    table: table.name.clone(),
                    column: column.new.name.clone(),
                    reason: error.to_string(),
                }),
            }
        }
        changes.extend(self.values(database, table, &comparable)?);
        Ok(changes)
    }

    /// The column that an old one is now.
    fn counterpart<'t>(
        &self,
        at: usize,
        old: &Column,
        table: &'t Table,
        identity: Option<&Identity>,
    ) -> Option<&'t Column> {
        let number = self.kept.numbers.get(at).copied().flatten();
        let by_number = identity
            .and_then(|identity| identity.columns.iter().find(|(_, other)| Some(**other) == number))
            .and_then(|(name, _)| table.column(name));
        by_number.or_else(|| {
            let now = |name: &str| renamed_column(&self.kept.table.name, name, self.claims.renames);
            let name = now(&old.name);
            // It goes, and another gets its name.
            let mut others = self.kept.table.columns.iter().filter(|other| other.name != old.name);
            if name == old.name && others.any(|other| now(&other.name) == name) {
                return None;
            }
            // One of that name may be another old column under a new name.
            let is_taken = identity
                .and_then(|identity| identity.columns.get(&name))
                .is_some_and(|other| self.kept.numbers.contains(&Some(*other)));
            table.column(&name).filter(|_| !is_taken)
        })
    }

    fn try_cast(
        &self,
        database: &mut dyn Database,
        column: &Shared<'_>,
        table: &Table,
    ) -> Result<(), DatabaseError> {
        let columns = std::slice::from_ref(column);
        if self.engine == Engine::Sqlite {
            // Anything casts; only an expression may fail.
            return count(database, &format!("({})", self.old_sqlite(columns, table)), "*").map(|_| ());
        }
        count(database, &format!("({}) AS x", self.old(columns, table)), "v0").map(|_| ())
    }

    /// The copy under the names after the migration.
    fn named(&self, table: &Table, shared: &[Shared<'_>]) -> String {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for column in shared {
            names.insert(column.new.name.clone(), column.at);
        }
        for (at, old) in self.kept.table.columns.iter().enumerate() {
            let name = renamed_column(&self.kept.table.name, &old.name, self.claims.renames);
            names.entry(name).or_insert(at);
        }
        let columns: Vec<_> = names.iter().map(|(name, at)| format!("c{at} AS {}", quoted(name))).collect();
        format!("(SELECT {} FROM {}) AS {}", columns.join(", "), self.kept.copy, quoted(&table.name.name))
    }

    /// Old values as text, as they should be now: `v0`, `v1`, ..; `f0`, .. where they may be anything.
    fn old(&self, shared: &[Shared<'_>], table: &Table) -> String {
        let values = shared.iter().enumerate().map(|(n, column)| {
            let name = quoted(&column.new.name);
            let filled = if column.filled { format!("{name} IS NULL") } else { "false".to_owned() };
            // The column may have had another collation.
            format!("{} COLLATE \"C\" AS v{n}, {filled} AS f{n}", self.old_value(column, &name))
        });
        let values: Vec<_> = values.collect();
        format!("SELECT {} FROM {}", values.join(", "), self.named(table, shared))
    }

    fn old_value(&self, column: &Shared<'_>, name: &str) -> String {
        let ty = &column.new.ty.sql;
        if let Some(using) = column.using {
            return format!("(({using})::{ty})::text");
        }
        let mapped = self.mapped(column, name);
        if *ty == column.old.ty.sql || is_text(ty) {
            return format!("{mapped}::text");
        }
        format!("({mapped}::{ty})::text")
    }

    /// The old value with its label as it is called now.
    fn mapped(&self, column: &Shared<'_>, name: &str) -> String {
        let Some(ty) = &column.old.ty.enum_name else { return name.to_owned() };
        let hints = &self.claims.hints.labels;
        let claimed = hints.iter().filter(|((ty, _), _)| column.new.ty.enum_name.as_ref() == Some(ty));
        let renamed = self.claims.renames.iter().filter_map(|rename| match rename {
            Rename::Label { ty: of, label } if of == ty || column.new.ty.enum_name.as_ref() == Some(of) => {
                Some((label.from.clone(), label.to.clone()))
            }
            _ => None,
        });
        let map: BTreeMap<String, String> = renamed
            .chain(self.labels.get(ty).into_iter().flatten().map(|(from, to)| (from.clone(), to.clone())))
            .chain(claimed.map(|((_, from), to)| (from.clone(), to.clone())))
            .collect();
        if map.is_empty() {
            return name.to_owned();
        }
        let arms = |value: &str| {
            let arms: Vec<_> =
                map.iter().map(|(from, to)| format!("WHEN {} THEN {}", literal(from), literal(to))).collect();
            format!("(CASE {value} {} ELSE {value} END)", arms.join(" "))
        };
        if column.old.ty.sql.ends_with("[]") {
            let each = arms("x");
            return format!(
                "(CASE WHEN {name} IS NOT NULL THEN ARRAY(SELECT {each} FROM unnest({name}) WITH ORDINALITY AS u(x, n) ORDER BY n) END)"
            );
        }
        arms(name)
    }

    /// Old values for a table whose columns have the new types, so that SQLite makes of them what a copy would.
    fn old_sqlite(&self, shared: &[Shared<'_>], table: &Table) -> String {
        let values = shared.iter().map(|column| match column.using {
            Some(using) => format!("({using})"),
            None => quoted(&column.new.name),
        });
        let filled = shared.iter().map(|column| {
            if column.filled { format!("{} IS NULL", quoted(&column.new.name)) } else { "0".to_owned() }
        });
        let values: Vec<_> = values.chain(filled).collect();
        format!("SELECT {} FROM {}", values.join(", "), self.named(table, shared))
    }

    fn values(
        &self,
        database: &mut dyn Database,
        table: &Table,
        shared: &[Shared<'_>],
    ) -> Result<Vec<RowChange>, DatabaseError> {
        let old = match self.engine {
            Engine::Postgres => self.old(shared, table),
            Engine::Sqlite if shared.is_empty() => format!("SELECT 1 FROM {}", self.kept.copy),
            Engine::Sqlite => self.cast_sqlite(database, table, shared)?,
        };
        let old = if shared.is_empty() { format!("SELECT 1 AS none FROM {}", self.kept.copy) } else { old };
        let new: Vec<_> = shared
            .iter()
            .enumerate()
            .map(|(n, column)| {
                let name = quoted(&column.new.name);
                match self.engine {
                    Engine::Postgres => format!("{name}::text COLLATE \"C\" AS w{n}"),
                    Engine::Sqlite => format!("quote({name}) AS w{n}"),
                }
            })
            .collect();
        let new = if new.is_empty() { "1 AS none".to_owned() } else { new.join(", ") };
        let with = format!(
            "WITH o AS MATERIALIZED ({old}), n AS MATERIALIZED (SELECT {new} FROM {})",
            table_name(&table.name)
        );
        let key = key(&self.kept.table, table, shared);
        let mut changes = Vec::new();
        let indices: Vec<usize> = (0..shared.len()).collect();
        let mut chunks: Vec<&[usize]> = indices.chunks(AT_ONCE).collect();
        if chunks.is_empty() {
            chunks.push(&[]);
        }
        let mut found = false;
        for (n, chunk) in chunks.iter().enumerate() {
            let query = match &key {
                Some(key) => self.by_key(&with, key, chunk),
                None => self.as_multiset(&with, shared, chunk),
            };
            let Some(told) = rows::<Told>(database, &query)?.into_iter().next() else { continue };
            let (lost, added) = match key {
                Some(_) => (told.old.saturating_sub(told.joined), told.new.saturating_sub(told.joined)),
                None => (told.old.saturating_sub(told.new), told.new.saturating_sub(told.old)),
            };
            let name = || table.name.clone();
            if n == 0 && lost > 0 {
                changes.push(RowChange::RowsLost { table: name(), rows: lost, of: told.old });
            }
            if n == 0 && added > 0 {
                changes.push(RowChange::RowsAdded { table: name(), rows: added });
            }
            let by_key = key.is_some();
            for (at, (rows, from, to)) in chunk.iter().zip(told.columns) {
                let rows = if by_key { rows } else { rows.saturating_sub(lost) };
                if rows > 0 {
                    found = true;
                    let column = shared[*at].new.name.clone();
                    changes.push(RowChange::ValuesChanged {
                        table: name(),
                        column,
                        rows,
                        of: told.old,
                        example: Pair { from: self.plain(from), to: self.plain(to) },
                    });
                }
            }
            if !found && !by_key && n + 1 == chunks.len() && told.mixed > lost {
                changes.push(RowChange::Recombined { table: name(), rows: told.mixed - lost });
            }
        }
        Ok(changes)
    }

    /// Puts old values into a table with the new types; the query that reads them.
    fn cast_sqlite(
        &self,
        database: &mut dyn Database,
        table: &Table,
        shared: &[Shared<'_>],
    ) -> Result<String, DatabaseError> {
        // ANY keeps values as they are in a STRICT table, and makes numbers of them elsewhere.
        let ty = |column: &Shared<'_>| match column.new.ty.sql.as_str() {
            ty if table.strict && ty.eq_ignore_ascii_case("any") => String::new(),
            ty => format!(" {ty}"),
        };
        let columns = shared.iter().enumerate().map(|(n, column)| format!("v{n}{}", ty(column)));
        let filled = (0..shared.len()).map(|n| format!("f{n}"));
        let columns: Vec<_> = columns.chain(filled).collect();
        database.batch(&format!(
            "DROP TABLE IF EXISTS temp.model_kept_cast; CREATE TEMPORARY TABLE model_kept_cast ({}); INSERT INTO temp.model_kept_cast {}",
            columns.join(", "),
            self.old_sqlite(shared, table)
        ))?;
        let values: Vec<_> = (0..shared.len()).map(|n| format!("quote(v{n}) AS v{n}, f{n}")).collect();
        Ok(format!("SELECT {} FROM temp.model_kept_cast", values.join(", ")))
    }

    /// An example as people write it: what `quote` of SQLite says is taken back.
    fn plain(&self, value: Option<String>) -> Option<String> {
        let value = value?;
        if self.engine == Engine::Postgres {
            return Some(value);
        }
        match value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            Some(text) => Some(text.replace("''", "'")),
            None if value == "NULL" => None,
            None => Some(value),
        }
    }

    fn differs(&self, at: usize) -> String {
        match self.engine {
            Engine::Postgres => format!("(v{at} IS DISTINCT FROM w{at} AND NOT f{at})"),
            Engine::Sqlite => format!("(v{at} <> w{at} AND NOT f{at})"),
        }
    }

    fn object(&self, parts: &[(&str, String)]) -> String {
        let (function, text) = match self.engine {
            Engine::Postgres => ("json_build_object", "::text"),
            Engine::Sqlite => ("json_object", ""),
        };
        let parts: Vec<_> = parts.iter().map(|(name, value)| format!("'{name}', {value}")).collect();
        format!("{function}({}){text} AS row", parts.join(", "))
    }

    fn array(&self, parts: &[String]) -> String {
        let function = if self.engine == Engine::Postgres { "json_build_array" } else { "json_array" };
        format!("{function}({})", parts.join(", "))
    }

    fn by_key(&self, with: &str, key: &[usize], chunk: &[usize]) -> String {
        let on: Vec<_> = key.iter().map(|at| format!("v{at} = w{at}")).collect();
        let columns: Vec<_> = chunk
            .iter()
            .map(|at| {
                let differs = self.differs(*at);
                let first = |value: &str| {
                    format!("(SELECT {value} FROM j WHERE {differs} ORDER BY v{at}, w{at} LIMIT 1)")
                };
                self.array(&[
                    format!("(SELECT count(*) FROM j WHERE {differs})"),
                    first(&format!("v{at}")),
                    first(&format!("w{at}")),
                ])
            })
            .collect();
        let object = self.object(&[
            ("old", "(SELECT count(*) FROM o)".to_owned()),
            ("new", "(SELECT count(*) FROM n)".to_owned()),
            ("joined", "(SELECT count(*) FROM j)".to_owned()),
            ("mixed", "0".to_owned()),
            ("columns", self.array(&columns)),
        ]);
        format!("{with}, j AS MATERIALIZED (SELECT * FROM o JOIN n ON {}) SELECT {object}", on.join(" AND "))
    }

    /// For a table without a key: how often each value is there.
    fn as_multiset(&self, with: &str, shared: &[Shared<'_>], chunk: &[usize]) -> String {
        let mut with = with.to_owned();
        let mut difference = |name: &str, old: &str, new: &str, unless: &str| {
            with.push_str(&format!(
                ",\n{name} AS MATERIALIZED (SELECT v, sum(s) AS d FROM (SELECT {old} AS v, 1 AS s FROM o WHERE NOT {unless} UNION ALL SELECT {new}, -1 FROM n) AS x GROUP BY v)"
            ));
        };
        let none = if self.engine == Engine::Postgres { "false" } else { "0" };
        for at in chunk {
            difference(&format!("d{at}"), &format!("v{at}"), &format!("w{at}"), &format!("f{at}"));
        }
        let all = |prefix: &str| {
            let values: Vec<_> = (0..shared.len().min(90)).map(|at| format!("{prefix}{at}")).collect();
            let text = if self.engine == Engine::Postgres { "::text" } else { "" };
            format!("{}{text}", self.array(&values))
        };
        let may_fill = shared.iter().any(|column| column.filled);
        if !may_fill {
            difference("d", &all("v"), &all("w"), none);
        }
        let gone = |name: &str| format!("(SELECT coalesce(sum(d), 0) FROM {name} WHERE d > 0)");
        let columns: Vec<_> = chunk
            .iter()
            .map(|at| {
                let first = |sign: &str| format!("(SELECT min(v) FROM d{at} WHERE d {sign} 0)");
                self.array(&[gone(&format!("d{at}")), first(">"), first("<")])
            })
            .collect();
        let object = self.object(&[
            ("old", "(SELECT count(*) FROM o)".to_owned()),
            ("new", "(SELECT count(*) FROM n)".to_owned()),
            ("joined", "0".to_owned()),
            ("mixed", if may_fill { "0".to_owned() } else { gone("d") }),
            ("columns", self.array(&columns)),
        ]);
        format!("{with}\nSELECT {object}")
    }
}

/// Where the primary key's columns stand, if rows can be told by it on both sides.
fn key(old: &Table, new: &Table, shared: &[Shared<'_>]) -> Option<Vec<usize>> {
    let old_key = &old.primary_key.as_ref()?.columns;
    let places: Vec<usize> = old_key
        .iter()
        .map(|name| shared.iter().position(|column| column.old.name == *name))
        .collect::<Option<_>>()?;
    let names: Vec<&String> = places.iter().map(|at| &shared[*at].new.name).collect();
    let alike =
        |columns: &[String]| columns.len() == names.len() && names.iter().all(|name| columns.contains(name));
    let keys =
        new.primary_key.iter().map(|key| &key.columns).chain(new.uniques.iter().map(|key| &key.columns));
    keys.into_iter().any(|columns| alike(columns)).then_some(places)
}
