use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "col-constrained-domain",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a new column of a domain with constraints writes the whole table anew, whatever its default",
    explain: "The domain's constraints are checked for each row, which the server does by writing the \
table anew under an ACCESS \
EXCLUSIVE lock, even for a constant default and even for NULL. Use the domain's base type and a CHECK that \
is added as NOT \
VALID:\n\n```sql\nALTER TABLE t ADD COLUMN c integer;\n\
ALTER TABLE t ADD CONSTRAINT t_c_check CHECK (c > 0) NOT VALID;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (Notes)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, table, column) in rewriting_columns(facts).filter(|(.., column)| column.constrained_domain) {
        out.at(
            at,
            table,
            format!(
                "the new column {table}.{} is of the domain {}, whose constraints make the server write the \
whole table anew \
while readers and writers wait: use the base type, and add the CHECK as NOT VALID",
                column.name, column.ty,
            ),
        );
    }
}
