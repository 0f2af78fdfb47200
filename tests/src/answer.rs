//! Every question answered without asking.

use std::cell::RefCell;

use model_core::desired::Desired;
use model_core::diff::{Intent, Question};
use model_core::generate::{GenerateError, Online, Proposal, Rooms, Trial, generate};
use model_core::ir::{Engine, QName, Schema, Table};
use model_core::plan::filler;
use model_core::sql::{ident, qualified};

/// Generates as often as it has questions, answering them in between. `intent` has the answers at the end.
pub fn generate_answering(
    desired: &Schema,
    intent: &RefCell<Intent>,
    rooms: &mut dyn Rooms,
    trial: &Trial,
    online: bool,
) -> Result<Proposal, GenerateError> {
    let desired = Desired::of(desired.clone());
    let online = online.then(Online::default);
    for _ in 0..6 {
        let now = intent.borrow().clone();
        match generate(&desired, &now, rooms, trial, online.as_ref()) {
            Err(GenerateError::Questions(questions)) => {
                let mut intent = intent.borrow_mut();
                questions.iter().for_each(|question| answer(question, &desired.schema, &mut intent));
            }
            other => return other,
        }
    }
    let intent = intent.borrow();
    generate(&desired, &intent, rooms, trial, online.as_ref())
}

fn table<'a>(schema: &'a Schema, shown: &str) -> Option<&'a Table> {
    schema.tables.values().find(|table| table.name.to_string() == shown)
}

fn answer(question: &Question, desired: &Schema, intent: &mut Intent) {
    match question {
        Question::DropTable { table, .. } => drop(intent.allowed_drops.insert(table.clone())),
        Question::DropColumn { table, column, .. } => {
            _ = intent.allowed_drops.insert(format!("{table}.{column}"))
        }
        Question::RenameEnum { ty, .. } => drop(intent.allowed_drops.insert(ty.clone())),
        Question::NoNulls { table, column, computed: true } => {
            _ = intent.no_nulls.insert(format!("{table}.{column}"))
        }
        Question::Backfill { table: of, column, .. } | Question::NoNulls { table: of, column, .. } => {
            let found = table(desired, of).and_then(|table| Some((table, table.column(column)?)));
            let value = found.and_then(|(table, column)| Some((table, filler(column, desired)?)));
            match value {
                Some((table, value)) => {
                    intent.hints.backfills.insert((table.name.clone(), column.clone()), value);
                }
                // A type without a neutral value.
                None => {
                    if let Some((table, _)) = found {
                        intent.hints.backfills.insert((table.name.clone(), column.clone()), "'0'".to_owned());
                    }
                }
            }
        }
        Question::Assume { name, .. } => drop(intent.assumed.insert(name.clone())),
        Question::RemovedLabel { ty, label, remaining, .. } => {
            let name: Option<&QName> = desired.enums.keys().find(|name| name.to_string() == *ty);
            if let (Some(name), Some(new)) = (name, remaining.first()) {
                intent.hints.mapped_labels.insert((name.clone(), label.clone()), new.clone());
            }
        }
        Question::Using { table: of, column, to, .. } => {
            let found = table(desired, of).and_then(|table| Some((table, table.column(column)?)));
            if let Some((table, column)) = found {
                let ty = column.ty.enum_name.as_ref().map_or_else(
                    || to.clone(),
                    |name| {
                        let array = if to.ends_with("[]") { "[]" } else { "" };
                        qualified(Engine::Postgres, name) + array
                    },
                );
                let cast = format!("{}::text::{ty}", ident(desired.engine, &column.name));
                intent.hints.using.insert((table.name.clone(), column.name.clone()), cast);
            }
        }
    }
}
