use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "drop-fk",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "dropping a foreign key locks the table it refers to, and no lock_timeout is set",
    explain: "Dropping a foreign key, or a table that has one, takes ACCESS EXCLUSIVE on both tables: the \
triggers of the key are \
on the other one as well. Waiting for that lock makes every reader of the other table wait. Give up early \
instead:\n\n\
```sql\nSET LOCAL lock_timeout = '2s';\nALTER TABLE t DROP CONSTRAINT t_a_fkey;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (DROP CONSTRAINT)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ConstraintDropped { table, name, kind: ConstraintKind::ForeignKey, target: Some(target) } =
            effect
        else {
            continue;
        };
        let locked = seen.locks.iter().any(|lock| lock.relation == *target && lock.mode.blocks_readers());
        if target != table && locked && !seen.lock_timeout {
            out.at(
                at,
                table,
                format!(
                    "dropping the foreign key {name} of {table} locks {target} for readers and writers: SET \
LOCAL \
lock_timeout = '2s' before it"
                ),
            );
        }
    }
}
