use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Rule, rules};
use crate::suggest::nearest;

/// What is done about a rule's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing: the rule does not run.
    Off,
    /// They are shown.
    Warn,
    /// They end the command.
    Block,
}

/// Levels that differ from the rules' own: the table `[hazards]` of a configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, Level>", into = "BTreeMap<String, Level>")]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Levels by code. Every code has to be a rule's.
    pub fn new(levels: BTreeMap<String, Level>) -> Result<Self, UnknownCode> {
        match levels.keys().find(|code| super::rule(code).is_none()) {
            Some(code) => Err(UnknownCode::new(code)),
            None => Ok(Self(levels)),
        }
    }

    /// The level of a rule.
    pub fn of(&self, rule: &Rule) -> Level {
        self.0.get(rule.code).copied().unwrap_or(rule.level)
    }
}

impl TryFrom<BTreeMap<String, Level>> for Levels {
    type Error = UnknownCode;

    fn try_from(levels: BTreeMap<String, Level>) -> Result<Self, UnknownCode> {
        Self::new(levels)
    }
}

impl From<Levels> for BTreeMap<String, Level> {
    fn from(levels: Levels) -> Self {
        levels.0
    }
}

/// A code that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no hazard `{code}`{}", nearest.map(|code| format!(": did you mean `{code}`?")).unwrap_or_default())]
pub struct UnknownCode {
    /// As written.
    pub code: String,
    /// What may have been meant.
    pub nearest: Option<&'static str>,
}

impl UnknownCode {
    pub(super) fn new(code: &str) -> Self {
        let nearest = nearest(code, rules().iter().map(|rule| rule.code));
        Self { code: code.to_owned(), nearest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Levels, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn a_table_of_levels() {
        let levels = parse("not-null-scan = 'off'\nint-primary-key = 'block'").unwrap();
        let level = |code| levels.of(super::super::rule(code).unwrap());
        assert_eq!(level("not-null-scan"), Level::Off);
        assert_eq!(level("int-primary-key"), Level::Block);
        assert_eq!(level("type-rewrite"), Level::Block);
    }

    #[test]
    fn a_wrong_code_says_what_was_meant() {
        let error = parse("not-nul-scan = 'off'").unwrap_err().to_string();
        assert!(
            error.contains("there is no hazard `not-nul-scan`: did you mean `not-null-scan`?"),
            "{error}"
        );
        assert!(parse("not-null-scan = 'loud'").is_err());
    }
}
