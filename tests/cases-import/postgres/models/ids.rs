use model_core::ModelType;
use uuid::Uuid;

/// The id of a [`Event`](super::audit::events::Event).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct EventId(pub i64);

/// The id of a [`AuditUser`](super::audit::users::AuditUser).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct AuditUserId(pub i32);

/// The id of a [`Post`](super::posts::Post).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct PostId(pub i32);

/// The id of a [`TagNote`](super::tag_notes::TagNote).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct TagNoteId(pub Uuid);

/// The id of a [`User`](super::users::User).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct UserId(pub i64);
