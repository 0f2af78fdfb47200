use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "add-fk-valid",
    engines: POSTGRES,
    level: Level::Block,
    summary: "ADD FOREIGN KEY reads the table while nobody can write to it or to the one it refers to",
    explain: "A new foreign key is checked for every row while both tables are locked SHARE ROW EXCLUSIVE: \
reading goes on, \
writing waits, on both. Add it without looking at the rows, and look at them later:\n\n\
```sql\n-- first migration\nALTER TABLE t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES a NOT VALID;\n\
-- second migration\nALTER TABLE t VALIDATE CONSTRAINT t_a_fkey;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-altertable.html (ADD table_constraint, NOT VALID)",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, added) in added_constraints(facts, ConstraintKind::ForeignKey) {
        if added.valid && added.existed && !added.on_new_column(seen) {
            let (name, table, target) = (added.name, added.table, added.target());
            out.at(at, table, format!(
                "adding the foreign key {name} reads all of {table} while writers to {table} and {target} \
wait: add it \
NOT VALID, and VALIDATE CONSTRAINT {name} in the next migration"
            ));
        }
    }
}
