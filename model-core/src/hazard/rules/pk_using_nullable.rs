use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "pk-using-nullable",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a primary key takes over an index of nullable columns, and reads the whole table for that",
    explain: "`PRIMARY KEY USING INDEX` makes the index's columns NOT NULL. Where they are not yet, that \
reads every row under an \
ACCESS EXCLUSIVE lock. Make them NOT NULL first, by way of a validated CHECK (see `not-null-scan`).\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint_using_index)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::PrimaryKey) {
        let nullable = seen
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::NotNullSet { table, .. } if table == added.table));
        if added.reused && nullable && seen.scanned(added.table) {
            let table = added.table;
            out.at(
                at,
                table,
                format!(
                    "the primary key {} makes columns NOT NULL, which reads all of {table} while readers and \
writers wait: \
make them NOT NULL before, by way of a validated CHECK",
                    added.name,
                ),
            );
        }
    }
}
