use super::prelude::*;
use crate::rows::RowChange;

pub static RULE: Rule = Rule {
    code: "rows-lost",
    engines: ALL_ENGINES,
    level: Level::Block,
    summary: "rows of a table that stays are gone",
    explain: "The table is there after the migration, and rows that were in it are not, though no `DELETE` or `TRUNCATE` names \
it. Look for `ON DELETE CASCADE`, for a trigger, or for a copy of the table that has a condition. Where it is meant, say so: \
`-- model: allow(rows-lost) because ..`.\n\n\
Rows are compared before and after by `cargo model verify`, and whenever a migration is generated.\n\n\
Source: https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.row_changes {
        if let RowChange::RowsLost { table, .. } = change
            && !claims(facts, &["DELETE", "TRUNCATE", "MERGE", "WITH", "DO"], table)
        {
            out.of(table, change.to_string());
        }
    }
}
