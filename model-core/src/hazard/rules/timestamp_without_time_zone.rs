use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "timestamp-without-time-zone",
    engines: POSTGRES,
    level: Level::Off,
    summary: "a new column is a timestamp without time zone",
    explain: "`timestamp` is what a clock on some wall shows, and not a point in time: it depends on who \
reads it. Use `timestamptz` for \
when something happened.\n\nSource: https://www.postgresql.org/docs/current/datatype-datetime.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (table, column) in new_columns(facts) {
        if column.ty.sql.starts_with("timestamp") && column.ty.sql.ends_with("without time zone") {
            out.of(
                table,
                format!("{table}.{} is a timestamp without time zone: use timestamptz", column.name),
            );
        }
    }
}
