use model_core::Model;

#[derive(Model)]
struct User {
    id: i64,
    a: Option<Option<i32>>,
    b: Vec<Vec<i32>>,
    c: &'static str,
    d: (i32, String),
    e: u64,
    f: [u8; 16],
    g: std::marker::PhantomData<i32>,
    h: std::collections::BTreeMap<String, String>,
    i: Box<str>,
    j: fn(),
}

fn main() {}
