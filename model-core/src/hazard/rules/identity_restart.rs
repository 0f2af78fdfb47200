use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "identity-restart",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a column's sequence gives numbers next that rows already have",
    explain: "A column that becomes an identity (or serial) column gets a sequence that starts at 1. The \
next INSERT then fails, or, without \
a unique key, gives a number twice. Set it behind the largest number, in the same transaction:\n\n\
```sql\nSELECT setval(pg_get_serial_sequence('t', 'id'), coalesce(max(id), 0) + 1, false) FROM t;\n```\n\n\
Source: https://www.postgresql.org/docs/current/functions-sequence.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for sequence in &facts.sequences {
        if let (Some(largest), Some(next)) = (sequence.largest, sequence.next)
            && largest >= next
        {
            let (table, column) = (&sequence.table, &sequence.column);
            out.of(
                table,
                format!(
                    "{table}.{column} goes up to {largest}, but its sequence gives {next} next: SELECT \
setval(pg_get_serial_sequence('{from}', '{column}'), coalesce(max({name}), 0) + 1, false) FROM {from}",
                    from = facts.sql(table),
                    name = facts.ident(column),
                ),
            );
        }
    }
}
