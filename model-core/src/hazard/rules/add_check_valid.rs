use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-check-valid",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ADD CHECK reads the whole table while nobody can read or write it",
    explain: "A new CHECK is checked on every row under an ACCESS EXCLUSIVE lock. Add it without looking \
at the rows, and \
look at them later under a lock that lets readers and writers pass:\n\n\
```sql\n-- first migration\nALTER TABLE t ADD CONSTRAINT t_check CHECK (c > 0) NOT VALID;\n\
-- second migration\nALTER TABLE t VALIDATE CONSTRAINT t_check;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (NOT VALID)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::Check) {
        if added.valid && added.existed && seen.scanned(added.table) && !added.on_new_column(seen) {
            let (name, table) = (added.name, added.table);
            out.at(
                at,
                table,
                format!(
                    "adding the CHECK {name} reads all of {table} while readers and writers wait: add it NOT \
VALID, and \
VALIDATE CONSTRAINT {name} in the next migration"
                ),
            );
        }
    }
}
