use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "bigint-pk",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a primary key was made bigger, columns that refer to it were not",
    explain: "Once the key is past 2147483647, no row can refer to it from an integer column. Make the \
referring columns bigint first.\n\n\
Source: https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::ColumnRetyped { table, column, to, .. } = effect else { continue };
        let Some(after) =
            facts.table_after(table).filter(|after| to == "bigint" && after.in_primary_key(column))
        else {
            continue;
        };
        for child in facts.after.tables.values() {
            for key in child.foreign_keys.iter().filter(|key| key.target == after.name) {
                let pairs = key.columns.iter().zip(&key.target_columns);
                for (own, _) in pairs.filter(|(_, other)| *other == column) {
                    if let Some(small) = child.column(own).filter(|own| own.ty.sql != "bigint") {
                        out.at(
                            at,
                            table,
                            format!(
                                "{table}.{column} is bigint now, but {child}.{own}, which refers to it, is \
{ty}: make it bigint too",
                                child = child.name,
                                ty = small.ty.sql,
                            ),
                        );
                    }
                }
            }
        }
    }
}
