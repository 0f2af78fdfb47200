use model_core::Model;

#[derive(Model)]
struct Tuple(i64);

#[derive(Model)]
struct Unit;

#[derive(Model)]
enum Choice {
    A,
}

#[derive(Model)]
struct Nothing {}

fn main() {}
