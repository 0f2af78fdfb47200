//! The difference of two schemas, as data.
//!
//! Pure: no connection, no SQL. Both states come from catalogs of the same server, so equality is equality of what the
//! server prints. Renames come first and apart ([`renames`]): they are carried out on the scratch database before the
//! states are compared, so that every expression that names a renamed column reads the same on both sides.

mod answer;
mod changes;
mod compare;
mod describe;
mod questions;
mod renames;

pub use answer::{Answer, Value, shell_word};
pub use changes::{Changes, EnumChange, ItemChanges, OtherChanges, Pair, TableChange};
pub use compare::{compare, compare_whole};
pub(crate) use compare::{compare_named, divided_anew, fallen, forget_names, keep_handed, keep_names};
pub use describe::{Line, Mark, describe};
pub use questions::{Intent, Question, questions};
pub use renames::{Rename, RenameError, renames, reversed};
pub(crate) use renames::{aside, sequence};
