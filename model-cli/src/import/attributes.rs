//! A table -> the `#[model(..)]` that says what the lowering would not do by itself.

use std::collections::{BTreeMap, BTreeSet};

use model_core::ir::{
    Action, Column, Engine, ForeignKey, Index, IndexKey, KeyTarget, OtherObject, PrimaryKey, QName, Schema,
    Table, Unique, Use, UsedBy,
};
use model_core::types::DieselType;

use super::conventional::{Claim, settle};
use super::default;
use super::ground::Ground;
use super::names::Naming;
use super::options::{deferrable, identity, is_plain, storage, word};
use super::text::quoted;

/// What is written on a struct and its fields.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// On the struct.
    pub table: Vec<String>,
    /// On the fields, by column.
    pub fields: BTreeMap<String, Vec<String>>,
    /// What no attribute says.
    pub left: Vec<String>,
}

/// The order in which the lowering gives names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Unique,
    Check,
    Exclusion,
    Index,
    Reference,
}

impl Kind {
    const fn label(self) -> &'static str {
        match self {
            Self::Unique => "key",
            Self::Check => "check",
            Self::Exclusion => "excl",
            Self::Index => "idx",
            Self::Reference => "fkey",
        }
    }
}

/// A constraint or an index as an attribute, but for its name.
struct Item {
    kind: Kind,
    /// The column on whose field it is written, by its place in the table.
    on_field: Option<usize>,
    /// What stands between the parentheses besides the name.
    arguments: Vec<String>,
    /// The whole attribute where there is no name to give.
    short: Option<String>,
    /// What the conventional name has in its middle.
    part: String,
    name: String,
}

/// The attributes of a table, those of its columns' types apart. Columns that are left out are not fields.
pub fn attributes(
    ground: &Ground<'_>,
    table: &Table,
    left_out: &BTreeSet<String>,
    naming: &dyn Naming,
) -> Attributes {
    let mut writer =
        Writer { schema: ground.schema, ground, table, left_out, naming, out: Attributes::default() };
    writer.options();
    let items = writer.items();
    writer.columns(&items);
    writer.named(items);
    writer.out
}

struct Writer<'a> {
    schema: &'a Schema,
    ground: &'a Ground<'a>,
    table: &'a Table,
    left_out: &'a BTreeSet<String>,
    naming: &'a dyn Naming,
    out: Attributes,
}

