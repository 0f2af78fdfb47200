use model_core::ModelEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
#[model(schema = "audit", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Level {
    Low,
    VeryHigh,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
#[model(comment)]
pub enum UserStatus {
    Pending,
    Active,
    #[model(name = "on hold")]
    OnHold,
}
