use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "cic-invalid-leftover",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "an index that a failed CREATE INDEX CONCURRENTLY has left invalid stays",
    explain: "An invalid index is maintained by every write and used by no query, and a unique one still \
refuses rows. Drop it and \
build it again:\n\n```sql\nDROP INDEX CONCURRENTLY t_c_idx;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (before, after) in facts.tables() {
        let touched = facts.locks(LockMode::ShareUpdateExclusive).any(|(_, _, table)| *table == before.name);
        let left = after.indexes.iter().filter(|index| index.invalid && touched);
        for index in
            left.filter(|index| before.indexes.iter().any(|old| old.name == index.name && old.invalid))
        {
            let name = &index.name;
            out.of(
                &after.name,
                format!(
                    "the index {name} on {} is invalid, costs every write and helps no query: DROP INDEX \
CONCURRENTLY {name}",
                    after.name,
                ),
            );
        }
    }
}
