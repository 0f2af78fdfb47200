use model_core::Model;

#[derive(Model)]
struct User {
    name: String,
}

fn main() {}
