//! Changes in words, a line each.

use serde::Serialize;

use super::{Changes, ItemChanges, OtherChanges, Pair, Rename, TableChange};
use crate::ir::{
    Action, Check, Column, Exclusion, Extra, ForeignKey, Index, IndexKey, KeyTarget, NotNull, PrimaryKey,
    Table, Unique,
};

/// What happens to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It is new.
    Added,
    /// It goes.
    Dropped,
    /// It changes.
    Altered,
    /// It gets another name.
    Renamed,
}

impl Mark {
    /// The sign in front of a line.
    pub const fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Dropped => '-',
            Self::Altered => '~',
            Self::Renamed => '>',
        }
    }
}

/// One line of a description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What happens.
    pub mark: Mark,
    /// To what: 0 for a table or type, 1 for a part of it.
    pub depth: usize,
    /// In words.
    pub text: String,
}

/// Renames and changes in words, tables and types by name, parts below them.
pub fn describe(renames: &[Rename], changes: &Changes) -> Vec<Line> {
    let mut out = Lines::default();
    for rename in renames {
        out.push(Mark::Renamed, 0, renamed(rename));
    }
    for name in &changes.created_namespaces {
        out.push(Mark::Added, 0, format!("schema {name}"));
    }
    for (name, schema) in &changes.created_extensions {
        let place = schema.as_ref().map(|schema| format!(" in the schema {schema}")).unwrap_or_default();
        out.push(Mark::Added, 0, format!("extension {name}{place}"));
    }
    for ty in &changes.created_enums {
        out.push(Mark::Added, 0, format!("type {} ({})", ty.name, ty.labels.join(", ")));
    }
    for change in &changes.altered_enums {
        let Pair { from, to } = &change.ty;
        out.push(Mark::Altered, 0, format!("type {}", to.name));
        for label in to.labels.iter().filter(|label| !from.labels.contains(label)) {
            out.push(Mark::Added, 1, format!("label {label}"));
        }
        for label in change.removed() {
            out.push(Mark::Dropped, 1, format!("label {label}"));
        }
        if !change.only_adds() && change.removed().next().is_none() {
            out.push(Mark::Altered, 1, format!("order of labels: {}", to.labels.join(", ")));
        }
        out.changed("comment", &from.comment, &to.comment);
    }
    for table in &changes.created_tables {
        out.push(Mark::Added, 0, format!("table {} ({} columns)", table.name, table.columns.len()));
    }
    for change in &changes.altered_tables {
        out.table(change);
    }
    for table in &changes.dropped_tables {
        out.push(Mark::Dropped, 0, format!("table {}", table.name));
    }
    for Pair { to, .. } in &changes.restructured {
        let by = to
            .partition_by
            .as_ref()
            .map_or("not partitioned".to_owned(), |by| format!("partitioned by {by}"));
        out.push(Mark::Altered, 0, format!("table {}", to.name));
        out.push(Mark::Altered, 1, by);
    }
    out.others(&changes.others);
    for ty in &changes.dropped_enums {
        out.push(Mark::Dropped, 0, format!("type {}", ty.name));
    }
    for name in &changes.dropped_extensions {
        out.push(Mark::Dropped, 0, format!("extension {name}"));
    }
    for name in &changes.dropped_namespaces {
        out.push(Mark::Dropped, 0, format!("schema {name}"));
    }
    out.0
}

fn renamed(rename: &Rename) -> String {
    match rename {
        Rename::Namespace { name, is_made: true } => format!("schema {name} is made for what moves there"),
        Rename::Namespace { name, is_made: false } => format!("schema {name} goes"),
        Rename::Extension { name, schema } => {
            format!("extension {name} moves from the schema {} to {}", schema.from, schema.to)
        }
        Rename::Table(Pair { from, to }) => format!("table {from} is now {to}"),
        Rename::Column { table, column } => format!("column {table}.{} is now {}", column.from, column.to),
        Rename::Enum(Pair { from, to }) => format!("type {from} is now {to}"),
        Rename::Label { ty, label } => format!("label {} of {ty} is now {}", label.from, label.to),
    }
}

