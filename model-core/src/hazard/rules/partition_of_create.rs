use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "partition-of-create",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "CREATE TABLE .. PARTITION OF locks the partitioned table for readers and writers",
    explain: "`CREATE TABLE .. PARTITION OF` takes ACCESS EXCLUSIVE on the partitioned table; `ATTACH \
PARTITION` only SHARE UPDATE \
EXCLUSIVE, which lets readers and writers pass:\n\n\
```sql\nCREATE TABLE t_2027 (LIKE t INCLUDING DEFAULTS INCLUDING CONSTRAINTS);\n\
ALTER TABLE t ATTACH PARTITION t_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-createtable.html (PARTITION OF), \
https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::PartitionAttached { table, partition, existed: false } = effect else { continue };
        if seen.lock_on(table).is_some_and(LockMode::blocks_readers) {
            out.at(
                at,
                table,
                format!(
                    "creating {partition} as a partition locks {table} for readers and writers: CREATE TABLE \
{partition} \
(LIKE {table}), then ATTACH PARTITION"
                ),
            );
        }
    }
}
