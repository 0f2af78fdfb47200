//! How the rows of one table are made: one SELECT that makes more than are wanted and lets those through that the
//! table's constraints let through.

use std::collections::BTreeSet;

use super::candidates::{Candidates, N};
use super::keys::{UniqueKey, exclusions, unique_keys};
use super::order::{Reference, Turn, is_optional};
use crate::ir::{Column, Engine, ForeignKey, QName, Table};
use crate::sql::quoted;

/// A qualified name in quotes, whatever the search path.
pub(super) fn table_name(name: &QName) -> String {
    if name.schema.is_empty() {
        quoted(&name.name)
    } else {
        format!("{}.{}", quoted(&name.schema), quoted(&name.name))
    }
}

/// Quoted names behind a prefix, separated by commas.
pub(super) fn listed<'a>(prefix: &str, names: impl IntoIterator<Item = &'a String>) -> String {
    names.into_iter().map(|name| format!("{prefix}{}", quoted(name))).collect::<Vec<_>>().join(", ")
}

/// Numbers that look random and are the same each time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mixer(u64);

impl Mixer {
    /// One for a thing of a name.
    pub fn new(seed: u64, name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// An expression over 0 .. 2147483646 that jumps about as `n` counts up.
    pub fn mixed(&mut self, n: &str) -> String {
        let (factor, offset) = (self.next() % 2_000_000_000 + 1_000_003, self.next() % 2_000_000_000);
        format!("((({n}) * {factor} + {offset}) % 2147483647)")
    }

    /// An expression over 0 .. count - 1: each once in every `count` rows, every time from another one on.
    fn turn(&mut self, count: usize) -> String {
        let jump = self.mixed(&format!("{N} / {count}"));
        format!("(({N} + {jump}) % {count})")
    }
}

/// Where a column's value comes from.
#[derive(Debug)]
enum Source {
    /// The database: an identity, a serial, a generated column.
    Itself,
    /// Nothing yet.
    Null,
    /// Candidates.
    Values,
    /// Another column of the row, which refers to itself.
    Same(String),
    /// Rows referred to: (place among the recipe's picks, place in the key).
    Keys(Vec<(usize, usize)>),
}

/// A column and its values.
#[derive(Debug)]
struct Made<'a> {
    column: &'a Column,
    source: Source,
    candidates: Candidates,
    nullable: bool,
    /// Its values may not repeat: constants serve only the first so many rows.
    constants_until: Option<usize>,
}

/// How the rows of a table are made.
#[derive(Debug)]
pub(super) struct Recipe<'a> {
    engine: Engine,
    pub table: &'a Table,
    seed: u64,
    made: Vec<Made<'a>>,
    /// Foreign keys whose rows are there, the widest first.
    picks: Vec<&'a ForeignKey>,
    keys: Vec<UniqueKey>,
    /// Whether a key is checked only at the end, so that it cannot be left to `ON CONFLICT`.
    pub defers_keys: bool,
}

/// How many rows, and of which numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Rows wanted.
    pub rows: usize,
    /// The number of the first one.
    pub start: usize,
    /// Rows tried.
    pub pool: usize,
    /// Without the extremes that make sums overflow.
    pub mild: bool,
}

/// Whether the database numbers the column's rows.
pub(super) fn numbers_itself(table: &Table, column: &Column) -> bool {
    column.identity.is_some()
        || column.serial.is_some()
        || column.default.as_ref().is_some_and(|default| default.sql.starts_with("nextval("))
        || table.is_rowid(&column.name)
}