#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn push(&mut self, mark: Mark, depth: usize, text: String) {
        self.0.push(Line { mark, depth, text });
    }

    fn changed<T: PartialEq>(&mut self, what: &str, from: &T, to: &T) {
        if from != to {
            self.push(Mark::Altered, 1, what.to_owned());
        }
    }

    fn others(&mut self, changes: &OtherChanges) {
        for object in &changes.created {
            self.push(Mark::Added, 0, object.id().to_string());
            if object.is_settings() {
                self.extras(Mark::Added, &object.extras, &[]);
            }
        }
        for Pair { from, to } in &changes.altered {
            self.push(Mark::Altered, 0, to.id().to_string());
            if from.definition == to.definition {
                self.extras(Mark::Dropped, &from.extras, &to.extras);
                self.extras(Mark::Added, &to.extras, &from.extras);
            }
        }
        for object in &changes.dropped {
            self.push(Mark::Dropped, 0, object.id().to_string());
            if object.is_settings() {
                self.extras(Mark::Dropped, &object.extras, &[]);
            }
        }
    }

    fn extras(&mut self, mark: Mark, extras: &[Extra], but: &[Extra]) {
        let texts = extras.iter().filter(|extra| !but.contains(extra)).map(|extra| extra.set.as_str());
        for text in texts {
            self.push(mark, 1, text.to_owned());
        }
    }

    fn items<T: Described>(&mut self, changes: &ItemChanges<T>) {
        for item in &changes.added {
            self.push(Mark::Added, 1, item.text());
        }
        for Pair { from, to } in &changes.renamed {
            self.push(Mark::Renamed, 1, T::rename(from, to));
        }
        for Pair { from, to } in &changes.altered {
            self.push(Mark::Altered, 1, T::difference(from, to));
        }
        for item in &changes.dropped {
            self.push(Mark::Dropped, 1, format!("{} {}", T::KIND, item.label()));
        }
    }

    fn table(&mut self, change: &TableChange) {
        let Pair { from, to } = &change.table;
        self.push(Mark::Altered, 0, format!("table {}", to.name));
        self.items(&change.columns);
        self.items(&change.primary_key);
        self.items(&change.uniques);
        self.items(&change.foreign_keys);
        self.items(&change.checks);
        self.items(&change.exclusions);
        self.items(&change.indexes);
        self.options(from, to);
    }

    fn options(&mut self, from: &Table, to: &Table) {
        self.changed("storage parameters", &from.storage, &to.storage);
        self.changed("UNLOGGED", &from.unlogged, &to.unlogged);
        self.changed("STRICT", &from.strict, &to.strict);
        self.changed("WITHOUT ROWID", &from.without_rowid, &to.without_rowid);
        self.changed("comment", &from.comment, &to.comment);
    }
}

trait Described {
    const KIND: &'static str;
    /// The name, or the content where there is none.
    fn label(&self) -> String;
    /// Kind, name and content.
    fn text(&self) -> String;

    fn difference(from: &Self, to: &Self) -> String {
        format!("{}: was {}", to.text(), from.text())
    }

    fn rename(from: &Self, to: &Self) -> String {
        format!("{} {} is now {}", Self::KIND, from.label(), to.label())
    }
}

impl Described for Column {
    const KIND: &'static str = "column";

    fn label(&self) -> String {
        self.name.clone()
    }

    fn text(&self) -> String {
        format!("column {} {}", self.name, properties(self).join(" "))
    }

    fn difference(from: &Self, to: &Self) -> String {
        let (old, new) = (properties(from), properties(to));
        let lost: Vec<&str> = old.iter().filter(|part| !new.contains(part)).map(String::as_str).collect();
        let won: Vec<&str> = new.iter().filter(|part| !old.contains(part)).map(String::as_str).collect();
        let or_nothing = |parts: &[&str]| if parts.is_empty() { "-".to_owned() } else { parts.join(" ") };
        format!("column {}: {} -> {}", to.name, or_nothing(&lost), or_nothing(&won))
    }
}

