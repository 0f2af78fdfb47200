use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-unique",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ADD UNIQUE builds its index while nobody can read or write the table",
    explain: "`ADD CONSTRAINT .. UNIQUE` builds the index under an ACCESS EXCLUSIVE lock. Build it \
concurrently, alone in a \
migration with `run_in_transaction = false`, and let the constraint take it over:\n\n\
```sql\n-- first migration\nCREATE UNIQUE INDEX CONCURRENTLY t_c_key ON t (c);\n\
-- second migration\nALTER TABLE t ADD CONSTRAINT t_c_key UNIQUE USING INDEX t_c_key;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint_using_index)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, added) in added_constraints(facts, ConstraintKind::Unique) {
        if added.existed && !added.reused {
            let (name, table) = (added.name, added.table);
            out.at(
                at,
                table,
                format!(
                    "adding {name} builds an index on {table} while readers and writers wait: CREATE UNIQUE \
INDEX \
CONCURRENTLY {name} in a migration of its own, then ADD CONSTRAINT {name} UNIQUE USING INDEX {name}"
                ),
            );
        }
    }
}
