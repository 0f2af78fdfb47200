use model_core::ModelEnum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
#[model(name = "mood")]
pub enum MoodRow {
    Sad,
    Glad,
}
