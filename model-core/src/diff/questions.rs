//! What a change needs to know that no state says.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::{Answer, Changes, Pair, TableChange};
use crate::ir::{Column, QName};
use crate::lower::Hints;

/// What was said beforehand: by attributes, flags, answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intent {
    /// Renames, backfills, casts.
    pub hints: Hints,
    /// `users` or `users.nickname`: what may be dropped with its data.
    pub allowed_drops: BTreeSet<String>,
    /// `users.name`: columns that become NOT NULL and are known to hold no NULL.
    pub no_nulls: BTreeSet<String>,
    /// `users_email_key`, `users.age`: constraints and types that the rows there are known to fit.
    pub assumed: BTreeSet<String>,
}

/// A question that only a person can answer. Its [`Display`](fmt::Display) says what is lost or missing;
/// [`Question::answers`] are the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "question", rename_all = "snake_case")]
pub enum Question {
    /// A table goes, with its rows; or it was renamed to one of the candidates.
    DropTable {
        /// The table.
        table: String,
        /// New tables that look like it.
        candidates: Vec<String>,
    },
    /// A column goes, with its values; or it was renamed to one of the candidates.
    DropColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// New columns of the same type.
        candidates: Vec<String>,
    },
    /// An enum type goes that looks like a new one. Its values live in columns that go or change with it.
    RenameEnum {
        /// The type.
        ty: String,
        /// New types with a label in common.
        candidates: Vec<String>,
    },
    /// A new column must have a value in the rows there are.
    Backfill {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Its type.
        ty: String,
    },
    /// A column that may hold NULL shall not any more.
    NoNulls {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Whether its values are computed: none can be given.
        computed: bool,
    },
    /// A label goes that rows may use.
    RemovedLabel {
        /// The type.
        ty: String,
        /// The label.
        label: String,
        /// Labels that are new, one of which may be its new name.
        candidates: Vec<String>,
        /// All labels that remain.
        remaining: Vec<String>,
    },
    /// A value of the old type does not become one of the new type by itself.
    Using {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The old type.
        from: String,
        /// The new type.
        to: String,
        /// An expression that gets most values across.
        expression: String,
    },
    /// The proof, on rows that break what they may, was stopped by rows.
    Assume {
        /// The constraint, or the column of a new type: what is assumed of the rows.
        name: String,
        /// Which rows are in question, in words.
        what: String,
        /// What the database said.
        message: String,
        /// A query that counts such rows.
        count: Option<String>,
        /// An expression that brings every value through, at a loss.
        #[serde(skip_serializing_if = "Option::is_none")]
        remedy: Option<String>,
    },
}

impl Question {
    /// What answers it, the likeliest first.
    pub fn answers(&self) -> Vec<Answer> {
        let (mut answers, last) = match self {
            Self::DropTable { table, candidates } => (renames(table, candidates), Answer::drop(table)),
            Self::DropColumn { table, column, candidates } => {
                let column = format!("{table}.{column}");
                (renames(&column, candidates), Answer::drop(column))
            }
            Self::RenameEnum { ty, candidates } => (renames(ty, candidates), Answer::drop(ty)),
            Self::Backfill { table, column, .. } => {
                (Vec::new(), Answer::sql("--backfill", format!("{table}.{column}"), None))
            }
            Self::NoNulls { table, column, computed } => {
                let column = format!("{table}.{column}");
                let backfill = (!computed).then(|| Answer::sql("--backfill", &column, None));
                (backfill.into_iter().collect(), Answer::known("--no-nulls", column))
            }
            Self::RemovedLabel { ty, label, candidates, remaining } => {
                let label = format!("{ty}.{label}");
                let list = if candidates.is_empty() { remaining } else { candidates };
                (renames(&label, list), Answer::drop(label))
            }
            Self::Using { table, column, expression, .. } => {
                let expression = Some(expression.clone());
                (Vec::new(), Answer::sql("--using", format!("{table}.{column}"), expression))
            }
            Self::Assume { name, remedy, .. } => {
                let known = Answer::known("--assume", name);
                match remedy {
                    None => (Vec::new(), known),
                    Some(_) => (vec![known], Answer::sql("--using", name, remedy.clone())),
                }
            }
        };
        answers.push(last);
        answers
    }

