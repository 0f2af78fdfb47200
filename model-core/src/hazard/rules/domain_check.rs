use super::prelude::*;

pub static RULE: Rule = Rule {
    code: "domain-check",
    engines: POSTGRES,
    level: Level::Block,
    summary: "a new constraint of a domain reads every table that uses it while writers wait",
    explain: "The constraint is checked for every column of the domain, with a SHARE lock on each table. \
Add it without looking at \
the rows, and look at them later:\n\n\
```sql\n-- first migration\nALTER DOMAIN d ADD CONSTRAINT d_check CHECK (VALUE > 0) NOT VALID;\n\
-- second migration\nALTER DOMAIN d VALIDATE CONSTRAINT d_check;\n```\n\n\
Source: https://www.postgresql.org/docs/current/sql-alterdomain.html",
    check,
};

fn check(facts: &Facts, out: &mut Findings) {
    for (at, seen, effect) in facts.effects() {
        let Effect::DomainConstraintAdded { domain, name, valid: true } = effect else { continue };
        for scan in &seen.scanned {
            let table = &scan.table;
            out.at(at, table, format!(
                "adding {name} to the domain {domain} reads all of {table} while writers wait: add it NOT \
VALID, and \
ALTER DOMAIN {domain} VALIDATE CONSTRAINT {name} in the next migration"
            ));
        }
    }
}
