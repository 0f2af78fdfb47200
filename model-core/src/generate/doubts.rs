//! What the models newly ask of rows that are there.
//!
//! A unique key over duplicates, a foreign key over orphans, a narrower type: nothing in the two states says whether the rows
//! allow it. The proof runs on rows that break whatever may be broken; where that stops it, this says which assumption
//! was made, how to count the rows that break it, and what to do about them.

use std::collections::BTreeSet;

use crate::diff::{Changes, Intent, OtherChanges, Pair, Question, Rename, TableChange};
use crate::ir::{
    Check, Column, Engine, Exclusion, Expr, ForeignKey, Index, KeyTarget, QName, Schema, Table, Unique,
    UsedBy,
};
use crate::sql::{ident, idents, qualified, words};

/// Something that rows may break.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// What `--assume` takes: the constraint's name, or `table.column`.
    pub key: String,
    table: QName,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Unique(Unique),
    Index(Index),
    ForeignKey(ForeignKey),
    Check(Check),
    Exclusion(Exclusion),
    /// A new column that is NOT NULL and computed: what it is computed from has to give something.
    Generated(String, Check),
    Type(Box<Pair<Column>>),
    /// What the domain of a column comes to ask, by the statement that asks it.
    Domain(Check, String),
}

/// Everything about the rows of existing tables that the changes take for granted.
pub fn doubts(changes: &Changes) -> Vec<Doubt> {
    changes.altered_tables.iter().flat_map(of_table).chain(of_domains(&changes.others)).collect()
}

/// New checks and NOT NULL of domains, in each column of such a type.
fn of_domains(others: &OtherChanges) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for Pair { from, to } in others.altered.iter().filter(|pair| pair.to.kind == "domain") {
        let columns = others.uses.iter().filter(|used| used.object == to.id());
        let columns = columns.filter_map(|used| match &used.part {
            UsedBy::Column(name) => Some((&used.table, name)),
            UsedBy::Default(_) | UsedBy::Constraint(_) | UsedBy::Index(_) => None,
        });
        for (table, name) in columns {
            let column = ident(Engine::Postgres, name);
            for part in to.shape.iter().skip(2).filter(|part| !part.is_empty() && !from.shape.contains(part))
            {
                let (key, expr) = match part.split_once(" CHECK (") {
                    Some((key, check)) => {
                        let check = check.strip_suffix(" NOT VALID").unwrap_or(check);
                        (key.to_owned(), with_value(check.strip_suffix(')').unwrap_or(check), &column))
                    }
                    None => (to.name.to_string(), format!("{column} IS NOT NULL")),
                };
                let columns = vec![name.clone()];
                let check = Check { columns, ..Check::new(key.clone(), Expr::new(expr)) };
                doubts.push(Doubt { key, table: table.clone(), kind: Kind::Domain(check, part.clone()) });
            }
        }
    }
    doubts
}

/// The check of a domain with a column in place of VALUE.
fn with_value(check: &str, column: &str) -> String {
    let mut text = String::new();
    for (at, piece) in check.split('\'').enumerate() {
        if at > 0 {
            text.push('\'');
        }
        // Every other piece is a literal.
        if at % 2 == 0 { text.push_str(&piece.replace("VALUE", column)) } else { text.push_str(piece) }
    }
    text
}

