use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "table-without-primary-key",
    engines: ALL_ENGINES,
    level: Level::Off,
    summary: "a new table has no primary key",
    explain: "Rows cannot be told apart, Diesel's `table!` needs a key, and logical replication refuses \
UPDATE and DELETE.\n\n\
Source: https://www.postgresql.org/docs/current/logical-replication-publication.html, \
https://docs.diesel.rs/2.3.x/diesel/macro.table.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for table in facts.changes.created_tables.iter().filter(|table| table.primary_key.is_none()) {
        out.of(&table.name, format!("{} has no primary key", table.name));
    }
}
