use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-col-references",
    engines: POSTGRES,
    level: Level::Warn,
    summary: "ADD COLUMN .. REFERENCES locks the other table too",
    explain: "`ADD COLUMN .. REFERENCES` takes ACCESS EXCLUSIVE on the table and SHARE ROW EXCLUSIVE on \
the one it refers to, \
both until the end of the transaction. Split it:\n\n\
```sql\n-- first migration\nALTER TABLE t ADD COLUMN a_id bigint;\n\
-- second migration\nALTER TABLE t ADD CONSTRAINT t_a_id_fkey FOREIGN KEY (a_id) REFERENCES a NOT VALID;\n\
-- third migration\nALTER TABLE t VALIDATE CONSTRAINT t_a_id_fkey;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::ForeignKey) {
        if added.valid && added.existed && added.on_new_column(seen) {
            let (table, target) = (added.table, added.target());
            out.at(
                at,
                table,
                format!(
                    "the new column's foreign key locks {table} for readers and writers and {target} for \
writers, both at \
once: add the column alone, then the foreign key as NOT VALID in the next migration"
                ),
            );
        }
    }
}
