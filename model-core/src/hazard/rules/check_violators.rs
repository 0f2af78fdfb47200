use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "check-violators",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a new CHECK fails if a row violates it",
    explain: "It passed on the scratch database. Count in production first:\n\n\
```sql\nSELECT count(*) FROM t WHERE NOT (c > 0);\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::Check) {
        let expr = facts
            .table_after(added.table)
            .and_then(|table| table.checks.iter().find(|check| check.name == added.name));
        if let Some(check) = expr
            && added.valid
            && added.existed
            && !added.on_new_column(seen)
        {
            let (name, table, expr) = (added.name, added.table, &check.expr.sql);
            let from = facts.sql(table);
            out.at(at, table, format!(
                "{name} fails if a row of {table} violates it: first SELECT count(*) FROM {from} WHERE NOT \
({expr})"
            ));
        }
    }
}