fn properties(column: &Column) -> Vec<String> {
    let mut out = vec![column.ty.sql.clone()];
    out.extend(column.collation.iter().map(|name| format!("COLLATE {name}")));
    out.push(if column.nullable { "NULL" } else { "NOT NULL" }.to_owned());
    let NotNull { name, no_inherit, not_valid, inherited: _ } = &column.not_null;
    out.extend(name.iter().map(|name| format!("NOT NULL AS {name}")));
    out.extend(no_inherit.then(|| "NOT NULL NO INHERIT".to_owned()));
    out.extend(not_valid.then(|| "NOT NULL NOT VALID".to_owned()));
    out.extend(column.default.iter().map(|default| format!("DEFAULT {default}")));
    out.extend(column.generated.iter().map(|generated| {
        format!("GENERATED AS ({}){}", generated.expr, if generated.stored { "" } else { " VIRTUAL" })
    }));
    out.extend(column.identity.iter().map(|identity| {
        let kind = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
        let options = &identity.options;
        let numbers = [
            ("START", options.start),
            ("INCREMENT", options.increment),
            ("MIN", options.min),
            ("MAX", options.max),
            ("CACHE", options.cache),
        ];
        let given = numbers.iter().filter_map(|(name, value)| Some(format!(" {name} {}", (*value)?)));
        let cycle = if options.cycle { " CYCLE" } else { "" };
        format!("IDENTITY {kind}{}{cycle}", given.collect::<String>())
    }));
    out.extend(column.serial.iter().map(|sequence| format!("SERIAL ({sequence})")));
    out.extend(column.comment.iter().map(|comment| format!("COMMENT {comment:?}")));
    out
}

impl Described for PrimaryKey {
    const KIND: &'static str = "primary key";

    fn label(&self) -> String {
        format!("({})", self.columns.join(", "))
    }

    fn rename(from: &Self, to: &Self) -> String {
        format!("{} {} is now {}", Self::KIND, from.name, to.name)
    }

    fn text(&self) -> String {
        let auto = if self.autoincrement { " AUTOINCREMENT" } else { "" };
        let list = listed(&self.columns, "", overlaps(self.without_overlaps));
        format!("primary key ({list}){}{auto}{}", include(&self.include), self.deferrable.clause())
    }
}

impl Described for Unique {
    const KIND: &'static str = "unique";

    fn label(&self) -> String {
        named(&self.name, || format!("({})", self.columns.join(", ")))
    }

    fn text(&self) -> String {
        let nulls = if self.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
        let list = listed(&self.columns, "", overlaps(self.without_overlaps));
        format!(
            "unique {}({list}){nulls}{}{}",
            spaced(&self.name),
            include(&self.include),
            self.deferrable.clause()
        )
    }
}

impl Described for ForeignKey {
    const KIND: &'static str = "foreign key";

    fn label(&self) -> String {
        named(&self.name, || format!("({}) -> {}", self.columns.join(", "), self.target))
    }

    fn text(&self) -> String {
        let period = if self.period { "PERIOD " } else { "" };
        let mut text = format!(
            "foreign key {}({}) -> {}({})",
            spaced(&self.name),
            listed(&self.columns, period, ""),
            self.target,
            listed(&self.target_columns, period, "")
        );
        for (event, action) in [("DELETE", &self.on_delete), ("UPDATE", &self.on_update)] {
            match action {
                Action::NoAction => {}
                Action::SetNullColumns(columns) | Action::SetDefaultColumns(columns) => {
                    text.push_str(&format!(" ON {event} {action} ({})", columns.join(", ")));
                }
                action => text.push_str(&format!(" ON {event} {action}")),
            }
        }
        if self.match_full {
            text.push_str(" MATCH FULL");
        }
        text.push_str(self.deferrable.clause());
        text.push_str(enforcement(self.not_valid, self.not_enforced));
        text
    }
}