    /// The flags that answer it, as a shell takes them.
    pub fn flags(&self) -> Vec<String> {
        self.answers().iter().map(ToString::to_string).collect()
    }
}

fn renames(old: &str, candidates: &[String]) -> Vec<Answer> {
    candidates.iter().map(|new| Answer::rename(old, new)).collect()
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DropTable { table, candidates } if candidates.is_empty() => {
                write!(f, "the table `{table}` would be dropped with its rows")
            }
            Self::DropTable { table, candidates } => {
                write!(
                    f,
                    "the table `{table}` would be dropped with its rows; was it renamed to {}?",
                    or(candidates)
                )
            }
            Self::DropColumn { table, column, candidates } if candidates.is_empty() => {
                write!(f, "the column `{table}.{column}` would be dropped with its values")
            }
            Self::DropColumn { table, column, candidates } => write!(
                f,
                "the column `{table}.{column}` would be dropped with its values; was it renamed to {}?",
                or(candidates)
            ),
            Self::RenameEnum { ty, candidates } => {
                write!(f, "the type `{ty}` would be dropped; was it renamed to {}?", or(candidates))
            }
            Self::Backfill { table, column, ty } => write!(
                f,
                "the new column `{table}.{column}` ({ty}) is NOT NULL without a default: what do the existing rows get?"
            ),
            Self::NoNulls { table, column, computed: true } => write!(
                f,
                "`{table}.{column}`, which is computed, becomes NOT NULL: do you know that it is NULL in no row?"
            ),
            Self::NoNulls { table, column, .. } => write!(
                f,
                "`{table}.{column}` becomes NOT NULL: what do rows get that hold NULL, or do you know that there are none?"
            ),
            Self::RemovedLabel { ty, label, .. } => {
                write!(f, "the label `{label}` of `{ty}` goes: what do rows become that have it?")
            }
            Self::Using { table, column, from, to, .. } => {
                write!(
                    f,
                    "`{table}.{column}` changes from {from} to {to}, which the server does not cast by itself"
                )
            }
            Self::Assume { what, message, count, .. } => {
                write!(f, "{what}, and the migration would fail on them: {message}")?;
                match count {
                    Some(count) => write!(f, "\nDo you know that there are none? Count them: {count}"),
                    None => f.write_str("\nDo you know that there are none?"),
                }
            }
        }
    }
}

fn or(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}

