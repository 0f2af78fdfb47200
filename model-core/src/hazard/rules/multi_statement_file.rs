use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "multi-statement-file",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a statement that cannot run in a transaction is not alone in its file",
    explain: "Diesel sends a file to the server as one string, which the server runs as one transaction, \
also with \
`run_in_transaction = false`. `CREATE INDEX CONCURRENTLY` and its like refuse that, so the migration \
fails. Put the statement \
into a migration of its own; not even a `SET` may stand beside it.\n\n\
Source: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    if facts.statements.len() < 2 {
        return;
    }
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| !seen.measured) {
        out.statement(at, format!(
            "{} refuses to run beside other statements of a file, so that the migration fails: put it into \
a migration of \
its own with run_in_transaction = false",
            seen.verb,
        ));
    }
}
