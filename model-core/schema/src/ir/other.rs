//! What no model describes.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::QName;

/// An object that no model describes: a view, a function, a trigger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OtherObject {
    /// What it is: `view`, `materialized view`, `function`, `trigger`, `virtual table`, ...
    pub kind: String,
    /// Its name.
    pub name: QName,
    /// The table it hangs on, for a trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<QName>,
    /// The statement that creates it, where the catalog keeps one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The statements that give it back what its definition does not say: comments, owner, privileges, whether a trigger
    /// fires.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
    /// What tells whether another definition can take its place without it being dropped: the columns of a view, what a
    /// function returns and takes, the parts of a type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shape: Vec<String>,
    /// The statement that takes it away, where it can be made again just as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removal: Option<String>,
    /// What of the models' own objects it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends: Vec<Dependency>,
    /// Which objects of its own sort it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<OtherId>,
}

/// Something that an object's definition does not say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Extra {
    /// The statement that brings it about.
    pub set: String,
    /// The statement that brings back what is usual.
    pub unset: String,
    /// The column, constraint or index of the table that it is about: it goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A part of a table that rests on an object which no model describes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Use {
    /// The table.
    pub table: QName,
    /// What of it.
    pub part: UsedBy,
    /// The object.
    pub object: OtherId,
}

/// What of a table rests on something else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedBy {
    /// The type of a column.
    Column(String),
    /// The default of a column, or what it is generated from.
    Default(String),
    /// A constraint.
    Constraint(String),
    /// An index.
    Index(String),
}

/// What tells an object apart from all others of its sort.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OtherId {
    /// What it is.
    pub kind: String,
    /// Its name.
    pub name: QName,
    /// The table it hangs on: two tables may have triggers of one name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<QName>,
}

/// Something that models describe and another object rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dependency {
    /// A table as a whole.
    Table(QName),
    /// The type of a table's rows.
    Row(QName),
    /// A column.
    Column(QName, String),
    /// A constraint of a table.
    Constraint(QName, String),
    /// An enum type.
    Enum(QName),
}

impl OtherObject {
    /// An object of which nothing else is known.
    pub fn new(kind: impl Into<String>, name: QName) -> Self {
        Self {
            kind: kind.into(),
            name,
            table: None,
            definition: None,
            extras: Vec::new(),
            shape: Vec::new(),
            removal: None,
            depends: Vec::new(),
            needs: Vec::new(),
        }
    }

    /// Whether it is what tables, types and schemas have besides what models say of them: nothing of its own, but extras.
    pub fn is_settings(&self) -> bool {
        self.kind.ends_with(" settings")
    }

    /// Whether it can be made and taken away.
    pub fn is_manageable(&self) -> bool {
        self.is_settings() || self.definition.is_some() && self.removal.is_some()
    }

    /// The type that a domain is over, as the database prints it.
    pub fn base_type(&self) -> Option<&str> {
        let head = self.shape.first().filter(|_| self.kind == "domain")?;
        // Behind it stands a collation, which may be quoted.
        let mut is_quoted = false;
        let spaces = head.char_indices().filter(|(_, c)| {
            is_quoted ^= *c == '"';
            *c == ' ' && !is_quoted
        });
        head.get(..spaces.last()?.0)
    }

    /// What tells it apart.
    pub fn id(&self) -> OtherId {
        OtherId { kind: self.kind.clone(), name: self.name.clone(), table: self.table.clone() }
    }
}

impl fmt::Display for OtherId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind.as_str(), &self.table) {
            ("default privileges settings", _) => {
                write!(f, "default privileges of {}", self.name.name)?;
                if self.name.schema.is_empty() { Ok(()) } else { write!(f, " in {}", self.name.schema) }
            }
            (kind, _) if kind.ends_with(" settings") => {
                write!(f, "settings of {} {}", kind.trim_end_matches(" settings"), self.name)
            }
            // Their names are those of their table alone.
            ("trigger" | "rule" | "policy", Some(table)) => {
                write!(f, "{} {} of {table}", self.kind, self.name.name)
            }
            _ => write!(f, "{} {}", self.kind, self.name),
        }
    }
}

impl fmt::Display for UsedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(name) => write!(f, "the type of {name}"),
            Self::Default(name) => write!(f, "the default of {name}"),
            Self::Constraint(name) => write!(f, "the constraint {name}"),
            Self::Index(name) => write!(f, "the index {name}"),
        }
    }
}

impl fmt::Display for Dependency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(name) | Self::Enum(name) => name.fmt(f),
            Self::Row(name) => write!(f, "rows of {name}"),
            Self::Column(table, name) => write!(f, "{table}.{name}"),
            Self::Constraint(table, name) => write!(f, "{name} of {table}"),
        }
    }
}
