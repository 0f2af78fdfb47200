use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "no-lock-timeout",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "a strong lock on a table in use is waited for without a limit",
    explain: "A statement that waits for a lock makes all others wait behind it that want a conflicting \
one, even if what it waits for \
is one long report. With a timeout it gives up, and can be tried again:\n\n\
```sql\nSET LOCAL lock_timeout = '2s';\nALTER TABLE t ADD COLUMN c integer;\n```\n\n\
`SET LOCAL` ends with the transaction, `SET` would outlive the migration.\n\n\
Source: https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    let mut locks = facts.locks(LockMode::ShareRowExclusive);
    // Once is enough: one line at the head of the file heals them all.
    if let Some((at, _, table)) = locks.find(|(_, seen, _)| !seen.lock_timeout && seen.measured) {
        out.at(
            at,
            table,
            format!(
                "whoever needs {table} waits as long as this statement has to wait for its lock: SET LOCAL \
lock_timeout = '2s' \
at the head of the file"
            ),
        );
    }
}
