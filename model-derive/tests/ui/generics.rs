use model_core::Model;

#[derive(Model)]
struct User<'a, T> {
    id: T,
    name: std::borrow::Cow<'a, str>,
}

fn main() {}
