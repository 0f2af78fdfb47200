use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "cluster",
    engines: POSTGRES,
    level: Level::Block,
    summary: "CLUSTER writes the whole table anew while nobody can read or write it",
    explain: "`CLUSTER` writes the table and its indexes anew under an ACCESS EXCLUSIVE lock. It is no \
part of a schema: run it apart, \
at a quiet time, or use a tool that does it online (pg_repack).\n\n\
Source: https://www.postgresql.org/docs/current/sql-cluster.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    rewrites_by(facts, "CLUSTER", out);
}