impl<'a> Recipe<'a> {
    pub fn new(
        engine: Engine,
        turn: &Turn<'a>,
        seed: u64,
        leave_out: &BTreeSet<&str>,
        candidates: impl Fn(&'a Column) -> Candidates,
    ) -> Self {
        let table = turn.table;
        let references = || table.foreign_keys.iter().zip(&turn.references);
        let mut picks: Vec<_> =
            references().filter(|(_, at)| **at == Reference::AtOnce).map(|(key, _)| key).collect();
        picks.sort_by_key(|key| std::cmp::Reverse(key.columns.len()));
        let source = |column: &Column| {
            let name = &column.name;
            let picked: Vec<_> = picks
                .iter()
                .enumerate()
                .filter_map(|(n, key)| key.columns.iter().position(|other| other == name).map(|at| (n, at)))
                .collect();
            let later = references().any(|(key, at)| *at == Reference::Later && key.columns.contains(name));
            let always = column.identity.as_ref().is_some_and(|identity| identity.always);
            if column.generated.is_some() || always || leave_out.contains(name.as_str()) {
                Source::Itself
            } else if !picked.is_empty() {
                Source::Keys(picked)
            } else if numbers_itself(table, column) {
                // SQLite has no statement for many rows of nothing: NULL makes a rowid number itself.
                if engine == Engine::Sqlite { Source::Null } else { Source::Itself }
            } else if let Some(target) = itself(table, name) {
                Source::Same(target)
            } else if later && column.nullable {
                Source::Null
            } else {
                Source::Values
            }
        };
        let mut made: Vec<Made<'a>> = table
            .columns
            .iter()
            .map(|column| {
                let candidates = candidates(column);
                let nullable = column.nullable && !candidates.never_null;
                Made { column, source: source(column), candidates, nullable, constants_until: None }
            })
            .collect();
        let mut keys = unique_keys(table, engine);
        for key in keys.iter().chain(&exclusions(table)) {
            spread(&mut made, key);
        }
        for made in made.iter_mut().filter(|made| made.constants_until.is_none()) {
            made.candidates.constants.extend(stray(&made.column.ty.sql));
        }
        keys.retain(|key| !key.columns.is_empty());
        let defers_keys = keys.iter().chain(&exclusions(table)).any(|key| key.deferrable);
        Self { engine, table, seed, made, picks, keys, defers_keys }
    }

    /// The columns that get values.
    pub fn columns(&self) -> Vec<&String> {
        let given = self.made.iter().filter(|made| !matches!(made.source, Source::Itself));
        given.map(|made| &made.column.name).collect()
    }

    /// References that a row cannot do without.
    pub fn required(&self) -> impl Iterator<Item = &'a ForeignKey> {
        self.picks.iter().copied().filter(|key| !is_optional(self.table, key))
    }

    /// The columns with candidates, for sieving.
    pub fn candidates_mut(&mut self) -> impl Iterator<Item = (&'a Column, &mut Candidates)> {
        self.made
            .iter_mut()
            .filter(|made| matches!(made.source, Source::Values | Source::Keys(_)))
            .map(|made| (made.column, &mut made.candidates))
    }

    /// Conditions that a row has to meet, each with what to call it.
    fn conditions(&self) -> Vec<(String, String)> {
        let checks = self.table.checks.iter().map(|check| {
            let name = if check.name.is_empty() { check.expr.sql.clone() } else { check.name.clone() };
            (format!("the check `{name}`"), format!("coalesce(({}), {})", check.expr.sql, self.truth()))
        });
        let given = self.made.iter().filter(|made| !matches!(made.source, Source::Itself | Source::Null));
        let required = given.filter(|made| !made.nullable).map(|made| {
            let name = &made.column.name;
            (format!("`{name}` is required"), format!("{} IS NOT NULL", quoted(name)))
        });
        let refers = self.picks.iter().filter(|_| self.is_shared()).map(|key| {
            let columns = key.columns.iter().map(|name| quoted(name));
            let on: Vec<_> = columns
                .clone()
                .zip(&key.target_columns)
                .map(|(column, target)| {
                    format!("model__p.{} = {}.{column}", quoted(target), quoted(&self.table.name.name))
                })
                .collect();
            let nulls: Vec<_> = columns.map(|column| format!("{column} IS NULL")).collect();
            let nulls = nulls.join(if key.match_full { " AND " } else { " OR " });
            let exists = format!(
                "EXISTS (SELECT 1 FROM {} AS model__p WHERE {})",
                table_name(&key.target),
                on.join(" AND ")
            );
            (format!("the reference to `{}`", key.target), format!("({nulls} OR {exists})"))
        });
        required.chain(refers).chain(checks).collect()
    }

