use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "matview-refresh",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "REFRESH MATERIALIZED VIEW locks the view for readers",
    explain: "`REFRESH MATERIALIZED VIEW` holds ACCESS EXCLUSIVE while the query of the view runs. With a \
unique index on the view it \
can be refreshed beside its readers:\n\n```sql\nREFRESH MATERIALIZED VIEW CONCURRENTLY v;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen) in facts.statements.iter().enumerate().filter(|(_, seen)| seen.verb.starts_with("REFRESH"))
    {
        for lock in seen.blocks_readers().filter(|lock| lock.kind == RelationKind::MaterializedView) {
            let view = &lock.relation;
            out.at(
                at,
                view,
                format!(
                    "refreshing {view} keeps its readers waiting: REFRESH MATERIALIZED \
VIEW CONCURRENTLY {view}"
                ),
            );
        }
    }
}
