//! What a model over a view cannot say, and why.

use super::args::Key;

/// The error of a key of `#[model(..)]`, on the struct or on a field, that means nothing on a view.
pub(super) fn refused(key: &Key) -> Option<syn::Error> {
    let name = key.name.as_str();
    let why = match name {
        "index" => {
            "a view has no indexes: index the tables that it reads; one of a materialised view is made in the migration that \
             makes the view"
        }
        "unique" | "check" | "exclude" => {
            "a view has no constraints: they belong to the tables that it reads"
        }
        "default" => "nothing is inserted into a view: the default belongs to the column of the table",
        "generated" => "the view's query computes its columns",
        "identity" | "no_identity" | "serial" | "autoincrement" => "a view does not number its rows",
        "primary_key" | "no_primary_key" => {
            "a view has no primary key; what Diesel takes for it is `#[diesel(primary_key(..))]`, else `id`, else the first \
             column"
        }
        "with" | "unlogged" | "strict" | "without_rowid" => {
            "how a view is stored is said in the migration that makes it"
        }
        "extension" => "the migration that makes the view makes its extension",
        "comment" => "the migration that makes the view comments on it",
        "renamed_from" | "backfill" | "using" => {
            "a view is changed in a migration of your own, not by a model"
        }
        "max_length" | "collation" => "the view's query decides that",
        _ => return None,
    };
    Some(key.error(format!("{why}: leave `{name}` out")))
}

/// The same for a key of `references(..)`.
pub(super) fn refused_of_reference(key: &Key) -> Option<syn::Error> {
    let name = key.name.as_str();
    (!matches!(name, "on" | "to" | "no_join")).then(|| {
        key.error(format!(
            "a view has no foreign keys, `references(..)` on it only says what it joins with: leave `{name}` out"
        ))
    })
}