impl Writer<'_> {
    fn list(&self, columns: &[String]) -> String {
        self.list_of(&self.table.name, columns)
    }

    fn list_of(&self, table: &QName, columns: &[String]) -> String {
        columns.iter().map(|column| self.naming.column(table, column)).collect::<Vec<_>>().join(", ")
    }

    fn left(&mut self, what: impl Into<String>) {
        self.out.left.push(what.into());
    }

    fn on(&mut self, column: &str, attribute: impl Into<String>) {
        self.out.fields.entry(column.to_owned()).or_default().push(attribute.into());
    }

    fn options(&mut self) {
        let table = self.table;
        for (flag, is_set) in
            [("unlogged", table.unlogged), ("strict", table.strict), ("without_rowid", table.without_rowid)]
        {
            if is_set {
                self.out.table.push(flag.to_owned());
            }
        }
        if let Some(by) = &table.partition_by {
            self.out.table.push(format!("partition_by = {}", quoted(by)));
        }
        if !table.storage.is_empty() {
            self.out.table.push(storage(&table.storage));
        }
    }

    /// Whether something reads a column that is left out, which is then told.
    fn is_out(&mut self, what: &str, columns: &[&String]) -> bool {
        let column = columns.iter().find(|column| self.left_out.contains(**column));
        if let Some(column) = column {
            let message = format!("{what}: it reads the column {column}");
            self.left(message);
        }
        column.is_some()
    }

    /// Whether an expression of a part rests on what no model describes, which is then told.
    fn is_foreign(&mut self, what: &str, part: &UsedBy, sql: &str) -> bool {
        let of_part = |used: &&Use| used.table == self.table.name && used.part == *part;
        let is_foreign = |used: &&Use| of_part(used) && !self.ground.has(&used.object);
        let object = match self.schema.uses.iter().find(is_foreign) {
            Some(used) => Some(used.object.to_string()),
            // A catalog that tells what rests on what tells all of it.
            None if !self.schema.uses.is_empty() => None,
            None => foreign(self.ground, sql).map(|object| object.id().to_string()),
        };
        if let Some(object) = &object {
            self.left(format!("{what}: it rests on the {object}, which no model describes"));
        }
        object.is_some()
    }

    fn columns(&mut self, items: &[Item]) {
        let table = self.table;
        for column in table.columns.iter().filter(|column| !self.left_out.contains(&column.name)) {
            let default = self.default(column);
            self.numbering(column, default.is_some(), items);
            if let Some(generated) = &column.generated
                && !self.is_foreign(
                    &format!("the expression of {}", column.name),
                    &UsedBy::Default(column.name.clone()),
                    &generated.expr.sql,
                )
            {
                let expr = quoted(generated.expr.text());
                let stored = generated.stored;
                self.on(
                    &column.name,
                    if stored {
                        format!("generated = {expr}")
                    } else {
                        format!("generated(expr = {expr}, virtual)")
                    },
                );
            }
            if let Some(default) = default {
                self.on(&column.name, default);
            }
            if let Some(collation) = &column.collation {
                self.on(&column.name, format!("collation = {}", quoted(collation)));
            }
        }
    }

    /// The default, if a model can say it.
    fn default(&mut self, column: &Column) -> Option<String> {
        let expr = column.default.as_ref()?;
        let what = format!("the default of {}", column.name);
        let of_column =
            |used: &&Use| used.table == self.table.name && used.part == UsedBy::Default(column.name.clone());
        // The sequence of another column is made with that.
        if expr.sql.contains("nextval(") && !self.schema.uses.iter().any(|used| of_column(&used)) {
            self.left(format!("{what}: it draws from a sequence that another column owns, {}", expr.sql));
            return None;
        }
        if self.is_foreign(&what, &UsedBy::Default(column.name.clone()), &expr.sql) {
            return None;
        }
        Some(format!("default = {}", default::written(self.schema, column, expr.text(), self.naming)))
    }

    /// `has_default`: what is left out does not keep the lowering from numbering an `id`.
    fn numbering(&mut self, column: &Column, has_default: bool, items: &[Item]) {
        let table = self.table;
        let is_key =
            |name: &str| table.primary_key.as_ref().is_some_and(|key| key.columns == [name.to_owned()]);
        if table.primary_key.as_ref().is_some_and(|key| key.autoincrement) && is_key(&column.name) {
            self.on(&column.name, "autoincrement");
        }
        if self.schema.engine == Engine::Sqlite {
            return;
        }
        let is_integer =
            DieselType::of_column(self.schema.engine, &self.ground.read_as(&column.ty.sql), false)
                .is_some_and(|read| read.ty.is_integer());
        let points = table.foreign_keys.iter().any(|key| key.columns == ["id"])
            && items.iter().any(|item| {
                item.kind == Kind::Reference && item.on_field.is_some_and(|at| table.columns[at].name == "id")
            });
        let by_itself = column.name == "id"
            && is_key("id")
            && !has_default
            && column.generated.is_none()
            && is_integer
            && !points;
        match (&column.identity, &column.serial) {
            (Some(identity), _) if by_itself && is_plain(identity) => {}
            (Some(of), _) => self.on(&column.name, identity(of)),
            (None, Some(_)) => self.on(&column.name, "serial"),
            (None, None) if by_itself => self.on(&column.name, "no_identity"),
            (None, None) => {}
        }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        let table = self.table;
        table.uniques.iter().for_each(|unique| items.extend(self.unique(unique)));
        self.checks(&mut items);
        self.exclusions(&mut items);
        table.indexes.iter().for_each(|index| items.extend(self.index(index)));
        table.foreign_keys.iter().for_each(|key| items.extend(self.reference(key)));
        // A field has one `unique` and one `references`; what is more stands on the struct.
        let mut seen = BTreeSet::new();
        for item in &mut items {
            let Some(at) = item.on_field else { continue };
            if !matches!(item.kind, Kind::Unique | Kind::Reference) || seen.insert((item.kind, at)) {
                continue;
            }
            item.on_field = None;
            let place = usize::from(item.kind == Kind::Reference);
            let on = listed("on", &self.list(&[table.columns[at].name.clone()]));
            item.arguments.insert(place, on);
            item.short = None;
        }
        // The lowering reads fields first, then the struct.
        items.sort_by_key(|item| (item.kind, item.on_field.is_none(), item.on_field));
        items
    }

    /// The place of the one column, if it is one.
    fn field(&self, columns: &[String]) -> Option<usize> {
        let [only] = columns else { return None };
        self.table.columns.iter().position(|column| column.name == *only)
    }

    fn unique(&mut self, unique: &Unique) -> Option<Item> {
        let what = format!("the unique constraint {}", shown(&unique.name, &unique.columns));
        if self.is_out(&what, &unique.columns.iter().chain(&unique.include).collect::<Vec<_>>()) {
            return None;
        }
        let on_field = self.field(&unique.columns);
        let mut arguments = Vec::new();
        if on_field.is_none() {
            arguments.push(listed("on", &self.list(&unique.columns)));
        }
        if !unique.include.is_empty() {
            arguments.push(listed("include", &self.list(&unique.include)));
        }
        if unique.nulls_not_distinct {
            arguments.push("nulls_not_distinct".to_owned());
        }
        if unique.without_overlaps {
            arguments.push("without_overlaps".to_owned());
        }
        arguments.extend(deferrable(unique.deferrable));
        let short = arguments.is_empty().then(|| "unique".to_owned());
        let part = part(unique.columns.iter().map(|column| Some(column.as_str())));
        Some(Item { kind: Kind::Unique, on_field, arguments, short, part, name: unique.name.clone() })
    }

    fn checks(&mut self, items: &mut Vec<Item>) {
        let table = self.table;
        for check in &table.checks {
            let what = format!("the check {}", shown(&check.name, std::slice::from_ref(&check.expr.sql)));
            if self.is_out(&what, &check.columns.iter().collect::<Vec<_>>())
                || self.is_foreign(&what, &UsedBy::Constraint(check.name.clone()), &check.expr.sql)
            {
                continue;
            }
            let on_field = self.field(&check.columns);
            let expr = quoted(check.expr.text());
            // Away from a field, the lowering looks for the columns in the text.
            let words = model_core::sql::words(check.expr.text());
            let mut read = table.columns.iter().filter(|column| words.contains(column.name.as_str()));
            let part = match (on_field, read.next(), read.next()) {
                (Some(at), ..) => table.columns[at].name.clone(),
                (None, Some(only), None) => only.name.clone(),
                _ => String::new(),
            };
            items.push(Item {
                kind: Kind::Check,
                on_field,
                arguments: std::iter::once(format!("expr = {expr}"))
                    .chain(check.not_valid.then(|| "not_valid".to_owned()))
                    .chain(check.not_enforced.then(|| "not_enforced".to_owned()))
                    .chain(check.no_inherit.then(|| "no_inherit".to_owned()))
                    .collect(),
                short: (!check.not_valid && !check.not_enforced && !check.no_inherit)
                    .then(|| format!("check = {expr}")),
                part,
                name: check.name.clone(),
            });
        }
    }

    fn exclusions(&mut self, items: &mut Vec<Item>) {
        for exclusion in &self.table.exclusions {
            let what = format!("the exclusion constraint {}", exclusion.name);
            let part_of = UsedBy::Constraint(exclusion.name.clone());
            let keys = exclusion.elements.iter().map(|element| &element.key);
            if self.is_out(
                &what,
                &exclusion.columns.iter().chain(keys.clone().filter_map(column)).collect::<Vec<_>>(),
            ) || exclusion
                .predicate
                .as_ref()
                .is_some_and(|expr| self.is_foreign(&what, &part_of, &expr.sql))
                || keys.clone().filter_map(expression).any(|sql| self.is_foreign(&what, &part_of, sql))
            {
                continue;
            }
            let elements: Vec<String> = (exclusion.elements.iter())
                .map(|element| format!("{} = {}", self.key(&element.key), quoted(&element.operator)))
                .collect();
            let mut arguments =
                vec![format!("using = {}", word(&exclusion.method)), listed("on", &elements.join(", "))];
            if let Some(predicate) = &exclusion.predicate {
                arguments.push(format!("where = {}", quoted(predicate.text())));
            }
            arguments.extend(deferrable(exclusion.deferrable));
            items.push(Item {
                kind: Kind::Exclusion,
                on_field: None,
                arguments,
                short: None,
                part: part(keys.map(|key| column(key).map(String::as_str))),
                name: exclusion.name.clone(),
            });
        }
    }

    fn index(&mut self, index: &Index) -> Option<Item> {
        let what = format!("the index {}", index.name);
        let part_of = UsedBy::Index(index.name.clone());
        let reads = index.columns.iter().chain(&index.include).chain(index.keys.iter().filter_map(column));
        let expressions = index.keys.iter().filter_map(expression);
        if self.is_out(&what, &reads.collect::<Vec<_>>())
            || index.predicate.as_ref().is_some_and(|expr| self.is_foreign(&what, &part_of, &expr.sql))
            || expressions.clone().any(|sql| self.is_foreign(&what, &part_of, sql))
        {
            return None;
        }
        if index.invalid {
            self.left(format!("that {what} is INVALID"));
        }
        let mut on_field = None;
        let mut arguments = Vec::new();
        match index.keys.as_slice() {
            [key] if is_plain_key(key, self.schema.engine) => match &key.target {
                KeyTarget::Column(name) => on_field = self.field(std::slice::from_ref(name)),
                KeyTarget::Expr(expr) => arguments.push(format!("expr = {}", quoted(expr.text()))),
            },
            keys => {
                let keys: Vec<String> = keys.iter().map(|key| self.key(key)).collect();
                arguments.push(listed("on", &keys.join(", ")));
            }
        }
        if index.unique {
            arguments.push("unique".to_owned());
        }
        if let Some(predicate) = &index.predicate {
            arguments.push(format!("where = {}", quoted(predicate.text())));
        }
        if index.method != "btree" {
            arguments.push(format!("using = {}", word(&index.method)));
        }
        if !index.include.is_empty() {
            arguments.push(listed("include", &self.list(&index.include)));
        }
        if index.nulls_not_distinct {
            arguments.push("nulls_not_distinct".to_owned());
        }
        if !index.storage.is_empty() {
            arguments.push(storage(&index.storage));
        }
        if let Some(comment) = &index.comment {
            arguments.push(format!("comment = {}", quoted(comment)));
        }
        let short = arguments.is_empty().then(|| "index".to_owned());
        let part = part(index.keys.iter().map(|key| column(key).map(String::as_str)));
        Some(Item { kind: Kind::Index, on_field, arguments, short, part, name: index.name.clone() })
    }

    /// A key of an index as `on(..)` takes it.
    fn key(&self, key: &IndexKey) -> String {
        let mut text = match &key.target {
            KeyTarget::Column(name) => self.naming.column(&self.table.name, name),
            KeyTarget::Expr(expr) => quoted(expr.text()),
        };
        if let Some(collation) = &key.collation {
            text.push_str(&format!(".collate({})", quoted(collation)));
        }
        if let Some(opclass) = &key.opclass {
            text.push_str(&format!(".ops({})", quoted(opclass)));
        }
        if key.desc {
            text.push_str(".desc()");
        }
        if self.schema.engine == Engine::Postgres && key.nulls_first != key.desc {
            text.push_str(if key.nulls_first { ".nulls_first()" } else { ".nulls_last()" });
        }
        text
    }

    fn reference(&mut self, key: &ForeignKey) -> Option<Item> {
        let what = format!("the foreign key {} to {}", shown(&key.name, &key.columns), key.target);
        if self.is_out(&what, &key.columns.iter().collect::<Vec<_>>()) {
            return None;
        }
        let (Some(target), Some(model)) =
            (self.schema.tables.get(&key.target), self.naming.model(&self.table.name, &key.target))
        else {
            self.left(format!(
                "{what}: that table has no model that can be named here; `references(table = \"{}\", to({}))` names it",
                key.target,
                key.target_columns.join(", ")
            ));
            return None;
        };
        if key.target_columns.iter().any(|column| target.column(column).is_none())
            || key.target_columns.is_empty()
        {
            self.left(format!("{what}: it names no column of it"));
            return None;
        }
        let on_field = self.field(&key.columns);
        let mut arguments = vec![model];
        if on_field.is_none() {
            arguments.push(listed("on", &self.list(&key.columns)));
        }
        let to_key = target.primary_key.as_ref().is_some_and(|of| of.columns == key.target_columns);
        if !to_key {
            arguments.push(listed("to", &self.list_of(&target.name, &key.target_columns)));
        }
        for (event, action) in [("on_delete", &key.on_delete), ("on_update", &key.on_update)] {
            if !action.is_no_action() {
                arguments.push(format!("{event} = {}", self.action(action)));
            }
        }
        if key.match_full {
            arguments.push("match_full".to_owned());
        }
        if key.not_valid {
            arguments.push("not_valid".to_owned());
        }
        if key.not_enforced {
            arguments.push("not_enforced".to_owned());
        }
        if key.period {
            arguments.push("period".to_owned());
        }
        arguments.extend(deferrable(key.deferrable));
        if to_key
            && key.columns.len() == 1
            && key.target != self.table.name
            && !self.naming.joins(self.table, key)
        {
            arguments.push("no_join".to_owned());
        }
        let part = part(key.columns.iter().map(|column| Some(column.as_str())));
        Some(Item { kind: Kind::Reference, on_field, arguments, short: None, part, name: key.name.clone() })
    }

    fn action(&self, action: &Action) -> String {
        match action {
            Action::NoAction => "no_action".to_owned(),
            Action::Restrict => "restrict".to_owned(),
            Action::Cascade => "cascade".to_owned(),
            Action::SetNull => "set_null".to_owned(),
            Action::SetDefault => "set_default".to_owned(),
            Action::SetNullColumns(columns) => format!("set_null({})", self.list(columns)),
            Action::SetDefaultColumns(columns) => format!("set_default({})", self.list(columns)),
        }
    }

    /// Gives names where the conventional one is another, and puts everything where it belongs.
    fn named(&mut self, items: Vec<Item>) {
        let table = self.table;
        let serials = table.columns.iter().filter(|column| !self.left_out.contains(&column.name));
        let serials: Vec<(&str, &QName)> =
            serials.filter_map(|column| Some((column.name.as_str(), column.serial.as_ref()?))).collect();
        let mut claims = Vec::new();
        let has_names = self.schema.engine == Engine::Postgres;
        if let Some(key) = &table.primary_key {
            claims.push(Claim::new("", "pkey", &key.name).ignored(!has_names));
        }
        for (column, sequence) in &serials {
            claims.push(Claim::new(column, "seq", &sequence.name).fixed());
        }
        let before = claims.len();
        claims.extend(items.iter().map(|item| {
            let is_ignored = !has_names && item.kind != Kind::Index;
            Claim::new(&item.part, item.kind.label(), &item.name).ignored(is_ignored)
        }));
        let settled = settle(&table.name.name, &claims);
        if let Some(key) = &table.primary_key {
            let is_given = settled.first().copied().unwrap_or_default();
            self.primary_key(key, is_given);
        }
        for (item, is_given) in items.into_iter().zip(settled.into_iter().skip(before)) {
            let kind = match item.kind {
                Kind::Unique => "unique",
                Kind::Check => "check",
                Kind::Exclusion => "exclude",
                Kind::Index => "index",
                Kind::Reference => "references",
            };
            let text = match item.short {
                Some(short) if !is_given => short,
                _ => {
                    let mut arguments = item.arguments;
                    if is_given {
                        arguments.push(format!("name = {}", quoted(&item.name)));
                    }
                    format!("{kind}({})", arguments.join(", "))
                }
            };
            match item.on_field {
                Some(at) => self.on(&table.columns[at].name, text),
                None => self.out.table.push(text),
            }
        }
    }

    fn primary_key(&mut self, key: &PrimaryKey, is_given: bool) {
        let mut arguments = Vec::new();
        if is_given {
            arguments.push(format!("name = {}", quoted(&key.name)));
        }
        if !key.include.is_empty() {
            arguments.push(format!("include({})", self.list(&key.include)));
        }
        arguments.extend(deferrable(key.deferrable));
        if key.without_overlaps {
            arguments.push("without_overlaps".to_owned());
        }
        if !arguments.is_empty() {
            self.out.table.insert(0, format!("primary_key({})", arguments.join(", ")));
        }
    }
}

