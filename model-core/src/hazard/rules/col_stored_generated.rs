use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "col-stored-generated",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a new stored generated column writes the whole table anew",
    explain: "The value of every row is computed and stored, so the table is written anew under an ACCESS \
EXCLUSIVE lock. Instead, \
add a plain column, keep it filled by a trigger, and fill the old rows in batches; or let the query, a \
view, or (from PostgreSQL \
18) a VIRTUAL column compute it.\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes), \
https://www.postgresql.org/docs/current/ddl-generated-columns.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, table, column) in
        rewriting_columns(facts).filter(|(.., column)| column.filling == Filling::Stored)
    {
        out.at(
            at,
            table,
            format!(
                "computing the new column {table}.{} writes the whole table anew while readers and writers \
wait: add a plain \
column that a trigger fills, and fill the old rows in batches",
                column.name,
            ),
        );
    }
}
