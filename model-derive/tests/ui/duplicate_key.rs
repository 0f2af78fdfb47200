use model_core::Model;

#[derive(Model)]
#[model(schema = "a")]
#[model(schema = "b")]
struct User {
    id: i64,
    #[model(max_length = 80, max_length = 90)]
    name: String,
}

fn main() {}
