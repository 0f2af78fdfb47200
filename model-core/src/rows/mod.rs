//! Rows in a scratch database: made to hurt, compared before and after a migration, and written to after it.
//!
//! [`populate`] fills the tables, [`Snapshot`] tells what a migration did to the rows, [`probe`] whether the tables can
//! still be written to. None of them may be called inside a transaction, and none leaves one open.

mod candidates;
mod compare;
mod counts;
mod held;
mod keys;
mod literals;
mod order;
mod populate;
mod probe;
mod recipe;
mod references;
mod report;
mod snapshot;
mod types;

pub use compare::Claims;
pub use counts::counts;
pub use populate::{Populate, Populated, Population, populate};
pub use probe::{ProbeFailure, probe};
pub use report::RowChange;
pub use snapshot::Snapshot;
