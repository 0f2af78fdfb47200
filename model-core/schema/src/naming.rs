//! Conventional names of constraints and indexes.
//!
//! They are PostgreSQL's own: what `CREATE TABLE` would have chosen had no name been given
//! (`makeObjectName` and `ChooseRelationName` in PostgreSQL's `src/backend/commands/indexcmds.c`), so that a table made
//! by hand and one made from a model agree.

use std::collections::BTreeSet;

/// The longest name that PostgreSQL keeps, in bytes (`NAMEDATALEN - 1`).
pub const MAX_BYTES: usize = 63;

/// `table_columns_label`, the longer of the first two parts shortened until the whole fits [`MAX_BYTES`].
///
/// ```
/// use model_schema::naming::object_name;
/// assert_eq!(object_name("users", "email", "key"), "users_email_key");
/// assert!(object_name(&"t".repeat(60), &"c".repeat(60), "fkey").len() <= 63);
/// ```
pub fn object_name(table: &str, columns: &str, label: &str) -> String {
    let mut overhead = label.len() + 1;
    if !columns.is_empty() {
        overhead += 1;
    }
    let available = MAX_BYTES.saturating_sub(overhead);
    let (mut first, mut second) = (table.len(), columns.len());
    while first + second > available {
        if first > second { first -= 1 } else { second -= 1 }
    }
    let (table, columns) = (clip(table, first), clip(columns, second));
    if columns.is_empty() { format!("{table}_{label}") } else { format!("{table}_{columns}_{label}") }
}

/// The first `bytes` bytes, less whatever of a character they would cut in half.
fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Gives out conventional names that are not yet taken, as the server does: `_key`, `_key1`, `_key2`.
#[derive(Debug, Default, Clone)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Marks a name as taken; `false` if it was already.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// A free conventional name.
    pub fn choose(&mut self, table: &str, columns: &str, label: &str) -> String {
        let mut name = object_name(table, columns, label);
        let mut n = 0_u32;
        while !self.taken.insert(name.clone()) {
            n += 1;
            name = object_name(table, columns, &format!("{label}{n}"));
        }
        name
    }
}

/// The middle part of an index's or key's name: its columns joined, `expr` for an expression.
///
/// PostgreSQL stops adding columns once the part is as long as a name may be (`ChooseIndexNameAddition`).
pub fn columns_part<'a>(columns: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut part = String::new();
    let mut expressions = 0_u32;
    for column in columns {
        if !part.is_empty() {
            part.push('_');
        }
        if let Some(name) = column {
            part.push_str(name);
        } else {
            part.push_str("expr");
            if expressions > 0 {
                part.push_str(&expressions.to_string());
            }
            expressions += 1;
        }
        if part.len() > MAX_BYTES {
            break;
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_stay_whole() {
        assert_eq!(object_name("users", "", "pkey"), "users_pkey");
        assert_eq!(object_name("users", "email", "key"), "users_email_key");
    }

    #[test]
    fn the_longer_part_is_shortened_first() {
        let name = object_name(&"t".repeat(63), "id", "fkey");
        assert_eq!(name, format!("{}_id_fkey", "t".repeat(55)));
        assert_eq!(name.len(), MAX_BYTES);
    }

    #[test]
    fn characters_are_not_cut_in_half() {
        let name = object_name(&"é".repeat(40), "id", "fkey");
        assert!(name.len() <= MAX_BYTES && name.ends_with("_id_fkey"), "{name}");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut names = Names::default();
        assert_eq!(names.choose("t", "a", "idx"), "t_a_idx");
        assert_eq!(names.choose("t", "a", "idx"), "t_a_idx1");
        assert_eq!(names.choose("t", "a", "idx"), "t_a_idx2");
    }
}
