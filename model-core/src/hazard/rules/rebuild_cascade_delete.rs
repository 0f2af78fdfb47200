use crate::ir::Action;

use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rebuild-cascade-delete",
    engines: SQLITE,
    level: Level::Block,
    summary: "dropping a table to make it anew deletes the rows that refer to it",
    explain: "With foreign keys on, `DROP TABLE` first deletes the rows, and that fires ON DELETE CASCADE \
and SET NULL of the tables that \
refer to it. `PRAGMA foreign_keys` does nothing inside a transaction, and `defer_foreign_keys` does not \
help. Switch it off in a \
file with `run_in_transaction = false`:\n\n\
```sql\nPRAGMA foreign_keys = OFF;\nBEGIN;\n-- create new_t, copy, drop t, rename new_t to t\nPRAGMA \
foreign_key_check;\nCOMMIT;\n\
PRAGMA foreign_keys = ON;\n```\n\nSource: https://www.sqlite.org/lang_altertable.html#otheralter, \
https://www.sqlite.org/foreignkeys.html#fk_schemacommands",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::TableDropped { table } = effect else { continue };
        if !seen.foreign_keys {
            continue;
        }
        for child in facts.before.tables.values().filter(|child| child.name != *table) {
            let acts = |action: &Action| !matches!(action, Action::NoAction | Action::Restrict);
            let mut keys =
                child.foreign_keys.iter().filter(|key| key.target == *table && acts(&key.on_delete));
            if let Some(key) = keys.next() {
                out.at(at, table, format!(
                    "dropping {table} fires ON DELETE {} of {}: PRAGMA foreign_keys = OFF before, outside \
of the transaction",
                    key.on_delete, child.name,
                ));
            }
        }
    }
}
