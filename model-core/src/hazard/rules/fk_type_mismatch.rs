use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "fk-type-mismatch",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "the two sides of a new foreign key have different types",
    explain: "The narrower side cannot take every value of the other, and comparing them may not use an \
index. Give both the same type.\n\n\
Source: https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.changes.altered_tables {
        let table = &change.table.to;
        for key in &change.foreign_keys.added {
            let Some(target) = facts.after.tables.get(&key.target) else { continue };
            for (own, other) in key.columns.iter().zip(&key.target_columns) {
                let (Some(one), Some(two)) = (table.column(own), target.column(other)) else { continue };
                if one.ty != two.ty {
                    out.of(
                        &table.name,
                        format!(
                            "{}.{own} is {}, but {}.{other}, which it refers to, is {}: give both one type",
                            table.name, one.ty.sql, target.name, two.ty.sql,
                        ),
                    );
                }
            }
        }
    }
}
