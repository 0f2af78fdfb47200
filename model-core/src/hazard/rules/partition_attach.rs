use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "partition-attach",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ATTACH PARTITION reads the whole partition while nobody can read or write it",
    explain: "Every row of the new partition has to satisfy its bounds, which is checked under an ACCESS \
EXCLUSIVE lock. From a \
CHECK that is already valid and says the same the server knows it, and reads nothing:\n\n\
```sql\nALTER TABLE t_2026 ADD CONSTRAINT bounds CHECK (at >= '2026-01-01' AND at < '2027-01-01') NOT \
VALID;\n\
-- next migration\nALTER TABLE t_2026 VALIDATE CONSTRAINT bounds;\n\
-- next migration\nALTER TABLE t ATTACH PARTITION t_2026 FOR VALUES FROM ('2026-01-01') TO \
('2027-01-01');\n```\n\n\
The column has to be NOT NULL as well, and a default partition is read too.\n\n\
Source: https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::PartitionAttached { table, partition, existed: true } = effect else { continue };
        if seen.scanned(partition) {
            out.at(
                at,
                partition,
                format!(
                    "attaching {partition} to {table} reads all of it while readers and writers wait: add a \
CHECK of the same \
bounds as NOT VALID and validate it before"
                ),
            );
        }
    }
}
