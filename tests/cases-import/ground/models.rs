use diesel::prelude::*;
use model_core::Model;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = crates)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(primary_key(name = "packages_pkey"))]
#[model(index(expr = "canonical(name)", unique, name = "crates_canonical_idx"))]
pub struct Crate {
    #[model(serial)]
    pub id: i32,
    #[model(check(expr = "canonical(name) <> 'std'::text", name = "packages_name_check"))]
    pub name: String,
    #[model(default = sql("util.token(26)"))]
    pub token: String,
    #[model(db_type = "email")]
    pub contact: Option<String>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = versions, belongs_to(Crate))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Version {
    pub id: i64,
    #[model(references(Crate, not_valid))]
    pub crate_id: i32,
    #[model(max_length = 150, check(expr = "char_length((num)::text) > 0", not_valid))]
    pub num: String,
}
