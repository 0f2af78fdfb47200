//! Constraints and indexes of a model.

use super::{At, Lowering};
use crate::def::{CheckDef, ExclusionDef, IndexDef, KeyDef, ReferenceDef, UniqueDef};
use crate::ir::{
    Action, Check, Engine, Exclusion, ExclusionElement, Expr, ForeignKey, Index, IndexKey, KeyTarget, QName,
    Unique,
};
use crate::naming::columns_part;
use crate::sql::words;

impl Lowering<'_> {
    pub(super) fn unique(&mut self, n: usize, def: &UniqueDef) {
        let at = || At::Unique(n);
        self.only_on(Engine::Postgres, at(), !def.include.is_empty(), "`include`");
        self.only_on(Engine::Postgres, at(), def.nulls_not_distinct, "`nulls_not_distinct`");
        self.only_on(Engine::Postgres, at(), !def.deferrable.is_never(), "a deferrable unique constraint");
        self.only_on(Engine::Postgres, at(), def.without_overlaps, "`without_overlaps`");
        let part = columns_part(def.columns.iter().map(|column| Some(column.as_str())));
        let name = self.constraint_name(def.name.as_ref(), &part, "key");
        self.table.uniques.push(Unique {
            name,
            columns: def.columns.clone(),
            include: def.include.clone(),
            nulls_not_distinct: def.nulls_not_distinct,
            deferrable: def.deferrable,
            without_overlaps: def.without_overlaps,
        });
    }

    pub(super) fn check(&mut self, def: &CheckDef) {
        // PostgreSQL names a check after its column when it reads exactly one (`AddRelationNewConstraints`).
        let columns: Vec<String> = if let Some(column) = &def.column {
            vec![column.clone()]
        } else {
            let words = words(&def.expr);
            let fields = self.def.fields.iter().map(|field| &field.column);
            fields.filter(|column| words.contains(column.as_str())).cloned().collect()
        };
        let part = match columns.as_slice() {
            [only] => only.as_str(),
            _ => "",
        };
        let name = self.constraint_name(def.name.as_ref(), part, "check");
        self.only_on(Engine::Postgres, At::Model, def.not_valid, "`not_valid`");
        self.only_on(Engine::Postgres, At::Model, def.not_enforced, "`not_enforced`");
        self.only_on(Engine::Postgres, At::Model, def.no_inherit, "`no_inherit`");
        let expr = Expr::new(&def.expr);
        let (not_valid, not_enforced) = (def.not_valid && !def.not_enforced, def.not_enforced);
        let no_inherit = def.no_inherit;
        self.table.checks.push(Check { name, expr, columns, not_valid, not_enforced, no_inherit });
    }

    fn key(&mut self, at: &At, key: &KeyDef) -> IndexKey {
        self.only_on(Engine::Postgres, at.clone(), key.opclass.is_some(), "an operator class");
        self.only_on(
            Engine::Postgres,
            at.clone(),
            key.nulls_first.is_some(),
            "NULLS FIRST or LAST in an index",
        );
        let target = match (&key.column, &key.expr) {
            (Some(column), _) => KeyTarget::Column(column.clone()),
            (None, expr) => KeyTarget::Expr(Expr::new(expr.clone().unwrap_or_default())),
        };
        let default_first = key.desc && self.engine() == Engine::Postgres;
        IndexKey {
            target,
            collation: key.collation.clone(),
            opclass: key.opclass.clone(),
            desc: key.desc,
            nulls_first: key.nulls_first.unwrap_or(default_first),
        }
    }

    pub(super) fn index(&mut self, n: usize, def: &IndexDef) {
        let at = At::Index(n);
        self.only_on(Engine::Postgres, at.clone(), def.method.is_some(), "`using`");
        self.only_on(Engine::Postgres, at.clone(), !def.include.is_empty(), "`include`");
        self.only_on(Engine::Postgres, at.clone(), def.nulls_not_distinct, "`nulls_not_distinct`");
        self.only_on(Engine::Postgres, at.clone(), !def.storage.is_empty(), "`with(..)` on an index");
        let keys: Vec<IndexKey> = def.keys.iter().map(|key| self.key(&at, key)).collect();
        let part = columns_part(def.keys.iter().map(|key| key.column.as_deref()));
        let name = match &def.name {
            Some(name) => name.clone(),
            None => self.names.choose(&self.def.table, &part, "idx"),
        };
        self.table.indexes.push(Index {
            name,
            unique: def.unique,
            method: def.method.clone().unwrap_or_else(|| "btree".to_owned()),
            keys,
            include: def.include.clone(),
            predicate: def.predicate.as_deref().map(Expr::new),
            nulls_not_distinct: def.nulls_not_distinct,
            storage: def.storage.clone().into_iter().collect(),
            comment: def.comment.clone(),
            invalid: false,
            columns: Vec::new(),
        });
    }

    pub(super) fn exclusion(&mut self, n: usize, def: &ExclusionDef) {
        let at = At::Exclusion(n);
        self.only_on(Engine::Postgres, at.clone(), true, "an exclusion constraint");
        let elements = def
            .elements
            .iter()
            .map(|(key, operator)| ExclusionElement { key: self.key(&at, key), operator: operator.clone() })
            .collect();
        let part = columns_part(def.elements.iter().map(|(key, _)| key.column.as_deref()));
        let name = self.constraint_name(def.name.as_ref(), &part, "excl");
        self.table.exclusions.push(Exclusion {
            name,
            method: def.method.clone(),
            elements,
            predicate: def.predicate.as_deref().map(Expr::new),
            deferrable: def.deferrable,
            columns: Vec::new(),
        });
    }

    pub(super) fn reference(&mut self, n: usize, def: &ReferenceDef) {
        let at = || At::Reference(n);
        self.only_on(Engine::Postgres, at(), def.match_full, "`match_full`");
        let partial = matches!(def.on_delete, Action::SetNullColumns(_) | Action::SetDefaultColumns(_));
        self.only_on(Engine::Postgres, at(), partial, "a column list behind SET NULL or SET DEFAULT");
        if def.by_name {
            return self.reference_by_name(n, def);
        }
        let target = match self.resolver.resolve_model(&def.model) {
            Ok(target) => target,
            Err(message) => return self.error(at(), message),
        };
        if target.view && !self.def.view {
            return self.error(
                at(),
                format!(
                    "`{}` is a view, and no foreign key can point at one: reference the table that it reads",
                    def.model
                ),
            );
        }
        let mut target_columns = Vec::new();
        for name in &def.to {
            let found = target.columns.iter().find(|(field, column)| field == name || column == name);
            let Some((_, column)) = found else {
                let known: Vec<&str> = target.columns.iter().map(|(field, _)| field.as_str()).collect();
                return self.error(
                    at(),
                    format!("`{}` has no field `{name}`: it has {}", def.model, known.join(", ")),
                );
            };
            target_columns.push(column.clone());
        }
        if target_columns.is_empty() {
            target_columns.clone_from(&target.primary_key);
        }
        if target_columns.len() != def.columns.len() {
            return self.error(
                at(),
                format!(
                    "{} column(s) reference {} of `{}` ({}): write `on(..)` and `to(..)` of the same length",
                    def.columns.len(),
                    target_columns.len(),
                    def.model,
                    target_columns.join(", ")
                ),
            );
        }
        if !self.def.view {
            let target = self.engine().qualify(target.schema.as_deref(), &target.table);
            self.foreign_key(n, def, target, target_columns);
        }
    }

    /// A reference to a table that no model describes.
    fn reference_by_name(&mut self, n: usize, def: &ReferenceDef) {
        if self.def.view {
            let message = "a view is joined with models: name one, or leave the reference out".to_owned();
            return self.error(At::Reference(n), message);
        }
        let (schema, table) =
            def.model.split_once('.').map_or((None, &*def.model), |(schema, table)| (Some(schema), table));
        self.only_on(
            Engine::Postgres,
            At::Reference(n),
            schema.is_some(),
            "a schema in front of a table's name",
        );
        let target = self.engine().qualify(schema, table);
        self.foreign_key(n, def, target, def.to.clone());
    }

    fn foreign_key(&mut self, n: usize, def: &ReferenceDef, target: QName, target_columns: Vec<String>) {
        let at = || At::Reference(n);
        let part = columns_part(def.columns.iter().map(|column| Some(column.as_str())));
        let name = self.constraint_name(def.name.as_ref(), &part, "fkey");
        self.only_on(Engine::Postgres, at(), def.not_valid, "`not_valid`");
        self.only_on(Engine::Postgres, at(), def.period, "`period`");
        self.only_on(Engine::Postgres, at(), def.not_enforced, "`not_enforced`");
        self.table.foreign_keys.push(ForeignKey {
            name,
            columns: def.columns.clone(),
            target,
            target_columns,
            on_delete: def.on_delete.clone(),
            on_update: def.on_update.clone(),
            match_full: def.match_full,
            deferrable: def.deferrable,
            not_valid: def.not_valid && !def.not_enforced,
            period: def.period,
            not_enforced: def.not_enforced,
        });
    }
}
