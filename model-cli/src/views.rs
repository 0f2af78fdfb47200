//! Models over views that are not what migrations make: where they are written, and what to do about it.

use model_core::diff::Question;
use model_core::generate::{GenerateError, ViewFault};

use crate::exit::Failure;
use crate::project::{self, Project};
use crate::scan::diagnostic::{self, Diagnostic, Severity};

/// How warnings of this are called.
const NAME: &str = "view";

/// As errors, each at the model or the field that it is about.
pub fn errors(project: &Project, faults: &[ViewFault]) -> Vec<Diagnostic> {
    let place = |fault: &ViewFault| project.scan.place_of(&project.options, &fault.view, fault.column());
    let mut diagnostics: Vec<Diagnostic> = faults
        .iter()
        .map(|fault| Diagnostic::error(place(fault), fault.to_string()).help(fault.help()))
        .collect();
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// As warnings.
pub fn warnings(project: &Project, faults: &[ViewFault]) -> Vec<Diagnostic> {
    let mut warnings = errors(project, faults);
    for warning in &mut warnings {
        (warning.severity, warning.name) = (Severity::Warning, Some(NAME));
    }
    warnings
}

/// A failed generation as what the user reads, with the places of models.
pub fn failure(project: &Project, error: GenerateError, root: &std::path::Path) -> Failure {
    match error {
        GenerateError::Views(faults) => {
            Failure::files("models and migrations contradict each other", errors(project, &faults))
        }
        GenerateError::Questions(questions) => {
            let dropped = questions.iter().find_map(|question| match question {
                Question::DropTable { table, .. } => Some(format!("{table:?}")),
                _ => None,
            });
            let failure = project::failure(GenerateError::Questions(questions), root);
            dropped.into_iter().fold(failure, |failure, table| {
                failure.hint(format!(
                    "a table that no model shall describe stays as migrations make it: `exclude = [{table}]` in model.toml"
                ))
            })
        }
        other => project::failure(other, root),
    }
}
