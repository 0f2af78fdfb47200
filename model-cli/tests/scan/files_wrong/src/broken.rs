#[derive(Model)]
struct Broken {
    id i64,
}
