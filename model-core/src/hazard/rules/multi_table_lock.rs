use std::collections::BTreeMap;

use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "multi-table-lock",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "one transaction locks several tables in use, one after the other",
    explain: "A program that uses the same tables in another order deadlocks with the migration, and while \
the migration waits for the \
second lock, everybody waits for the first. Change one table in a migration.\n\n\
Source: https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    let mut first: BTreeMap<usize, (usize, &QName)> = BTreeMap::new();
    let mut told: Vec<usize> = Vec::new();
    for (at, seen, table) in facts.locks(LockMode::AccessExclusive) {
        let transaction = seen.transaction;
        let (begun, one) = *first.entry(transaction).or_insert((at, table));
        // What one statement locks at once cannot be split.
        if begun != at && one != table && seen.measured && !told.contains(&transaction) {
            told.push(transaction);
            out.at(
                at,
                table,
                format!(
                    "{table} is locked for readers and writers while {one} is, too: change one table in a \
migration, or a program \
that uses both can deadlock with it"
                ),
            );
        }
    }
}
