//! Ids that cannot be mixed up.

use model_core::ModelType;

/// An account's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct UserId(pub i64);

/// An organization's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct OrganizationId(pub i64);

/// A project's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct ProjectId(pub i64);

/// A version's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct VersionId(pub i64);

/// A community's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct CommunityId(pub i64);

/// A thread's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct ThreadId(pub i64);

/// A post's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct PostId(pub i64);

/// A hosted server's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct ServerId(pub i64);

/// A web address, as its owner wrote it.
#[derive(Debug, Clone, PartialEq, Eq, ModelType)]
pub struct Url(pub String);