fn of_table(change: &TableChange) -> Vec<Doubt> {
    let table = &change.table.to.name;
    let mut doubts = Vec::new();
    let mut push = |name: &str, columns: &[String], kind: Kind| {
        let key = match (name, columns) {
            ("", []) => table.to_string(),
            ("", columns) => format!("{table}.{}", columns.join(",")),
            (name, _) => name.to_owned(),
        };
        doubts.push(Doubt { key, table: table.clone(), kind });
    };
    for key in change.primary_key.arriving() {
        let unique = Unique {
            name: key.name.clone(),
            columns: key.columns.clone(),
            include: Vec::new(),
            nulls_not_distinct: false,
            deferrable: key.deferrable,
            without_overlaps: key.without_overlaps,
        };
        push(&key.name, &key.columns, Kind::Unique(unique));
    }
    for unique in change.uniques.arriving() {
        push(&unique.name, &unique.columns, Kind::Unique(unique.clone()));
    }
    for index in change.indexes.arriving().filter(|index| index.unique) {
        push(&index.name, &index.columns, Kind::Index(index.clone()));
    }
    for key in change.foreign_keys.arriving() {
        push(&key.name, &key.columns, Kind::ForeignKey(key.clone()));
    }
    for check in change.checks.arriving() {
        push(&check.name, &check.columns, Kind::Check(check.clone()));
    }
    for exclusion in change.exclusions.arriving() {
        push(&exclusion.name, &exclusion.columns, Kind::Exclusion(exclusion.clone()));
    }
    for column in change.columns.added.iter().filter(|column| !column.nullable) {
        if let Some(generated) = &column.generated {
            let expr = Expr::new(format!("({}) IS NOT NULL", generated.expr));
            let kind = Kind::Generated(column.name.clone(), Check::new("", expr));
            push("", std::slice::from_ref(&column.name), kind);
        }
    }
    for pair in change.columns.altered.iter().filter(|pair| pair.from.ty != pair.to.ty) {
        push("", std::slice::from_ref(&pair.to.name), Kind::Type(Box::new(pair.clone())));
    }
    doubts
}

