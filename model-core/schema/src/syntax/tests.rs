//! Whole items; what single words mean is tested beside their readers.

use super::*;
use crate::def::{CommentDef, DefaultDef, NumberingDef};
use crate::ir::{Action, Deferrable, Engine};
use crate::types::BaseType;

fn item(source: &str) -> DeriveInput {
    syn::parse_str(source).unwrap()
}

fn errors(source: &str) -> Vec<String> {
    let error = model(&item(source)).map(|parsed| parsed.def).expect_err("no error");
    error.into_iter().map(|error| error.to_string()).collect()
}

/// The one error of a field's attribute.
fn field_error(attribute: &str) -> String {
    let errors = errors(&format!("struct User {{ id: i64, #[model({attribute})] email: String }}"));
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.into_iter().next().unwrap()
}

#[test]
fn diesel_attributes_are_read() {
    let def = model(&item(
        "/// A person.\n///\n/// Or a robot.
        #[diesel(table_name = people, primary_key(org, nick), check_for_backend(diesel::sqlite::Sqlite))]
        #[diesel(belongs_to(Org, foreign_key = org), treat_none_as_null = true)]
        struct Person {
            #[diesel(column_name = org_id)] org: i64,
            #[diesel(column_name = \"type\")] kind: i32,
            #[diesel(deserialize_as = String)] nick: Nick,
            #[diesel(select_expression = a::b.eq(1), select_expression_type = dsl::Eq<a::b, i32>)] computed: bool,
            r#match: Option<Vec<u8>>,
        }",
    ))
    .unwrap()
    .def;
    assert_eq!((def.table.as_str(), def.backend), ("people", Some(Engine::Sqlite)));
    assert_eq!(def.primary_key.columns, ["org_id", "nick"]);
    assert_eq!(def.docs.as_deref(), Some("A person.\n\nOr a robot."));
    let columns: Vec<_> =
        def.fields.iter().map(|field| (field.rust_name.as_str(), field.column.as_str())).collect();
    assert_eq!(columns, [("org", "org_id"), ("kind", "type"), ("nick", "nick"), ("match", "match")]);
    assert!(matches!(&def.fields[2].ty.base, BaseType::Known(ty) if ty.name == "Text"));
    assert!(def.fields[3].ty.nullable && def.existing_table.is_none());
}

#[test]
fn the_table_is_named_as_diesel_names_it() {
    assert_eq!(model(&item("struct BlogPost { id: i32 }")).unwrap().def.table, "blog_posts");
    let def =
        model(&item("#[diesel(table_name = crate::schema::users)] struct User { id: i32 }")).unwrap().def;
    assert_eq!((def.table.as_str(), def.existing_table.as_deref()), ("users", Some("crate::schema::users")));
    let def = model(&item("#[model(existing_table)] struct User { id: i32 }")).unwrap().def;
    assert_eq!(def.existing_table.as_deref(), Some("users"));
}

#[test]
fn constraints_of_fields_are_lifted() {
    let parsed = model(&item(
        r#"struct Post {
            id: i64,
            #[model(unique, max_length = 80, collation = "C", comment = "shown", renamed_from = "headline")]
            #[diesel(column_name = title_)]
            title: String,
            #[model(references(crate::User, on_delete = set_null, name = "post_author"), index)]
            author_id: Option<UserId>,
            #[model(check = "price > 0", check(expr = "price < 10", name = "cheap"), default = 1.50)]
            price: f64,
            #[model(default = Status::Draft, backfill = "'draft'", using = "status::text", comment)]
            status: Status,
            #[model(generated(expr = "price * 2", virtual))]
            double: f64,
            #[model(identity(always, start = 100, increment = -1, cycle))]
            number: i64,
            #[model(sql_type = diesel::sql_types::Array<Text>, db_type = "text[]", sql_name = "All Tags")]
            tags: Tags<'static>,
        }"#,
    ))
    .unwrap();
    let def = parsed.def;
    assert_eq!(def.uniques[0].columns, ["title_"]);
    assert_eq!(def.indexes[0].keys[0].column.as_deref(), Some("author_id"));
    let reference = &def.references[0];
    assert_eq!((reference.model.as_str(), &reference.on_delete), ("crate::User", &Action::SetNull));
    assert_eq!((reference.columns.as_slice(), reference.to.len()), (["author_id".to_owned()].as_slice(), 0));
    assert!(parsed.tokens.references[0].joins);
    assert_eq!(def.checks.len(), 2);
    assert_eq!(
        (def.checks[1].name.as_deref(), def.checks[1].column.as_deref()),
        (Some("cheap"), Some("price"))
    );
    assert_eq!(def.fields[1].max_length, Some(80));
    assert_eq!(def.fields[1].comment, CommentDef::Text("shown".to_owned()));
    assert_eq!(def.fields[3].default, Some(DefaultDef::Number("1.50".to_owned())));
    assert_eq!(def.fields[4].default, Some(DefaultDef::Variant("Draft".to_owned())));
    assert_eq!(def.fields[4].comment, CommentDef::Docs);
    assert!(!def.fields[5].generated.as_ref().unwrap().stored);
    let NumberingDef::Identity { always, options } = &def.fields[6].numbering else { panic!("no identity") };
    assert_eq!((*always, options.start, options.increment, options.cycle), (true, Some(100), Some(-1), true));
    assert_eq!(def.fields[7].sql_type.as_deref(), Some("diesel::sql_types::Array<Text>"));
    assert_eq!(
        (def.fields[7].column.as_str(), parsed.tokens.columns[7].ident.to_string()),
        ("All Tags", "tags".to_owned())
    );
}

