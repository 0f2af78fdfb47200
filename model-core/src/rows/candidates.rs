//! Values for a column, chosen to hurt: extremes, the empty, the longest, the odd. All are SQL expressions.

use std::collections::{BTreeMap, BTreeSet};

use super::literals::Literals;
use super::types::TypeRow;
use crate::ir::{Column, Schema};
use crate::sql::literal;

/// The number of a row, from which values that may not repeat are made.
pub(super) const N: &str = "model__n";

/// What a column's values are picked from.
#[derive(Debug, Clone, Default)]
pub(super) struct Candidates {
    /// Constants, the plain ones first.
    pub constants: Vec<String>,
    /// Expressions of the row's number, each with a value of its own for every row.
    pub shapes: Vec<String>,
    /// Nothing is known of the type: each value has to be tried.
    pub guessed: bool,
    /// Its domain is NOT NULL, whatever the column says.
    pub never_null: bool,
}

impl Candidates {
    fn constants(values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { constants: values.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    fn literals(values: &[&str]) -> Self {
        Self::constants(values.iter().map(|value| literal(value)))
    }

    fn shapes(mut self, shapes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.shapes.extend(shapes.into_iter().map(Into::into));
        self
    }

    /// Every value as one of the type, each once.
    fn cast(mut self, ty: &str) -> Self {
        for list in [&mut self.constants, &mut self.shapes] {
            let mut seen = BTreeSet::new();
            list.retain(|value| seen.insert(value.clone()));
            for value in list {
                *value = format!("CAST({value} AS {ty})");
            }
        }
        self
    }
}

/// A column's type on PostgreSQL, taken apart.
struct Parsed<'a> {
    name: String,
    modifiers: Vec<&'a str>,
}

fn parse(ty: &str) -> Parsed<'_> {
    let Some((head, rest)) = ty.split_once('(') else {
        return Parsed { name: ty.to_owned(), modifiers: Vec::new() };
    };
    let (modifiers, tail) = rest.split_once(')').unwrap_or((rest, ""));
    Parsed { name: format!("{head}{tail}"), modifiers: modifiers.split(',').map(str::trim).collect() }
}

/// Candidates for a column of PostgreSQL; `checked` are the literals that its CHECKs name.
pub(super) fn postgres(
    column: &Column,
    schema: &Schema,
    types: &BTreeMap<String, TypeRow>,
    checked: &Literals,
) -> Candidates {
    let labels = column.ty.enum_name.as_ref().and_then(|name| schema.enums.get(name));
    let mut candidates = match labels {
        Some(labels) if !column.ty.sql.ends_with("[]") => {
            Candidates::constants(labels.labels.iter().map(|label| literal(label)))
        }
        _ => of_type(&column.ty.sql, types, checked, 0),
    };
    // What a default gives is a value that people have. Of an enum all values are there, but for those that no row shall have.
    if let Some(default) = &column.default
        && labels.is_none()
        && !default.sql.contains('(')
        && default.sql != "NULL"
    {
        candidates.constants.push(default.sql.clone());
    }
    candidates.never_null = types.get(&column.ty.sql).is_some_and(|row| row.not_null);
    candidates.cast(&column.ty.sql)
}