/// The questions that a change raises and that were not answered beforehand.
pub fn questions(changes: &Changes, intent: &Intent) -> Vec<Question> {
    let mut questions = Vec::new();
    for table in &changes.dropped_tables {
        if intent.allowed_drops.contains(&table.name.to_string()) {
            continue;
        }
        let alike = changes.created_tables.iter().filter(|new| {
            let shared = new.columns.iter().filter(|column| table.column(&column.name).is_some()).count();
            shared * 2 >= table.columns.len().max(new.columns.len())
        });
        let candidates = alike.map(|new| new.name.to_string()).collect();
        questions.push(Question::DropTable { table: table.name.to_string(), candidates });
    }
    // These hold rows as well. A virtual table has none when it is made again.
    let others = &changes.others;
    let dropped =
        others.dropped.iter().filter(|object| matches!(object.kind.as_str(), "partition" | "virtual table"));
    let remade = others.altered.iter().map(|pair| &pair.from).filter(|object| object.kind == "virtual table");
    for object in dropped.chain(remade) {
        let table = object.name.to_string();
        let with_another = others.dropped.iter().any(|other| Some(&other.name) == object.table.as_ref());
        if !with_another && !intent.allowed_drops.contains(&table) {
            questions.push(Question::DropTable { table, candidates: Vec::new() });
        }
    }
    let types = others.altered.iter().filter(|pair| pair.to.kind == "composite type");
    for Pair { from, to } in types {
        let (table, kept) = (to.name.to_string(), attributes(&to.shape));
        for column in attributes(&from.shape).into_iter().filter(|name| !kept.contains(name)) {
            if !intent.allowed_drops.contains(&format!("{table}.{column}")) {
                questions.push(Question::DropColumn { table: table.clone(), column, candidates: Vec::new() });
            }
        }
    }
    for change in &changes.altered_tables {
        table_questions(change, intent, &mut questions);
    }
    for ty in &changes.dropped_enums {
        let name = ty.name.to_string();
        let alike = changes
            .created_enums
            .iter()
            .filter(|new| new.labels.iter().any(|label| ty.labels.contains(label)));
        let candidates: Vec<String> = alike.map(|new| new.name.to_string()).collect();
        if !candidates.is_empty() && !intent.allowed_drops.contains(&name) {
            questions.push(Question::RenameEnum { ty: name, candidates });
        }
    }
    for change in &changes.altered_enums {
        let name = change.ty.to.name.clone();
        let mapped = |label: &str| {
            intent.hints.mapped_labels.contains_key(&(name.clone(), label.to_owned()))
                || intent.allowed_drops.contains(&format!("{name}.{label}"))
        };
        let new = change.ty.to.labels.iter().filter(|label| !change.ty.from.labels.contains(label));
        let candidates: Vec<String> = new.cloned().collect();
        for label in change.removed().filter(|label| !mapped(label)) {
            questions.push(Question::RemovedLabel {
                ty: name.to_string(),
                label: label.to_owned(),
                candidates: candidates.clone(),
                remaining: change.ty.to.labels.clone(),
            });
        }
    }
    questions
}

/// The names of a composite type's attributes, each of which stands before its type.
fn attributes(shape: &[String]) -> Vec<String> {
    let name = |text: &String| match text.strip_prefix('"') {
        None => text.split(' ').next().unwrap_or_default().to_owned(),
        Some(rest) => {
            rest.replace("\"\"", "\u{0}").split('"').next().unwrap_or_default().replace('\u{0}', "\"")
        }
    };
    shape.iter().map(name).collect()
}

fn table_questions(change: &TableChange, intent: &Intent, questions: &mut Vec<Question>) {
    let table: &QName = &change.table.to.name;
    let full = |column: &str| format!("{table}.{column}");
    for column in &change.columns.dropped {
        // What a generated column holds can be computed again.
        if intent.allowed_drops.contains(&full(&column.name)) || column.generated.is_some() {
            continue;
        }
        let alike = change.columns.added.iter().filter(|new| new.ty == column.ty && new.generated.is_none());
        questions.push(Question::DropColumn {
            table: table.to_string(),
            column: column.name.clone(),
            candidates: alike.map(|new| new.name.clone()).collect(),
        });
    }
    let filled = |column: &Column| intent.hints.backfills.contains_key(&(table.clone(), column.name.clone()));
    for column in &change.columns.added {
        if !column.fills_itself() && !filled(column) && !change.table.to.is_rowid(&column.name) {
            questions.push(Question::Backfill {
                table: table.to_string(),
                column: column.name.clone(),
                ty: column.ty.sql.clone(),
            });
        }
    }
    for pair in &change.columns.altered {
        // Rows that are there are not held to what is not valid yet.
        let tightened = pair.from.nullable && !pair.to.nullable && !pair.to.not_null.not_valid;
        let is_filled = filled(&pair.to) && pair.to.generated.is_none();
        if tightened && !is_filled && !intent.no_nulls.contains(&full(&pair.to.name)) {
            questions.push(Question::NoNulls {
                table: table.to_string(),
                column: pair.to.name.clone(),
                computed: pair.to.generated.is_some(),
            });
        }
    }
}
