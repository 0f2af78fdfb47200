use model_core::Model;

#[derive(Model)]
#[model(no_primary_key, primary_key(name = "pk"))]
struct User {
    #[model(identity, serial)]
    id: i64,
    #[model(identity, default = 1)]
    number: i64,
    #[model(generated = "number + 1", default = 2)]
    next: i64,
}

#[derive(Model)]
#[diesel(primary_key(a))]
#[model(no_primary_key)]
struct Pair {
    a: i64,
}

fn main() {}