fn of_type(ty: &str, types: &BTreeMap<String, TypeRow>, checked: &Literals, depth: u8) -> Candidates {
    if let Some(element) = ty.strip_suffix("[]") {
        return array(ty, &of_type(element, types, checked, depth + 1));
    }
    let parsed = parse(ty);
    let length = parsed.modifiers.first().and_then(|length| length.parse::<usize>().ok());
    match parsed.name.as_str() {
        "smallint" => integers(i16::MIN.into(), i16::MAX.into(), checked),
        "integer" => integers(i32::MIN.into(), i32::MAX.into(), checked),
        "bigint" => integers(i64::MIN, i64::MAX, checked),
        "oid" => integers(0, i64::from(u32::MAX), checked),
        "numeric" => numerics(&parsed.modifiers, checked),
        "real" => floats("3.4e38", "1e-37", checked),
        "double precision" => floats("1.7e308", "2.3e-308", checked),
        "money" => Candidates::literals(&["0", "-1.01", "1", "92233720368547758.07"]).shapes([N]),
        "boolean" => Candidates::constants(["true", "false"]),
        "text" | "name" => texts(if parsed.name == "name" { Some(63) } else { None }, checked),
        "character varying" => texts(length, checked),
        "character" => texts(Some(length.unwrap_or(1)), checked),
        "\"char\"" => texts(Some(1), checked),
        "bytea" => bytes(checked),
        "date" => dates(checked),
        name if name.starts_with("timestamp") => timestamps(checked),
        name if name.starts_with("time ") => {
            Candidates::literals(&["00:00:00", "12:34:56.789", "23:59:59.999999", "24:00:00"])
                .shapes([format!("time '00:00' + {N} * interval '1 millisecond'")])
        }
        name if name.starts_with("interval") => {
            Candidates::literals(&["0", "1 day", "-1 month", "100 years 3 mons 1 day 02:03:04.5"])
                .shapes([format!("{N} * interval '1 second'")])
        }
        "uuid" => Candidates::literals(&[
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
        ])
        .shapes([format!("'6ba7b810-9dad-41d1-80b4-' || lpad(to_hex({N}), 12, '0')")]),
        "json" | "jsonb" => Candidates::literals(&[
            "{}",
            "[]",
            "null",
            "0",
            "\"\"",
            r#"{"a": {"b": [1, null, "é 🦀"]}, "A": "O'Brien \"x\" \\"}"#,
            "[1, \"a\", {}]",
            "true",
        ])
        .shapes([format!("'{{\"n\": ' || {N} || '}}'"), format!("'[' || {N} || ']'")]),
        "xml" => Candidates::literals(&["<a/>", "<a b=\"1\">é &amp; x</a>"])
            .shapes([format!("'<a>' || {N} || '</a>'")]),
        "inet" | "cidr" => {
            Candidates::literals(&["0.0.0.0", "192.168.0.1", "255.255.255.255", "::", "10.0.0.0/8"])
                .shapes([format!("inet '10.0.0.0' + {N}")])
        }
        "macaddr" => Candidates::literals(&["00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"])
            .shapes([format!("lpad(to_hex({N}), 12, '0')")]),
        "macaddr8" => Candidates::literals(&["00:00:00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff:ff:ff"])
            .shapes([format!("lpad(to_hex({N}), 16, '0')")]),
        "bit" => {
            let length = length.unwrap_or(1);
            Candidates::constants([format!("repeat('0', {length})"), format!("repeat('1', {length})")])
                .shapes([format!("right(repeat('0', {length}) || {N}::bit(32)::text, {length})")])
        }
        "bit varying" => Candidates::literals(&["", "0", "1"]).shapes([match length {
            Some(length) => format!("right({N}::bit(32)::text, {length})"),
            None => format!("{N}::bit(32)::text"),
        }]),
        "point" => Candidates::literals(&["(0,0)", "(-1.5,1e300)"]).shapes([format!("point({N}, 0)")]),
        "line" => Candidates::literals(&["{1,0,0}"]),
        "lseg" | "box" => Candidates::literals(&["(0,0),(1,1)", "(-1,-1),(0,0)"]),
        "path" | "polygon" => Candidates::literals(&["((0,0),(1,1),(1,0))"]),
        "circle" => Candidates::literals(&["<(0,0),0>", "<(0,0),1>"]),
        "tsvector" => {
            Candidates::literals(&["", "a:1 fat:2 cat:3", "'O''Brien'"]).shapes([format!("'n' || {N}")])
        }
        "tsquery" => Candidates::literals(&["a & b", "a | !b"]),
        "regclass" => Candidates::literals(&["pg_class"]),
        "regtype" => Candidates::literals(&["integer"]),
        _ => of_named(&parsed, ty, types, checked, depth),
    }
}

/// Types that the catalog has to tell of.
fn of_named(
    parsed: &Parsed<'_>,
    ty: &str,
    types: &BTreeMap<String, TypeRow>,
    checked: &Literals,
    depth: u8,
) -> Candidates {
    let Some(row) = types.get(parsed.name.as_str()).filter(|_| depth < 6) else { return unknown(checked) };
    match row.kind.as_str() {
        "e" => Candidates::constants(row.labels.iter().map(|label| literal(label))),
        "d" => {
            let mut all = checked.clone();
            row.checks.iter().for_each(|check| all.read(check));
            let base = row.base.as_deref().unwrap_or("text");
            Candidates { guessed: true, ..of_type(base, types, &all, depth + 1).cast(base) }
        }
        "c" => composite(row, ty, types, depth),
        "r" => range(row, types, depth),
        "m" => Candidates::literals(&["{}"]),
        // `citext` and the like take any text.
        "b" if row.category == "S" => texts(None, checked),
        _ => unknown(checked),
    }
}

