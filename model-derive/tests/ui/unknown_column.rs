use model_core::Model;

#[derive(Model)]
#[diesel(primary_key(uid))]
#[model(
    index(on(emial, name.desc()), include(naem)),
    unique(on(first, last)),
    references(User, on(id), to(ident)),
)]
struct User {
    id: i64,
    email: String,
    name: String,
}

fn main() {}
