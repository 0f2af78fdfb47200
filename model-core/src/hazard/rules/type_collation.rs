use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "type-collation",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a change of collation builds the column's indexes anew while nobody can read or write the \
table",
    explain: "Values stay as they are under another collation, but their order does not: every index on \
the column is built anew \
under an ACCESS EXCLUSIVE lock. Drop the index concurrently before, and build it concurrently after:\n\n\
```sql\nDROP INDEX CONCURRENTLY t_c_idx;\n-- next migration\nALTER TABLE t ALTER COLUMN c TYPE text \
COLLATE \"C\";\n\
-- next migration\nCREATE INDEX CONCURRENTLY t_c_idx ON t (c);\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ColumnCollated { table, column } = effect else { continue };
        for other in &seen.effects {
            if let Effect::IndexRebuilt { table: of, name, columns } = other
                && of == table
                && columns.contains(column)
            {
                out.at(
                    at,
                    table,
                    format!(
                        "the new collation of {table}.{column} builds {name} anew while readers and writers \
wait: drop the \
index CONCURRENTLY before, and build it CONCURRENTLY afterwards"
                    ),
                );
            }
        }
    }
}
