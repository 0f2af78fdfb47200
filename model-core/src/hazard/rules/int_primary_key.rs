use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "int-primary-key",
    engines: POSTGRES,
    level: Level::Off,
    summary: "the primary key of a new table is an integer, and runs out after 2147483647 rows",
    explain: "Making it bigint later writes the table, and all that refer to it, anew. `bigint` costs four \
bytes a row.\n\n\
Source: https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for table in &facts.changes.created_tables {
        let columns = table.columns.iter().filter(|column| table.in_primary_key(&column.name));
        for column in columns.filter(|column| matches!(column.ty.sql.as_str(), "integer" | "smallint")) {
            let numbered = column.identity.is_some() || column.serial.is_some();
            if numbered {
                out.of(
                    &table.name,
                    format!("{}.{} is {} and runs out: use bigint", table.name, column.name, column.ty.sql),
                );
            }
        }
    }
}
