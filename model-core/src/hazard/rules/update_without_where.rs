use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "update-without-where",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "one statement changes every row of a table",
    explain: "It holds a lock on every row until it ends, writes the table a second time beside the first, \
and cannot go on where it \
stopped. Do it in batches:\n\n```sql\nUPDATE t SET c = 0 WHERE c IS NULL AND id BETWEEN 1 AND 10000;\n```\n\n\
Source: https://www.postgresql.org/docs/current/mvcc-intro.html, \
https://www.postgresql.org/docs/current/routine-vacuuming.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| !seen.verb.starts_with("ALTER"))
    {
        for write in &seen.written {
            let (table, rows) = (&write.table, facts.rows_in(&write.table));
            // Of one row nobody can tell whether it was picked.
            if rows > 1 && (write.updated >= rows || write.deleted >= rows) {
                out.at(
                    at,
                    table,
                    format!("every row of {table} is changed by one statement: do it in batches"),
                );
            }
        }
    }
}
