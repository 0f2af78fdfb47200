//! Statements of changes that let readers and writers go on.

use super::render::{constraint, create_index, ident, qname};
use crate::ir::{Index, IndexKey, Parameters, PrimaryKey, QName, Unique};
use crate::sql::literal;

/// `CREATE INDEX CONCURRENTLY`: has to be alone in its file, outside of a transaction.
pub fn create_index_concurrently(table: &QName, index: &Index) -> String {
    create_index(table, index).replacen("INDEX ", "INDEX CONCURRENTLY ", 1)
}

/// `DROP INDEX CONCURRENTLY`: likewise.
pub fn drop_index_concurrently(table: &QName, index: &str) -> String {
    format!("DROP INDEX CONCURRENTLY {}", qname(&table.sibling(index)))
}

/// `ALTER TABLE .. what`.
pub fn alter(table: &QName, what: impl std::fmt::Display) -> String {
    format!("ALTER TABLE {} {what}", qname(table))
}

/// `VALIDATE CONSTRAINT`.
pub fn validate(table: &QName, name: &str) -> String {
    alter(table, format_args!("VALIDATE CONSTRAINT {}", ident(name)))
}

/// `COMMENT ON INDEX`.
pub fn comment_on_index(table: &QName, index: &str, comment: Option<&str>) -> String {
    super::render::comment_on(&format!("INDEX {}", qname(&table.sibling(index))), comment)
}

/// The columns of a key, and the words that make a constraint of an index on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// `PRIMARY KEY`
    Primary(PrimaryKey),
    /// `UNIQUE`
    Unique(Unique),
}

impl Key {
    /// The constraint's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Primary(key) => &key.name,
            Self::Unique(key) => &key.name,
        }
    }

    /// Its columns.
    pub fn columns(&self) -> &[String] {
        match self {
            Self::Primary(key) => &key.columns,
            Self::Unique(key) => &key.columns,
        }
    }

    /// The index that can become it.
    pub fn index(&self, name: &str) -> Index {
        let (include, nulls_not_distinct) = match self {
            Self::Primary(key) => (&key.include, false),
            Self::Unique(key) => (&key.include, key.nulls_not_distinct),
        };
        let mut columns: Vec<String> = self.columns().iter().chain(include).cloned().collect();
        columns.sort();
        columns.dedup();
        Index {
            name: name.to_owned(),
            unique: true,
            method: "btree".to_owned(),
            keys: self.columns().iter().map(IndexKey::column).collect(),
            include: include.clone(),
            predicate: None,
            nulls_not_distinct,
            storage: Parameters::new(),
            comment: None,
            invalid: false,
            columns,
        }
    }

    /// `ADD CONSTRAINT name .. USING INDEX`: gives the index the constraint's name.
    pub fn using_index(&self, table: &QName, index: &str) -> String {
        let (words, deferrable) = match self {
            Self::Primary(key) => ("PRIMARY KEY", key.deferrable),
            Self::Unique(key) => ("UNIQUE", key.deferrable),
        };
        let definition = format!("{words} USING INDEX {}{}", ident(index), deferrable.clause());
        alter(table, format_args!("ADD {}", constraint(self.name(), &definition)))
    }
}

/// How one column follows another while both are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sync<'a> {
    /// The table.
    pub table: &'a QName,
    /// The column that goes.
    pub old: &'a str,
    /// The column that comes.
    pub new: &'a str,
    /// What the new one is made of: an expression over the row.
    pub forth: &'a str,
    /// Whether the old one follows the new one as well: both hold the same.
    pub both_ways: bool,
}

