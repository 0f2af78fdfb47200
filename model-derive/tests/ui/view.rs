// What means nothing on a view, each with its reason.
use model_core::Model;

#[derive(Model)]
struct User {
    id: i64,
}

#[derive(Model)]
#[model(view, index(on(name)), unique(on(name)), check = "name <> ''", exclude(using = gist, on(name = "=")))]
#[model(primary_key(name = "pk"), no_primary_key, with(fillfactor = 70), unlogged, strict, without_rowid)]
#[model(extension = "citext", comment, renamed_from = "old")]
struct Name {
    #[model(default = 1, references(User, on_delete = cascade))]
    user_id: i64,
    #[model(identity, unique, index)]
    number: i64,
    #[model(serial, generated = "1", backfill = "1", using = "1")]
    other: i64,
    #[model(max_length = 9, collation = "C", check = "name <> ''", comment = "..", renamed_from = "old")]
    name: String,
    #[model(autoincrement, no_identity)]
    last: i64,
}

fn main() {
    // The table is there all the same.
    let _ = names::name;
}
