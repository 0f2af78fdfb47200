//! The difference of two schemas, as data.
//!
//! Pure: no connection, no SQL. Both states come from catalogs of the same server, so equality is equality of what the
//! server prints. Renames are not found here: they are carried out on the scratch database first ([`crate::plan`]), so
//! that every expression that names a renamed column reads the same on both sides.

mod changes;
mod compare;

pub use changes::{Changes, EnumChange, ItemChanges, Pair, TableChange};
pub use compare::compare;
