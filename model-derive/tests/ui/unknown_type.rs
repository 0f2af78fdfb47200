// A type that says nothing of its column has no macro of its name.
use model_core::Model;

struct Point;

#[derive(Model)]
struct Place {
    id: i64,
    at: Point,
}

fn main() {}
