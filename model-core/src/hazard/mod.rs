//! What can go wrong when a migration meets a database that is in use.
//!
//! A rule rests on what was observed ([`crate::observe`]) and on the catalogs before and after, not on the text of the SQL.
//! So it holds for SQL that was written by hand, and says nothing about tables that the migration itself has made.
//! Every rule has a stable code, a file of its own in `rules/`, and a text that explains it. Left out, and why:
//! `docs/hazards-left.md`.

mod allow;
mod facts;
mod levels;
mod rules;

use std::fmt;

use serde::Serialize;

use crate::ir::{Engine, QName};

pub use allow::AllowError;
pub use facts::{Facts, FactsError, Sequence};
pub use levels::{Level, Levels, UnknownCode};

/// How bad a hazard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Warn,
    /// Not to be run like this without a reason.
    Block,
}

/// Something that can go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// The rule's code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What happens to what, and what to write instead.
    pub message: String,
    /// The statement, from 0, if it is one statement's.
    pub statement: Option<usize>,
    /// The line on which that statement begins, from 1.
    pub line: Option<usize>,
    /// The table that it is about.
    pub table: Option<QName>,
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{} [{}]", self.message, self.code)
    }
}

/// A rule.
pub struct Rule {
    /// Its name for ever: `not-null-scan`.
    pub code: &'static str,
    /// The engines that it is about.
    pub engines: &'static [Engine],
    /// What is done about it unless the configuration says otherwise.
    pub level: Level,
    /// One line.
    pub summary: &'static str,
    /// Markdown: what happens, why, what to write instead, and where it is documented.
    pub explain: &'static str,
    check: fn(&Facts, &mut Findings),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("code", &self.code).finish_non_exhaustive()
    }
}

/// What a rule has found.
struct Findings(Vec<Finding>);

struct Finding {
    message: String,
    statement: Option<usize>,
    table: Option<QName>,
}

impl Findings {
    /// In a statement, about a table.
    fn at(&mut self, statement: usize, table: &QName, message: impl Into<String>) {
        self.push(Some(statement), Some(table), message.into());
    }

    /// About a table, but no single statement.
    fn of(&mut self, table: &QName, message: impl Into<String>) {
        self.push(None, Some(table), message.into());
    }

    /// About the statement itself.
    fn statement(&mut self, statement: usize, message: impl Into<String>) {
        self.push(Some(statement), None, message.into());
    }

    fn push(&mut self, statement: Option<usize>, table: Option<&QName>, message: String) {
        self.0.push(Finding { message, statement, table: table.cloned() });
    }
}

/// All rules in the order of their codes.
pub fn rules() -> &'static [&'static Rule] {
    rules::ALL
}

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules::ALL.binary_search_by(|rule| rule.code.cmp(code)).ok().and_then(|at| rules::ALL.get(at)).copied()
}

/// Everything that the rules find, in the order of the statements, without what the file allows.
///
/// An `allow` that gives no reason, or names no rule, is reported under the code `allow`.
pub fn check(facts: &Facts, levels: &Levels) -> Vec<Hazard> {
    let (allowed, mut hazards) = allow::read(facts);
    for rule in rules::ALL.iter().filter(|rule| rule.engines.contains(&facts.engine)) {
        let severity = match levels.of(rule) {
            Level::Off => continue,
            Level::Warn => Severity::Warn,
            Level::Block => Severity::Block,
        };
        let mut findings = Findings(Vec::new());
        (rule.check)(facts, &mut findings);
        hazards.extend(
            findings.0.into_iter().filter(|finding| !allowed.covers(rule.code, finding.statement)).map(
                |finding| Hazard {
                    code: rule.code,
                    severity,
                    message: finding.message,
                    line: finding.statement.and_then(|at| facts.line(at)),
                    statement: finding.statement,
                    table: finding.table,
                },
            ),
        );
    }
    // What concerns the whole comes last.
    hazards.sort_by(|a, b| {
        let key = |hazard: &'_ Hazard| (hazard.statement.unwrap_or(usize::MAX), hazard.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    hazards.dedup();
    hazards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_found() {
        assert!(rules().windows(2).all(|pair| pair[0].code < pair[1].code), "sorted, no code twice");
        for one in rules() {
            assert!(one.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", one.code);
            assert_eq!(rule(one.code).map(|found| found.code), Some(one.code));
        }
        assert!(rule("no-such-rule").is_none());
    }

    #[test]
    fn every_rule_explains_itself() {
        for rule in rules() {
            assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.code);
            assert!(rule.explain.contains("https://"), "{} names no source", rule.code);
            assert!(!rule.engines.is_empty(), "{}", rule.code);
        }
    }
}
