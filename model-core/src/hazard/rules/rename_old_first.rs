use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "rename-old-first",
    engines: SQLITE,
    level: Level::Block,
    summary: "foreign keys followed the old table to its new name",
    explain: "Renaming a table changes every reference to it. Who renames the old table first, to make a \
new one in its place, leaves the \
references with the old one. Create the new table under another name, drop the old one, and rename the new \
one.\n\n\
Source: https://www.sqlite.org/lang_altertable.html#otheralter",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (before, after) in facts.tables() {
        for key in &after.foreign_keys {
            let same =
                before.foreign_keys.iter().find(|old| old.columns == key.columns && old.target != key.target);
            let Some(old) = same.filter(|old| facts.after.tables.contains_key(&old.target)) else { continue };
            let moved = facts.effects().any(|(_, _, effect)| {
                matches!(effect, Effect::TableRenamed { table, to } if *table == old.target && *to == key.target)
            });
            if moved {
                out.of(
                    &after.name,
                    format!(
                        "{} refers to {} now, because {} was renamed to it before the new one was made: make \
the new table under \
another name, drop the old one, then rename",
                        after.name, key.target, old.target,
                    ),
                );
            }
        }
    }
}
