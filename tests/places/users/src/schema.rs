//! As `diesel print-schema` writes it.

diesel::table! {
    /// People of old.
    #[sql_name = "legacy people"]
    old.legacy (id) {
        /// The key.
        id -> Int4,
        /// Whose it is.
        owner -> Int8,
        /// What was said.
        #[max_length = 40]
        #[sql_name = "the note"]
        note -> Nullable<Varchar>,
        /// A part of the address.
        city -> Text,
        /// Another part of it.
        zip -> Nullable<Int4>,
    }
}

diesel::joinable!(legacy -> users (owner));
diesel::allow_tables_to_appear_in_same_query!(legacy, users);

use crate::account::users;
