use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "wide-index",
    engines: ALL_ENGINES,
    level: Level::Off,
    summary: "a new index has more than three keys",
    explain: "An index over many columns is large, slows every write, and helps only queries that fix its \
first columns. Keep those that \
narrow the result; the rest can be read from the row, or be INCLUDEd.\n\n\
Source: https://www.postgresql.org/docs/current/indexes-multicolumn.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for table in facts.after.tables.values() {
        let before = facts.table_before(&table.name);
        let old =
            |name: &str| before.is_some_and(|before| before.indexes.iter().any(|index| index.name == name));
        for index in
            table.indexes.iter().filter(|index| !index.unique && index.keys.len() > 3 && !old(&index.name))
        {
            out.of(&table.name, format!("the index {} has {} keys", index.name, index.keys.len()));
        }
    }
}
