use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "col-serial",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a new serial column writes the whole table anew",
    explain: "Every row gets its own number from the sequence, so the table is written anew under an \
ACCESS EXCLUSIVE lock. \
Instead, add a plain column, make the sequence, and fill the rows in batches:\n\n\
```sql\nALTER TABLE t ADD COLUMN c bigint;\nCREATE SEQUENCE t_c_seq OWNED BY t.c;\n\
ALTER TABLE t ALTER COLUMN c SET DEFAULT nextval('t_c_seq');\n-- then in batches\n\
UPDATE t SET c = nextval('t_c_seq') WHERE c IS NULL AND id BETWEEN 1 AND 1000;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, table, column) in
        rewriting_columns(facts).filter(|(.., column)| column.filling == Filling::Serial)
    {
        out.at(
            at,
            table,
            format!(
                "numbering the rows for the new column {table}.{} writes the whole table anew while readers \
and writers wait: \
add a plain column, set its default to a sequence, and fill the old rows in batches",
                column.name,
            ),
        );
    }
}
