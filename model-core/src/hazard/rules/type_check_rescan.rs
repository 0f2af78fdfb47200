use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "type-check-rescan",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a change of type that costs nothing by itself reads the whole table, because a CHECK is on \
the column",
    explain: "The old values stay as they are, but a CHECK on the column is checked again for every row \
under an ACCESS EXCLUSIVE \
lock. Drop it before, and add it again as NOT VALID:\n\n\
```sql\nALTER TABLE t DROP CONSTRAINT t_c_check;\nALTER TABLE t ALTER COLUMN c TYPE text;\n\
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK (c <> '') NOT VALID;\n-- next migration\n\
ALTER TABLE t VALIDATE CONSTRAINT t_c_check;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (SET DATA TYPE)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ColumnRetyped { table, column, from, to } = effect else { continue };
        let checks = facts.table_before(table).into_iter().flat_map(|before| &before.checks);
        let mut reading = checks.filter(|check| check.columns.contains(column));
        if let Some(check) = reading.next()
            && seen.scanned(table)
            && !seen.rewritten(table)
        {
            out.at(
                at,
                table,
                format!(
                    "changing {table}.{column} from {from} to {to} checks {name} for all rows while readers \
and writers wait: \
drop {name} before, add it again as NOT VALID, and validate it in the next migration",
                    name = check.name,
                ),
            );
        }
    }
}