impl Doubt {
    /// Whether a statement that failed is the one that takes it for granted.
    pub fn is_meant_by(&self, engine: Engine, sql: &str, message: &str) -> bool {
        let table = qualified(engine, &self.table);
        if let Kind::Generated(column, _) = &self.kind {
            // `column "c" of relation "t" contains null values`; SQLite speaks of the copy: `NOT NULL constraint failed: _new_t.c`.
            return match engine {
                Engine::Postgres => {
                    sql.contains(&table)
                        && message.contains("contains null values")
                        && message.contains(&format!("\"{column}\""))
                }
                Engine::Sqlite => message.starts_with("NOT NULL") && message.ends_with(column.as_str()),
            };
        }
        if let Kind::Domain(_, part) = &self.kind {
            return sql.starts_with("ALTER DOMAIN ") && sql.ends_with(part.as_str());
        }
        if let Kind::Type(pair) = &self.kind
            && engine == Engine::Postgres
        {
            let column = ident(engine, &pair.to.name);
            return sql.starts_with(&format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE"));
        }
        if engine == Engine::Sqlite && sql.starts_with("INSERT INTO ") {
            // The copy of a rebuild: SQLite names the columns that are not unique, the check, but no foreign key.
            let copies = sql.contains(&ident(engine, &format!("_new_{}", self.table.name)));
            let named = match &self.kind {
                Kind::Unique(unique) => {
                    message.starts_with("UNIQUE")
                        && unique.columns.iter().all(|column| message.contains(&**column))
                }
                Kind::Check(_) => message.starts_with("CHECK"),
                Kind::ForeignKey(_) => message.starts_with("FOREIGN KEY"),
                Kind::Type(_) => message.contains("cannot store"),
                Kind::Index(_) | Kind::Exclusion(_) | Kind::Domain(..) | Kind::Generated(..) => false,
            };
            return copies && named;
        }
        if message.starts_with("FOREIGN KEY") || message.contains("no_new_foreign_key_violations") {
            // Found at the end of the migration, whatever statement stands there.
            return matches!(self.kind, Kind::ForeignKey(_));
        }
        let name = match &self.kind {
            Kind::Unique(unique) => &unique.name,
            Kind::Index(index) => &index.name,
            Kind::ForeignKey(key) => &key.name,
            Kind::Check(check) => &check.name,
            Kind::Exclusion(exclusion) => &exclusion.name,
            Kind::Type(_) | Kind::Domain(..) | Kind::Generated(..) => return false,
        };
        !name.is_empty() && sql.contains(&ident(engine, name))
    }

    /// What to ask.
    pub fn question(&self, engine: Engine, message: &str) -> Question {
        Question::Assume {
            name: self.key.clone(),
            what: self.what(),
            message: message.to_owned(),
            count: self.count(engine),
            remedy: self.remedy(engine),
        }
    }

    fn what(&self) -> String {
        let Self { table, .. } = self;
        match &self.kind {
            Kind::Unique(unique) => {
                format!("`{table}` may hold rows that are equal in ({})", unique.columns.join(", "))
            }
            Kind::Index(index) => {
                format!("`{table}` may hold rows that are equal in ({})", index.columns.join(", "))
            }
            Kind::ForeignKey(key) => {
                format!(
                    "`{table}` may hold rows whose ({}) is not in `{}`",
                    key.columns.join(", "),
                    key.target
                )
            }
            Kind::Check(check) | Kind::Domain(check, _) => {
                format!("`{table}` may hold rows that violate {}", check.expr)
            }
            Kind::Exclusion(exclusion) => format!("`{table}` may hold rows that {} excludes", exclusion.name),
            Kind::Generated(column, _) => {
                format!(
                    "`{table}` may hold rows for which the generated column `{column}`, which is NOT NULL, gives NULL"
                )
            }
            Kind::Type(pair) => format!(
                "`{table}.{}` may hold values that do not become {} from {}",
                pair.to.name, pair.to.ty.sql, pair.from.ty.sql
            ),
        }
    }

    /// The query that counts, in production, what would stop the migration. It speaks of columns by their new names.
    fn count(&self, engine: Engine) -> Option<String> {
        let table = qualified(engine, &self.table);
        let groups = |columns: &str, condition: &str| {
            format!(
                "SELECT count(*) FROM (SELECT 1 FROM {table}{condition} GROUP BY {columns} HAVING count(*) > 1) AS equal_rows"
            )
        };
        let present = |columns: &[String]| {
            let all: Vec<String> =
                columns.iter().map(|column| format!("{} IS NOT NULL", ident(engine, column))).collect();
            all.join(" AND ")
        };
        Some(match &self.kind {
            Kind::Unique(unique) if unique.nulls_not_distinct => groups(&idents(engine, &unique.columns), ""),
            Kind::Unique(unique) => {
                groups(&idents(engine, &unique.columns), &format!(" WHERE {}", present(&unique.columns)))
            }
            Kind::Index(index) => {
                let keys: Vec<String> = index
                    .keys
                    .iter()
                    .map(|key| match &key.target {
                        KeyTarget::Column(name) => ident(engine, name),
                        KeyTarget::Expr(expr) => format!("({expr})"),
                    })
                    .collect();
                let mut conditions: Vec<String> = Vec::new();
                if !index.nulls_not_distinct {
                    conditions.extend(keys.iter().map(|key| format!("{key} IS NOT NULL")));
                }
                conditions.extend(index.predicate.iter().map(|predicate| format!("({predicate})")));
                let condition = if conditions.is_empty() {
                    String::new()
                } else {
                    format!(" WHERE {}", conditions.join(" AND "))
                };
                groups(&keys.join(", "), &condition)
            }
            Kind::ForeignKey(key) => {
                let parent = qualified(engine, &key.target);
                let pairs: Vec<String> = key
                    .columns
                    .iter()
                    .zip(&key.target_columns)
                    .map(|(column, target)| {
                        format!("parent.{} = child.{}", ident(engine, target), ident(engine, column))
                    })
                    .collect();
                let present: Vec<String> = key
                    .columns
                    .iter()
                    .map(|column| format!("child.{} IS NOT NULL", ident(engine, column)))
                    .collect();
                format!(
                    "SELECT count(*) FROM {table} AS child WHERE {} AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {})",
                    present.join(" AND "),
                    pairs.join(" AND ")
                )
            }
            Kind::Check(check) | Kind::Domain(check, _) | Kind::Generated(_, check) => {
                format!("SELECT count(*) FROM {table} WHERE NOT ({})", check.expr)
            }
            Kind::Exclusion(_) => return None,
            Kind::Type(pair) => {
                let column = ident(engine, &pair.to.name);
                format!("SELECT count(*) FROM {table} WHERE {}", Cast::of(pair)?.unfit(&column))
            }
        })
    }

    /// An expression that does away with the rows in question instead.
    fn remedy(&self, engine: Engine) -> Option<String> {
        match &self.kind {
            Kind::Type(pair) if engine == Engine::Postgres => {
                let column = ident(engine, &pair.to.name);
                Cast::of(pair).map(|cast| cast.fit(&column, &pair.to.ty.sql))
            }
            _ => None,
        }
    }

    /// Whether it is about the values of a column.
    fn reads(&self, column: &str) -> bool {
        let columns = match &self.kind {
            Kind::Unique(unique) => &unique.columns,
            Kind::Index(index) => &index.columns,
            Kind::ForeignKey(key) => &key.columns,
            Kind::Exclusion(exclusion) => &exclusion.columns,
            Kind::Check(check) | Kind::Domain(check, _) | Kind::Generated(_, check) => {
                if check.columns.is_empty() {
                    return words(&check.expr.sql).contains(column);
                }
                &check.columns
            }
            Kind::Type(_) => return false,
        };
        columns.iter().any(|other| other == column)
    }

    /// Puts the assumption on a table as it is before the change, for rows that keep it. `old` tells a column's old name.
    fn keep(&self, table: &mut Table, old: impl Fn(&str) -> String) {
        let old_names = |columns: &[String]| columns.iter().map(|column| old(column)).collect::<Vec<_>>();
        match &self.kind {
            Kind::Unique(unique) => {
                table.uniques.push(Unique { columns: old_names(&unique.columns), ..unique.clone() });
            }
            Kind::Index(index) => table.indexes.push(index.clone()),
            Kind::ForeignKey(key) => {
                table.foreign_keys.push(ForeignKey { columns: old_names(&key.columns), ..key.clone() });
            }
            Kind::Check(check) | Kind::Domain(check, _) | Kind::Generated(_, check) => {
                table.checks.push(Check { columns: old_names(&check.columns), ..check.clone() });
            }
            Kind::Exclusion(exclusion) => table.exclusions.push(exclusion.clone()),
            Kind::Type(pair) => {
                let name = old(&pair.to.name);
                if let Some(column) = table.columns.iter_mut().find(|column| column.name == name) {
                    column.ty = pair.to.ty.clone();
                }
            }
        }
    }
}

/// A change of type that not every value comes through, of which is known which do.
enum Cast {
    Length(String),
    ToInteger,
    Range(i64, i64),
}

impl Cast {
    fn of(pair: &Pair<Column>) -> Option<Self> {
        let (from, to) = (pair.from.ty.sql.as_str(), pair.to.ty.sql.as_str());
        let is_text = |ty: &str| ty == "text" || ty.starts_with("character");
        let range = match to {
            "smallint" => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
            "integer" => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
            "bigint" => Some((i64::MIN, i64::MAX)),
            _ => None,
        };
        if let Some((low, high)) = range {
            return match from {
                "integer" | "bigint" | "numeric" => Some(Self::Range(low, high)),
                from if is_text(from) => Some(Self::ToInteger),
                _ => None,
            };
        }
        let length = to.strip_prefix("character varying(").or_else(|| to.strip_prefix("character("))?;
        is_text(from).then(|| Self::Length(length.trim_end_matches(')').to_owned()))
    }

