//! Publications: what they are for, while that changes.

use std::collections::BTreeSet;

use super::order::{Phase, Steps};
use super::render::qname;
use crate::ir::{Dependency, OtherObject, QName};

/// A publication that has something which changes. It is not dropped for that: subscriptions ask for it.
#[derive(Debug)]
pub struct Release<'a> {
    pub publication: &'a OtherObject,
    /// What has it let go of tables.
    before: Option<String>,
    /// What gives it what it shall have.
    pub after: Vec<String>,
}

impl<'a> Release<'a> {
    /// `None` if the publication need not let go of anything, or has to be dropped for that.
    ///
    /// `is_hit`: whether it goes or changes. A table that goes is let go by the server itself.
    pub fn new(
        publication: &'a OtherObject,
        next: &OtherObject,
        is_hit: impl Fn(&Dependency) -> bool,
        is_gone: impl Fn(&QName) -> bool,
    ) -> Option<Self> {
        if publication.kind != "publication" || !publication.depends.iter().any(&is_hit) {
            return None;
        }
        let hit = publication.depends.iter().filter(|on| is_hit(on));
        let tables: BTreeSet<&QName> = hit
            .filter_map(|on| match on {
                Dependency::Column(table, _) if !is_gone(table) => Some(table),
                _ => None,
            })
            .collect();
        let name = publication.removal.as_deref()?.strip_prefix("DROP ")?;
        let after = altered(publication, next, !tables.is_empty())?;
        // Tables that inherit from one are named themselves.
        let gone: Vec<String> = tables.iter().map(|table| format!("ONLY {}", qname(table))).collect();
        let before = (!gone.is_empty()).then(|| format!("ALTER {name} DROP TABLE {}", gone.join(", ")));
        Some(Self { publication, before, after })
    }

    /// Adds the step before the changes.
    pub fn step(&self, steps: &mut Steps) {
        if let Some(sql) = &self.before {
            let remark = format!("The {} comes back to what changes below.", self.publication.id());
            steps.push_remarked(Phase::DropKept, remark, sql);
        }
    }
}

/// The statements that make it another: what it is for is said as a whole, and of all tables it cannot be made one of some.
pub fn altered(from: &OtherObject, to: &OtherObject, is_said_again: bool) -> Option<Vec<String>> {
    let name = to.removal.as_deref()?.strip_prefix("DROP ")?;
    let ([what, how], [old_what, old_how]) = (to.shape.as_slice(), from.shape.as_slice()) else {
        return None;
    };
    let mut statements = Vec::new();
    if what != old_what || is_said_again {
        if [what, old_what].iter().any(|what| *what == "ALL TABLES") || what.is_empty() {
            return None;
        }
        statements.push(format!("ALTER {name} SET {what}"));
    }
    if how != old_how {
        const GENERATED: &str = "publish_generated_columns";
        let is_reset = old_how.contains(GENERATED) && !how.contains(GENERATED);
        let reset = if is_reset { format!(", {GENERATED} = none") } else { String::new() };
        statements.push(format!("ALTER {name} SET ({how}{reset})"));
    }
    Some(statements)
}
