use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "ax-held-then-more",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a statement that takes time runs while an earlier one's ACCESS EXCLUSIVE lock is held",
    explain: "Locks are held until the transaction ends. A short ALTER TABLE is harmless by itself, but \
followed by a statement that \
reads or writes rows it keeps everybody waiting until that is done as well. Put the two into migrations of \
their own.\n\n\
Source: https://www.postgresql.org/docs/current/explicit-locking.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate() {
        let Some(held) = seen.held.iter().find(|lock| lock.mode.blocks_readers() && lock.is_on_table())
        else {
            continue;
        };
        let scanned = seen.scanned.iter().map(|scan| &scan.table);
        let written =
            seen.written.iter().filter(|write| write.updated + write.deleted > 0).map(|write| &write.table);
        let mut busy = scanned.chain(written).chain(&seen.rewritten);
        if let Some(table) = busy.next() {
            let locked = &held.relation;
            out.at(at, table, format!(
                "while this statement goes through {table}, readers and writers of {locked} wait, which an \
earlier statement \
of the transaction has locked: put it into a migration of its own"
            ));
        }
    }
}
