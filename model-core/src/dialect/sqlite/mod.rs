//! SQLite.

mod alter;
mod guard;
mod materialise;
mod plan;
mod probe;
mod rebuild;
mod render;
mod words;

pub use materialise::materialise;
pub use plan::plan;
pub use probe::{Probe, probes};
pub use render::rename;
