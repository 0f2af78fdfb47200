use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "json-not-jsonb",
    engines: POSTGRES,
    level: Level::Off,
    summary: "a new column is json, which has no equality and no index",
    explain: "`json` keeps the text as it was written: DISTINCT, GROUP BY and UNION fail, and it cannot be \
indexed. Use `jsonb`.\n\n\
Source: https://www.postgresql.org/docs/current/datatype-json.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (table, column) in new_columns(facts).filter(|(_, column)| column.ty.sql == "json") {
        out.of(table, format!("{table}.{} is json: use jsonb", column.name));
    }
}
