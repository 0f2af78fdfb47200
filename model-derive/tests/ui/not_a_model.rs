// What is referenced derives `Model`.
use model_core::Model;

struct User;

#[derive(Model)]
struct Post {
    id: i64,
    #[model(references(User))]
    user_id: i64,
}

fn main() {}
