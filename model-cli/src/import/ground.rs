//! What models may rest on besides themselves.

use std::collections::BTreeSet;

use model_core::desired::Desired;
use model_core::generate::grounded;
use model_core::ir::{Engine, OtherId, OtherObject, QName, Schema};

use model_core::sql::ident;

use super::types::{Custom, parse_name};

/// A schema, and what of it is there before the models are made.
#[derive(Debug)]
pub struct Ground<'a> {
    /// All of it.
    pub schema: &'a Schema,
    kept: Schema,
    ids: BTreeSet<OtherId>,
}

impl<'a> Ground<'a> {
    /// Of a schema.
    pub fn of(schema: &'a Schema) -> Self {
        let nothing = Desired::of(Schema::empty(schema.engine));
        let kept = grounded(&nothing, schema).schema;
        let ids = kept.others.iter().map(OtherObject::id).collect();
        Self { schema, kept, ids }
    }

    /// Whether an object is part of it.
    pub fn has(&self, object: &OtherId) -> bool {
        self.ids.contains(object)
    }

    /// Whether an enum type stays though no model has it.
    pub fn keeps_enum(&self, name: &QName) -> bool {
        self.kept.enums.contains_key(name)
    }

    /// Whether a schema stays though no model is in it.
    pub fn keeps_namespace(&self, name: &str) -> bool {
        self.kept.namespaces.contains(name)
    }

    /// The enum that a type is.
    pub fn enum_name(&self, sql: &str) -> Option<&QName> {
        let name = self.name(sql)?;
        self.schema.enums.get(&name).map(|ty| &ty.name)
    }

    /// The name of a type, as the database prints it.
    fn name(&self, sql: &str) -> Option<QName> {
        let Custom { schema, name } = parse_name(sql)?;
        Some(self.schema.engine.qualify(schema.as_deref(), &name))
    }

    /// A type that has the name of its extension, without the schema that the extension is in: models name it so.
    pub fn bare<'b>(&self, sql: &'b str) -> &'b str {
        let engine = self.schema.engine;
        let of_extension = self.schema.extensions.iter().find_map(|(name, place)| {
            let bare = sql.strip_prefix(&format!("{}.", ident(engine, place.as_ref()?)))?;
            (bare.strip_suffix("[]").unwrap_or(bare) == ident(engine, name)).then_some(bare)
        });
        of_extension.unwrap_or(sql)
    }

    /// The type of the user's own that a name stands for.
    pub fn own_type(&self, sql: &str) -> Option<&OtherObject> {
        if self.schema.engine != Engine::Postgres {
            return None;
        }
        let name = self.name(sql)?;
        let kinds = ["domain", "composite type", "range type", "base type"];
        let mut types = self.schema.others.iter().filter(|object| kinds.contains(&object.kind.as_str()));
        types.find(|object| object.name == name)
    }

    /// What a column of a type is read as: the base of a domain, through domains over domains and arrays of them. The type itself if
    /// there is no domain in it.
    pub fn read_as(&self, sql: &str) -> String {
        let (element, brackets) = match sql.strip_suffix("[]") {
            Some(element) => (element, "[]"),
            None => (sql, ""),
        };
        let mut read = element.to_owned();
        // As many steps as there are types.
        for _ in 0..self.schema.others.len() {
            match self.own_type(&read).and_then(OtherObject::base_type) {
                // An array of arrays is none.
                Some(base) if base.ends_with("[]") && !brackets.is_empty() => return sql.to_owned(),
                Some(base) => base.clone_into(&mut read),
                None => break,
            }
        }
        // A domain over an array of domains.
        match read.strip_suffix("[]") {
            Some(inner) if read != sql && inner != element => self.read_as(&read),
            _ => format!("{read}{brackets}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_read_as_what_they_are_over() {
        let mut schema = Schema::empty(Engine::Postgres);
        for (name, shape) in [
            ("email", "text \"default\""),
            ("work email", "email \"de DE\""),
            ("emails", "email[] -"),
            ("label", "character varying(20) pg_catalog.\"C\""),
        ] {
            let mut object = OtherObject::new("domain", QName::new("public", name));
            object.definition = Some(format!("CREATE DOMAIN {name} AS {shape}"));
            object.shape = vec![shape.to_owned()];
            schema.others.push(object);
        }
        let ground = Ground::of(&schema);
        for (sql, read) in [
            ("email", "text"),
            ("\"work email\"", "text"),
            ("\"work email\"[]", "text[]"),
            ("emails", "text[]"),
            ("emails[]", "emails[]"),
            ("label[]", "character varying(20)[]"),
            ("integer[]", "integer[]"),
        ] {
            assert_eq!(ground.read_as(sql), read, "{sql}");
        }
    }
}
