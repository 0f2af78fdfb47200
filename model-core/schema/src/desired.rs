//! All models together: the state that they ask for.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Engine, QName, Schema, Table};
use crate::lower::{Hints, Lowered};

/// What the models ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desired {
    /// Their tables and types, expressions as written.
    pub schema: Schema,
    /// The views that models are over, each with the columns that it shall have. Migrations make them, nothing else does.
    pub views: BTreeMap<QName, Table>,
    /// Their hints.
    pub hints: Hints,
    /// Tables and types that stay as migrations make them, though no model describes them: names as they are shown, in which `*`
    /// stands for any characters.
    pub exclude: Vec<String>,
    /// Tables of `schema` that are there only for models to reference: no more of them than that takes.
    pub stand_ins: BTreeSet<QName>,
}

/// Models that do not fit together. Each names the tables it is about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Two models make the same table.
    #[error(
        "two models make the table `{0}`: keep `Model` on the one that describes the table, the other stays plain Diesel"
    )]
    TwoModels(QName),
    /// Two models are over the same view.
    #[error(
        "two models are over the view `{0}`: keep `Model` on the one that describes it, the other stays plain Diesel"
    )]
    TwoViews(QName),
    /// A table of one model is a view of another.
    #[error("`{0}` is the table of one model and the view of another: it can be only one of them")]
    TableAndView(QName),
    /// Two enums make the same type.
    #[error("two different enums make the type `{0}`: give one another name with `#[model(name = \"..\")]`")]
    TwoEnums(QName),
    /// One extension in two schemas.
    #[error("the extension `{extension}` and one in `{other}` are the same, which can be in one schema only")]
    TwoPlaces {
        /// The extension, as this model names it.
        extension: String,
        /// The schema in which another model has it.
        other: String,
        /// The table of the model.
        table: QName,
    },
    /// A name is used twice in one schema.
    #[error("`{name}` is the name of {first} and of {second}: give one another name with `name = \"..\"`")]
    OneName {
        /// The name.
        name: QName,
        /// What has it first.
        first: String,
        /// What has it again.
        second: String,
        /// The table that the second belongs to.
        table: QName,
    },
}

impl Conflict {
    /// The table or type that the conflict is about.
    pub const fn about(&self) -> &QName {
        match self {
            Self::TwoModels(name)
            | Self::TwoViews(name)
            | Self::TableAndView(name)
            | Self::TwoEnums(name) => name,
            Self::TwoPlaces { table, .. } | Self::OneName { table, .. } => table,
        }
    }
}

impl Desired {
    /// A state to reach that no models describe.
    pub fn of(schema: Schema) -> Self {
        Self {
            schema,
            views: BTreeMap::new(),
            hints: Hints::default(),
            exclude: Vec::new(),
            stand_ins: BTreeSet::new(),
        }
    }

    /// Puts lowered models together. Reports every conflict.
    pub fn assemble(
        engine: Engine,
        models: impl IntoIterator<Item = Lowered>,
    ) -> Result<Self, Vec<Conflict>> {
        let mut schema = Schema::empty(engine);
        let mut hints = Hints::default();
        let mut views = BTreeMap::new();
        let mut conflicts = Vec::new();
        for lowered in models {
            for extension in lowered.extensions {
                if let Err(other) = schema.ask_for_extension(&extension) {
                    conflicts.push(Conflict::TwoPlaces {
                        extension,
                        other,
                        table: lowered.table.name.clone(),
                    });
                }
            }
            for ty in lowered.enums {
                schema.namespaces.insert(ty.name.schema.clone());
                if schema.enums.get(&ty.name).is_some_and(|other| *other != ty) {
                    conflicts.push(Conflict::TwoEnums(ty.name.clone()));
                }
                schema.enums.insert(ty.name.clone(), ty);
            }
            hints.extend(lowered.hints);
            schema.namespaces.insert(lowered.table.name.schema.clone());
            if lowered.view {
                let name = lowered.table.name.clone();
                if views.insert(name.clone(), lowered.table).is_some() {
                    conflicts.push(Conflict::TwoViews(name));
                }
                continue;
            }
            if schema.tables.contains_key(&lowered.table.name) {
                conflicts.push(Conflict::TwoModels(lowered.table.name.clone()));
            }
            schema.tables.insert(lowered.table.name.clone(), lowered.table);
        }
        schema.namespaces.remove(engine.default_schema());
        let both = views.keys().filter(|name| schema.tables.contains_key(*name));
        conflicts.extend(both.cloned().map(Conflict::TableAndView));
        shared_names(&schema, &mut conflicts);
        if conflicts.is_empty() { Ok(Self { views, hints, ..Self::of(schema) }) } else { Err(conflicts) }
    }
}

/// Tables, indexes and the indexes behind keys share one space of names in a schema.
fn shared_names(schema: &Schema, conflicts: &mut Vec<Conflict>) {
    let mut seen: BTreeMap<QName, String> = BTreeMap::new();
    let mut claim = |table: &Table, name: &str, what: String| {
        if name.is_empty() {
            return;
        }
        let name = table.name.sibling(name);
        if let Some(first) = seen.get(&name) {
            conflicts.push(Conflict::OneName {
                name,
                first: first.clone(),
                second: what,
                table: table.name.clone(),
            });
        } else {
            seen.insert(name, what);
        }
    };
    for table in schema.tables.values() {
        claim(table, &table.name.name, format!("the table `{}`", table.name));
    }
    for table in schema.tables.values() {
        for index in &table.indexes {
            claim(table, &index.name, format!("an index of `{}`", table.name));
        }
        if schema.engine == Engine::Sqlite {
            continue;
        }
        if let Some(key) = &table.primary_key {
            claim(table, &key.name, format!("the primary key of `{}`", table.name));
        }
        for unique in &table.uniques {
            claim(table, &unique.name, format!("a unique constraint of `{}`", table.name));
        }
        for exclusion in &table.exclusions {
            claim(table, &exclusion.name, format!("an exclusion constraint of `{}`", table.name));
        }
    }
}
