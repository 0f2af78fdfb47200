use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "not-null-scan",
    engines: POSTGRES,
    level: Level::Block,
    summary: "SET NOT NULL reads the whole table while nobody can read or write it",
    explain: "`SET NOT NULL` reads every row under an ACCESS EXCLUSIVE lock. From a CHECK that is already \
valid the server \
knows that there is no NULL, and reads nothing:\n\n\
```sql\n-- first migration\nALTER TABLE t ADD CONSTRAINT t_c_not_null CHECK (c IS NOT NULL) NOT VALID;\n\
-- second migration\nALTER TABLE t VALIDATE CONSTRAINT t_c_not_null;\n\
-- third migration\nALTER TABLE t ALTER COLUMN c SET NOT NULL;\nALTER TABLE t DROP CONSTRAINT \
t_c_not_null;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (SET NOT NULL)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::NotNullSet { table, column } = effect else { continue };
        let by_key = seen.effects.iter().any(|other| {
            matches!(other, Effect::ConstraintAdded { table: of, kind: ConstraintKind::PrimaryKey, .. } if of == table)
        });
        // A rewrite reads the rows anyway, and the key has a rule of its own.
        if seen.scanned(table) && !seen.rewritten(table) && !by_key {
            out.at(
                at,
                table,
                format!(
                    "SET NOT NULL on {table}.{column} reads the whole table while readers and writers wait: \
first add \
CHECK ({column} IS NOT NULL) NOT VALID, validate it in a migration of its own, then SET NOT NULL"
                ),
            );
        }
    }
}