impl Described for Check {
    const KIND: &'static str = "check";

    fn label(&self) -> String {
        named(&self.name, || format!("({})", self.expr))
    }

    fn text(&self) -> String {
        let enforcement = enforcement(self.not_valid, self.not_enforced);
        let inherit = if self.no_inherit { " NO INHERIT" } else { "" };
        format!("check {}({}){inherit}{enforcement}", spaced(&self.name), self.expr)
    }
}

impl Described for Exclusion {
    const KIND: &'static str = "exclusion";

    fn label(&self) -> String {
        self.name.clone()
    }

    fn text(&self) -> String {
        let elements: Vec<String> = self
            .elements
            .iter()
            .map(|element| format!("{} WITH {}", key(&element.key), element.operator))
            .collect();
        let predicate =
            self.predicate.as_ref().map(|predicate| format!(" WHERE {predicate}")).unwrap_or_default();
        format!(
            "exclusion {} {} ({}){predicate}{}",
            self.name,
            self.method,
            elements.join(", "),
            self.deferrable.clause()
        )
    }
}

impl Described for Index {
    const KIND: &'static str = "index";

    fn label(&self) -> String {
        self.name.clone()
    }

    fn text(&self) -> String {
        let unique = if self.unique { "unique " } else { "" };
        let method = if self.method == "btree" { String::new() } else { format!(" using {}", self.method) };
        let keys: Vec<String> = self.keys.iter().map(key).collect();
        let predicate =
            self.predicate.as_ref().map(|predicate| format!(" WHERE {predicate}")).unwrap_or_default();
        let invalid = if self.invalid { " INVALID" } else { "" };
        let nulls = if self.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
        let storage: String = self.storage.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        let comment =
            self.comment.as_ref().map(|comment| format!(" COMMENT {comment:?}")).unwrap_or_default();
        format!(
            "{unique}index {}{method} ({}){}{nulls}{storage}{predicate}{comment}{invalid}",
            self.name,
            keys.join(", "),
            include(&self.include)
        )
    }
}

fn key(key: &IndexKey) -> String {
    let mut text = match &key.target {
        KeyTarget::Column(name) => name.clone(),
        KeyTarget::Expr(expr) => expr.to_string(),
    };
    text.extend(key.collation.iter().flat_map(|name| [" COLLATE ", name]));
    text.extend(key.opclass.iter().flat_map(|name| [" ", name]));
    if key.desc {
        text.push_str(" DESC");
    }
    if key.nulls_first != key.desc {
        text.push_str(if key.nulls_first { " NULLS FIRST" } else { " NULLS LAST" });
    }
    text
}

fn include(columns: &[String]) -> String {
    if columns.is_empty() { String::new() } else { format!(" INCLUDE ({})", columns.join(", ")) }
}

const fn enforcement(not_valid: bool, not_enforced: bool) -> &'static str {
    match (not_enforced, not_valid) {
        (true, _) => " NOT ENFORCED",
        (false, true) => " NOT VALID",
        (false, false) => "",
    }
}

/// Columns, the last of which may be a period.
fn listed(columns: &[String], before_last: &str, behind_last: &str) -> String {
    match columns.split_last() {
        Some((last, others)) => {
            let others: String = others.iter().map(|column| format!("{column}, ")).collect();
            format!("{others}{before_last}{last}{behind_last}")
        }
        None => String::new(),
    }
}

const fn overlaps(without: bool) -> &'static str {
    if without { " WITHOUT OVERLAPS" } else { "" }
}

fn named(name: &str, otherwise: impl Fn() -> String) -> String {
    if name.is_empty() { otherwise() } else { name.to_owned() }
}

fn spaced(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{name} ") }
}
