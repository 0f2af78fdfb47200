use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "no-statement-timeout",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a statement that reads or writes a whole table under a lock runs without a limit",
    explain: "On a table that is larger than expected it keeps everybody waiting for as long as it takes. \
With a timeout it gives up \
and leaves everything as it was:\n\n```sql\nSET LOCAL statement_timeout = '30s';\n```\n\n\
Source: https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    let costly = facts.statements.iter().enumerate().find_map(|(at, seen)| {
        let scanned = seen.scanned.iter().map(|scan| &scan.table);
        let mut tables = scanned.chain(&seen.rewritten);
        let table = tables.find(|table| seen.lock_on(table).is_some_and(LockMode::blocks_writers))?;
        (!seen.statement_timeout && seen.measured && seen.verb != "TRUNCATE").then_some((at, table))
    });
    if let Some((at, table)) = costly {
        out.at(
            at,
            table,
            format!(
                "all of {table} is read or written under a lock, for as long as that takes: SET LOCAL \
statement_timeout = '30s' \
at the head of the file"
            ),
        );
    }
}
