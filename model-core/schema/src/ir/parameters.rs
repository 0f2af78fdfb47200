use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Storage parameters, each once, in the order in which they were given.
///
/// The order means nothing, and two that differ in it alone are equal. A catalog keeps it nevertheless, and so does what is made of
/// one.
#[derive(Debug, Clone, Default, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// None at all.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The value of one.
    pub fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Gives one a value. One that has had another stays at its place.
    pub fn insert(&mut self, name: String, value: String) {
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }
}

impl PartialEq for Parameters {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl Extend<(String, String)> for Parameters {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, items: I) {
        items.into_iter().for_each(|(name, value)| self.insert(name, value));
    }
}

impl FromIterator<(String, String)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(items: I) -> Self {
        let mut parameters = Self::new();
        parameters.extend(items);
        parameters
    }
}

impl IntoIterator for Parameters {
    type Item = (String, String);
    type IntoIter = std::vec::IntoIter<(String, String)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Serialize for Parameters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Parameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;

        impl<'de> Visitor<'de> for Map {
            type Value = Parameters;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("parameters with their values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parameters, A::Error> {
                let mut parameters = Parameters::new();
                while let Some((name, value)) = map.next_entry()? {
                    parameters.insert(name, value);
                }
                Ok(parameters)
            }
        }

        deserializer.deserialize_map(Map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_kept_and_means_nothing() {
        let pairs = |names: [&str; 2]| -> Parameters {
            names.into_iter().map(|name| (name.to_owned(), name.to_uppercase())).collect()
        };
        let (one, other) = (pairs(["b", "a"]), pairs(["a", "b"]));
        assert_eq!(one, other);
        assert_eq!(serde_json::to_string(&one).ok().as_deref(), Some(r#"{"b":"B","a":"A"}"#));
        let mut more = other;
        more.insert("c".to_owned(), String::new());
        assert_ne!(one, more);
    }
}
