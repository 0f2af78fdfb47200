use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "default-before-not-null",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "SET NOT NULL comes before the default that it needs",
    explain: "Between the two, an INSERT that does not name the column fails; and rows written meanwhile \
would have been filled by the default \
already. Set the default first.\n\nSource: https://www.postgresql.org/docs/current/sql-altertable.html \
(SET DEFAULT)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::NotNullSet { table, column } = effect else { continue };
        let later = facts.effects().any(|(other, later, effect)| {
            matches!(effect, Effect::DefaultChanged { table: of, column: name, set: true } if of == table && name == column)
                && other > at
                && later.transaction >= seen.transaction
        });
        if later {
            out.at(
                at,
                table,
                format!("{table}.{column} becomes NOT NULL before it has its default: SET DEFAULT first"),
            );
        }
    }
}
