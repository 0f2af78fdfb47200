use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "char-n",
    engines: POSTGRES,
    level: Level::Off,
    summary: "a new column is char(n), which pads with blanks",
    explain: "`char(n)` fills up with blanks, which then count in some operations and not in others. Use \
`text` or `varchar(n)`.\n\n\
Source: https://www.postgresql.org/docs/current/datatype-character.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (table, column) in new_columns(facts).filter(|(_, column)| column.ty.sql.starts_with("character(")) {
        out.of(table, format!("{table}.{} is {}: use text or varchar", column.name, column.ty.sql));
    }
}
