use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "index-blocking",
    engines: POSTGRES,
    level: Level::Block,
    summary: "CREATE INDEX keeps writers waiting until it is built",
    explain: "`CREATE INDEX` takes a SHARE lock: reading goes on, writing waits until the whole index is \
built. Build it beside \
the writers, alone in a migration with `run_in_transaction = false` in its metadata.toml:\n\n\
```sql\nCREATE INDEX CONCURRENTLY t_c_idx ON t (c);\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::IndexBuilt { table, name, constraint: false, partitioned: false, .. } = effect else {
            continue;
        };
        let blocks = seen.lock_on(table).is_some_and(LockMode::blocks_writers);
        if seen.measured && blocks && seen.scanned(table) {
            out.at(
                at,
                table,
                format!(
                    "building the index {name} keeps writers to {table} waiting: CREATE INDEX CONCURRENTLY, \
alone in a \
migration with run_in_transaction = false"
                ),
            );
        }
    }
}
