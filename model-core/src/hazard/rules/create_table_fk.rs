use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "create-table-fk",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a new table's foreign key locks the table it refers to, and no lock_timeout is set",
    explain: "The foreign key of a table that is new and empty still takes SHARE ROW EXCLUSIVE on the \
table it refers to. That \
is short, but it has to wait for every open transaction that has written there, and every later writer \
waits behind it. Give up \
early instead:\n\n```sql\nSET LOCAL lock_timeout = '2s';\nCREATE TABLE c (..., p_id bigint REFERENCES \
p);\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-createtable.html (REFERENCES), \
https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::ForeignKey) {
        if let Some(target) = added.target.filter(|target| facts.existed(target))
            && !added.existed
            && !seen.lock_timeout
        {
            out.at(at, target, format!(
                "the foreign key of the new table {} locks {target} for writers: SET LOCAL lock_timeout = \
'2s' before it",
                added.table,
            ));
        }
    }
}