impl Sync<'_> {
    fn name(&self) -> QName {
        self.table.sibling(crate::naming::object_name(&self.table.name, self.old, "sync"))
    }

    /// The trigger and its function.
    pub fn create(&self) -> [String; 2] {
        let name = self.name();
        let (old, new) = (ident(self.old), ident(self.new));
        let body = if self.both_ways {
            format!(
                "    IF TG_OP = 'INSERT' AND NEW.{new} IS NOT NULL\n        \
                 OR TG_OP = 'UPDATE' AND NEW.{new} IS DISTINCT FROM OLD.{new} THEN\n        \
                 NEW.{old} := NEW.{new};\n    ELSE\n        NEW.{new} := NEW.{old};\n    END IF;\n"
            )
        } else {
            format!(
                "    NEW.{new} := (SELECT {} FROM (SELECT NEW.*) AS {});\n",
                self.forth,
                ident(&self.table.name)
            )
        };
        let function = format!(
            "CREATE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $model$\n#variable_conflict use_column\n\
             BEGIN\n{body}    RETURN NEW;\nEND\n$model$",
            qname(&name)
        );
        let trigger = format!(
            "CREATE TRIGGER {} BEFORE INSERT OR UPDATE ON {}\n    FOR EACH ROW EXECUTE FUNCTION {}()",
            ident(&name.name),
            qname(self.table),
            qname(&name)
        );
        [function, trigger]
    }

    /// Without them.
    pub fn drop(&self) -> [String; 2] {
        let name = self.name();
        [
            format!("DROP TRIGGER {} ON {}", ident(&name.name), qname(self.table)),
            format!("DROP FUNCTION {}()", qname(&name)),
        ]
    }
}

/// What fills a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backfill<'a> {
    /// The table.
    pub table: &'a QName,
    /// The columns of its primary key, in which order the rows are gone through.
    pub key: &'a [String],
    /// The column.
    pub column: &'a str,
    /// What it is filled with where it is NULL.
    pub expr: &'a str,
    /// How many rows a transaction fills.
    pub batch: u32,
}

impl Backfill<'_> {
    /// One statement that commits after each batch: has to be alone in its file, outside of a transaction.
    pub fn statement(&self) -> String {
        let (table, column) = (qname(self.table), ident(self.column));
        let set = format!("UPDATE {table} SET {column} = {}", self.expr);
        if self.key.is_empty() {
            return self.without_key(&table, &column, &set);
        }
        let keys: Vec<String> = self.key.iter().map(|name| ident(name)).collect();
        let variables = |prefix: &str| -> Vec<String> {
            (1..=keys.len())
                .map(|n| if keys.len() == 1 { prefix.to_owned() } else { format!("{prefix}_{n}") })
                .collect()
        };
        let (low, high) = (variables("_low"), variables("_high"));
        let declared: String = low
            .iter()
            .zip(&keys)
            .chain(high.iter().zip(&keys))
            .map(|(variable, key)| format!("    {variable} {table}.{key}%TYPE;\n"))
            .collect();
        let row = |list: &[String]| {
            let list = list.join(", ");
            if keys.len() == 1 { list } else { format!("({list})") }
        };
        let (list, key) = (keys.join(", "), row(&keys));
        let moved: String =
            low.iter().zip(&high).map(|(low, high)| format!("        {low} := {high};\n")).collect();
        let (low_list, high_list, low_row, high_row) =
            (low.join(", "), high.join(", "), row(&low), row(&high));
        let batch = self.batch;
        format!(
            "DO $model$\n#variable_conflict use_column\nDECLARE\n{declared}BEGIN\n    \
             SELECT {list} INTO {low_list} FROM {table} ORDER BY {list} LIMIT 1;\n    \
             LOOP\n        \
             SELECT {list} INTO {high_list} FROM {table}\n            \
             WHERE {key} >= {low_row} ORDER BY {list} OFFSET {batch} LIMIT 1;\n        \
             EXIT WHEN NOT FOUND;\n        \
             {set}\n            \
             WHERE {key} >= {low_row} AND {key} < {high_row} AND {column} IS NULL;\n        \
             COMMIT;\n{moved}    \
             END LOOP;\n    \
             {set}\n        \
             WHERE {key} >= {low_row} AND {column} IS NULL;\n\
             END\n$model$"
        )
    }

    /// A table without a key can only be looked through for what is still NULL; what the expression leaves NULL is passed over.
    fn without_key(&self, table: &str, column: &str, set: &str) -> String {
        format!(
            "DO $model$\n#variable_conflict use_column\nBEGIN\n    LOOP\n        {set}\n            \
             WHERE {column} IS NULL AND ctid = ANY (ARRAY(\n                \
             SELECT ctid FROM {table} WHERE {column} IS NULL AND ({}) IS NOT NULL LIMIT {}\n            ));\n        \
             EXIT WHEN NOT FOUND;\n        COMMIT;\n    END LOOP;\nEND\n$model$",
            self.expr, self.batch
        )
    }
}

/// A literal for a setting.
pub fn set_local(setting: &str, value: &str) -> String {
    format!("SET LOCAL {setting} = {}", literal(value))
}
