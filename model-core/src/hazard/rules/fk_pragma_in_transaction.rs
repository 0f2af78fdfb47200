use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "fk-pragma-in-transaction",
    engines: SQLITE,
    level: Level::Block,
    summary: "PRAGMA foreign_keys does nothing inside a transaction",
    explain: "It is no error and has no effect. Set `run_in_transaction = false`, and write BEGIN and \
COMMIT after and before the pragmas.\n\n\
Source: https://www.sqlite.org/pragma.html#pragma_foreign_keys",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| seen.in_transaction) {
        // A pragma without effect leaves nothing to observe: its words are all there is.
        let words = crate::migration::leading_words(facts.engine, &seen.sql, 2);
        if seen.verb == "PRAGMA"
            && words.get(1).is_some_and(|word| word == "FOREIGN_KEYS")
            && seen.sql.contains(['=', '('])
        {
            out.statement(
                at,
                "PRAGMA foreign_keys has no effect inside a transaction: run_in_transaction \
= false, and BEGIN after it",
            );
        }
    }
}
