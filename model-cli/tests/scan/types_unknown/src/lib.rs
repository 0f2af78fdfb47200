use model_core::{Model, ModelType};

pub struct Plain(i64);

#[derive(diesel::AsExpression)]
#[diesel(sql_type = diesel::sql_types::Text)]
#[diesel(sql_type = diesel::sql_types::Jsonb)]
pub struct Two(String);

#[derive(ModelType)]
pub struct Loop(Loop2);
type Loop2 = Loop;

type Pair<T> = (T, T);

#[derive(ModelType)]
pub struct Tags(Vec<String>);

#[derive(Model)]
#[diesel(table_name = a)]
pub struct A {
    pub id: i64,
    pub plain: Plain,
    pub two: Two,
    pub looped: Option<Loop>,
    pub pair: Vec<Pair>,
    pub tags: Vec<Tags>,
    pub gone: other::Gone,
    pub b: B,
    #[model(references(Plain))]
    pub x: i64,
    #[model(references(nowhere::Model))]
    pub y: i64,
}

#[derive(Model)]
#[diesel(table_name = b)]
pub struct B {
    pub id: i64,
}
