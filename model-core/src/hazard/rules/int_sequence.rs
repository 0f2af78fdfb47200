use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "int-sequence",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a column was made bigger, the sequence that numbers it was not",
    explain: "The sequence of a serial column has a type of its own. If the column becomes bigint and the \
sequence stays integer, INSERT \
fails after 2147483647 all the same:\n\n```sql\nALTER SEQUENCE t_id_seq AS bigint;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altersequence.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    let width = |ty: &str| match ty {
        "smallint" => 2,
        "integer" => 4,
        _ => 8,
    };
    for sequence in &facts.sequences {
        if width(&sequence.sequence_type) < width(&sequence.column_type) {
            let (table, column) = (&sequence.table, &sequence.column);
            out.of(table, format!(
                "{table}.{column} is {} now, but its sequence still ends with {}: ALTER SEQUENCE .. AS {}",
                sequence.column_type, sequence.sequence_type, sequence.column_type,
            ));
        }
    }
}
