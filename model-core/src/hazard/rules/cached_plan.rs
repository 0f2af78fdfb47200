use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "cached-plan",
    engines: POSTGRES,
    level: Level::Off,
    summary: "a prepared SELECT * of an open connection fails once",
    explain: "A prepared statement whose result changes fails with \"cached plan must not change result \
type\" until it is prepared again. Diesel \
names the columns, so that only a changed type does this to it; `SELECT *` in `sql_query` is hit by every \
change. Restart the \
program, or have its pool reconnect.\n\nSource: https://www.postgresql.org/docs/current/sql-prepare.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let (table, what) = match effect {
            Effect::ColumnAdded { table, column } => (table, &column.name),
            Effect::ColumnDropped { table, column } | Effect::ColumnRetyped { table, column, .. } => {
                (table, column)
            }
            _ => continue,
        };
        out.at(
            at,
            table,
            format!(
                "prepared statements of open connections that select {table}.{what} fail \
once: reconnect after it"
            ),
        );
    }
}
