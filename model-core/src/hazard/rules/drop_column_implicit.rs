use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "drop-column-implicit",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "indexes and constraints vanish with a dropped column",
    explain: "`DROP COLUMN` takes along, in silence, every index and constraint that reads the column, \
also those over several columns. \
A unique constraint over two columns is then gone for the other one too. Drop them by name, so that the \
migration says what \
goes.\n\nSource: https://www.postgresql.org/docs/current/sql-altertable.html (DROP COLUMN)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ColumnDropped { table, column } = effect else { continue };
        let mut gone: Vec<&str> = seen
            .effects
            .iter()
            .filter_map(|other| match other {
                Effect::ConstraintDropped { table: of, name, .. } if of == table => Some(name.as_str()),
                Effect::IndexDropped { table: of, name, constraint: false, .. } if of == table => {
                    Some(name.as_str())
                }
                _ => None,
            })
            .collect();
        gone.sort_unstable();
        if !gone.is_empty() {
            out.at(
                at,
                table,
                format!(
                    "with {table}.{column} vanish {}: drop them by name before, if that is meant",
                    gone.join(", "),
                ),
            );
        }
    }
}
