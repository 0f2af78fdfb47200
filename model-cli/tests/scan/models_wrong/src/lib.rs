use model_core::{Model, ModelEnum, ModelType};

#[derive(Model)]
pub struct Generic<T> {
    pub id: T,
}

#[derive(Model)]
pub struct Borrowed<'a> {
    pub id: i64,
    pub name: &'a str,
}

#[derive(Model)]
pub struct Tuple(i64);

#[derive(Model)]
pub struct Twice {
    pub id: i64,
    pub name: Option<Option<String>>,
    pub marker: std::marker::PhantomData<u8>,
}

#[derive(ModelEnum)]
pub enum WithData {
    A(i64),
}

#[derive(Model)]
#[diesel(table_name = same)]
pub struct One {
    pub id: i64,
}

mod other {
    #[derive(model_core::Model)]
    #[diesel(table_name = same)]
    pub struct Two {
        pub id: i64,
    }
}

#[derive(ModelType)]
pub struct NotOne(i64, i64);

#[derive(Model)]
#[diesel(table_name = fine)]
pub struct Fine {
    pub id: i64,
    pub broken_is_said_once: WithData,
    #[model(references(Twice))]
    pub twice: i64,
}
