use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "analyze-after-type",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a change of type has removed the column's statistics",
    explain: "Until autovacuum comes by, the planner knows nothing of the column, and may pick a bad plan \
for a large table. End the migration \
with:\n\n```sql\nANALYZE t (c);\n```\n\nSource: \
https://www.postgresql.org/docs/current/sql-altertable.html (SET DATA TYPE)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::ColumnRetyped { table, column, from, to } = effect else { continue };
        let varchar = |ty: &str| ty.starts_with("character varying") || ty == "text";
        let analyzed = facts.statements.iter().skip(at + 1).any(|seen| {
            matches!(seen.verb.as_str(), "ANALYZE" | "VACUUM")
                && seen.locks.iter().chain(&seen.held).any(|lock| lock.relation == *table)
        });
        // Longer text is the same text to the planner, and the change is meant to cost nothing.
        let free = varchar(from) && varchar(to);
        if !analyzed && !free {
            out.at(
                at,
                table,
                format!(
                    "the planner has no statistics of {table}.{column} any more: ANALYZE \
{table} ({column}) after it"
                ),
            );
        }
    }
}
