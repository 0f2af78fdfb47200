use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "not-castable",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a change of type fails if a value cannot be read as the new type",
    explain: "It passed on the scratch database. Text that is no number, a number that is too large, or \
text that is too long make it fail \
in production. Try it on a copy, or look for what does not fit first:\n\n\
```sql\nSELECT count(*) FROM t WHERE c !~ '^-?[0-9]+$';\nSELECT count(*) FROM t WHERE length(c) > \
20;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (SET DATA TYPE)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ColumnRetyped { table, column, from, to } = effect else { continue };
        let widens = matches!(
            (from.as_str(), to.as_str()),
            ("smallint", "integer" | "bigint" | "numeric")
                | ("integer", "bigint" | "numeric")
                | ("bigint", "numeric")
                | ("real", "double precision")
                | ("json", "jsonb")
                | (_, "text")
        );
        if seen.rewritten(table) && !widens && !is_timestamp_change(from, to) {
            out.at(at, table, format!(
                "this fails if a value of {table}.{column} is no {to}: look for such values in production \
before"
            ));
        }
    }
}
