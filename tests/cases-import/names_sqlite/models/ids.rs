use model_core::ModelType;

/// The id of `OptionRow`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct OptionRowId(pub i64);

/// The id of `Id`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct IdId(pub String);

/// The id of `Select`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct SelectId(pub i32);
