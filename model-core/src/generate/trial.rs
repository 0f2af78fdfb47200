//! What a proof is carried out on, and what it has shown.

use serde::Serialize;

use crate::database::{Database, DatabaseError};
use crate::hazard::{Hazard, Levels};
use crate::ir::Schema;
use crate::observe::Observation;
use crate::rows::{Populate, Populated, RowChange, populate};

/// What a proof is carried out on.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    /// The rows that are made up for the tables which a change is about; `None`: the tables are empty.
    pub rows: Option<Populate>,
    /// Statements that put a team's own rows there, before any are made up.
    pub fixtures: Option<String>,
    /// How bad which hazard is.
    pub levels: Levels,
}

impl Trial {
    /// A proof on a few rows a table.
    pub fn on_rows() -> Self {
        Self { rows: Some(Populate::default()), ..Self::default() }
    }

    /// Whether there will be rows at all.
    pub const fn has_rows(&self) -> bool {
        self.rows.is_some() || self.fixtures.is_some()
    }

    /// Puts the rows into a database, and tells which tables could not be filled.
    ///
    /// # Errors
    /// [`FillError::Fixtures`] if a team's own rows are refused.
    pub fn fill(&self, database: &mut dyn Database, schema: &Schema) -> Result<Vec<Populated>, FillError> {
        if let Some(fixtures) = &self.fixtures {
            database.batch(fixtures).map_err(FillError::Fixtures)?;
        }
        let Some(options) = &self.rows else { return Ok(Vec::new()) };
        let population = populate(database, schema, options)?;
        Ok(population.tables.into_iter().filter(|table| table.shortfall.is_some()).collect())
    }
}

/// Why a database could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// The team's own rows are not accepted.
    #[error("the fixtures cannot be loaded into the state before the migration: {0}")]
    Fixtures(DatabaseError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// What the proof of one stage has shown.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StageEvidence {
    /// What each statement of up.sql did.
    pub statements: Vec<Observation>,
    /// What became of the rows: what the change claims to change is not in it, what is dropped is.
    pub rows: Vec<RowChange>,
    /// What can go wrong when it meets a database in use.
    pub hazards: Vec<Hazard>,
}

/// What a whole proof has shown.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Evidence {
    /// Stage by stage.
    pub stages: Vec<StageEvidence>,
    /// Tables that could not be filled, each with the reason. Nothing is shown about their rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_populated: Vec<Populated>,
    /// Why the way back fails on rows, if it does: it was proven on empty tables then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_way_back: Option<String>,
}
