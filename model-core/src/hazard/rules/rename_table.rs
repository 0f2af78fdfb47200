use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rename-table",
    engines: ALL_ENGINES,
    level: Level::Warn,
    summary: "queries of the code that is running name the old table",
    explain: "Between the migration and the last restart of the old code its queries fail. On PostgreSQL \
an updatable view under the old \
name keeps them working:\n\n\
```sql\nALTER TABLE a RENAME TO b;\nCREATE VIEW a AS SELECT * FROM b;\n-- once no old code runs\nDROP VIEW \
a;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (from, to) in &facts.renamed_tables {
        let view = facts.after.others.iter().any(|other| other.kind == "view" && other.name == *from);
        if !view {
            out.of(
                from,
                format!(
                    "code that still runs asks for {from}, which is called {to} now: leave a view {from} \
behind until it is gone"
                ),
            );
        }
    }
}
