use model_core::Model;

#[derive(Model)]
#[model(uniqe(on(name)))]
struct User {
    id: i64,
    #[model(max_lenght = 80)]
    name: String,
    #[model(references(User, on_delte = cascade))]
    parent_id: Option<i64>,
}

fn main() {}
