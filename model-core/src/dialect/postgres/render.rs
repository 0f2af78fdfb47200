//! Objects as SQL text.

use crate::ir::{
    Action, Check, Column, Deferrable, Engine, Exclusion, ForeignKey, Identity, Index, IndexKey, KeyTarget,
    NotNull, PrimaryKey, QName, SequenceOptions, Table, Unique,
};
use crate::sql::{idents, literal, qualified};
use crate::types::spelt;

const ENGINE: Engine = Engine::Postgres;

/// An identifier, quoted if it has to be.
pub fn ident(name: &str) -> String {
    crate::sql::ident(ENGINE, name)
}

/// A qualified name; `public` is left out.
pub fn qname(name: &QName) -> String {
    qualified(ENGINE, name)
}

/// `CREATE TABLE`, with the foreign keys that can stand inside of it, and without checks that are NOT VALID: here, PostgreSQL takes
/// every constraint for valid.
pub fn create_table(table: &Table, foreign_keys: &[&ForeignKey]) -> String {
    let own = table.columns.iter().filter(|column| !table.inherited.contains(&column.name));
    let mut lines: Vec<String> = own.map(column).collect();
    // A single-column key reads best beside its column, but then it could not be named.
    lines.extend(table.primary_key.iter().map(|key| constraint(&key.name, &primary_key(key))));
    lines.extend(table.uniques.iter().map(|item| constraint(&item.name, &unique(item))));
    let checks = table.checks.iter().filter(|item| !item.not_valid);
    lines.extend(checks.map(|item| constraint(&item.name, &check(item))));
    lines.extend(table.exclusions.iter().map(|item| constraint(&item.name, &exclusion(item))));
    lines.extend(foreign_keys.iter().map(|item| constraint(&item.name, &foreign_key(item))));
    let unlogged = if table.unlogged { "UNLOGGED " } else { "" };
    let storage = if table.storage.is_empty() {
        String::new()
    } else {
        format!(" WITH ({})", parameters(table.storage.iter()))
    };
    let inherits: Vec<String> = table.inherits.iter().map(qname).collect();
    let inherits =
        if inherits.is_empty() { String::new() } else { format!(" INHERITS ({})", inherits.join(", ")) };
    let parts = table.partition_by.as_ref().map_or_else(String::new, |by| format!(" PARTITION BY {by}"));
    let end = format!("{inherits}{parts}{storage}");
    if lines.is_empty() {
        return format!("CREATE {unlogged}TABLE {} (){end}", qname(&table.name));
    }
    format!("CREATE {unlogged}TABLE {} (\n    {}\n){end}", qname(&table.name), lines.join(",\n    "))
}