/// The function or type of the user's own that an expression rests on.
fn foreign<'a>(ground: &Ground<'a>, sql: &str) -> Option<&'a OtherObject> {
    let schema = ground.schema;
    let calls = |name: &str| {
        sql.match_indices(&format!("{name}("))
            .any(|(at, _)| !sql[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    schema.others.iter().filter(|object| !ground.has(&object.id())).find(|object| {
        let name = &object.name.name;
        match object.kind.as_str() {
            "function" | "aggregate" | "window function" => {
                let name = name.split('(').next().unwrap_or_default();
                calls(name) || calls(&model_core::sql::ident(schema.engine, name))
            }
            "domain" | "composite type" | "range type" | "base type" => {
                let ident = model_core::sql::ident(schema.engine, name);
                sql.contains(&format!("::{ident}")) || sql.contains(&format!(".{ident}"))
            }
            _ => false,
        }
    })
}

fn column(key: &IndexKey) -> Option<&String> {
    match &key.target {
        KeyTarget::Column(name) => Some(name),
        KeyTarget::Expr(_) => None,
    }
}

fn expression(key: &IndexKey) -> Option<&str> {
    match &key.target {
        KeyTarget::Column(_) => None,
        KeyTarget::Expr(expr) => Some(&expr.sql),
    }
}

fn is_plain_key(key: &IndexKey, engine: Engine) -> bool {
    key.collation.is_none()
        && key.opclass.is_none()
        && !key.desc
        && (engine == Engine::Sqlite || !key.nulls_first)
}

fn part<'a>(columns: impl IntoIterator<Item = Option<&'a str>>) -> String {
    model_core::naming::columns_part(columns)
}

/// `on = [a, b]`, which means `on(a, b)`: two of those on one struct that name the same column are, to clippy, an attribute
/// written twice (`duplicated_attributes`).
fn listed(key: &str, content: &str) -> String {
    format!("{key} = [{content}]")
}

/// A constraint as a message calls it.
fn shown(name: &str, content: &[String]) -> String {
    if name.is_empty() { format!("({})", content.join(", ")) } else { name.to_owned() }
}