    /// The condition of a value that does not come through.
    fn unfit(&self, column: &str) -> String {
        match self {
            Self::Length(length) => format!("length({column}) > {length}"),
            Self::ToInteger => format!(r"{column} !~ '^\s*[-+]?[0-9]+\s*$'"),
            Self::Range(low, high) => format!("{column} NOT BETWEEN {low} AND {high}"),
        }
    }

    /// An expression that brings every value through, at a loss.
    fn fit(&self, column: &str, ty: &str) -> String {
        match self {
            Self::Length(length) => format!("left({column}, {length})"),
            Self::ToInteger => {
                format!(r"CASE WHEN {column} ~ '^\s*[-+]?[0-9]{{1,9}}\s*$' THEN {column}::{ty} END")
            }
            Self::Range(low, high) => format!("least(greatest({column}, {low}), {high})::{ty}"),
        }
    }
}

/// How a remark in a file begins that says what is assumed of rows.
const ASSUMES: &str = "Assumes ";
const UNBROKEN: &str = ": no row breaks it";
const FULL: &str = ": no row is NULL there";
const UNUSED: &str = ": no row has this label";

/// What changes assume of rows, as remarks that [`assumptions`] reads.
pub fn remarks(changes: &Changes, intent: &Intent) -> Vec<String> {
    let unbroken = doubts(changes).into_iter().filter(|doubt| intent.assumed.contains(&doubt.key));
    let unbroken = unbroken.map(|doubt| format!("{ASSUMES}{}{UNBROKEN}", doubt.key));
    let columns = changes.altered_tables.iter().flat_map(|change| {
        let name = &change.table.to.name;
        change.columns.altered.iter().map(move |pair| format!("{name}.{}", pair.to.name))
    });
    let full = columns.filter(|column| intent.no_nulls.contains(column));
    let full = full.map(|column| format!("{ASSUMES}{column}{FULL}"));
    let unused = unused_labels(changes, intent);
    let unused = unused.map(|(ty, label)| format!("{ASSUMES}{ty}.{label}{UNUSED}"));
    let all: BTreeSet<String> = unbroken.chain(full).chain(unused).collect();
    all.into_iter().collect()
}

/// Labels that go, of which is known that no row has them.
fn unused_labels<'a>(changes: &'a Changes, intent: &'a Intent) -> impl Iterator<Item = (&'a QName, &'a str)> {
    let removed = changes.altered_enums.iter().flat_map(|change| {
        let name = &change.ty.to.name;
        change.removed().map(move |label| (name, label))
    });
    removed.filter(|(ty, label)| {
        intent.allowed_drops.contains(&format!("{ty}.{label}"))
            && !intent.hints.mapped_labels.contains_key(&((*ty).clone(), (*label).to_owned()))
    })
}