fn unknown(checked: &Literals) -> Candidates {
    let mut candidates = Candidates::literals(&[
        "",
        "0",
        "1",
        "a",
        "a.b",
        "a=>1",
        "{}",
        "[]",
        "[1,2,3]",
        "(0,0)",
        "2000-01-01",
        "POINT(0 0)",
    ]);
    candidates.constants.extend(checked.texts().map(literal));
    candidates.guessed = true;
    candidates.shapes([format!("{N}::text"), format!("'a' || {N}"), format!("'n=>' || {N}")])
}

fn array(ty: &str, element: &Candidates) -> Candidates {
    let mut arrays = Candidates { guessed: element.guessed, ..Candidates::constants(["'{}'"]) };
    let of = |values: &[&String]| {
        let values: Vec<_> = values.iter().map(|value| format!("({value})::text")).collect();
        format!("(ARRAY[{}]::text[])", values.join(", "))
    };
    // An array of arrays is of the same type; one dimension is what people have.
    if ty.ends_with("[][]") {
        return arrays;
    }
    for pair in element.constants.windows(2) {
        arrays.constants.push(of(&[&pair[0]]));
        arrays.constants.push(of(&[&pair[1], &pair[0], &pair[1]]));
    }
    arrays.constants.extend(element.constants.first().map(|value| of(&[value])));
    arrays.constants.push("(ARRAY[NULL]::text[])".to_owned());
    arrays.constants.truncate(8);
    arrays.shapes(element.shapes.iter().map(|shape| of(&[shape])))
}

fn composite(row: &TypeRow, ty: &str, types: &BTreeMap<String, TypeRow>, depth: u8) -> Candidates {
    let fields: Vec<Candidates> = row
        .fields
        .iter()
        .map(|field| of_type(&field.ty, types, &Literals::default(), depth + 1).cast(&field.ty))
        .collect();
    let nulls = vec!["NULL"; fields.len()].join(", ");
    let mut candidates = Candidates { guessed: true, ..Candidates::constants([format!("ROW({nulls})")]) };
    for n in 0..4 {
        let values = fields.iter().map(|field| {
            let count = field.constants.len().max(1);
            field.constants.get(n % count).map_or("NULL", String::as_str)
        });
        candidates.constants.push(format!("ROW({})", values.collect::<Vec<_>>().join(", ")));
    }
    if let Some(at) = fields.iter().position(|field| !field.shapes.is_empty()) {
        let values = fields.iter().enumerate().map(|(n, field)| {
            if n == at {
                field.shapes[0].as_str()
            } else {
                field.constants.first().map_or("NULL", String::as_str)
            }
        });
        candidates.shapes.push(format!("ROW({})", values.collect::<Vec<_>>().join(", ")));
    }
    candidates.cast(ty)
}

/// Ranges that do not overlap, one for each row.
fn range(row: &TypeRow, types: &BTreeMap<String, TypeRow>, depth: u8) -> Candidates {
    let subtype = row.subtype.as_deref().unwrap_or_default();
    let bound = |n: &str| match subtype {
        "date" => Some(format!("(date '2000-01-01' + ({n})::integer)")),
        _ if subtype.starts_with("timestamp") => {
            Some(format!("(timestamptz '2000-01-01 00:00:00+00' + ({n}) * interval '1 hour')::{subtype}"))
        }
        "integer" | "bigint" | "numeric" => Some(format!("({n})::{subtype}")),
        _ => None,
    };
    let name = &row.name;
    let Some((from, to)) = bound(N).zip(bound(&format!("{N} + 1"))) else {
        let elements = of_type(subtype, types, &Literals::default(), depth + 1).cast(subtype).constants;
        let ranges = elements
            .windows(2)
            .take(4)
            .map(|pair| format!("{name}(least({0}, {1}), greatest({0}, {1}), '[]')", pair[0], pair[1]));
        return Candidates::constants(ranges.chain(["'empty'".to_owned(), "'(,)'".to_owned()]));
    };
    let (low, high) = (bound("0"), bound("12"));
    let wide = low.zip(high).map(|(low, high)| format!("{name}({low}, {high}, '[]')"));
    Candidates::constants(["'empty'".to_owned(), "'(,)'".to_owned()].into_iter().chain(wide))
        .shapes([format!("{name}({from}, {to})")])
}

