//! What only the text of a statement tells, read with SQLite's own grammar.
//!
//! Everything here answers `None` for a statement that says what a [`crate::ir`] table cannot hold: the object is then
//! kept as it is and named, instead of being described wrongly.

use sqlite3_parser::ast::{
    Cmd, ColumnConstraint, CreateTableBody, DeferSubclause, Expr as Ast, InitDeferredPred, Literal, Name,
    NamedColumnConstraint, NamedTableConstraint, ResolveType, SortOrder, SortedColumn, Stmt, TableConstraint,
    UnaryOperator,
};
use sqlite3_parser::lexer::sql::Parser;
use sqlite3_parser::{Bump, FallibleIterator};

use super::print::{Scope, collation_name, unquote};
use crate::ir::{Check, Deferrable, Expr, Index, IndexKey, KeyTarget, Parameters, Unique};

/// The text of a `CREATE TABLE`.
#[derive(Debug, Default)]
pub struct TableText {
    pub columns: Vec<ColumnText>,
    pub key: Option<KeyText>,
    pub uniques: Vec<Unique>,
    pub checks: Vec<Check>,
    /// In the order of the statement.
    pub foreign_keys: Vec<ForeignKeyText>,
}

#[derive(Debug, Default)]
pub struct ColumnText {
    pub collation: Option<String>,
    pub default: Option<Expr>,
    pub generated: Option<Expr>,
}

#[derive(Debug)]
pub struct KeyText {
    pub name: String,
    pub autoincrement: bool,
}

#[derive(Debug)]
pub struct ForeignKeyText {
    pub name: String,
    pub deferrable: Deferrable,
}

/// Reads a `CREATE TABLE` statement.
pub fn table(sql: &str, scope: Scope<'_>) -> Option<TableText> {
    let bump = Bump::new();
    let Stmt::CreateTable { body, .. } = statement(&bump, sql)? else { return None };
    let CreateTableBody::ColumnsAndConstraints { columns, constraints, .. } = body else { return None };
    if columns.len() != scope.columns.len() {
        return None;
    }
    let mut text = TableText::default();
    for column in &columns {
        let name = scope.column(&plain(&column.col_name))?.to_owned();
        let mut found = ColumnText::default();
        for constraint in column.constraints {
            text.column_constraint(&name, constraint, &mut found, scope)?;
        }
        text.columns.push(found);
    }
    for constraint in constraints.unwrap_or_default() {
        text.table_constraint(constraint, scope)?;
    }
    Some(text)
}

/// Reads a `CREATE INDEX` statement. `collations` are those of the table's columns.
pub fn index(sql: &str, name: &str, scope: Scope<'_>, collations: &[Option<String>]) -> Option<Index> {
    let bump = Bump::new();
    let Stmt::CreateIndex { unique, columns, where_clause, .. } = statement(&bump, sql)? else { return None };
    let mut reads = Vec::new();
    let mut keys = Vec::new();
    for column in columns {
        keys.push(index_key(column, scope, collations, &mut reads)?);
    }
    let predicate = where_clause.map(|condition| expression(&condition, scope, &mut reads));
    Some(Index {
        name: name.to_owned(),
        unique,
        method: "btree".to_owned(),
        keys,
        include: Vec::new(),
        predicate,
        nulls_not_distinct: false,
        storage: Parameters::new(),
        comment: None,
        invalid: false,
        columns: scope.columns.iter().filter(|column| reads.contains(column)).cloned().collect(),
    })
}

fn statement<'bump>(bump: &'bump Bump, sql: &'bump str) -> Option<Stmt<'bump>> {
    match Parser::new(bump, sql.as_bytes()).next() {
        Ok(Some(Cmd::Stmt(statement))) => Some(statement),
        _ => None,
    }
}

impl TableText {
    fn column_constraint(
        &mut self,
        column: &str,
        named: &NamedColumnConstraint<'_>,
        found: &mut ColumnText,
        scope: Scope<'_>,
    ) -> Option<()> {
        let name = named.name.as_ref().map(plain).unwrap_or_default();
        match &named.constraint {
            ColumnConstraint::PrimaryKey { order, conflict_clause, auto_increment } => {
                // `INTEGER PRIMARY KEY DESC` is, by an old mistake that SQLite keeps, not the rowid.
                plain_conflict(*conflict_clause).filter(|()| *order != Some(SortOrder::Desc))?;
                self.key = Some(KeyText { name, autoincrement: *auto_increment });
            }
            ColumnConstraint::NotNull { conflict_clause, .. } => plain_conflict(*conflict_clause)?,
            ColumnConstraint::Unique(conflict) => {
                plain_conflict(*conflict)?;
                self.uniques.push(unique(name, vec![column.to_owned()]));
            }
            ColumnConstraint::Check(condition) => self.checks.push(check(name, condition, scope)),
            ColumnConstraint::Default(value) => found.default = default(value, scope),
            ColumnConstraint::Defer(clause) => self.foreign_keys.last_mut()?.deferrable = deferrable(clause),
            ColumnConstraint::Collate { collation_name: collation } => {
                found.collation = Some(collation_name(&plain(collation))).filter(|name| name != "BINARY");
            }
            ColumnConstraint::ForeignKey { defer_clause, .. } => {
                let deferrable = defer_clause.as_ref().map(deferrable).unwrap_or_default();
                self.foreign_keys.push(ForeignKeyText { name, deferrable });
            }
            ColumnConstraint::Generated { expr, .. } => {
                found.generated = Some(expression(expr, scope, &mut Vec::new()));
            }
        }
        Some(())
    }

