use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-exclude",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ADD EXCLUDE builds its index while nobody can read or write the table, and has no other form",
    explain: "An exclusion constraint can neither be NOT VALID nor take over an index: its index is built \
under an ACCESS \
EXCLUSIVE lock. On a large table, add it at a quiet time with `lock_timeout` set, or move the rows to a \
new table that has the \
constraint from the beginning.\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, added) in added_constraints(facts, ConstraintKind::Exclusion) {
        if added.existed {
            let (name, table) = (added.name, added.table);
            out.at(at, table, format!(
                "adding {name} builds an index on {table} while readers and writers wait, and there is no \
form that does \
not: do it at a quiet time"
            ));
        }
    }
}