#[test]
fn constraints_of_the_struct() {
    let parsed = model(&item(
        r#"#[model(
            schema = "app",
            sql_name = "Odd Name",
            index(on(author, created_at.desc().nulls_last(), title.ops("gin_trgm_ops").collate("C"), "lower(title)"),
                unique, where = "title <> ''", using = gin, include(id), nulls_not_distinct,
                with(fillfactor = 70), name = "ix", comment = "for search"),
            index(expr = "lower(title)"),
            unique(on(author, title), initially_deferred, without_overlaps),
            check = "title <> ''", check(expr = "id > 0", not_enforced),
            references(User, on(author, title), to(id, name), match_full, on_delete = set_null(author), no_join),
            references(Self, on(author), to(id), period, not_enforced),
            exclude(using = gist, on(author = "=", "lower(title)".desc() = "&&"), where = "true"),
            primary_key(name = "pk", include(title), deferrable, without_overlaps),
            extension = "citext", extension = "pg_trgm",
            with(fillfactor = 70, toast.autovacuum_enabled = false),
            unlogged, partition_by = "RANGE (id)", comment, renamed_from = "old", crate = crate::core
        )]
        struct Post { id: i64, author: i64, title: String, #[diesel(column_name = made)] created_at: NaiveDateTime }"#,
    ))
    .unwrap();
    let def = parsed.def;
    assert_eq!((def.schema.as_deref(), def.table.as_str()), (Some("app"), "Odd Name"));
    assert_eq!(parsed.tokens.table.unwrap().to_string(), "posts");
    let index = &def.indexes[0];
    assert_eq!(index.keys[1].column.as_deref(), Some("made"));
    assert!(index.keys[1].desc && index.keys[1].nulls_first == Some(false));
    assert_eq!(
        (index.keys[2].opclass.as_deref(), index.keys[2].collation.as_deref()),
        (Some("gin_trgm_ops"), Some("C"))
    );
    assert_eq!(index.keys[3].expr.as_deref(), Some("lower(title)"));
    assert!(index.unique && index.nulls_not_distinct && index.method.as_deref() == Some("gin"));
    assert_eq!(
        (index.include.as_slice(), index.storage["fillfactor"].as_str()),
        (["id".to_owned()].as_slice(), "70")
    );
    assert_eq!(def.indexes[1].keys[0].expr.as_deref(), Some("lower(title)"));
    assert_eq!(def.uniques[0].deferrable, Deferrable::Deferred);
    assert_eq!(def.references[0].to, ["id", "name"]);
    assert_eq!(def.references[0].on_delete, Action::SetNullColumns(vec!["author".to_owned()]));
    assert_eq!(def.references[1].model, "Post");
    assert!(def.references[1].period && def.references[1].not_enforced && def.checks[1].not_enforced);
    assert!(def.uniques[0].without_overlaps && def.primary_key.without_overlaps);
    assert!(parsed.tokens.references.iter().all(|reference| !reference.joins));
    assert_eq!((def.exclusions[0].method.as_str(), def.exclusions[0].elements[1].1.as_str()), ("gist", "&&"));
    assert_eq!(
        (def.primary_key.name.as_deref(), def.primary_key.deferrable),
        (Some("pk"), Deferrable::Immediate)
    );
    assert_eq!(def.extensions, ["citext", "pg_trgm"]);
    assert_eq!(def.storage["toast.autovacuum_enabled"], "false");
    assert_eq!(def.partition_by.as_deref(), Some("RANGE (id)"));
    assert!(def.unlogged && def.comment == CommentDef::Docs);
    assert_eq!(path_of(parsed.tokens.core.as_ref()), "crate :: core");
}

