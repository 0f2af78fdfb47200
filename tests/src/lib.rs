//! Random schemas and random changes of them, for laws that hold for all.
//!
//! A [`Recipe`] is a seed and two sizes. It gives a pair of [`Spec`]s that any database of its engine accepts: a spec names
//! columns by number, and what does not fit any more after a change is left out when it is [rendered](Spec::render). So a
//! change may be made without thinking of what hangs on it, and a rename is known by its number.
#![allow(clippy::pedantic, clippy::expect_used, reason = "a law that cannot be tried shall fail")]

mod answer;
mod build;
pub mod corpus;
mod dice;
mod lab;
mod law;
mod mutate;
mod planned;
mod render;
mod spec;
mod text;

pub use answer::generate_answering;
pub use dice::Dice;
pub use lab::{Lab, PairRooms};
pub use law::{Failure, check};
pub use mutate::mutate;
pub use planned::Planned;
pub use spec::{ColumnSpec, EnumSpec, Id, Item, ItemKind, Kind, Spec, TableSpec};

use model_core::generate::Trial;
use model_core::ir::Engine;

/// What a pair of schemas is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// The engine they are for.
    pub engine: Engine,
    /// All chance comes from here.
    pub seed: u64,
    /// How many tables at most.
    pub size: u8,
    /// How many changes lead from the first to the second; with none, the two have nothing to do with each other.
    pub mutations: u8,
    /// Whether the second is reached online.
    pub online: bool,
    /// Whether there are rows on the way.
    pub rows: bool,
}

impl Recipe {
    /// What a migration is proven on.
    pub fn trial(&self) -> Trial {
        if self.rows { Trial::on_rows() } else { Trial::default() }
    }

    /// The first schema and the second.
    pub fn pair(&self) -> (Spec, Spec) {
        let mut dice = Dice::new(self.seed);
        let before = Spec::random(self.engine, self.size, &mut dice.fork());
        if self.mutations == 0 {
            let mut after = Spec::random(self.engine, self.size, &mut dice.fork());
            after.renumber(1 << 16);
            return (before, after);
        }
        let mut after = before.clone();
        for _ in 0..self.mutations {
            mutate(&mut after, &mut dice.fork());
        }
        (before, after)
    }
}