    const fn truth(&self) -> &'static str {
        match self.engine {
            Engine::Postgres => "true",
            Engine::Sqlite => "1",
        }
    }

    /// Whether a column is part of two references that have to agree, or of one that it may do without.
    fn is_shared(&self) -> bool {
        self.picks.iter().any(|key| key.columns.len() > 1) && self.picks.len() > 1
            || self.picks.iter().any(|key| key.columns.len() > 1 && is_optional(self.table, key))
    }

    /// The rows, before any condition.
    fn raw(&self, extent: Extent) -> String {
        let Extent { start, pool, .. } = extent;
        let end = start + pool - 1;
        let mut with = Vec::new();
        let mut joins = String::new();
        for (n, key) in self.picks.iter().enumerate() {
            let targets = key.target_columns.iter().map(|name| quoted(name));
            let columns: Vec<_> =
                targets.clone().enumerate().map(|(at, name)| format!("{name} AS c{at}")).collect();
            let known: Vec<_> = targets.clone().map(|name| format!("{name} IS NOT NULL")).collect();
            let order = targets.collect::<Vec<_>>().join(", ");
            with.push(format!(
                "model__k{n} AS MATERIALIZED (SELECT {}, row_number() OVER (ORDER BY {order}) - 1 AS r FROM {} WHERE {})",
                columns.join(", "),
                table_name(&key.target),
                known.join(" AND ")
            ));
            joins.push_str(&format!("\nLEFT JOIN model__k{n} ON model__k{n}.r = {}", self.pick(n, key)));
        }
        let series = match self.engine {
            Engine::Postgres => format!("generate_series({start}::bigint, {end}) AS model__g({N})"),
            Engine::Sqlite => {
                with.insert(0, format!("model__g({N}) AS (SELECT {start} UNION ALL SELECT {N} + 1 FROM model__g WHERE {N} < {end})"));
                "model__g".to_owned()
            }
        };
        let values: Vec<String> = self
            .made
            .iter()
            .map(|made| format!(",\n  {} AS {}", self.value(made, extent), quoted(&made.column.name)))
            .collect();
        let with =
            if with.is_empty() { String::new() } else { format!("WITH RECURSIVE {}\n", with.join(",\n")) };
        let alias = quoted(&self.table.name.name);
        let raw = format!("{with}SELECT {N}{}\nFROM {series}{joins}", values.concat());
        // What the database generates, a check may read.
        let (plain, generated): (Vec<_>, Vec<_>) =
            self.table.columns.iter().partition(|column| column.generated.is_none());
        if generated.is_empty() {
            return format!("({raw}) AS {alias}");
        }
        let generated = generated.iter().filter_map(|column| {
            let expr = &column.generated.as_ref()?.expr.sql;
            Some(format!("({expr}) AS {}", quoted(&column.name)))
        });
        let columns: Vec<_> = plain.iter().map(|column| quoted(&column.name)).chain(generated).collect();
        format!("(SELECT {N}, {} FROM ({raw}) AS {alias}) AS {alias}", columns.join(", "))
    }

    /// Which of the rows referred to a row picks.
    fn pick(&self, n: usize, key: &ForeignKey) -> String {
        let mut mixer = Mixer::new(self.seed, &format!("{}.{}", self.table.name, key.columns.join(",")));
        let count = format!("(SELECT nullif(count(*), 0) FROM model__k{n})");
        if self.keys.iter().any(|unique| unique.is_within(&key.columns)) {
            return format!("{N} % {count}");
        }
        // Some have many children, some have none.
        let jump = mixer.mixed(N);
        let least = if self.engine == Engine::Postgres { "least" } else { "min" };
        format!("CASE WHEN {N} % 3 = 0 THEN {jump} % {least}(2, {count}) ELSE {jump} % {count} END")
    }

    fn value(&self, made: &Made<'_>, extent: Extent) -> String {
        let Made { column, source, .. } = made;
        match source {
            Source::Itself | Source::Null => self.null(column),
            Source::Values => self.pick_value(made, extent),
            Source::Same(target) => match self.made.iter().find(|made| made.column.name == *target) {
                Some(target) => self.value(target, extent),
                None => self.null(column),
            },
            Source::Keys(places) => {
                let mut keys: Vec<_> = places.iter().map(|(n, at)| format!("model__k{n}.c{at}")).collect();
                let optional = places.iter().all(|(n, _)| is_optional(self.table, self.picks[*n]));
                if optional {
                    keys.push(if column.nullable {
                        self.null(column)
                    } else {
                        self.pick_value(made, extent)
                    });
                }
                let value =
                    if keys.len() > 1 { format!("coalesce({})", keys.join(", ")) } else { keys.concat() };
                if !made.nullable {
                    return value;
                }
                // All columns of a reference are NULL together.
                let first = &self.picks[places[0].0];
                let mixed = Mixer::new(self.seed, &format!("null {}", first.columns.join(","))).mixed(N);
                format!("CASE WHEN {mixed} % 4 = 1 THEN {} ELSE {value} END", self.null(column))
            }
        }
    }

    fn null(&self, column: &Column) -> String {
        let never =
            self.made.iter().any(|made| made.candidates.never_null && made.column.name == column.name);
        match self.engine {
            // A domain that is NOT NULL refuses the cast.
            Engine::Postgres if never => "NULL".to_owned(),
            Engine::Postgres => format!("NULL::{}", column.ty.sql),
            Engine::Sqlite => "NULL".to_owned(),
        }
    }

    fn pick_value(&self, made: &Made<'_>, extent: Extent) -> String {
        let Candidates { constants, shapes, .. } = &made.candidates;
        let mut mixer = Mixer::new(self.seed, &made.column.name);
        let mut all: Vec<String> = constants.clone();
        if extent.mild {
            all.retain(|value| !is_extreme(value));
        }
        let until = made.constants_until;
        if until.is_some() || all.is_empty() {
            all.extend(shapes.iter().cloned());
        }
        if made.nullable {
            all.insert(all.len().min(1), self.null(made.column));
        }
        let case = |values: &[String], turn: &str| match values {
            [] => self.null(made.column),
            [one] => one.clone(),
            many => {
                let arms: Vec<_> =
                    many.iter().enumerate().map(|(n, value)| format!("WHEN {n} THEN {value}")).collect();
                format!("CASE {turn} {} END", arms.join(" "))
            }
        };
        let turn = mixer.turn(all.len().max(1));
        let any = case(&all, &turn);
        match until {
            // Where there are rows already, a constant is as good as any other value.
            Some(until) if !shapes.is_empty() && (extent.start == 0 || constants.is_empty()) => {
                let turn = mixer.turn(shapes.len());
                let until = extent.start.saturating_add(until.max(all.len()));
                format!("CASE WHEN {N} < {until} THEN {any} ELSE {} END", case(shapes, &turn))
            }
            _ => any,
        }
    }

    /// The rows that the constraints let through, in order.
    pub fn select(&self, extent: Extent) -> String {
        let alias = quoted(&self.table.name.name);
        let mut firsts = String::new();
        let mut lets = Vec::new();
        for (n, key) in self.keys.iter().filter(|key| self.is_given(key)).enumerate() {
            firsts.push_str(&format!(
                ", row_number() OVER (PARTITION BY {} ORDER BY {N}) AS model__u{n}",
                key.partition()
            ));
            lets.push(format!("(model__u{n} = 1{})", key.exceptions()));
        }
        let conditions: Vec<_> = self.conditions().into_iter().map(|(_, condition)| condition).collect();
        let conditions =
            if conditions.is_empty() { self.truth().to_owned() } else { conditions.join("\n  AND ") };
        let lets = if lets.is_empty() { self.truth().to_owned() } else { lets.join(" AND ") };
        let columns = self.columns();
        let columns = listed("", columns.iter().copied());
        format!(
            "SELECT {columns} FROM (SELECT *{firsts} FROM {}\nWHERE {conditions}) AS {alias}\nWHERE {lets} ORDER BY {N} LIMIT {}",
            self.raw(extent),
            extent.rows
        )
    }

    fn is_given(&self, key: &UniqueKey) -> bool {
        key.columns.iter().all(|name| {
            let made = self.made.iter().find(|made| made.column.name == *name);
            made.is_some_and(|made| {
                made.column.generated.is_some() || !matches!(made.source, Source::Itself | Source::Null)
            })
        })
    }

    /// How many of the rows meet each condition, as a query for `{"name", "met"}`.
    pub fn diagnosis(&self, extent: Extent) -> Option<(Vec<String>, String)> {
        let (names, conditions): (Vec<_>, Vec<_>) = self.conditions().into_iter().unzip();
        if names.is_empty() {
            return None;
        }
        let counts: Vec<_> =
            conditions.iter().map(|condition| format!("count(*) FILTER (WHERE {condition})")).collect();
        let (array, text) = match self.engine {
            Engine::Postgres => ("json_build_array", "::text"),
            Engine::Sqlite => ("json_array", ""),
        };
        // A call takes a hundred arguments.
        let counts = &counts[..counts.len().min(90)];
        Some((names, format!("SELECT {array}({}){text} AS row FROM {}", counts.join(", "), self.raw(extent))))
    }
}

