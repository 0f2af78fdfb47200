use model_core::Model;

#[derive(Model)]
#[model(strict = true, schema(app))]
struct User {
    #[model(serial = 1)]
    id: i64,
    #[model(max_length = "80", check)]
    name: String,
    #[model(references(User, on_delete = remove), default = 1 + 1)]
    parent_id: Option<i64>,
}

fn main() {}