    fn table_constraint(&mut self, named: &NamedTableConstraint<'_>, scope: Scope<'_>) -> Option<()> {
        let name = named.name.as_ref().map(plain).unwrap_or_default();
        match &named.constraint {
            TableConstraint::PrimaryKey { columns, auto_increment, conflict_clause } => {
                plain_conflict(*conflict_clause)?;
                self.key_columns(columns, scope)?;
                self.key = Some(KeyText { name, autoincrement: *auto_increment });
            }
            TableConstraint::Unique { columns, conflict_clause } => {
                plain_conflict(*conflict_clause)?;
                let columns = self.key_columns(columns, scope)?;
                self.uniques.push(unique(name, columns));
            }
            TableConstraint::Check(condition, conflict) => {
                plain_conflict(*conflict)?;
                self.checks.push(check(name, condition, scope));
            }
            TableConstraint::ForeignKey { defer_clause, .. } => {
                let deferrable = defer_clause.as_ref().map(deferrable).unwrap_or_default();
                self.foreign_keys.push(ForeignKeyText { name, deferrable });
            }
        }
        Some(())
    }

    /// The columns of a PRIMARY KEY or UNIQUE: neither descending nor under another collation than their own.
    fn key_columns(&self, keys: &[SortedColumn<'_>], scope: Scope<'_>) -> Option<Vec<String>> {
        let collations: Vec<_> = self.columns.iter().map(|column| column.collation.clone()).collect();
        let mut columns = Vec::new();
        for key in keys {
            match index_key(key, scope, &collations, &mut Vec::new())? {
                IndexKey { target: KeyTarget::Column(name), collation: None, desc: false, .. } => {
                    columns.push(name);
                }
                _ => return None,
            }
        }
        Some(columns)
    }
}

fn index_key(
    key: &SortedColumn<'_>,
    scope: Scope<'_>,
    collations: &[Option<String>],
    reads: &mut Vec<String>,
) -> Option<IndexKey> {
    if key.nulls.is_some() {
        return None;
    }
    let (mut inner, mut collation) = (&key.expr, None);
    if let Ast::Collate(expr, name) = inner {
        inner = expr;
        collation = Some(collation_name(&unquote(name).0));
    }
    let target = if let Some(column) = column_of(inner, scope) {
        reads.push(column.to_owned());
        let own = scope
            .columns
            .iter()
            .position(|name| name == column)
            .and_then(|at| collations.get(at)?.as_deref());
        collation = collation.filter(|name| name != own.unwrap_or("BINARY"));
        KeyTarget::Column(column.to_owned())
    } else {
        KeyTarget::Expr(expression(inner, scope, reads))
    };
    Some(IndexKey {
        target,
        collation,
        opclass: None,
        desc: key.order == Some(SortOrder::Desc),
        nulls_first: false,
    })
}

/// The column that a key is, if it is no expression. SQLite takes `'a'` for a column here.
fn column_of<'a>(expr: &Ast<'_>, scope: Scope<'a>) -> Option<&'a str> {
    let raw = match expr {
        Ast::Id(id) => id.0,
        Ast::Name(name) => name.0,
        Ast::Literal(Literal::String(raw)) => raw,
        _ => return None,
    };
    let name = unquote(raw).0;
    scope.columns.iter().map(String::as_str).find(|column| column.eq_ignore_ascii_case(&name))
}

/// The default, or none for NULL.
fn default(value: &Ast<'_>, scope: Scope<'_>) -> Option<Expr> {
    let sql = match value {
        // A bare word is a string here.
        Ast::Id(id) => {
            let (word, quoted) = unquote(id.0);
            match word.to_ascii_uppercase().as_str() {
                upper @ ("TRUE" | "FALSE") if quoted.is_none() => upper.to_owned(),
                _ => crate::sql::literal(&word),
            }
        }
        Ast::Unary(UnaryOperator::Positive, number) => scope.print(*number).0,
        value => expression(value, scope, &mut Vec::new()).sql,
    };
    (sql != "NULL").then(|| Expr::new(sql))
}

fn check(name: String, condition: &Ast<'_>, scope: Scope<'_>) -> Check {
    let mut reads = Vec::new();
    let expr = expression(condition, scope, &mut reads);
    Check { columns: reads, ..Check::new(name, expr) }
}

fn unique(name: String, columns: Vec<String>) -> Unique {
    Unique {
        name,
        columns,
        include: Vec::new(),
        nulls_not_distinct: false,
        deferrable: Deferrable::Never,
        without_overlaps: false,
    }
}

/// The expression without outer parentheses; the columns it reads are added to `reads`.
fn expression(expr: &Ast<'_>, scope: Scope<'_>, reads: &mut Vec<String>) -> Expr {
    let mut inner = expr;
    while let Ast::Parenthesized(exprs) = inner
        && let [only] = exprs.as_slice()
    {
        inner = only;
    }
    let (sql, columns) = scope.print(inner);
    reads.extend(columns);
    Expr::new(sql)
}

fn deferrable(clause: &DeferSubclause) -> Deferrable {
    match clause {
        DeferSubclause { deferrable: false, .. } => Deferrable::Never,
        DeferSubclause { init_deferred: Some(InitDeferredPred::InitiallyDeferred), .. } => {
            Deferrable::Deferred
        }
        DeferSubclause { .. } => Deferrable::Immediate,
    }
}

/// `ON CONFLICT ABORT` is what happens anyway; any other resolution has no place in a schema.
fn plain_conflict(clause: Option<ResolveType>) -> Option<()> {
    matches!(clause, None | Some(ResolveType::Abort)).then_some(())
}

fn plain(name: &Name<'_>) -> String {
    unquote(name.0).0
}
