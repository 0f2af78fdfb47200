use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "partition-detach",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "DETACH PARTITION locks the partitioned table for readers and writers",
    explain: "`DETACH PARTITION` takes ACCESS EXCLUSIVE on the partitioned table. From PostgreSQL 14 on it \
can be detached beside \
readers and writers, alone in a migration with `run_in_transaction = false`:\n\n\
```sql\nALTER TABLE t DETACH PARTITION t_2020 CONCURRENTLY;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (DETACH PARTITION)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::PartitionDetached { table, partition } = effect else { continue };
        if seen.measured && seen.lock_on(table).is_some_and(LockMode::blocks_readers) {
            out.at(at, table, format!(
                "detaching {partition} locks {table} for readers and writers: DETACH PARTITION {partition} \
CONCURRENTLY, \
alone in a migration with run_in_transaction = false"
            ));
        }
    }
}
