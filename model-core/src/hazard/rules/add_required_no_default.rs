use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-required-no-default",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a new column is required and has no default: it fails as soon as there is a row",
    explain: "The rows there are have no value for it. It passes on an empty table, and fails in \
production. Give it a default, or add it \
nullable, fill it, and make it NOT NULL by way of a validated CHECK:\n\n\
```sql\nALTER TABLE t ADD COLUMN c integer NOT NULL DEFAULT 0;\n```\n\n\
Source: https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        if let Effect::ColumnAdded { table, column } = effect
            && !column.nullable
            && column.filling == Filling::Nothing
        {
            out.at(
                at,
                table,
                format!(
                    "{table}.{} is required and has no default, so that this fails as soon as {table} has a \
row: give it a DEFAULT, \
or add it nullable and fill it",
                    column.name,
                ),
            );
        }
    }
}
