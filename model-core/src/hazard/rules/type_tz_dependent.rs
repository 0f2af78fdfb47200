use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "type-tz-dependent",
    engines: POSTGRES,
    level: Level::Block,
    summary: "timestamp to timestamptz, or back, means and costs what the session's time zone says",
    explain: "The values are converted by the session's TimeZone: another one gives other instants. In UTC \
the stored values stay as \
they are and nothing is written; in any other zone the whole table is written anew under an ACCESS \
EXCLUSIVE lock. Say which one \
is meant:\n\n```sql\nSET LOCAL timezone = 'UTC';\nALTER TABLE t ALTER COLUMN c TYPE timestamptz;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes), \
https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-TIMEZONES",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::ColumnRetyped { table, column, from, to } = effect else { continue };
        if !is_timestamp_change(from, to) {
            continue;
        }
        if seen.rewritten(table) {
            out.at(at, table, format!(
                "changing {table}.{column} from {from} to {to} outside of UTC writes the whole table anew \
while readers \
and writers wait: SET LOCAL timezone = 'UTC' before it if the values are in UTC"
            ));
        } else if !seen.time_zone_pinned {
            out.at(
                at,
                table,
                format!(
                    "what {table}.{column} means as {to} depends on the time zone of the session that runs \
this: SET LOCAL \
timezone = 'UTC' before it"
                ),
            );
        }
    }
}
