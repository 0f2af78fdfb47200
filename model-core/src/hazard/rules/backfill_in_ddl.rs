use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "backfill-in-ddl",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "rows are changed in the transaction that has altered a table",
    explain: "The lock of the ALTER TABLE is held while the rows are changed, and the changed rows stay \
locked until the end. Fill rows in a \
migration of its own, or in batches from a program.\n\n\
Source: https://www.postgresql.org/docs/current/explicit-locking.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate() {
        let alters =
            |lock: &&crate::observe::Lock| lock.mode >= LockMode::ShareRowExclusive && lock.is_on_table();
        let Some(lock) = seen.held.iter().find(alters) else { continue };
        if let Some(write) = seen.written.iter().find(|write| write.updated + write.deleted > 0) {
            let (table, locked) = (&write.table, &lock.relation);
            out.at(at, table, format!(
                "rows of {table} are changed while {locked} is locked by an earlier statement: change them \
in a migration of its own"
            ));
        }
    }
}
