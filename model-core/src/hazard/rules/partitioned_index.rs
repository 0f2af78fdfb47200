use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "partitioned-index",
    engines: POSTGRES,
    level: Level::Block,
    summary: "an index on a partitioned table is built on every partition while writers wait",
    explain: "`CREATE INDEX` on a partitioned table builds one on each partition under SHARE locks on all \
of them, and has no \
CONCURRENTLY. Make the parent's first, without those of the partitions, then each of those concurrently:\n\n\
```sql\nCREATE INDEX t_c_idx ON ONLY t (c);\n\
-- for each partition, in a migration with run_in_transaction = false\nCREATE INDEX CONCURRENTLY t_1_c_idx \
ON t_1 (c);\n\
-- then\nALTER INDEX t_c_idx ATTACH PARTITION t_1_c_idx;\n```\n\n\
Source: https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::IndexBuilt { table, name, constraint: false, partitioned: true, .. } = effect else {
            continue;
        };
        let partitions = seen.effects.iter().any(
            |other| matches!(other, Effect::IndexBuilt { table: of, partitioned: false, .. } if of != table),
        );
        if partitions {
            out.at(at, table, format!(
                "building {name} on every partition of {table} keeps writers waiting: CREATE INDEX {name} \
ON ONLY {table}, \
build the partitions' CONCURRENTLY, and ATTACH them"
            ));
        }
    }
}
