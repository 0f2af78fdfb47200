use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "drop-table",
    engines: ALL_ENGINES,
    level: Level::Warn,
    summary: "a table and its rows go",
    explain: "Down can bring the table back, but not its rows. Drop in two steps: first deploy code that \
does not use the table any \
more, then drop it. Until the first step is done everywhere, queries of the old code fail.\n\n\
Source: https://www.postgresql.org/docs/current/sql-droptable.html, \
https://www.sqlite.org/lang_droptable.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::TableDropped { table } = effect else { continue };
        // SQLite's way to alter a table is to make it anew.
        let rebuilt = facts
            .effects()
            .any(|(_, _, other)| matches!(other, Effect::TableRebuilt { table: of } if of == table));
        if !rebuilt {
            out.at(
                at,
                table,
                format!(
                    "{table} goes with all its rows{}: deploy code that does not use it before",
                    rows_of(facts, table),
                ),
            );
        }
    }
}
