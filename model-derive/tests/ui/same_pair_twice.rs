// Two names for one model are two models to a macro: `no_join` on one reference leaves the pair to the other.
use model_core::Model;

#[derive(Model)]
pub struct User {
    id: i64,
}

#[derive(Model)]
pub struct Post {
    id: i64,
    #[model(references(User))]
    author_id: i64,
    #[model(references(crate::User))]
    editor_id: i64,
}

fn main() {}
