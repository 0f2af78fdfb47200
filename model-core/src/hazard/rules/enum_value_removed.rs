use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "enum-value-removed",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a label goes that rows may have",
    explain: "PostgreSQL removes a label only by making the type anew, which writes every table that uses \
it anew, and fails if a row \
still has the label. Count first, and keep the label while there are any:\n\n\
```sql\nSELECT count(*) FROM t WHERE c = 'old';\n```\n\n\
Source: https://www.postgresql.org/docs/current/datatype-enum.html#DATATYPE-ENUM-IMPLEMENTATION-DETAILS",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.changes.altered_enums {
        let ty = &change.ty.from.name;
        for label in change.removed() {
            let renamed = facts.effects().any(|(_, _, effect)| {
                matches!(effect, Effect::LabelRenamed { ty: of, from, .. } if of == ty && from == label)
            });
            if !renamed {
                let users = facts.before.tables.values().find_map(|table| {
                    let column =
                        table.columns.iter().find(|column| column.ty.enum_name.as_ref() == Some(ty))?;
                    Some(format!(
                        ": SELECT count(*) FROM {} WHERE {} = '{label}'",
                        facts.sql(&table.name),
                        facts.ident(&column.name)
                    ))
                });
                out.push(
                    None,
                    None,
                    format!(
                        "the label '{label}' of {ty} goes; count the rows that have it{}",
                        users.unwrap_or_default()
                    ),
                );
            }
        }
    }
}
