//! A random schema.

use model_core::ir::Engine;

use crate::dice::Dice;
use crate::spec::{ColumnSpec, EnumSpec, Id, Item, ItemKind, Kind, Numbering, Spec, TableSpec};

const NAMES: [&str; 22] = [
    "user",
    "Order",
    "name",
    "a\"b",
    "é t",
    "表",
    "select",
    "it's",
    "Mixed_Case",
    "x.y",
    "🦀",
    "id",
    "state",
    "value",
    "type",
    "group",
    "a_rather_long_name_that_is_cut_when_anything_is_put_behind_it",
    "ein_überaus_länglicher_name_mit_ümläüten_zu_zwei_bytes",
    "lower",
    "text",
    "created_at",
    "c%d",
];

impl Spec {
    /// A schema of up to that many tables.
    pub fn random(engine: Engine, size: u8, dice: &mut Dice) -> Self {
        let mut spec = Self { engine, tables: Vec::new(), enums: Vec::new(), next: 0 };
        if engine == Engine::Postgres {
            for _ in 0..dice.below(3) {
                add_enum(&mut spec, &mut dice.fork());
            }
        }
        for _ in 0..=dice.below(usize::from(size)) {
            add_table(&mut spec, &mut dice.fork());
        }
        for _ in 0..dice.below(2 * usize::from(size) + 1) {
            add_foreign_key(&mut spec, &mut dice.fork());
        }
        spec
    }
}

/// A name that nothing in the list has; SQLite knows no upper and lower case in names.
pub fn free_name<'a>(taken: impl Iterator<Item = &'a str> + Clone, fresh: Id, dice: &mut Dice) -> String {
    let name = dice.pick(&NAMES).copied().unwrap_or("x");
    let same = |other: &str| other.to_lowercase() == name.to_lowercase();
    if taken.clone().any(same) {
        format!("{}{fresh}", &name[..name.ceil_char_boundary(20.min(name.len()))])
    } else {
        name.to_owned()
    }
}

/// A name of a constraint or an index, which nothing else has because of the number.
pub fn item_name(id: Id, dice: &mut Dice) -> String {
    let name = dice.pick(&NAMES).copied().unwrap_or("x");
    format!("i{id} {}", &name[..name.floor_char_boundary(57.min(name.len()))])
}

pub fn comment(dice: &mut Dice) -> Option<String> {
    let texts = ["plain", "it's", "two\nlines", "é -- ; \\"];
    dice.chance(15).then(|| dice.pick(&texts).copied().unwrap_or_default().to_owned())
}

pub fn add_enum(spec: &mut Spec, dice: &mut Dice) {
    let id = spec.fresh();
    let name = free_type_name(spec, id, dice);
    let away = dice.chance(8);
    let mut ty = EnumSpec { id, name, away, labels: Vec::new(), comment: comment(dice) };
    for _ in 0..=dice.below(4) {
        let id = spec.fresh();
        let label = free_name(ty.labels.iter().map(|(_, label)| label.as_str()), id, dice);
        ty.labels.push((id, label));
    }
    spec.enums.push(ty);
}

/// A name for an enum. One that the server has a type of itself would have to be qualified wherever it is used.
pub fn free_type_name(spec: &Spec, fresh: Id, dice: &mut Dice) -> String {
    // A function that has a type's name is a cast to that type, where its argument is text.
    let builtin = ["name", "text", "group", "lower"];
    free_name(type_names(spec).chain(builtin), fresh, dice)
}

/// Tables and types share one space of names.
pub fn type_names(spec: &Spec) -> impl Iterator<Item = &str> + Clone {
    let tables = spec.tables.iter().map(|table| table.name.as_str());
    tables.chain(spec.enums.iter().map(|ty| ty.name.as_str()))
}

pub fn add_table(spec: &mut Spec, dice: &mut Dice) {
    let id = spec.fresh();
    let name = free_type_name(spec, id, dice);
    let key_name = item_name(id, dice);
    let storage =
        [("fillfactor", "70"), ("autovacuum_enabled", "false"), ("toast.autovacuum_enabled", "false")];
    let mut table = TableSpec {
        id,
        name,
        away: dice.chance(8),
        columns: Vec::new(),
        key: Vec::new(),
        key_name,
        key_option: dice.chance(15),
        items: Vec::new(),
        unlogged: dice.chance(10),
        storage: storage.into_iter().filter(|_| dice.chance(8)).collect(),
        strict: dice.chance(30),
        without_rowid: dice.chance(20),
        comment: comment(dice),
    };
    for _ in 0..=dice.below(6) {
        add_column(spec, &mut table, &mut dice.fork());
    }
    if dice.chance(80) {
        choose_key(&mut table, dice);
    }
    for _ in 0..dice.below(6) {
        add_item(spec, &mut table, &mut dice.fork());
    }
    spec.tables.push(table);
}

pub fn choose_key(table: &mut TableSpec, dice: &mut Dice) {
    let mut key: Vec<Id> = table.columns.iter().map(|column| column.id).collect();
    dice.shuffle(&mut key);
    key.truncate(if dice.chance(70) { 1 } else { 2 });
    table.key = key;
}

