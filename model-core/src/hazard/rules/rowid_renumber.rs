use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rowid-renumber",
    engines: SQLITE,
    level: Level::Off,
    summary: "rows of a table without an INTEGER PRIMARY KEY get new rowids",
    explain: "Only an INTEGER PRIMARY KEY keeps a row's number when the table is made anew. Who stores \
rowids elsewhere, as full-text tables \
with outside content do, has to rebuild that.\n\nSource: https://www.sqlite.org/rowidtable.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, _, effect) in facts.effects() {
        let Effect::TableRebuilt { table } = effect else { continue };
        let Some(before) = facts.before.tables.get(table).filter(|before| !before.without_rowid) else {
            continue;
        };
        if !before.columns.iter().any(|column| before.is_rowid(&column.name)) {
            out.at(at, table, format!("the rows of {table} have new rowids"));
        }
    }
}