fn path_of(path: Option<&Path>) -> String {
    quote::ToTokens::to_token_stream(&path).to_string()
}

#[test]
fn every_error_is_reported() {
    let errors = errors(
        r#"#[model(uniqe(on(a)), strict = true, index(on(nme), whre = "x"))]
        struct User { id: u64, name: &'static str, #[model(max_length = "ten", serial, identity)] n: i32 }"#,
    );
    assert_eq!(errors.len(), 8, "{errors:#?}");
}

#[test]
fn errors_say_what_to_write() {
    for (attribute, advice) in [
        ("uniqe", "did you mean `unique`?"),
        ("max_length = 80, max_length = 90", "written twice"),
        ("max_length = \"x\"", "write `max_length = 100`"),
        ("max_length = 0", "1 or more"),
        ("identity, default = 1", "`identity` and `default` exclude each other"),
        ("generated = \"x\", serial", "`generated` and `serial` exclude each other"),
        ("unique = true", "write `unique(..)`"),
        ("serial = 1", "write `serial`"),
        ("references", "write `references(..)`"),
        ("references()", "write `references(User)`"),
        ("references(User, on_delete = delete)", "`delete` is no action"),
        ("references(User, on_delete = cascade(id))", "takes no columns"),
        ("references(User, on(id))", "leave `on` out"),
        ("index(on(emial))", "did you mean `email`?"),
        ("index(on(email.descending()))", "says nothing of a key"),
        ("index(on(email.collate()))", "write `.collate"),
        ("index(expr = \"a\", on(email))", "leave one out"),
        ("check", "write `check = "),
        ("default = 1 + 1", "a default is a literal"),
        ("comment = 1", "write `comment = \"..\"`"),
        ("identity(always, by_default)", "exclude each other"),
        ("max_length = 80 unique", "expected `,`"),
    ] {
        let message = field_error(attribute);
        assert!(message.contains(advice), "{attribute}: {message}");
    }
}

#[test]
fn items_that_are_no_model() {
    for (source, advice) in [
        ("struct User<'a> { id: &'a str }", "no generics"),
        ("struct User(i64);", "ModelType"),
        ("struct User;", "named fields"),
        ("enum User { A }", "ModelEnum"),
        ("struct User {}", "add a field"),
        ("struct User { name: String }", "no_primary_key"),
        ("#[model(no_primary_key)] #[diesel(primary_key(a))] struct U { a: i32 }", "exclude each other"),
        ("#[model(no_primary_key, primary_key(name = \"x\"))] struct U { a: i32 }", "exclude each other"),
        ("#[diesel(primary_key(uid))] struct U { id: i32 }", "no field of `U`"),
        ("struct U { id: i32, #[diesel(embed)] more: More }", "existing_table"),
        ("struct U { id: i32, #[diesel(column_name = id)] b: i32 }", "two fields"),
        ("#[model(schema = \"odd name\")] struct U { id: i32 }", "identifier"),
        ("#[model] struct U { id: i32 }", "write `#[model(..)]`"),
        ("#[model(unique)] struct U { id: i32 }", "write `unique(..)`"),
        ("#[model(references(V, on(id), to(a, b)))] struct U { id: i32 }", "as many"),
        ("#[model(exclude(on(id = \"=\")))] struct U { id: i32 }", "exclude(using = gist"),
    ] {
        let errors = errors(source);
        assert!(errors[0].contains(advice), "{source}: {errors:?}");
    }
    let fields: Vec<String> = (0..129).map(|n| format!("f{n}: i32")).collect();
    assert!(errors(&format!("struct U {{ id: i32, {} }}", fields.join(", ")))[0].contains("130 columns"));
}

#[test]
fn a_broken_item_is_read_as_far_as_it_goes() {
    let (parsed, error) =
        model_or_part(&item("struct User { id: i64, #[model(oops)] name: String, x: &str }"));
    assert_eq!(error.map(|error| error.into_iter().count()), Some(2));
    let valid: Vec<bool> = parsed.tokens.columns.iter().map(|column| column.valid).collect();
    assert_eq!(valid, [true, true, false]);
}

#[test]
fn enums() {
    let def = model_enum(&item(
        r#"#[model(name = "user_status", schema = "app", rename_all = "kebab-case", renamed_from = "state")]
        pub enum Status { Active, #[model(name = "on_hold", renamed_from = "held")] OnHold, GoneAway }"#,
    ))
    .unwrap()
    .def;
    assert_eq!((def.name.as_str(), def.schema.as_deref()), ("user_status", Some("app")));
    let labels: Vec<&str> = def.variants.iter().map(|variant| variant.label.as_str()).collect();
    assert_eq!(labels, ["active", "on_hold", "gone-away"]);
    assert_eq!(def.variants[1].renamed_from.as_deref(), Some("held"));
    for (source, advice) in [
        ("struct S { a: i32 }", "is for an enum"),
        ("enum S { A }", "make it `pub`"),
        ("pub enum S {}", "add one"),
        ("pub enum S { A(i32) }", "no data"),
        ("pub enum S { A, #[model(name = \"a\")] B }", "is the label of `A`"),
        ("#[model(rename_all = \"snakecase\")] pub enum S { A }", "did you mean `snake_case`?"),
        ("pub enum S<T> { A }", "no generics"),
        ("pub enum S { #[model(name = \"\")] A }", "not empty"),
    ] {
        let message = model_enum(&item(source)).map(|parsed| parsed.def).unwrap_err().to_string();
        assert!(message.contains(advice), "{source}: {message}");
    }
}

#[test]
fn newtypes() {
    let def = model_type(&item("struct UserId(i64);")).unwrap().def;
    assert!(matches!(&def.inner.base, BaseType::Known(ty) if ty.name == "BigInt"));
    let def = model_type(&item("#[diesel(sql_type = Citext)] struct Email(Box<str>);")).unwrap().def;
    assert_eq!(def.sql_type.as_deref(), Some("Citext"));
    for (source, advice) in [
        ("struct S { a: i32 }", "write `struct S(i64);`"),
        ("struct S(i32, i32);", "write `struct S(i64);`"),
        ("enum S { A }", "write `struct S(i64);`"),
        ("struct S<T>(T);", "one newtype for each"),
        ("struct S(Option<i32>);", "in the model"),
        ("struct S(u64);", "`i64`"),
    ] {
        let message = model_type(&item(source)).map(|parsed| parsed.def).unwrap_err().to_string();
        assert!(message.contains(advice), "{source}: {message}");
    }
}

#[test]
fn columns_in_brackets_are_those_in_parentheses() {
    let read = |attributes: &str| {
        let source = format!("#[model({attributes})] struct U {{ id: i64, a: i32, b: i32, other_id: i64 }}");
        model(&item(&source)).unwrap().def
    };
    let round = read(
        "unique(on(a, b), include(id)), index(on(a.desc(), \"lower(b)\")), references(U, on(other_id), to(id)), \
         exclude(using = gist, on(a = \"=\"))",
    );
    let square = read(
        "unique(on = [a, b], include = [id]), index(on = [a.desc(), \"lower(b)\"]), references(U, on = [other_id], to = [id]), \
         exclude(using = gist, on = [a = \"=\"])",
    );
    assert_eq!(round, square);
    assert!(errors("#[model(unique(on = [a c]))] struct U { id: i64 }")[0].contains("expected `,`"));
    assert!(errors("#[model(unique(on = a))] struct U { id: i64 }")[0].contains("write `on(..)`"));
}

#[test]
fn views() {
    let def = model(&item("#[model(view)] struct Total { user_id: i64, count: i64 }")).unwrap().def;
    assert!(def.view);
    assert_eq!(def.primary_key.columns, ["user_id"]);
    let keyed = model(&item("#[diesel(primary_key(count))] #[model(view)] struct T { id: i64, count: i64 }"));
    assert_eq!(keyed.unwrap().def.primary_key.columns, ["count"]);
}