fn integers(min: i64, max: i64, checked: &Literals) -> Candidates {
    let mut values = vec![0, 1, -1, max, min, 42];
    values.extend(checked.integers().flat_map(|n| [n, n.saturating_add(1), n.saturating_sub(1)]));
    let constants = values.into_iter().filter(|n| (min..=max).contains(n));
    // `-9223372036854775808` is a minus and a number too large.
    let constants = constants.map(|n| format!("'{n}'"));
    let count = format!("({N} % {max})");
    let steps = checked.integers().filter(|n| n.unsigned_abs() < 1 << 40).flat_map(|n| {
        [format!("least({n} + 1 + {count}, {max})"), format!("greatest({n} - 1 - {count}, '{min}')")]
    });
    let below = (min < 0).then(|| format!("-1 - {count}"));
    Candidates::constants(constants)
        .shapes([count.clone()].into_iter().chain(below))
        .shapes(steps.collect::<Vec<_>>())
}

fn numerics(modifiers: &[&str], checked: &Literals) -> Candidates {
    let number = |at: usize| modifiers.get(at).and_then(|modifier| modifier.parse::<usize>().ok());
    let (precision, scale) = match number(0) {
        Some(precision) => (precision, number(1).unwrap_or(0).min(precision)),
        None => (30, 10),
    };
    let whole = precision - scale;
    let max = format!("{}.{}", "9".repeat(whole.max(1)), "9".repeat(scale));
    let max = if whole == 0 { format!("0.{}", "9".repeat(scale)) } else { max };
    let small = format!("0.{}1", "0".repeat(scale.saturating_sub(1)));
    let mut values = vec!["0".to_owned(), max.clone(), format!("-{max}")];
    if scale > 0 {
        values.push(small);
    }
    if whole > 0 {
        values.extend(["1".to_owned(), "-1".to_owned()]);
    }
    values.extend(checked.numbers().map(ToOwned::to_owned));
    values.extend(
        checked.integers().flat_map(|n| [n.saturating_add(1).to_string(), n.saturating_sub(1).to_string()]),
    );
    let limit = 10u64.saturating_pow(u32::try_from(whole.min(15)).unwrap_or(15)).max(1);
    let fits = |value: &String| {
        value
            .trim_start_matches('-')
            .split('.')
            .next()
            .is_none_or(|digits| digits.len() <= whole.max(1) && (whole > 0 || digits == "0"))
    };
    Candidates::constants(values.iter().filter(|value| fits(value)).map(|value| format!("'{value}'")))
        .shapes([format!("({N} % {limit})"), format!("-1 * ({N} % {limit})")])
}

fn floats(max: &str, min: &str, checked: &Literals) -> Candidates {
    let mut values: Vec<_> =
        ["0", "1", "-1", "0.1", max, "NaN", "-Infinity", min].map(ToOwned::to_owned).to_vec();
    values.extend(checked.numbers().map(ToOwned::to_owned));
    values.extend(
        checked.integers().flat_map(|n| [n.saturating_add(1).to_string(), n.saturating_sub(1).to_string()]),
    );
    Candidates::constants(values.iter().map(|value| literal(value)))
        .shapes([N.to_owned(), format!("-1.5 * {N}")])
}

/// What CHECKs and domains tend to ask for.
const STOCK: [&str; 24] = [
    "abc",
    "a@b.c",
    "https://example.com",
    "a-b",
    "a_b",
    "ab",
    "AB",
    "DE",
    "EUR",
    "de",
    "en-US",
    "A1",
    "1.0.0",
    "12345",
    "+491234567",
    "#a0b1c2",
    "127.0.0.1",
    "2000-01-01",
    "12:00",
    "{}",
    "[]",
    "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
    "/a/b",
    "Abc def",
];

