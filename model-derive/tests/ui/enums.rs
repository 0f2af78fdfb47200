use model_core::ModelEnum;

#[derive(Clone, Copy, ModelEnum)]
pub struct Status {
    id: i64,
}

#[derive(Clone, Copy, ModelEnum)]
pub enum Data {
    Number(i32),
    Text { text: &'static str },
}

#[derive(Clone, Copy, ModelEnum)]
pub enum Twice {
    OnHold,
    #[model(name = "on_hold")]
    Held,
}

#[derive(Clone, Copy, ModelEnum)]
pub enum Empty {}

#[derive(Clone, Copy, ModelEnum)]
enum Private {
    A,
}

#[derive(Clone, Copy, ModelEnum)]
#[model(rename_all = "kebab_case", nane = "x")]
pub enum Keys {
    A,
}

fn main() {}