/// `name = value, ..` of storage parameters.
pub fn parameters<'a>(parameters: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    parameters
        .map(|(name, value)| format!("{name} = {}", parameter_value(value)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn parameter_value(value: &str) -> String {
    let plain = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
    if plain { value.to_owned() } else { literal(value) }
}

/// A column as it stands in CREATE TABLE and ADD COLUMN.
pub fn column(column: &Column) -> String {
    let ty = match &column.serial {
        Some(_) => serial_type(&column.ty.sql).to_owned(),
        None => spelt(&column.ty.sql),
    };
    let mut sql = format!("{} {ty}", ident(&column.name));
    if let Some(collation) = &column.collation {
        sql.push_str(&format!(" COLLATE {}", collation_name(collation)));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        sql.push_str(&format!(" GENERATED ALWAYS AS ({}) {kind}", generated.expr));
    }
    if let Some(of) = &column.identity {
        sql.push_str(&format!(" {}", identity(of)));
    }
    let comes_with_it = column.serial.is_some() || column.identity.is_some();
    let own = column.not_null.own();
    let is_said = !(comes_with_it && own.is_plain());
    if is_said && !column.nullable && !own.not_valid {
        sql.push_str(&format!(" {}", not_null(&own)));
    }
    if let Some(default) = &column.default {
        sql.push_str(&format!(" DEFAULT {}", default_value(&default.to_string())));
    }
    sql
}

/// A default as the definition of a column takes it: an expression without operators in words, unless in parentheses (`b_expr` in
/// PostgreSQL's grammar). `ALTER COLUMN .. SET DEFAULT` takes any.
fn default_value(sql: &str) -> String {
    const WORDS: [&str; 15] = [
        "AND", "AT", "BETWEEN", "COLLATE", "ILIKE", "IN", "IS", "ISNULL", "LIKE", "NOT", "NOTNULL",
        "OPERATOR", "OR", "OVERLAPS", "SIMILAR",
    ];
    let outside = outer_words(sql);
    if outside.iter().any(|word| WORDS.contains(&word.as_str())) {
        format!("({sql})")
    } else {
        sql.to_owned()
    }
}

/// The words of an expression that stand in no parentheses, brackets, strings or quotes, in upper case.
fn outer_words(sql: &str) -> Vec<String> {
    let (mut words, mut word, mut depth, mut quote) = (Vec::new(), String::new(), 0_usize, None);
    for c in sql.chars().chain([' ']) {
        if quote.is_some() {
            quote = quote.filter(|open| *open != c);
            continue;
        }
        if c.is_alphanumeric() || c == '_' {
            word.push(c.to_ascii_uppercase());
            continue;
        }
        let ended = std::mem::take(&mut word);
        if depth == 0 && !ended.is_empty() {
            words.push(ended);
        }
        match c {
            '\'' | '"' => quote = Some(c),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    words
}

/// A collation's name. The catalog gives it qualified or not, a model as it is: `C`, `de-x-icu`.
pub fn collation_name(name: &str) -> String {
    if name.starts_with('"') || name.contains('.') { name.to_owned() } else { crate::sql::quoted(name) }
}

/// `bigserial` for `bigint`.
fn serial_type(ty: &str) -> &str {
    match ty {
        "smallint" => "smallserial",
        "integer" => "serial",
        _ => "bigserial",
    }
}

/// `GENERATED .. AS IDENTITY (options)`.
pub fn identity(identity: &Identity) -> String {
    let kind = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
    let options = sequence_options(&identity.options);
    if options.is_empty() {
        format!("GENERATED {kind} AS IDENTITY")
    } else {
        format!("GENERATED {kind} AS IDENTITY ({})", options.join(" "))
    }
}

/// The options that are not the default, as CREATE SEQUENCE takes them.
pub fn sequence_options(options: &SequenceOptions) -> Vec<String> {
    let mut out = Vec::new();
    let mut push = |keyword: &str, value: Option<i64>| {
        out.extend(value.map(|value| format!("{keyword} {value}")));
    };
    push("START WITH", options.start);
    push("INCREMENT BY", options.increment);
    push("MINVALUE", options.min);
    push("MAXVALUE", options.max);
    push("CACHE", options.cache);
    if options.cycle {
        out.push("CYCLE".to_owned());
    }
    out
}

/// `CONSTRAINT name definition`.
pub fn constraint(name: &str, definition: &str) -> String {
    if name.is_empty() { definition.to_owned() } else { format!("CONSTRAINT {} {definition}", ident(name)) }
}

fn include(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!(" INCLUDE ({})", idents(ENGINE, columns)) }
}

/// `PRIMARY KEY (..)`.
pub fn primary_key(key: &PrimaryKey) -> String {
    format!(
        "PRIMARY KEY ({}{}){}{}",
        idents(ENGINE, &key.columns),
        overlaps(key.without_overlaps),
        include(&key.include),
        key.deferrable.clause()
    )
}

/// `UNIQUE (..)`.
pub fn unique(unique: &Unique) -> String {
    let nulls = if unique.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let columns = idents(ENGINE, &unique.columns);
    let overlaps = overlaps(unique.without_overlaps);
    format!("UNIQUE{nulls} ({columns}{overlaps}){}{}", include(&unique.include), unique.deferrable.clause())
}

/// Behind the last column of a key.
const fn overlaps(without: bool) -> &'static str {
    if without { " WITHOUT OVERLAPS" } else { "" }
}

/// The columns of a foreign key, the last perhaps a period.
fn referring(columns: &[String], period: bool) -> String {
    match columns.split_last() {
        Some((last, others)) if period => {
            let others: String = others.iter().map(|column| format!("{}, ", ident(column))).collect();
            format!("{others}PERIOD {}", ident(last))
        }
        _ => idents(ENGINE, columns),
    }
}

/// Whether a constraint is held, in words behind all else.
pub const fn enforcement(not_valid: bool, not_enforced: bool) -> &'static str {
    match (not_enforced, not_valid) {
        (true, _) => " NOT ENFORCED",
        (false, true) => " NOT VALID",
        (false, false) => "",
    }
}

/// `NOT NULL` as a column has it.
fn not_null(of: &NotNull) -> String {
    constraint(of.name.as_deref().unwrap_or_default(), "NOT NULL")
        + if of.no_inherit { " NO INHERIT" } else { "" }
}

/// `NOT NULL column` as a table has it.
pub fn not_null_of(column: &Column) -> String {
    let NotNull { name, no_inherit, not_valid, .. } = &column.not_null.own();
    let definition = format!("NOT NULL {}", ident(&column.name));
    let inherit = if *no_inherit { " NO INHERIT" } else { "" };
    constraint(name.as_deref().unwrap_or_default(), &definition) + inherit + enforcement(*not_valid, false)
}

/// `CHECK (..)`.
pub fn check(check: &Check) -> String {
    let inherit = if check.no_inherit { " NO INHERIT" } else { "" };
    format!("CHECK ({}){inherit}{}", check.expr, enforcement(check.not_valid, check.not_enforced))
}

/// `FOREIGN KEY (..) REFERENCES ..`.
pub fn foreign_key(key: &ForeignKey) -> String {
    let mut sql = format!(
        "FOREIGN KEY ({}) REFERENCES {} ({})",
        referring(&key.columns, key.period),
        qname(&key.target),
        referring(&key.target_columns, key.period)
    );
    if key.match_full {
        sql.push_str(" MATCH FULL");
    }
    for (event, action) in [("DELETE", &key.on_delete), ("UPDATE", &key.on_update)] {
        if action.is_no_action() {
            continue;
        }
        sql.push_str(&format!(" ON {event} {action}"));
        if let Action::SetNullColumns(columns) | Action::SetDefaultColumns(columns) = action {
            sql.push_str(&format!(" ({})", idents(ENGINE, columns)));
        }
    }
    sql.push_str(key.deferrable.clause());
    sql.push_str(enforcement(key.not_valid, key.not_enforced));
    sql
}

/// `EXCLUDE USING ..`.
pub fn exclusion(exclusion: &Exclusion) -> String {
    let elements: Vec<String> = exclusion
        .elements
        .iter()
        .map(|element| format!("{} WITH {}", key(&element.key), element.operator))
        .collect();
    let predicate = match &exclusion.predicate {
        Some(predicate) => format!(" WHERE ({predicate})"),
        None => String::new(),
    };
    let deferrable = Deferrable::clause(exclusion.deferrable);
    format!("EXCLUDE USING {} ({}){predicate}{deferrable}", ident(&exclusion.method), elements.join(", "))
}

fn key(key: &IndexKey) -> String {
    let mut sql = match &key.target {
        KeyTarget::Column(name) => ident(name),
        KeyTarget::Expr(expr) => parenthesised(expr.text()),
    };
    if let Some(collation) = &key.collation {
        sql.push_str(&format!(" COLLATE {}", collation_name(collation)));
    }
    if let Some(opclass) = &key.opclass {
        sql.push_str(&format!(" {opclass}"));
    }
    if key.desc {
        sql.push_str(" DESC");
    }
    if key.nulls_first != key.desc {
        sql.push_str(if key.nulls_first { " NULLS FIRST" } else { " NULLS LAST" });
    }
    sql
}

/// An index expression: a bare call needs no parentheses, anything else does.
fn parenthesised(expr: &str) -> String {
    if is_call(expr) { expr.to_owned() } else { format!("({expr})") }
}

/// Whether the whole text is `name(..)`: the parenthesis that opens after the name closes at the very end.
fn is_call(expr: &str) -> bool {
    let Some(open) = expr.find('(') else { return false };
    let name = &expr[..open];
    let named = name.chars().next().is_some_and(|c| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        // Some keywords look like a call and are not one to the grammar of an index.
        && ident(name) == name;
    if !named || expr.contains(['\'', '"']) {
        return false;
    }
    let mut depth = 0_usize;
    for (at, c) in expr.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1 == expr.len();
                }
            }
            _ => {}
        }
    }
    false
}

