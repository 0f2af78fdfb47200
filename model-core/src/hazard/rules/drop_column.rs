use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "drop-column",
    engines: ALL_ENGINES,
    level: Level::Warn,
    summary: "a column and its values go",
    explain: "Down can bring the column back, but not its values. Drop in two steps: first deploy code \
that does not name the column \
any more, then drop it. A model that still has the field fails with every query.\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (DROP COLUMN), \
https://www.sqlite.org/lang_altertable.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for change in &facts.changes.altered_tables {
        let table = &change.table.from.name;
        for column in &change.columns.dropped {
            let renamed =
                facts.renamed_columns.iter().any(|(of, from, _)| of == table && *from == column.name);
            if !renamed {
                out.of(
                    table,
                    format!(
                        "{table}.{} goes with all its values{}: deploy code that does not use it before",
                        column.name,
                        rows_of(facts, table),
                    ),
                );
            }
        }
    }
}
