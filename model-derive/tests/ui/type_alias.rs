// An alias is no type of its own: `use UserId as Id`, or name the SQL type.
use model_core::{Model, ModelType};

#[derive(Debug, ModelType)]
pub struct UserId(i64);

type Id = UserId;

#[derive(Model)]
struct User {
    id: Id,
}

fn main() {}
