use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "trigger-drop",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "DROP TRIGGER keeps readers and writers waiting, and no lock_timeout is set",
    explain: "`DROP TRIGGER` takes ACCESS EXCLUSIVE: it is short, but it waits for every open query on the \
table, and everybody else \
waits behind it. Give up early instead:\n\n```sql\nSET LOCAL lock_timeout = '2s';\n```\n\n\
Source: https://www.postgresql.org/docs/current/explicit-locking.html, \
https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::TriggerDropped { table, name } = effect else { continue };
        if !seen.lock_timeout {
            out.at(at, table, format!(
                "dropping the trigger {name} locks {table} for readers and writers: SET LOCAL lock_timeout \
= '2s' before it"
            ));
        }
    }
}
