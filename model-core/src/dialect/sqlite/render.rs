//! Each object of a schema as SQLite's SQL, the way a person would write it.

use std::fmt::Write as _;

use crate::diff::Rename;
use crate::ir::{
    Action, Check, Column, Deferrable, Engine, Expr, ForeignKey, Index, IndexKey, KeyTarget, PrimaryKey,
    QName, Table, Unique,
};
use crate::plan::Statement;
use crate::sql::{ident, idents, is_literal, quoted};

/// `CREATE TABLE`: a column a line, then the constraints.
pub(super) fn create_table(table: &Table) -> String {
    create_table_as(table, &table.name.name)
}

/// The same under another name.
pub(super) fn create_table_as(table: &Table, name: &str) -> String {
    let mut lines: Vec<String> =
        table.columns.iter().map(|column| column_definition(table, column)).collect();
    if let Some(key) = &table.primary_key
        && !is_inline(table, key)
    {
        lines.push(constraint(&key.name, &format!("PRIMARY KEY ({})", list(&key.columns))));
    }
    lines.extend(table.uniques.iter().map(unique));
    lines.extend(table.foreign_keys.iter().map(foreign_key));
    lines.extend(table.checks.iter().map(check));
    let options: Vec<&str> = [(table.without_rowid, "WITHOUT ROWID"), (table.strict, "STRICT")]
        .into_iter()
        .filter_map(|(set, option)| set.then_some(option))
        .collect();
    let options = if options.is_empty() { String::new() } else { format!(" {}", options.join(", ")) };
    format!("CREATE TABLE {} (\n    {}\n){options}", quote(name), lines.join(",\n    "))
}

/// A key of one INTEGER column is the rowid itself, and its place is beside the column.
fn is_inline(table: &Table, key: &PrimaryKey) -> bool {
    matches!(key.columns.as_slice(), [column] if table.is_rowid(column))
}

/// A column as it stands in `CREATE TABLE` and, without a key, in `ADD COLUMN`.
pub(super) fn column_definition(table: &Table, column: &Column) -> String {
    let mut sql = quote(&column.name);
    if !column.ty.sql.is_empty() {
        sql.push(' ');
        sql.push_str(&type_sql(&column.ty.sql));
    }
    if let Some(key) = table
        .primary_key
        .as_ref()
        .filter(|key| is_inline(table, key) && key.columns == [column.name.as_str()])
    {
        let autoincrement = if key.autoincrement { " AUTOINCREMENT" } else { "" };
        sql.push(' ');
        sql.push_str(&constraint(&key.name, &format!("PRIMARY KEY{autoincrement}")));
    }
    if !column.nullable {
        sql.push_str(" NOT NULL");
    }
    if let Some(default) = &column.default {
        sql.push_str(" DEFAULT ");
        sql.push_str(&default_value(default));
    }
    if let Some(collation) = &column.collation {
        sql.push_str(" COLLATE ");
        sql.push_str(&collation_sql(collation));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        let _ = write!(sql, " GENERATED ALWAYS AS ({}) {kind}", generated.expr);
    }
    sql
}

/// A type of plain words stands as it is; anything else is one quoted word to SQLite.
fn type_sql(declared: &str) -> String {
    if is_plain_type(declared) { declared.to_owned() } else { quoted(declared) }
}

