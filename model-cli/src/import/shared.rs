//! What several models share: enums, newtypes of ids, SQL types that Diesel has not.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use model_core::ir::{Enum, Schema};

use super::names::snake_of;
use super::naming::{EnumNames, Names};
use super::text::{self, quoted};

/// A part of a file: items, and what they import.
#[derive(Debug, Default)]
pub struct Section {
    /// Full paths.
    pub uses: BTreeSet<String>,
    /// The items, each with a line end.
    pub items: Vec<String>,
}

/// `#[derive(ModelType)]` for each id.
pub fn ids(names: &Names<'_>) -> Section {
    let mut section = Section::default();
    for own in names.tables.values() {
        let Some(id) = &own.id else { continue };
        // The one column of its key.
        let Some(ty) = names.key_type(own) else { continue };
        section.uses.insert("model_core::ModelType".to_owned());
        section.uses.extend(ty.uses.iter().map(|path| (*path).to_owned()));
        let copy = if ty.rust == "String" { "" } else { "Copy, " };
        section.items.push(format!(
            "/// The id of `{}`.\n#[derive(Debug, Clone, {copy}PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]\n\
             pub struct {id}(pub {});\n",
            own.model, ty.rust
        ));
    }
    section
}

/// `#[derive(ModelEnum)]` for each enum.
pub fn enums(schema: &Schema, names: &Names<'_>, doc_comments: bool) -> Section {
    let mut section = Section::default();
    for (name, own) in &names.enums {
        let Some(ty) = schema.enums.get(name) else { continue };
        section.uses.insert("model_core::ModelEnum".to_owned());
        section.items.push(of_enum(ty, own, schema.engine.default_schema(), doc_comments));
    }
    section
}

fn of_enum(ty: &Enum, own: &EnumNames, default_schema: &str, doc_comments: bool) -> String {
    let mut text = String::new();
    let mut arguments = Vec::new();
    if snake_of(&own.ty) != ty.name.name {
        arguments.push(format!("name = {}", quoted(&ty.name.name)));
    }
    if ty.name.schema != default_schema {
        arguments.push(format!("schema = {}", quoted(&ty.name.schema)));
    }
    let case = case(ty, own);
    if let Some(case) = case.filter(|case| *case != "snake_case") {
        arguments.push(format!("rename_all = {}", quoted(case)));
    }
    if let Some(comment) = &ty.comment {
        match text::docs(comment, 0) {
            Some(lines) => {
                for line in lines {
                    text.push_str(&format!("{line}\n"));
                }
                arguments.extend((!doc_comments).then(|| "comment".to_owned()));
            }
            None => arguments.push(format!("comment = {}", quoted(comment))),
        }
    }
    text.push_str("#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]\n");
    for line in text::attributes("model", &arguments, 0) {
        text.push_str(&format!("{line}\n"));
    }
    text.push_str(&format!("pub enum {} {{\n", own.ty));
    for (variant, label) in own.variants.iter().zip(&ty.labels) {
        if case.is_none() && snake_of(variant) != *label {
            text.push_str(&format!("    #[model(name = {})]\n", quoted(label)));
        }
        text.push_str(&format!("    {variant},\n"));
    }
    text.push_str("}\n");
    text
}

/// The case that makes every label of its variant, where there is one.
fn case(ty: &Enum, own: &EnumNames) -> Option<&'static str> {
    let cases = [
        "snake_case",
        "SCREAMING_SNAKE_CASE",
        "kebab-case",
        "SCREAMING-KEBAB-CASE",
        "camelCase",
        "PascalCase",
        "lowercase",
        "UPPERCASE",
    ];
    cases.into_iter().find(|case| {
        let text = format!(
            "#[model(rename_all = \"{case}\")] pub enum {} {{ {} }}",
            own.ty,
            own.variants.join(", ")
        );
        // The syntax has the rules of the cases.
        let read = syn::parse_str(&text).and_then(|input| model_schema::syntax::model_enum(&input));
        read.is_ok_and(|read| read.def.variants.iter().map(|variant| &variant.label).eq(&ty.labels))
    })
}

/// SQL types that Diesel has not, each with a Rust type that holds PostgreSQL's binary form of a value.
pub fn custom(names: &Names<'_>) -> Option<String> {
    if names.custom.is_empty() {
        return None;
    }
    let mut text = String::from(
        "use std::io::Write;\n\nuse diesel::deserialize::{self, FromSql, FromSqlRow};\nuse diesel::expression::AsExpression;\n\
         use diesel::pg::{Pg, PgValue};\nuse diesel::query_builder::QueryId;\n\
         use diesel::serialize::{self, IsNull, Output, ToSql};\nuse diesel::sql_types::SqlType;\n",
    );
    for (custom, name) in &names.custom {
        let schema =
            custom.schema.as_ref().map(|schema| format!(", schema = {}", quoted(schema))).unwrap_or_default();
        let _ = write!(
            text,
            "
/// PostgreSQL's `{sql}`.
#[derive(Debug, Clone, Copy, QueryId, SqlType)]
#[diesel(postgres_type(name = {quoted}{schema}))]
pub struct {name};

/// A value of `{sql}` in PostgreSQL's binary form: Diesel has no type for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = {name})]
pub struct {name}Value(pub Vec<u8>);

impl FromSql<{name}, Pg> for {name}Value {{
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {{
        Ok(Self(value.as_bytes().to_vec()))
    }}
}}

impl ToSql<{name}, Pg> for {name}Value {{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {{
        out.write_all(&self.0)?;
        Ok(IsNull::No)
    }}
}}
",
            sql = custom.name,
            quoted = quoted(&custom.name),
        );
    }
    Some(text)
}