fn texts(length: Option<usize>, checked: &Literals) -> Candidates {
    let longest = length.unwrap_or(1000).min(1000);
    let mut constants: Vec<String> =
        ["a", "", "O'Brien \"x\" \\ %_", "日本語 🦀 é", "A", " a "].map(literal).to_vec();
    constants.insert(2, format!("repeat('é', {longest})"));
    constants.extend(checked.texts().map(literal));
    let lengths: BTreeSet<i64> = checked.integers().filter(|n| (1..=1000).contains(n)).collect();
    if !checked.is_empty() {
        constants.extend(STOCK.map(literal));
        for &n in &lengths {
            constants.extend([n - 1, n, n + 1].map(|n| format!("repeat('a', {n})")));
        }
        constants.push("repeat('a', 64)".to_owned());
    }
    let mut shapes = Vec::new();
    let fits = |fixed: usize| length.is_none_or(|length| length >= fixed + 7);
    if fits(0) {
        shapes.push(format!("{N}::text"));
        shapes.push(format!("'a' || {N}"));
    } else {
        // Short codes: as many different ones as there are digits for.
        let length = length.unwrap_or(1);
        shapes.push(format!("right(repeat('0', {length}) || {N}, {length})"));
        shapes.push(format!(
            "right(repeat('A', {length}) || translate({N}::text, '0123456789', 'ABCDEFGHIJ'), {length})"
        ));
        shapes.push(format!(
            "right(repeat('a', {length}) || translate({N}::text, '0123456789', 'abcdefghij'), {length})"
        ));
    }
    for (before, after) in
        [("É '", "\\"), ("Row ", ""), ("a-", ""), ("a", "@b.c"), ("https://example.com/", "")]
    {
        if fits(before.len() + after.len()) && (before != "https://example.com/" || !checked.is_empty()) {
            shapes.push(format!("{} || {N} || {}", literal(before), literal(after)));
        }
    }
    shapes.extend(lengths.iter().map(|n| format!("right(repeat('0', {n}) || {N}, {n})")));
    Candidates::constants(constants).shapes(shapes)
}

fn bytes(checked: &Literals) -> Candidates {
    let mut candidates =
        Candidates::constants(["'\\x'", "'\\x00'", "'\\xdeadbeef'", "decode(repeat('ff', 500), 'hex')"])
            .shapes([format!("decode(lpad(to_hex({N}), 8, '0'), 'hex')")]);
    for n in checked.integers().filter(|n| (1..=1000).contains(n)) {
        candidates.constants.push(format!("decode(repeat('a5', {n}), 'hex')"));
        candidates.shapes.push(format!("decode(lpad(to_hex({N}), {}, '0'), 'hex')", 2 * n));
    }
    candidates
}

fn dates(checked: &Literals) -> Candidates {
    let mut candidates = Candidates::literals(&[
        "2000-01-31",
        "infinity",
        "-infinity",
        "0001-01-01",
        "9999-12-31",
        "1970-01-01",
        "2024-02-29",
        "4713-01-01 BC",
    ]);
    for day in checked.texts().filter(|text| is_date(text)).map(literal) {
        candidates.constants.extend([day.clone(), format!("{day}::date + 1"), format!("{day}::date - 1")]);
    }
    candidates.shapes([format!("date '2000-01-01' + {N}::integer")])
}

fn timestamps(checked: &Literals) -> Candidates {
    let mut candidates = Candidates::literals(&[
        "2000-01-31 12:34:56.789",
        "infinity",
        "-infinity",
        "0001-01-01 00:00:00",
        "9999-12-31 23:59:59.999999",
        "1970-01-01 00:00:00",
        "2024-02-29 23:59:59",
        "2025-03-30 02:30:00",
    ]);
    for time in checked.texts().filter(|text| is_date(text)).map(literal) {
        candidates.constants.extend([
            time.clone(),
            format!("{time}::timestamp + interval '1 day'"),
            format!("{time}::timestamp - interval '1 day'"),
        ]);
    }
    candidates.shapes([format!("timestamp '2000-01-01 00:00:00' + {N} * interval '1 second'")])
}

