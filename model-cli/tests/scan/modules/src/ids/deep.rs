use model_core::ModelType;

#[derive(ModelType)]
pub struct Slug(String);