/// `CREATE INDEX`.
pub fn create_index(table: &QName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method =
        if index.method == "btree" { String::new() } else { format!(" USING {}", ident(&index.method)) };
    let keys: Vec<String> = index.keys.iter().map(key).collect();
    let mut sql = format!(
        "CREATE {unique}INDEX {} ON {}{method} ({}){}",
        ident(&index.name),
        qname(table),
        keys.join(", "),
        include(&index.include)
    );
    if index.nulls_not_distinct {
        sql.push_str(" NULLS NOT DISTINCT");
    }
    if !index.storage.is_empty() {
        sql.push_str(&format!(" WITH ({})", parameters(index.storage.iter())));
    }
    if let Some(predicate) = &index.predicate {
        sql.push_str(&format!(" WHERE {predicate}"));
    }
    sql
}

/// `COMMENT ON what IS ..`.
pub fn comment_on(what: &str, comment: Option<&str>) -> String {
    let text = comment.map_or_else(|| "NULL".to_owned(), literal);
    format!("COMMENT ON {what} IS {text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_with_operators_in_words_are_in_parentheses() {
        for (default, written) in [
            ("NOT false", "(NOT false)"),
            ("now() AT TIME ZONE 'utc'", "(now() AT TIME ZONE 'utc')"),
            ("(now() AT TIME ZONE 'utc')", "(now() AT TIME ZONE 'utc')"),
            ("1 is not null", "(1 is not null)"),
            ("'not in'::text", "'not in'::text"),
            ("'it''s not'", "'it''s not'"),
            ("1 + 2", "1 + 2"),
            ("\"not\"()", "\"not\"()"),
            ("nothing()", "nothing()"),
            ("ARRAY[1 IS NULL]", "ARRAY[1 IS NULL]"),
        ] {
            assert_eq!(default_value(default), written);
        }
    }

    #[test]
    fn only_a_whole_call_goes_without_parentheses() {
        for (expr, call) in [
            ("lower(email)", true),
            ("lower(a) || lower(b)", false),
            ("(a)", false),
            ("coalesce(a, b)", false),
            ("f(a)(b)", false),
            ("A(b)", false),
        ] {
            assert_eq!(is_call(expr), call, "{expr}");
        }
    }
}
