//! What a proof is carried out on, and what it has shown.

use serde::Serialize;

use crate::hazard::{Hazard, Levels};
use crate::observe::Observation;
use crate::rows::{Populate, Populated, RowChange};

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
