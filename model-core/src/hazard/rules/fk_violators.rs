use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "fk-violators",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a new foreign key fails if a row refers to nothing",
    explain: "It passed on the scratch database. Count in production first:\n\n\
```sql\nSELECT count(*) FROM t WHERE a_id IS NOT NULL AND NOT EXISTS (SELECT FROM a WHERE a.id = \
t.a_id);\n```\n\n\
Source: https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::ForeignKey) {
        let Some(after) = facts.table_after(added.table) else { continue };
        let key = after.foreign_keys.iter().find(|key| key.name == added.name);
        if let Some(key) = key.filter(|_| added.valid && added.existed && !added.on_new_column(seen)) {
            let (table, from, to) = (added.table, facts.sql(added.table), facts.sql(&key.target));
            let pairs = key.columns.iter().zip(&key.target_columns);
            let joined: Vec<String> = pairs
                .map(|(own, other)| format!("p.{} = c.{}", facts.ident(other), facts.ident(own)))
                .collect();
            let given: Vec<String> =
                key.columns.iter().map(|own| format!("c.{} IS NOT NULL", facts.ident(own))).collect();
            out.at(
                at,
                table,
                format!(
                    "{name} fails if a row of {table} refers to nothing: first SELECT count(*) FROM {from} c \
WHERE {given} AND NOT \
EXISTS (SELECT FROM {to} p WHERE {joined})",
                    name = added.name,
                    given = given.join(" AND "),
                    joined = joined.join(" AND "),
                ),
            );
        }
    }
}
