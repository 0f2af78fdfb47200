use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "type-rewrite",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a change of type writes the whole table anew",
    explain: "Unless the old values can stay as they are, every row is written anew, and every index built \
anew, under an ACCESS \
EXCLUSIVE lock. Expand and contract instead: add a new column, write to both, fill the old rows in \
batches, read from the new \
one, drop the old one.\n\n\
Free are: a longer varchar, varchar to text, a numeric of more digits and the same scale, and timestamp to \
timestamptz and back \
in UTC.\n\nSource: https://www.postgresql.org/docs/current/sql-altertable.html (Notes)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ColumnRetyped { table, column, from, to } = effect else { continue };
        // Of several changes in one statement nobody can tell which it was; timestamps have a rule of their own.
        if seen.rewritten(table) && !is_timestamp_change(from, to) {
            out.at(
                at,
                table,
                format!(
                    "changing {table}.{column} from {from} to {to} writes the whole table anew while readers \
and writers wait: \
add a new column, fill it in batches, and drop the old one later"
                ),
            );
        }
    }
}
