//! Names of SQL -> names of Rust.

use std::collections::BTreeSet;

use model_core::ir::{ForeignKey, QName, Table};

/// What things are called in Rust.
pub trait Naming {
    /// A column, as a list of columns names it.
    fn column(&self, table: &QName, column: &str) -> String;
    /// The path of a table's model from another table's model; `None` if it has none.
    fn model(&self, from: &QName, target: &QName) -> Option<String>;
    /// The path of a variant.
    fn variant(&self, ty: &QName, label: &str) -> Option<String>;
    /// Whether Diesel can compare a foreign key's column with what it refers to.
    fn joins(&self, table: &Table, key: &ForeignKey) -> bool;
}

/// The name of a struct as Diesel's derives write it.
pub fn snake_of(model: &str) -> String {
    let mut out = String::new();
    for c in model.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Names that `table!` gives a meaning to (`q` is a variable in it): a column or a table is not called so.
const TAKEN: [&str; 8] = ["table", "columns", "is_nullable", "star", "all_columns", "dsl", "diesel", "q"];
/// Crates, which a module of the same name would hide from what is beside it.
const CRATES: [&str; 9] =
    ["chrono", "model_core", "serde_json", "uuid", "std", "core", "alloc", "bigdecimal", "ipnetwork"];

/// Types that are in scope of every model, or may be.
const TYPES: [&str; 44] = [
    "Array",
    "AsChangeset",
    "Associations",
    "BigDecimal",
    "Bound",
    "Box",
    "Clone",
    "Connection",
    "Copy",
    "DateTime",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "From",
    "Hash",
    "Identifiable",
    "Insertable",
    "Into",
    "IpNetwork",
    "Iterator",
    "Model",
    "ModelEnum",
    "ModelType",
    "NaiveDate",
    "NaiveDateTime",
    "NaiveTime",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "Queryable",
    "Result",
    "Selectable",
    "Self",
    "Send",
    "Some",
    "String",
    "Utc",
    "Uuid",
    "Vec",
];
const MORE_TYPES: [&str; 12] = [
    "PgConnection",
    "PgInterval",
    "PgLsn",
    "PgMoney",
    "QueryResult",
    "QueryableByName",
    "SqliteConnection",
    "Sync",
    "Table",
    "ToString",
    "Value",
    "PartialOrd",
];

/// Words without a singular of their own.
const SAME: [&str; 46] = [
    "alias",
    "analytics",
    "atlas",
    "aws",
    "bias",
    "bonus",
    "bus",
    "canvas",
    "chaos",
    "cms",
    "cors",
    "css",
    "data",
    "dns",
    "dos",
    "equipment",
    "feedback",
    "fish",
    "gas",
    "gps",
    "headquarters",
    "https",
    "information",
    "ios",
    "kudos",
    "lens",
    "logistics",
    "mathematics",
    "means",
    "media",
    "metadata",
    "news",
    "os",
    "physics",
    "pos",
    "rss",
    "saas",
    "series",
    "sheep",
    "sms",
    "species",
    "sos",
    "statistics",
    "tls",
    "uss",
    "vms",
];

/// Plurals that no rule gets right.
const IRREGULAR: [(&str, &str); 58] = [
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("bases", "base"),
    ("biases", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("canvases", "canvas"),
    ("censuses", "census"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("echoes", "echo"),
    ("feet", "foot"),
    ("gases", "gas"),
    ("geese", "goose"),
    ("halves", "half"),
    ("heroes", "hero"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lenses", "lens"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("menus", "menu"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("oxen", "ox"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("potatoes", "potato"),
    ("quizzes", "quiz"),
    ("selfies", "selfie"),
    ("shelves", "shelf"),
    ("statuses", "status"),
    ("synopses", "synopsis"),
    ("syllabuses", "syllabus"),
    ("teeth", "tooth"),
    ("theses", "thesis"),
    ("thieves", "thief"),
    ("tomatoes", "tomato"),
    ("gurus", "guru"),
    ("vertices", "vertex"),
    ("vetoes", "veto"),
    ("viruses", "virus"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
    ("zombies", "zombie"),
];

/// The parts of a name, in lower case: at what no identifier has, and where a capital begins a word.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let chars: Vec<char> = name.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|at| chars.get(at));
        let begins = c.is_uppercase()
            && previous.is_some_and(|previous| {
                previous.is_lowercase()
                    || previous.is_numeric()
                    // The last capital of `HTMLPage` begins a word.
                    || previous.is_uppercase() && chars.get(at + 1).is_some_and(|next| next.is_lowercase())
            });
        if !c.is_alphanumeric() || begins {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| c.is_alphanumeric()) {
            part.extend(c.to_lowercase());
        }
    }
    // What no identifier of Rust has goes: letters that are none in its sense.
    for part in &mut parts {
        part.retain(|c| c.is_ascii() || syn::parse_str::<syn::Ident>(&format!("a{c}")).is_ok());
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a name can stand as it is: no keyword, and no `r#` needed.
pub fn is_ident(name: &str) -> bool {
    // `gen` is a keyword from edition 2024 on, which syn does not say.
    syn::parse_str::<syn::Ident>(name).is_ok() && name != "gen" && name != "_"
}

/// The name of a module, which is a table's or a schema's: no crate's, otherwise as [`snake`] has it.
pub fn module(name: &str, empty: &str, taken: &mut BTreeSet<String>) -> String {
    let ident = snake(name, empty, &mut BTreeSet::new());
    if CRATES.contains(&ident.as_str()) {
        snake(&format!("{ident}_"), empty, taken)
    } else {
        snake(name, empty, taken)
    }
}

/// `created_at` for `createdAt`, `order_` for what is taken. It is not among `taken`, where it is put.
pub fn snake(name: &str, empty: &str, taken: &mut BTreeSet<String>) -> String {
    let keeps = is_ident(name) && !name.chars().any(char::is_uppercase);
    let mut ident = if keeps { name.to_owned() } else { parts(name).join("_") };
    if ident.is_empty() {
        empty.clone_into(&mut ident);
    }
    if ident.starts_with(|c: char| c.is_numeric()) {
        ident.insert(0, '_');
    }
    if !is_ident(&ident)
        || TAKEN.contains(&ident.as_str())
        || ident.starts_with("__") && !ident.ends_with('_')
    {
        ident.push('_');
    }
    free(&ident, taken, |ident, n| format!("{}_{n}", ident.trim_end_matches('_')))
}

/// `UserAccount` for `user_accounts`, not among `taken`, where it is put.
pub fn type_name(name: &str, singular: bool, taken: &mut BTreeSet<String>) -> String {
    let ident = camel(name, singular, "Table");
    free(&ident, taken, |ident, n| if n == 2 { format!("{ident}Row") } else { format!("{ident}Row{n}") })
}

/// A variant's name, not among `taken`, where it is put.
pub fn variant(label: &str, taken: &mut BTreeSet<String>) -> String {
    free(&camel(label, false, "Label"), taken, |ident, n| format!("{}{n}", ident.trim_end_matches('_')))
}

/// What is taken before any type of a table is named.
pub fn reserved_types() -> BTreeSet<String> {
    TYPES.iter().chain(&MORE_TYPES).map(|name| (*name).to_owned()).collect()
}

fn camel(name: &str, is_plural: bool, empty: &str) -> String {
    let mut parts = parts(name);
    if let Some(last) = parts.last_mut().filter(|_| is_plural) {
        *last = singular(last);
    }
    let mut ident = String::new();
    for part in &parts {
        // `2fa_2024` keeps its parts apart.
        if ident.ends_with(|c: char| c.is_numeric()) && part.starts_with(|c: char| c.is_numeric()) {
            ident.push('_');
        }
        let mut chars = part.chars();
        ident.extend(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars));
    }
    // Diesel's derives cut a struct's name behind its first byte.
    if !ident.starts_with(|c: char| c.is_ascii_uppercase()) {
        ident.insert_str(0, empty);
    }
    if is_ident(&ident) { ident } else { format!("{ident}_") }
}

fn free(ident: &str, taken: &mut BTreeSet<String>, next: impl Fn(&str, u32) -> String) -> String {
    let mut found = ident.to_owned();
    let mut n = 2;
    while !taken.insert(found.clone()) {
        found = next(ident, n);
        n += 1;
    }
    found
}

/// The singular of an English word; the word itself where that is not known to be safe.
pub fn singular(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let stays = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    if SAME.contains(&word) || stays || word.len() < 3 {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.chars().count() > 1) {
        return format!("{stem}y");
    }
    for end in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(end) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (plural, one) in [
            ("users", "user"),
            ("companies", "company"),
            ("ties", "tie"),
            ("addresses", "address"),
            ("address", "address"),
            ("status", "status"),
            ("statuses", "status"),
            ("news", "news"),
            ("series", "series"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("wishes", "wish"),
            ("houses", "house"),
            ("databases", "database"),
            ("people", "person"),
            ("indices", "index"),
            ("photos", "photo"),
            ("movies", "movie"),
            ("analysis", "analysis"),
            ("data", "data"),
            ("os", "os"),
            ("s", "s"),
            ("", ""),
            ("表", "表"),
        ] {
            assert_eq!(singular(plural), one, "{plural}");
        }
    }

    #[test]
    fn structs() {
        for (table, expected) in [
            ("user_accounts", "UserAccount"),
            ("UserAccounts", "UserAccount"),
            ("HTMLPages", "HtmlPage"),
            ("news", "News"),
            ("2fa_codes", "Table2faCode"),
            ("values", "ValueRow"),
            ("self", "Self_"),
            ("a b.c", "ABC"),
            ("🦀", "TableRow"),
            ("表", "Table表"),
            ("états", "TableÉtat"),
        ] {
            assert_eq!(type_name(table, true, &mut reserved_types()), expected, "{table}");
        }
        let mut taken = reserved_types();
        let names = ["user", "users", "Users"].map(|name| type_name(name, true, &mut taken));
        assert_eq!(names, ["User", "UserRow", "UserRow3"]);
    }

    #[test]
    fn fields() {
        for (column, expected) in [
            ("email", "email"),
            ("type", "type_"),
            ("gen", "gen_"),
            ("self", "self_"),
            ("createdAt", "created_at"),
            ("Mixed_Case", "mixed_case"),
            ("x.y", "x_y"),
            ("é t", "é_t"),
            ("1st", "_1st"),
            ("🦀", "column"),
            ("table", "table_"),
            ("q", "q_"),
            ("uuid", "uuid"),
            ("__odd", "__odd_"),
            ("表", "表"),
        ] {
            assert_eq!(snake(column, "column", &mut BTreeSet::new()), expected, "{column}");
        }
        assert_eq!(module("Uuid", "table_", &mut BTreeSet::new()), "uuid_");
        assert_eq!(module("users", "table_", &mut BTreeSet::new()), "users");
        let mut taken = BTreeSet::new();
        let names = ["a", "A", "a!"].map(|name| snake(name, "column", &mut taken));
        assert_eq!(names, ["a", "a_2", "a_3"]);
    }

    #[test]
    fn variants() {
        let mut taken = BTreeSet::new();
        let names = ["on_hold", "on hold", "2", "", "Self"].map(|label| variant(label, &mut taken));
        assert_eq!(names, ["OnHold", "OnHold2", "Label2", "Label", "Self_"]);
    }
}