pub fn random_kind(spec: &Spec, dice: &mut Dice) -> Kind {
    if let Some(ty) = dice.pick(&spec.enums).filter(|_| dice.clone().chance(30)) {
        return if dice.chance(75) { Kind::Enum(ty.id) } else { Kind::EnumArray(ty.id) };
    }
    let kinds = [
        Kind::Bool,
        Kind::SmallInt,
        Kind::Int,
        Kind::Int,
        Kind::BigInt,
        Kind::Numeric,
        Kind::Double,
        Kind::Text,
        Kind::Text,
        Kind::Varchar(20),
        Kind::Varchar(50),
        Kind::Bytes,
        Kind::Date,
        Kind::Timestamp,
        Kind::Uuid,
        Kind::Json,
        Kind::Inet,
        Kind::Interval,
        Kind::Range,
        Kind::IntArray,
        Kind::TextArray,
    ];
    let all = if spec.engine == Engine::Postgres { &kinds[..] } else { &kinds[..14] };
    dice.pick(all).copied().unwrap_or(Kind::Text)
}

pub fn add_column(spec: &mut Spec, table: &mut TableSpec, dice: &mut Dice) -> Id {
    let id = spec.fresh();
    let kind = random_kind(spec, dice);
    let name = free_name(table.columns.iter().map(|column| column.name.as_str()), id, dice);
    let sources: Vec<Id> = table.columns.iter().map(|column| column.id).collect();
    let generated = dice.pick(&sources).copied().filter(|_| dice.clone().chance(20));
    table.columns.push(ColumnSpec {
        id,
        name,
        kind,
        nullable: dice.chance(50),
        default: dice.chance(35).then(|| dice.below(8)),
        numbering: random_numbering(dice),
        generated: generated.map(|source| (source, dice.below(4), dice.chance(50))),
        collation: random_collation(spec.engine, dice),
        comment: comment(dice),
    });
    id
}

pub fn random_numbering(dice: &mut Dice) -> Option<Numbering> {
    match dice.below(8) {
        0 => Some(Numbering::Serial),
        1 => Some(Numbering::Identity(dice.chance(50), dice.below(6))),
        _ => None,
    }
}

pub fn random_collation(engine: Engine, dice: &mut Dice) -> Option<&'static str> {
    let all = if engine == Engine::Postgres { ["C", "POSIX"] } else { ["NOCASE", "RTRIM"] };
    dice.chance(15).then(|| all[dice.below(2)])
}

pub fn add_item(spec: &mut Spec, table: &mut TableSpec, dice: &mut Dice) {
    let id = spec.fresh();
    let kind = match dice.below(10) {
        0 | 1 => ItemKind::Unique,
        2..=4 => ItemKind::Check,
        5 => ItemKind::Exclusion,
        _ => ItemKind::Index,
    };
    let mut columns: Vec<Id> = table.columns.iter().map(|column| column.id).collect();
    dice.shuffle(&mut columns);
    columns.truncate(1 + dice.below(3));
    table.items.push(Item { id, name: item_name(id, dice), columns, choice: dice.below(1 << 20), kind });
}

/// A foreign key, with columns made for it if there are none of the right types.
pub fn add_foreign_key(spec: &mut Spec, dice: &mut Dice) {
    let (Some(own), Some(other)) =
        (dice.pick(&spec.tables).map(|table| table.id), dice.pick(&spec.tables).cloned())
    else {
        return;
    };
    let unique = other.items.iter().filter(|item| matches!(item.kind, ItemKind::Unique | ItemKind::Index));
    let mut keys: Vec<(Option<Id>, Vec<Id>)> =
        unique.map(|item| (Some(item.id), item.columns.clone())).collect();
    keys.push((None, other.key.clone()));
    keys.push((None, other.key.clone()));
    let Some((key, wanted)) = dice.pick(&keys).cloned() else { return };
    let mut columns: Vec<Id> = Vec::new();
    for column in wanted.iter().filter_map(|id| other.column(*id)) {
        let Some(at) = spec.tables.iter().position(|table| table.id == own) else { return };
        let fits = |mine: &&ColumnSpec| {
            (mine.kind, mine.collation) == (column.kind, column.collation)
                && mine.generated.is_none()
                && !columns.contains(&mine.id)
        };
        let found = spec.tables[at].columns.iter().find(fits).map(|column| column.id);
        let id = match found.filter(|_| dice.chance(60)) {
            Some(id) => id,
            None => {
                let mut table = spec.tables.remove(at);
                let id = add_column(spec, &mut table, dice);
                if let Some(made) = table.columns.iter_mut().find(|column| column.id == id) {
                    (made.kind, made.collation, made.generated) = (column.kind, column.collation, None);
                }
                spec.tables.insert(at, table);
                id
            }
        };
        columns.push(id);
    }
    let id = spec.fresh();
    let item = Item {
        id,
        name: item_name(id, dice),
        columns,
        choice: dice.below(1 << 20),
        kind: ItemKind::ForeignKey(other.id, key),
    };
    if let Some(table) = spec.tables.iter_mut().find(|table| table.id == own) {
        table.items.push(item);
    }
}
