use model_core::ModelType;
use uuid::Uuid;

/// The id of `Event`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct EventId(pub i64);

/// The id of `AuditUser`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct AuditUserId(pub i32);

/// The id of `Post`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct PostId(pub i32);

/// The id of `TagNote`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct TagNoteId(pub Uuid);

/// The id of `User`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct UserId(pub i64);
