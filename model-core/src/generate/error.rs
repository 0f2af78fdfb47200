use std::fmt;

use super::{FillError, ViewFault};
use crate::database::DatabaseError;
use crate::dialect::Stuck;
use crate::diff::{Changes, Line, Question, RenameError, describe};
use crate::ir::{OtherId, OtherObject, QName};
use crate::rows::{ProbeFailure, RowChange};

/// Why no migration was written.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The database refuses what a model asks for.
    #[error("the database refuses what the models ask for: {error}")]
    Models {
        /// The refused statement.
        sql: String,
        /// What it said.
        error: DatabaseError,
    },
    /// A model references a table that is not there, or not with such columns.
    #[error(
        "`{table}` references `{target}`, which no model describes and no migration makes with those columns"
    )]
    NoTarget {
        /// The model's table.
        table: QName,
        /// What it references.
        target: QName,
    },
    /// A model asks for what newer servers have.
    #[error("PostgreSQL has {what} from version {since} on, and this server is {server}")]
    ServerTooOld {
        /// What it asks for, and of what.
        what: String,
        /// The first version that has it.
        since: u32,
        /// The version there is.
        server: u32,
    },
    /// Renames that cannot be.
    #[error("{}", list(.0))]
    Renames(Vec<RenameError>),
    /// What is a view on one side is a table on the other.
    #[error("{}", sentences(.0))]
    Views(Vec<ViewFault>),
    /// What only a person can answer.
    #[error("{} question(s) must be answered first", .0.len())]
    Questions(Vec<Question>),
    /// A statement of the candidate failed on the scratch database.
    #[error("running the candidate {direction} failed: {error}")]
    Statement {
        /// Which way.
        direction: Direction,
        /// The statement.
        sql: String,
        /// What the database said.
        error: DatabaseError,
    },
    /// The candidate does not lead where it should.
    #[error("after running the candidate {} the schema is not what it should be", .0.direction)]
    Unequal(Box<Unequal>),
    /// Rows were lost, or values changed that the change does not claim to change.
    #[error("{direction} does not keep the rows: {}", sentences(.rows))]
    Rows {
        /// Which way.
        direction: Direction,
        /// What became of them.
        rows: Vec<RowChange>,
    },
    /// Writing to a table fails after the migration.
    #[error("after the migration a table cannot be written to: {}", sentences(.0))]
    Writes(Vec<ProbeFailure>),
    /// The state before could not be filled with rows.
    #[error(transparent)]
    Fill(#[from] FillError),
    /// What no model describes would not work any more.
    #[error("after running {direction} the {} `{}` does not work any more: {error}", object.kind, object.name)]
    Broken {
        /// Which way.
        direction: Direction,
        /// The view or trigger.
        object: Box<OtherObject>,
        /// What the database said.
        error: DatabaseError,
    },
    /// A script of SQL fails.
    #[error("{name}{}: {error}", line.map(|line| format!(":{line}")).unwrap_or_default())]
    Script {
        /// The script's name.
        name: String,
        /// The line of the failing statement, where it is known.
        line: Option<usize>,
        /// What the database said.
        error: Box<DatabaseError>,
    },
    /// A state that was read from a catalog could not be made again, so that nothing can be proven on it.
    #[error("the state to begin with could not be made again on a scratch database: {0}")]
    NotRemade(Box<NotRemade>),
    /// What no model describes rests on what changes, and no room can be made.
    #[error("{}{}; drop or change it in a migration of your own first",
        match direction { Direction::Down => "on the way down ", _ => "" }, sentences(stuck))]
    InTheWay {
        /// Which way.
        direction: Direction,
        /// What is in the way.
        stuck: Vec<Stuck>,
    },
    /// What no model describes cannot be made again after the change.
    #[error(
        "running {direction}, the {object} cannot be made again as it was: {error}; drop or change it in a migration of your own first"
    )]
    NotMadeAgain {
        /// Which way.
        direction: Direction,
        /// The object.
        object: Box<OtherId>,
        /// The refused statement.
        sql: String,
        /// What the database said.
        error: DatabaseError,
    },
    /// What no model describes is not there any more, or not as it was.
    #[error("after running {direction} the {object} {}", if *is_gone { "is gone" } else { "is not what it was" })]
    Kept {
        /// Which way.
        direction: Direction,
        /// The object.
        object: Box<OtherId>,
        /// Whether it is gone; else it is different.
        is_gone: bool,
    },
    /// What shall go is still there.
    #[error("after running {direction} the {object} is still there")]
    NotDropped {
        /// Which way.
        direction: Direction,
        /// The object.
        object: Box<OtherId>,
    },
    /// Replaying the history failed.
    #[error(transparent)]
    History(Box<dyn std::error::Error + Send + Sync>),
    /// There is no scratch database.
    #[error(transparent)]
    Scratch(#[from] crate::scratch::ScratchError),
    /// A scratch database could not be read.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

fn sentences<T: fmt::Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn list(errors: &[RenameError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A state that was reached and the one that was promised.
#[derive(Debug)]
pub struct Unequal {
    /// Which way.
    pub direction: Direction,
    /// What would still have to change.
    pub remaining: Changes,
}

/// What a copy of a database, made from its catalog, lacks.
#[derive(Debug)]
pub struct NotRemade {
    /// Statements that the scratch database refuses, and why.
    pub refused: Vec<(String, DatabaseError)>,
    /// What would still have to change.
    pub remaining: Changes,
}

impl NotRemade {
    /// What would still have to change, in words.
    pub fn describe(&self) -> Vec<Line> {
        describe(&[], &self.remaining)
    }
}

impl fmt::Display for NotRemade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.refused.first() {
            Some((_, error)) => error.fmt(f),
            None => f.write_str("its catalog came out different"),
        }
    }
}

/// Which way a migration is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// up.sql
    Up,
    /// down.sql
    Down,
    /// up.sql after down.sql
    UpAgain,
}

impl Unequal {
    /// What would still have to change, in words.
    pub fn describe(&self) -> Vec<Line> {
        describe(&[], &self.remaining)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::UpAgain => "up again",
        })
    }
}
