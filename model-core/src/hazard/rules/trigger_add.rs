use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "trigger-add",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "CREATE TRIGGER keeps writers waiting, and no lock_timeout is set",
    explain: "`CREATE TRIGGER` takes SHARE ROW EXCLUSIVE: it is short, but it waits for every open \
transaction that has written to the \
table, and later writers wait behind it. Give up early instead:\n\n```sql\nSET LOCAL lock_timeout = \
'2s';\n```\n\n\
Source: https://www.postgresql.org/docs/current/explicit-locking.html, \
https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::TriggerAdded { table, name } = effect else { continue };
        if !seen.lock_timeout {
            out.at(
                at,
                table,
                format!(
                    "the trigger {name} locks {table} for writers: SET LOCAL lock_timeout = '2s' before it"
                ),
            );
        }
    }
}
