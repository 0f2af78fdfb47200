use model_core::ModelType;

#[derive(ModelType)]
struct Named {
    id: i64,
}

#[derive(ModelType)]
struct Two(i64, i64);

#[derive(ModelType)]
enum Choice {
    A,
}

#[derive(ModelType)]
struct Generic<T>(T);

#[derive(ModelType)]
struct Maybe(Option<i64>);

#[derive(ModelType)]
struct Unsigned(u64);

#[derive(ModelType)]
#[model(sql_type = super::Mood)]
struct Relative(String);

fn main() {}