/// What a file says that it assumes of rows.
pub fn assumptions(sql: &str) -> Intent {
    let mut intent = Intent::default();
    for said in sql.lines().filter_map(|line| line.trim().strip_prefix("-- ")?.strip_prefix(ASSUMES)) {
        if let Some(key) = said.strip_suffix(UNBROKEN) {
            intent.assumed.insert(key.to_owned());
        } else if let Some(column) = said.strip_suffix(FULL) {
            intent.no_nulls.insert(column.to_owned());
        } else if let Some(label) = said.strip_suffix(UNUSED) {
            intent.allowed_drops.insert(label.to_owned());
        }
    }
    intent
}

/// The old state with what is assumed of its rows, for rows to be made by.
pub fn assumed(from: &Schema, changes: &Changes, renames: &[Rename], intent: &Intent) -> Schema {
    let mut schema = from.clone();
    let kept: Vec<Doubt> =
        doubts(changes).into_iter().filter(|doubt| intent.assumed.contains(&doubt.key)).collect();
    let tables: BTreeSet<&QName> =
        changes.altered_tables.iter().map(|change| &change.table.to.name).collect();
    for name in tables {
        let (old_table, old) = old_names(name, renames);
        let Some(table) = schema.tables.get_mut(&old_table) else { continue };
        for doubt in kept.iter().filter(|doubt| doubt.table == *name) {
            if added_columns(changes, name).any(|column| doubt.reads(column)) {
                // What rows will have in a new column cannot be chosen now: there are none.
                table.checks.push(Check::new(doubt.key.clone(), Expr::new("1 = 0")));
            } else {
                doubt.keep(table, &old);
            }
        }
        for column in &mut table.columns {
            let is_full = intent.no_nulls.iter().any(|full| {
                full.strip_prefix(&format!("{name}.")).is_some_and(|new| old(new) == column.name)
            });
            column.nullable &= !is_full;
        }
    }
    for (name, label) in unused_labels(changes, intent) {
        let old = renames.iter().rev().fold(name, |name, rename| match rename {
            Rename::Enum(pair) if pair.to == *name => &pair.from,
            _ => name,
        });
        if let Some(ty) = schema.enums.get_mut(old) {
            ty.labels.retain(|other| other != label);
        }
    }
    schema
}

fn added_columns<'a>(changes: &'a Changes, table: &'a QName) -> impl Iterator<Item = &'a str> {
    let changes = changes.altered_tables.iter().filter(move |change| change.table.to.name == *table);
    changes.flat_map(|change| change.columns.added.iter().map(|column| column.name.as_str()))
}

/// What a table and its columns were called before the renames.
fn old_names(name: &QName, renames: &[Rename]) -> (QName, impl Fn(&str) -> String) {
    let mut columns: Vec<Pair<String>> = Vec::new();
    let mut old = name.clone();
    for rename in renames.iter().rev() {
        match rename {
            Rename::Table(pair) if pair.to == old => old = pair.from.clone(),
            Rename::Column { table, column } if *table == old || table == name => {
                columns.push(column.clone());
            }
            _ => {}
        }
    }
    let of_column = move |new: &str| {
        columns
            .iter()
            .fold(new.to_owned(), |name, pair| if pair.to == name { pair.from.clone() } else { name })
    };
    (old, of_column)
}
