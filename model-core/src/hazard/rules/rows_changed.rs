use super::prelude::*;
use crate::rows::RowChange;

pub static RULE: Rule = Rule {
    code: "rows-changed",
    engines: ALL_ENGINES,
    level: Level::Warn,
    summary: "a column that stays has other values",
    explain: "The column is there after the migration under its name and type, or under another one, and in some rows its \
value is not what it was, nor what a cast to the new type makes of it, though no `UPDATE` names the table. Look for a \
trigger, for `ON UPDATE CASCADE` or `ON DELETE SET NULL`, or for a cast with `USING` that loses something. Where it is meant, \
say so: `-- model: allow(rows-changed) because ..`. Down does not bring the old values back.\n\n\
Rows are compared before and after by `cargo model verify`.\n\n\
Source: https://www.postgresql.org/docs/current/sql-update.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.row_changes {
        if let RowChange::ValuesChanged { table, .. } | RowChange::Recombined { table, .. } = change
            && !claims(facts, &["UPDATE", "INSERT", "MERGE", "WITH", "DO"], table)
        {
            out.of(table, change.to_string());
        }
    }
}