fn is_date(text: &str) -> bool {
    let digits: Vec<&str> = text.get(..10).map_or(Vec::new(), |day| day.split('-').collect());
    digits.len() == 3
        && digits.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

/// Candidates for a column of SQLite, by what its declared type stands for.
pub(super) fn sqlite(column: &Column, checked: &Literals) -> Candidates {
    let ty = column.ty.sql.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| ty.contains(word));
    let length = parse(&ty).modifiers.first().and_then(|length| length.parse().ok());
    let stamp = |format: &str, unit: &str| format!("strftime('{format}', '2000-01-01', {N} || ' {unit}')");
    if has(&["bool"]) {
        return Candidates::constants(["0", "1"]);
    }
    if has(&["int"]) {
        return sqlite_integers(&ty, checked);
    }
    if has(&["json"]) {
        return Candidates::literals(&["{}", "[]", "null", "{\"a\": [1, \"é 🦀\"]}"])
            .shapes([format!("'[' || {N} || ']'")]);
    }
    if has(&["char", "clob", "text"]) {
        return sqlite_texts(length, checked);
    }
    if has(&["blob", "binary"]) {
        let lengths = checked.integers().filter(|n| (1..=1000).contains(n));
        let constants = ["x''", "x'00'", "x'deadbeef'"].map(ToOwned::to_owned).into_iter();
        return Candidates::constants(constants.chain(lengths.map(|n| format!("zeroblob({n})"))))
            .shapes([format!("CAST(printf('%08d', {N}) AS BLOB)")])
            .shapes(
                checked
                    .integers()
                    .filter(|n| (1..=1000).contains(n))
                    .map(|n| format!("CAST(printf('%0{n}d', {N}) AS BLOB)"))
                    .collect::<Vec<_>>(),
            );
    }
    if has(&["timestamp", "datetime"]) {
        return Candidates::literals(&[
            "2000-01-31 12:34:56",
            "0001-01-01 00:00:00",
            "9999-12-31 23:59:59.999",
        ])
        .shapes([stamp("%Y-%m-%d %H:%M:%S", "seconds")]);
    }
    if has(&["date"]) {
        return Candidates::literals(&["2000-01-31", "0001-01-01", "9999-12-31", "2024-02-29"])
            .shapes([stamp("%Y-%m-%d", "days")]);
    }
    if has(&["time"]) {
        return Candidates::literals(&["00:00:00", "23:59:59.999"]).shapes([stamp("%H:%M:%S", "seconds")]);
    }
    if has(&["real", "floa", "doub", "num", "dec"]) {
        let numbers = checked.numbers().map(ToOwned::to_owned);
        let steps = checked
            .integers()
            .flat_map(|n| [n.saturating_add(1).to_string(), n.saturating_sub(1).to_string()]);
        let stock = ["0", "1.5", "-1", "0.1", "1e300", "-1e-300"].map(ToOwned::to_owned);
        return Candidates::constants(stock.into_iter().chain(numbers).chain(steps))
            .shapes([format!("{N} + 0.5")]);
    }
    sqlite_texts(length, checked)
}

fn sqlite_integers(ty: &str, checked: &Literals) -> Candidates {
    let (min, max) = match ty {
        "smallint" | "int2" => (i16::MIN.into(), i16::MAX.into()),
        "bigint" | "int8" => (i64::MIN, i64::MAX),
        _ => (i32::MIN.into(), i32::MAX.into()),
    };
    let values = [0, 1, -1, max, min].into_iter();
    let values = values.chain(checked.integers().flat_map(|n| [n, n.saturating_add(1), n.saturating_sub(1)]));
    // The smallest one is a minus and a number that is too large, so a real.
    let constants = values.map(|n| if n == i64::MIN { format!("({} - 1)", n + 1) } else { n.to_string() });
    let steps: Vec<_> = checked
        .integers()
        .filter(|n| n.unsigned_abs() < 1 << 40)
        .flat_map(|n| [format!("{n} + {N}"), format!("{n} - {N}")])
        .collect();
    Candidates::constants(constants).shapes([N.to_owned(), format!("-1 - {N}")]).shapes(steps)
}

fn sqlite_texts(length: Option<usize>, checked: &Literals) -> Candidates {
    // The same values in SQLite's words.
    let postgres = texts(length, checked);
    let repeat = |text: &str, n: &str| format!("replace(hex(zeroblob({n})), '00', {text})");
    let translated = postgres.constants.iter().map(|value| {
        match value
            .strip_prefix("repeat(")
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|rest| rest.split_once(", "))
        {
            Some((text, n)) => repeat(text, n),
            None => value.clone(),
        }
    });
    let shapes =
        postgres.shapes.iter().filter(|shape| !shape.contains("translate(")).map(|shape| {
            match shape.strip_prefix("right(repeat('0', ").and_then(|rest| rest.split(')').next()) {
                Some(length) => format!("substr(printf('%0{length}d', {N}), -{length})"),
                None => shape.replace(&format!("{N}::text"), &format!("CAST({N} AS TEXT)")),
            }
        });
    Candidates::constants(translated).shapes(shapes.collect::<Vec<_>>())
}
