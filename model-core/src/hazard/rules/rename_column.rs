use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rename-column",
    engines: ALL_ENGINES,
    level: Level::Warn,
    summary: "queries of the code that is running name the old column",
    explain: "Between the migration and the last restart of the old code its queries fail. Where that \
matters, expand and contract: add \
the new column, write to both, fill the old rows, read from the new one, drop the old one. Or rename only \
the Rust field: \
`#[diesel(column_name = old)]`.\n\nSource: https://www.postgresql.org/docs/current/sql-altertable.html \
(RENAME)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (table, from, to) in &facts.renamed_columns {
        out.of(table, format!(
            "code that still runs asks for {table}.{from}, which is called {to} now: rename only the field \
with \
#[diesel(column_name = {from})], or add {to} beside it until that code is gone"
        ));
    }
}
