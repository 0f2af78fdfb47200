use serde::{Deserialize, Serialize};

use super::QName;
use super::name::Named;

/// A native enum type (PostgreSQL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enum {
    /// The type's name.
    pub name: QName,
    /// Its labels in sort order.
    pub labels: Vec<String>,
    /// `COMMENT ON TYPE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl Named for Enum {
    fn qname(&self) -> &QName {
        &self.name
    }
}
