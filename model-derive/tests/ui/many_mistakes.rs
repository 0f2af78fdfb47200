// All of them at once.
use model_core::Model;

#[derive(Model)]
#[diesel(primary_key(uid))]
#[model(index(on(nme), whre = "x"), unlogged(true))]
struct User {
    id: u64,
    #[model(max_length = -1, default = 1 + 1)]
    name: &'static str,
    #[model(references())]
    parent: i64,
}

fn main() {}
