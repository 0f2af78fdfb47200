use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-col-check",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ADD COLUMN .. CHECK reads the whole table while nobody can read or write it",
    explain: "A column with a CHECK is added under an ACCESS EXCLUSIVE lock, and the CHECK is then \
evaluated for every row, \
although they all have the same value. Add the column first and the CHECK apart:\n\n\
```sql\n-- first migration\nALTER TABLE t ADD COLUMN c integer;\n\
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK (c > 0) NOT VALID;\n\
-- second migration\nALTER TABLE t VALIDATE CONSTRAINT t_c_check;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::Check) {
        if added.valid && added.existed && seen.scanned(added.table) && added.on_new_column(seen) {
            let (name, table) = (added.name, added.table);
            out.at(
                at,
                table,
                format!(
                    "the CHECK {name} of the new column reads all of {table} while readers and writers wait: \
add the column \
alone, then the CHECK as NOT VALID, and validate it in the next migration"
                ),
            );
        }
    }
}
