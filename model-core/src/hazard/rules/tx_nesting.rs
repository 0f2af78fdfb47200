use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "tx-nesting",
    engines: &[Engine::Postgres],
    level: Level::Block,
    summary: "BEGIN or COMMIT in a file that Diesel runs in a transaction",
    explain: "Diesel puts a transaction around a migration and records it in there. A COMMIT in the file \
ends that transaction: if a \
later statement fails, the earlier ones stay, and the migration counts as not run. Leave BEGIN and COMMIT \
out, or set \
`run_in_transaction = false`.\n\n\
Source: https://docs.rs/diesel_migrations/latest/diesel_migrations/struct.FileBasedMigrations.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|_| facts.in_transaction) {
        if matches!(seen.verb.as_str(), "BEGIN" | "START" | "COMMIT" | "END" | "ROLLBACK" | "ABORT")
            && !seen.sql.to_ascii_uppercase().contains("SAVEPOINT")
        {
            out.statement(
                at,
                format!(
                    "{} in a file that is run in a transaction already: leave it out, or set \
run_in_transaction = false",
                    seen.verb,
                ),
            );
        }
    }
}
