//! Models over views, held against the views that migrations make.

use std::fmt;

use serde::Serialize;

use super::{GenerateError, Rooms};
use crate::desired::Desired;
use crate::diff::Changes;
use crate::introspect::{ViewColumn, view_columns};
use crate::ir::{Dependency, Engine, OtherObject, QName, Schema, Table};

/// Kinds of objects that are read like a table and that no table of a model is.
const KINDS: [&str; 4] = ["view", "materialized view", "foreign table", "virtual table"];

/// A model that is not what the state says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewFault {
    /// The name of the view.
    pub view: QName,
    /// What is wrong with it.
    pub what: ViewWrong,
}

/// What is wrong with a view, or with the model that is over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewWrong {
    /// There is no view of the name.
    Missing,
    /// It is a table, which the model does not say.
    IsTable,
    /// The model says that it is a table, but it is a view.
    IsView,
    /// It cannot be read.
    Unreadable(String),
    /// It has no such column.
    NoColumn {
        /// The model's column.
        column: String,
        /// The columns that it has.
        has: Vec<String>,
    },
    /// A column of it is of a type that cannot be read as the model's.
    Type {
        /// The column.
        column: String,
        /// The type that it has.
        view: String,
        /// The type that the model says.
        model: String,
    },
}

impl ViewFault {
    /// Whether nothing can be generated beside it: one side would make or drop what the other has.
    pub const fn is_contradiction(&self) -> bool {
        matches!(self.what, ViewWrong::IsTable | ViewWrong::IsView)
    }

    /// The model's column that it is about.
    pub fn column(&self) -> Option<&str> {
        match &self.what {
            ViewWrong::NoColumn { column, .. } | ViewWrong::Type { column, .. } => Some(column),
            _ => None,
        }
    }

    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self.what {
            ViewWrong::Missing => {
                "views are made in migrations of your own: `cargo model generate --empty NAME` begins one"
            }
            ViewWrong::IsTable => {
                "leave `#[model(view)]` out; or drop the table and make the view in a migration of your own first: \
                 `cargo model generate --empty NAME`"
            }
            ViewWrong::IsView => "say so: `#[model(view)]` on the struct",
            ViewWrong::Unreadable(_) | ViewWrong::NoColumn { .. } | ViewWrong::Type { .. } => {
                "change the model, or make the view anew in a migration of your own: `cargo model generate --empty NAME`"
            }
        }
    }
}

impl fmt::Display for ViewFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let view = &self.view;
        match &self.what {
            ViewWrong::Missing => write!(f, "no migration makes the view `{view}`"),
            ViewWrong::IsTable => {
                write!(f, "`{view}` is a table after the migrations, and a view by the model")
            }
            ViewWrong::IsView => {
                write!(f, "`{view}` is a view after the migrations, and a table by the model")
            }
            ViewWrong::Unreadable(message) => write!(f, "the view `{view}` cannot be read: {message}"),
            ViewWrong::NoColumn { column, has } => {
                write!(f, "the view `{view}` has no column `{column}`; it has {}", has.join(", "))
            }
            ViewWrong::Type { column, view: has, model } => {
                write!(f, "`{column}` of the view `{view}` is {has}, which cannot be read as {model}")
            }
        }
    }
}

/// What keeps models and state from being compared at all.
pub fn contradictions(desired: &Desired, state: &Schema) -> Vec<ViewFault> {
    let fault = |view: &QName, what| ViewFault { view: view.clone(), what };
    let tables = desired.views.keys().filter(|name| state.tables.contains_key(*name));
    let views = desired.schema.tables.keys().filter(|name| of_state(state, name).is_some());
    let tables = tables.map(|name| fault(name, ViewWrong::IsTable));
    tables.chain(views.map(|name| fault(name, ViewWrong::IsView))).collect()
}

/// What is wrong with the views of models.
pub fn faults(
    desired: &Desired,
    state: &Schema,
    changes: &Changes,
    rooms: &mut dyn Rooms,
) -> Result<Vec<ViewFault>, GenerateError> {
    let mut faults = Vec::new();
    let mut there: Vec<(&Table, &OtherObject)> = Vec::new();
    for (name, model) in &desired.views {
        match of_state(state, name) {
            Some(object) => there.push((model, object)),
            None => faults.push(ViewFault { view: name.clone(), what: ViewWrong::Missing }),
        }
    }
    if there.is_empty() {
        return Ok(faults);
    }
    let mut database = rooms.history()?;
    for (model, object) in there {
        let wrong = match view_columns(&mut *database, model) {
            // What is a view by the catalog, but was left out of a copy of it, is not known to have anything.
            Ok(columns) if columns.is_empty() => continue,
            Ok(columns) => of_columns(model, &columns),
            Err(error) if state.engine == Engine::Sqlite => vec![ViewWrong::Unreadable(error.message)],
            Err(error) => return Err(error.into()),
        };
        let is_about_to_change = rests_on_what_changes(object, state, changes);
        let wrong =
            wrong.into_iter().filter(|what| !(is_about_to_change && matches!(what, ViewWrong::Type { .. })));
        faults.extend(wrong.map(|what| ViewFault { view: model.name.clone(), what }));
    }
    faults.sort_by(|a, b| a.view.cmp(&b.view));
    Ok(faults)
}

fn of_state<'a>(state: &'a Schema, name: &QName) -> Option<&'a OtherObject> {
    let is = |object: &&OtherObject| {
        KINDS.contains(&object.kind.as_str())
            && (object.name == *name
                || state.engine == Engine::Sqlite && object.name.name.eq_ignore_ascii_case(&name.name))
    };
    state.others.iter().find(is)
}

fn of_columns(model: &Table, columns: &[ViewColumn]) -> Vec<ViewWrong> {
    let same = |a: &str, b: &str| a == b || model.name.schema.is_empty() && a.eq_ignore_ascii_case(b);
    let wrong = model.columns.iter().filter_map(|wanted| {
        let column = wanted.name.clone();
        match columns.iter().find(|column| same(&column.name, &wanted.name)) {
            None => {
                let has = columns.iter().map(|column| column.name.clone()).collect();
                Some(ViewWrong::NoColumn { column, has })
            }
            Some(found) if !found.fits => {
                Some(ViewWrong::Type { column, view: found.ty.clone(), model: wanted.ty.sql.clone() })
            }
            Some(_) => None,
        }
    });
    wrong.collect()
}

/// Whether the types of a view may become others: it is made anew where tables below it change.
fn rests_on_what_changes(object: &OtherObject, state: &Schema, changes: &Changes) -> bool {
    let altered = |name: &QName| changes.altered_tables.iter().any(|change| change.table.from.name == *name);
    let is_altered = |dependency: &Dependency| match dependency {
        Dependency::Table(name)
        | Dependency::Row(name)
        | Dependency::Column(name, _)
        | Dependency::Constraint(name, _) => altered(name),
        Dependency::Enum(_) => false,
    };
    // What a view of a view rests on, and anything on SQLite, is not told.
    let is_known = state.engine == Engine::Postgres && object.needs.is_empty();
    object.depends.iter().any(is_altered) || !is_known && !changes.altered_tables.is_empty()
}
