use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "truncate",
    engines: POSTGRES,
    level: Level::Block,
    summary: "TRUNCATE removes all rows under a lock that keeps everybody waiting",
    explain: "`TRUNCATE` takes ACCESS EXCLUSIVE on the table (and with CASCADE on all that refer to it), \
and the rows are gone. If that \
is meant, say so above the statement: `-- model: allow(truncate) because ..`; `DELETE` lets readers pass.\n\n\
Source: https://www.postgresql.org/docs/current/sql-truncate.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| seen.verb == "TRUNCATE") {
        for table in &seen.rewritten {
            out.at(
                at,
                table,
                format!(
                    "all rows of {table}{} are removed while readers and writers wait",
                    rows_of(facts, table)
                ),
            );
        }
    }
}
