//! `-- model: allow(code, ..) because ..`: above a statement, or at the head of the file for all of it.

use std::collections::BTreeSet;

use super::{Facts, Hazard, Severity, UnknownCode, rule};

/// What is wrong with an `allow`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AllowError {
    /// It says nothing of why.
    #[error("`allow` counts only with a reason: write `-- model: allow({0}) because ..`")]
    NoReason(String),
    /// It cannot be read.
    #[error("write `-- model: allow(code) because ..`, not `{0}`")]
    Malformed(String),
    /// It names no rule.
    #[error("{0}")]
    Unknown(#[from] UnknownCode),
}

/// What a file allows.
#[derive(Default)]
pub(super) struct Allowed {
    everywhere: BTreeSet<String>,
    at: BTreeSet<(usize, String)>,
}

impl Allowed {
    pub fn covers(&self, code: &str, statement: Option<usize>) -> bool {
        // What is about no single statement may be allowed above any, being where its cause stands.
        self.everywhere.contains(code)
            || match statement {
                Some(at) => self.at.contains(&(at, code.to_owned())),
                None => self.at.iter().any(|(_, allowed)| allowed == code),
            }
    }
}

/// Reads a file's comments; what is wrong with them is a hazard of its own.
pub(super) fn read(facts: &Facts) -> (Allowed, Vec<Hazard>) {
    let mut allowed = Allowed::default();
    let mut hazards = Vec::new();
    let mut take = |comments: &[String], statement: Option<usize>| {
        for comment in comments {
            let Some(result) = parse(comment) else { continue };
            match (result, statement) {
                (Ok(codes), Some(at)) => allowed.at.extend(codes.into_iter().map(|code| (at, code))),
                (Ok(codes), None) => allowed.everywhere.extend(codes),
                (Err(error), _) => hazards.push(Hazard {
                    code: "allow",
                    severity: Severity::Warn,
                    message: error.to_string(),
                    statement,
                    line: statement.and_then(|at| facts.line(at)),
                    table: None,
                }),
            }
        }
    };
    take(&facts.head, None);
    for (at, piece) in facts.pieces.iter().enumerate() {
        take(&piece.comments, Some(at));
    }
    (allowed, hazards)
}

/// `None` for a comment that does not speak to this tool.
fn parse(comment: &str) -> Option<Result<Vec<String>, AllowError>> {
    let rest = comment.strip_prefix("model:")?.trim();
    Some(codes(rest))
}

fn codes(text: &str) -> Result<Vec<String>, AllowError> {
    let malformed = || AllowError::Malformed(text.to_owned());
    let inner = text.strip_prefix("allow").ok_or_else(malformed)?.trim_start();
    let (list, reason) =
        inner.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(malformed)?;
    let codes: Vec<String> =
        list.split(',').map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect();
    if codes.is_empty() {
        return Err(malformed());
    }
    if let Some(code) = codes.iter().find(|code| rule(code).is_none()) {
        return Err(UnknownCode::new(code).into());
    }
    let reason = reason.trim();
    let reason = reason.strip_prefix("because").unwrap_or(reason);
    if !reason.chars().any(char::is_alphanumeric) {
        return Err(AllowError::NoReason(codes.join(", ")));
    }
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> String {
        match parse(comment) {
            None => "nothing".to_owned(),
            Some(Ok(codes)) => codes.join(" "),
            Some(Err(error)) => error.to_string(),
        }
    }

    #[test]
    fn a_reason_is_needed() {
        let good = "model: allow(not-null-scan, type-rewrite) because the table is small";
        assert_eq!(read(good), "not-null-scan type-rewrite");
        for bad in [
            "model: allow(not-null-scan)",
            "model: allow(not-null-scan) because ",
            "model: allow(not-null-scan) --",
        ] {
            assert!(read(bad).contains("because .."), "{bad}: {}", read(bad));
        }
    }

    #[test]
    fn what_is_written_wrong_is_told() {
        assert!(read("model: alow(x)").starts_with("write `-- model: allow(code)"));
        assert!(read("model: allow() because of it").starts_with("write `-- model: allow(code)"));
        assert!(read("model: allow(not-nul-scan) because x").contains("did you mean `not-null-scan`?"));
        assert_eq!(read("a model: of something"), "nothing");
    }
}
