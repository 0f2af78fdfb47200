use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "validate-same-tx",
    engines: POSTGRES,
    level: Level::Block,
    summary: "VALIDATE CONSTRAINT reads the table while the lock of an earlier statement is held",
    explain: "`VALIDATE CONSTRAINT` lets readers and writers pass, but a lock is held until its \
transaction ends: in the \
transaction of the `ADD CONSTRAINT .. NOT VALID` it reads the whole table under the lock of that \
statement. Put it into a \
migration of its own.\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (VALIDATE CONSTRAINT), \
https://www.postgresql.org/docs/current/explicit-locking.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ConstraintValidated { table, name, .. } = effect else { continue };
        let held = seen.held.iter().find(|lock| lock.relation == *table && lock.mode.blocks_writers());
        if let Some(lock) = held {
            out.at(at, table, format!(
                "VALIDATE CONSTRAINT {name} reads all of {table} while {who}, because an earlier statement \
of the \
transaction holds {mode}: validate it in a migration of its own",
                who = who_waits(lock.mode),
                mode = lock.mode,
            ));
        }
    }
}
