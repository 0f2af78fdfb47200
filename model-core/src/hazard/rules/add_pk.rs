use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-pk",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ADD PRIMARY KEY builds its index while nobody can read or write the table",
    explain: "`ADD PRIMARY KEY` makes its columns NOT NULL and builds the index, all under an ACCESS \
EXCLUSIVE lock. Make the \
columns NOT NULL first (see `not-null-scan`), build the index concurrently, and let the key take it over:\n\n\
```sql\n-- a migration with run_in_transaction = false\nCREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t (id);\n\
-- the next one\nALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint_using_index)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, added) in added_constraints(facts, ConstraintKind::PrimaryKey) {
        if added.existed && !added.reused {
            let (name, table) = (added.name, added.table);
            out.at(at, table, format!(
                "adding the primary key {name} builds an index on {table} while readers and writers wait: \
make its columns \
NOT NULL, CREATE UNIQUE INDEX CONCURRENTLY {name} in a migration of its own, then ADD PRIMARY KEY USING \
INDEX {name}"
            ));
        }
    }
}