/// A literal as it is, an expression in parentheses.
fn default_value(default: &Expr) -> String {
    let text = default.text();
    if is_literal(text) || is_current_time(text) || is_parenthesized(text) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

fn is_current_time(text: &str) -> bool {
    ["CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether the first parenthesis closes at the very end.
fn is_parenthesized(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut quoted: Option<char> = None;
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (Some(quote), c) if c == quote => quoted = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quoted = Some(c),
            (None, '[') => quoted = Some(']'),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        if depth == 0 {
            return at > 0 && at + c.len_utf8() == text.len();
        }
    }
    false
}

fn unique(unique: &Unique) -> String {
    constraint(&unique.name, &format!("UNIQUE ({})", list(&unique.columns)))
}

/// `CHECK (..)` with its name.
pub(super) fn check(check: &Check) -> String {
    constraint(&check.name, &format!("CHECK ({})", check.expr))
}

fn foreign_key(key: &ForeignKey) -> String {
    constraint(&key.name, &format!("FOREIGN KEY ({}) {}", list(&key.columns), references_clause(key)))
}

/// `REFERENCES ..` with its name, as it stands in a column's definition.
pub(super) fn references(key: &ForeignKey) -> String {
    constraint(&key.name, &references_clause(key))
}

fn references_clause(key: &ForeignKey) -> String {
    let mut sql = format!("REFERENCES {}", quote(&key.target.name));
    if !key.target_columns.is_empty() {
        let _ = write!(sql, " ({})", list(&key.target_columns));
    }
    for (event, action) in [("DELETE", &key.on_delete), ("UPDATE", &key.on_update)] {
        if *action != Action::NoAction {
            let _ = write!(sql, " ON {event} {action}");
        }
    }
    if key.deferrable != Deferrable::Never {
        sql.push_str(key.deferrable.clause());
    }
    sql
}

fn constraint(name: &str, definition: &str) -> String {
    if name.is_empty() { definition.to_owned() } else { format!("CONSTRAINT {} {definition}", quote(name)) }
}

/// A name, quoted if it has to be.
pub(super) fn quote(name: &str) -> String {
    ident(Engine::Sqlite, name)
}

/// SQLite's own collations are in upper case and need no quotes.
fn collation_sql(name: &str) -> String {
    if matches!(name, "BINARY" | "NOCASE" | "RTRIM") { name.to_owned() } else { quote(name) }
}

fn list(columns: &[String]) -> String {
    idents(Engine::Sqlite, columns)
}

fn is_plain_type(declared: &str) -> bool {
    let plain = |c: char| {
        c.is_ascii_alphanumeric()
            || c.is_ascii_whitespace()
            || matches!(c, '_' | '(' | ')' | ',' | '.' | '+' | '-')
    };
    let words = declared.split('(').next().unwrap_or_default().split_ascii_whitespace();
    let mut words = words.map(str::to_ascii_lowercase);
    declared.chars().all(plain) && words.all(|word| quote(&word) == word)
}

/// `CREATE INDEX`.
pub(super) fn create_index(table: &QName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let keys: Vec<String> = index.keys.iter().map(index_key).collect();
    let mut sql = format!(
        "CREATE {unique}INDEX {} ON {} ({})",
        quote(&index.name),
        quote(&table.name),
        keys.join(", ")
    );
    if let Some(predicate) = &index.predicate {
        let _ = write!(sql, " WHERE {predicate}");
    }
    sql
}

fn index_key(key: &IndexKey) -> String {
    let mut sql = match &key.target {
        KeyTarget::Column(name) => quote(name),
        // COLLATE binds tighter than any operator.
        KeyTarget::Expr(expr) if key.collation.is_some() => format!("({expr})"),
        KeyTarget::Expr(expr) => expr.to_string(),
    };
    if let Some(collation) = &key.collation {
        let _ = write!(sql, " COLLATE {}", collation_sql(collation));
    }
    if key.desc {
        sql.push_str(" DESC");
    }
    sql
}

/// `DROP TABLE`.
pub(super) fn drop_table(table: &QName) -> String {
    format!("DROP TABLE {}", quote(&table.name))
}

/// `DROP INDEX`.
pub(super) fn drop_index(name: &str) -> String {
    format!("DROP INDEX {}", quote(name))
}

/// A rename. Whatever names a table or column follows it. Enum types are PostgreSQL's.
pub fn rename(rename: &Rename) -> Vec<Statement> {
    let sql = match rename {
        Rename::Table(name) => {
            format!("ALTER TABLE {} RENAME TO {}", quote(&name.from.name), quote(&name.to.name))
        }
        Rename::Column { table, column } => format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            quote(&table.name),
            quote(&column.from),
            quote(&column.to)
        ),
        Rename::Namespace { .. } | Rename::Extension { .. } | Rename::Enum(_) | Rename::Label { .. } => {
            return Vec::new();
        }
    };
    vec![Statement::new(sql)]
}
