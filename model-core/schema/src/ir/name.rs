use std::fmt;

use serde::{Deserialize, Serialize};

/// A name and the schema it lives in. `schema` is empty on an engine without schemas.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QName {
    /// The schema: `public` unless another one is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schema: String,
    /// The name itself, unquoted.
    pub name: String,
}

impl QName {
    /// A name in a schema.
    pub fn new(schema: impl Into<String>, name: impl Into<String>) -> Self {
        Self { schema: schema.into(), name: name.into() }
    }

    /// Another name in the same schema.
    #[must_use]
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self { schema: self.schema.clone(), name: name.into() }
    }
}

/// As a person writes it: `users`, or `audit.events` outside the default schema. Unquoted: for messages, not for SQL.
impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.schema.is_empty() || self.schema == "public" {
            f.write_str(&self.name)
        } else {
            write!(f, "{}.{}", self.schema, self.name)
        }
    }
}

/// Maps keyed by [`QName`] travel as lists, because JSON has no structured keys.
pub(super) mod map {
    use std::collections::BTreeMap;

    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::QName;

    pub fn serialize<S: Serializer, T: Serialize>(
        map: &BTreeMap<QName, T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map.values())
    }

    pub fn deserialize<'de, D, T>(deserializer: D) -> Result<BTreeMap<QName, T>, D::Error>
    where
        D: Deserializer<'de>,
        T: DeserializeOwned + super::Named,
    {
        Ok(Vec::<T>::deserialize(deserializer)?
            .into_iter()
            .map(|item| (item.qname().clone(), item))
            .collect())
    }
}

/// An object with a qualified name of its own.
pub trait Named {
    /// That name.
    fn qname(&self) -> &QName;
}
