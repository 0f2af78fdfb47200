use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "vacuum-full",
    engines: POSTGRES,
    level: Level::Block,
    summary: "VACUUM FULL writes the whole table anew while nobody can read or write it",
    explain: "`VACUUM FULL` writes the table and its indexes anew under an ACCESS EXCLUSIVE lock. It is no \
part of a schema: plain \
`VACUUM` lets everybody pass; for space that has to go back to the system, use a tool that does it online \
(pg_repack).\n\n\
Source: https://www.postgresql.org/docs/current/sql-vacuum.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    rewrites_by(facts, "VACUUM", out);
}
