use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "col-volatile-default",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a new column with a volatile default writes the whole table anew",
    explain: "A constant default, or `now()`, is stored once for all rows. One that differs from row to \
row, like \
`gen_random_uuid()` or `clock_timestamp()`, makes the server write every row anew under an ACCESS \
EXCLUSIVE lock. Instead:\n\n\
```sql\nALTER TABLE t ADD COLUMN c uuid;\nALTER TABLE t ALTER COLUMN c SET DEFAULT gen_random_uuid();\n\
-- then fill the old rows in batches, and make it NOT NULL by way of a validated CHECK\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, table, column) in rewriting_columns(facts) {
        if column.filling == Filling::Default && !column.constrained_domain {
            out.at(
                at,
                table,
                format!(
                    "the default of the new column {table}.{name} differs from row to row, so that the whole \
table is written \
anew while readers and writers wait: add it without, then SET DEFAULT, and fill the old rows in batches",
                    name = column.name,
                ),
            );
        }
    }
}