/// The column that a row may take this required one's value from, to refer to itself.
fn itself(table: &Table, column: &str) -> Option<String> {
    let required = table.column(column).filter(|column| !column.nullable)?;
    let to_itself = table.foreign_keys.iter().filter(|key| key.target == table.name);
    let mut pairs = to_itself.flat_map(|key| key.columns.iter().zip(&key.target_columns));
    let (_, target) = pairs.find(|(name, target)| **name == required.name && name != target)?;
    let target = table.column(target)?;
    let is_made = !numbers_itself(table, target) && target.generated.is_none();
    let refers =
        table.foreign_keys.iter().any(|key| key.target == table.name && key.columns.contains(&target.name));
    (is_made && !refers).then(|| target.name.clone())
}

fn is_extreme(value: &str) -> bool {
    [
        "'9223372036854775807'",
        "'-9223372036854775808'",
        "'2147483647'",
        "'-2147483648'",
        "'32767'",
        "'-32768'",
        "infinity",
        "999",
        "e308",
        "e38",
        "NaN",
        "Infinity",
        "repeat(",
    ]
    .iter()
    .any(|extreme| value.contains(extreme))
}

/// A value that no key has, as columns of a key get other ones: a reference that is made to such a column meets an orphan.
fn stray(ty: &str) -> Option<String> {
    Some(match ty {
        "smallint" => "'31999'::smallint".to_owned(),
        "integer" => "'1234567890'::integer".to_owned(),
        "bigint" => "'1234567890'::bigint".to_owned(),
        "text" => "'nobody''s'".to_owned(),
        "uuid" => "'00000000-0000-4000-8000-00000000dead'::uuid".to_owned(),
        _ => return None,
    })
}

/// Makes the values of a key differ, by one of its columns.
fn spread(made: &mut [Made<'_>], key: &UniqueKey) {
    let positions: Vec<usize> = key
        .columns
        .iter()
        .filter_map(|name| made.iter().position(|made| made.column.name == *name))
        .collect();
    if positions.iter().any(|at| matches!(made[*at].source, Source::Itself | Source::Null)) {
        return;
    }
    let free = |at: &&usize| {
        let made: &Made<'_> = &made[**at];
        matches!(made.source, Source::Values) && !made.candidates.shapes.is_empty()
    };
    let Some(&at) = positions.iter().rev().find(free) else { return };
    let until = match (key.exclusive, positions.len()) {
        (true, _) => 0,
        (false, 1) => 1,
        // Together with others its values may repeat.
        (false, _) => 256,
    };
    let before = made[at].constants_until.unwrap_or(usize::MAX);
    made[at].constants_until = Some(until.min(before));
    if key.exclusive {
        made[at].candidates.constants.clear();
    }
}
