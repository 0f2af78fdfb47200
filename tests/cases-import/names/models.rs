// Without a model: the table type.select: Diesel's `table!` takes an identifier as a schema's name, which `type` is not.
use bigdecimal::BigDecimal;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use ipnetwork::IpNetwork;
use model_core::{Model, ModelEnum, ModelType};
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
#[model(name = "Option")]
pub enum OptionRow {
    #[model(name = "self")]
    Self_,
    #[model(name = "Self")]
    Self2,
    #[model(name = "was empty")]
    WasEmpty,
    #[model(name = "1st")]
    Label1st,
    #[model(name = "two words")]
    TwoWords,
    #[model(name = "🦀")]
    Label,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelEnum)]
#[model(schema = "type", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum User {
    A,
}

/// The id of `OrderItemRow`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct OrderItemRowId(pub i32);

/// The id of `ValueRow`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct ValueRowId(pub String);

/// The id of `Diesel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct DieselId(pub i32);

/// The id of `Egg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct EggId(pub i32);

/// The id of `Feather`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct FeatherId(pub i16);

/// The id of `HenChange`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct HenChangeId(pub i32);

/// The id of `Hen`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct HenId(pub i32);

/// The id of `NewHen`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct NewHenId(pub i32);

/// The id of `OrderItem`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct OrderItemId(pub i32);

/// The id of `Select`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct SelectId(pub i64);

/// The id of `UuidRow`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ModelType)]
pub struct UuidRowId(pub Uuid);

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = order_items_2)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(sql_name = "Order Items")]
pub struct OrderItemRow {
    #[model(unique, references(Select))]
    pub select: Option<SelectId>,
    #[model(sql_name = "ID")]
    pub id: OrderItemRowId,
    pub user: Option<User>,
}

/// A new row of `order_items_2`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = order_items_2)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewOrderItemRow {
    pub select: Option<SelectId>,
    pub id: OrderItemRowId,
    pub user: Option<User>,
}

/// A change of a row of `order_items_2`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = order_items_2)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct OrderItemRowChanges {
    pub select: Option<Option<SelectId>>,
    pub user: Option<Option<User>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = values, primary_key(string))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(sql_name = "Values")]
pub struct ValueRow {
    #[model(sql_name = "String")]
    pub string: ValueRowId,
    #[model(sql_name = "Vec")]
    pub vec: Option<f64>,
}

/// A new row of `values`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = values)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewValueRow {
    pub string: ValueRowId,
    pub vec: Option<f64>,
}

/// A change of a row of `values`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = values, primary_key(string))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct ValueRowChanges {
    pub vec: Option<Option<f64>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable)]
#[diesel(table_name = a_rather_long_name_that_is_cut_when_anything_is_put_behind_it)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(no_primary_key)]
pub struct ARatherLongNameThatIsCutWhenAnythingIsPutBehindIt {
    #[model(sql_name = "a_rather_long_name_that_is_cut_when_anything_is_put_behind_it")]
    #[model(unique)]
    #[model(check = "a_rather_long_name_that_is_cut_when_anything_is_put_behind_it > 0")]
    pub a_rather_long_name_that_is_cut_when_anything_is_put_behind_it_: Option<i32>,
}

/// A new row of `a_rather_long_name_that_is_cut_when_anything_is_put_behind_it`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = a_rather_long_name_that_is_cut_when_anything_is_put_behind_it)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewARatherLongNameThatIsCutWhenAnythingIsPutBehindIt {
    pub a_rather_long_name_that_is_cut_when_anything_is_put_behind_it_: Option<i32>,
}

/// A change of a row of `a_rather_long_name_that_is_cut_when_anything_is_put_behind_it`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = a_rather_long_name_that_is_cut_when_anything_is_put_behind_it)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct ARatherLongNameThatIsCutWhenAnythingIsPutBehindItChanges {
    pub a_rather_long_name_that_is_cut_when_anything_is_put_behind_it_: Option<Option<i32>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = diesel_)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(sql_name = "diesel")]
pub struct Diesel {
    pub id: DieselId,
    pub chrono: Option<DateTime<Utc>>,
    #[model(references(ValueRow))]
    pub values: Option<ValueRowId>,
}

/// A new row of `diesel_`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = diesel_)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewDiesel {
    pub chrono: Option<DateTime<Utc>>,
    pub values: Option<ValueRowId>,
}

/// A change of a row of `diesel_`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = diesel_)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct DieselChanges {
    pub chrono: Option<Option<DateTime<Utc>>>,
    pub values: Option<Option<ValueRowId>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = eggs)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Egg {
    pub id: EggId,
    #[model(references(Hen))]
    pub hen_id: Option<HenId>,
    #[model(references(Hen))]
    pub other: Option<HenId>,
}

/// A new row of `eggs`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = eggs)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewEgg {
    pub hen_id: Option<HenId>,
    pub other: Option<HenId>,
}

/// A change of a row of `eggs`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = eggs)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct EggChanges {
    pub hen_id: Option<Option<HenId>>,
    pub other: Option<Option<HenId>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = feathers)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Feather {
    #[model(no_identity)]
    pub id: FeatherId,
    #[model(references(Hen, no_join))]
    pub hen_id: Option<i64>,
}

/// A new row of `feathers`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = feathers)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewFeather {
    pub id: FeatherId,
    pub hen_id: Option<i64>,
}

/// A change of a row of `feathers`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = feathers)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct FeatherChanges {
    pub hen_id: Option<Option<i64>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = hen_changes)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct HenChange {
    pub id: HenChangeId,
    pub hen_id: Option<i32>,
}

/// A new row of `hen_changes`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = hen_changes)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewHenChange {
    pub hen_id: Option<i32>,
}

/// A change of a row of `hen_changes`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = hen_changes)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct HenChangeChanges {
    pub hen_id: Option<Option<i32>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = hens, belongs_to(Egg))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Hen {
    pub id: HenId,
    #[model(references(Egg))]
    pub egg_id: Option<EggId>,
}

/// A new row of `hens`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = hens)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewHenRow {
    pub egg_id: Option<EggId>,
}

/// A change of a row of `hens`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = hens)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct HenChanges {
    pub egg_id: Option<Option<EggId>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable)]
#[diesel(table_name = models, primary_key(f))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct ModelRow {
    pub f: f64,
    #[model(references(ModelRow))]
    pub child: Option<f64>,
}

/// A new row of `models`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = models)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewModelRow {
    pub f: f64,
    pub child: Option<f64>,
}

/// A change of a row of `models`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = models, primary_key(f))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct ModelRowChanges {
    pub child: Option<Option<f64>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = new_hens)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewHen {
    pub id: NewHenId,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = order_items)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct OrderItem {
    #[model(no_identity)]
    pub id: OrderItemId,
    #[model(sql_name = "Order Items", references(OrderItemRow))]
    pub order_items_2: Option<OrderItemRowId>,
    #[model(references(OrderItem))]
    pub parent: Option<OrderItemId>,
}

/// A new row of `order_items`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = order_items)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewOrderItem {
    pub id: OrderItemId,
    pub order_items_2: Option<OrderItemRowId>,
    pub parent: Option<OrderItemId>,
}

/// A change of a row of `order_items`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = order_items)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct OrderItemChanges {
    pub order_items_2: Option<Option<OrderItemRowId>>,
    pub parent: Option<Option<OrderItemId>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = select)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on = [select_.desc(), a_b, "(\"é t\" || '\\'::text)"]))]
pub struct Select {
    pub id: SelectId,
    #[model(sql_name = "select")]
    pub select_: Option<String>,
    #[model(sql_name = "table")]
    pub table_: Option<String>,
    #[model(sql_name = "columns")]
    pub columns_: Option<String>,
    #[model(sql_name = "self")]
    pub self_: Option<String>,
    #[model(sql_name = "Self")]
    pub self_2: Option<i32>,
    #[model(sql_name = "crate")]
    pub crate_: Option<String>,
    #[model(sql_name = "super")]
    pub super_: Option<String>,
    #[model(sql_name = "star")]
    pub star_: Option<String>,
    #[model(sql_name = "all_columns")]
    pub all_columns_: Option<String>,
    #[model(sql_name = "dsl")]
    pub dsl_: Option<String>,
    #[model(sql_name = "a\"b", default = "it's \"quoted\" \\ and é")]
    pub a_b: Option<String>,
    #[model(sql_name = "é t")]
    pub é_t: Option<String>,
    pub 表: Option<String>,
    #[model(sql_name = "🦀")]
    pub column: Option<String>,
    #[model(sql_name = "x.y")]
    pub x_y_2: Option<String>,
    #[model(sql_name = "X_Y")]
    pub x_y_3: Option<String>,
    pub x_y: Option<String>,
    #[model(sql_name = "1st")]
    pub _1st: Option<String>,
    #[model(sql_name = "__odd")]
    pub __odd_: Option<String>,
    #[model(sql_name = "gen")]
    pub gen_: Option<String>,
    #[model(sql_name = "async")]
    pub async_: Option<String>,
    #[model(sql_name = "SqlType")]
    pub sql_type: Option<String>,
    pub uuid: Option<Uuid>,
    pub std: Option<String>,
    #[model(sql_type = diesel::sql_types::Json)]
    pub core: Option<Value>,
    pub alloc: Option<String>,
    pub model_core: Option<String>,
    pub bigdecimal: Option<BigDecimal>,
    #[model(sql_name = "q")]
    pub q_: Option<IpNetwork>,
    #[model(default = OptionRow::Self2)]
    pub option: Option<OptionRow>,
    /// a /* b */ "c" \ {}
    #[model(sql_name = "{}", check = "\"{}\" <> '{}'::text", comment)]
    pub column_2: Option<String>,
}

/// A new row of `select`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = select)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewSelect {
    pub select_: Option<String>,
    pub table_: Option<String>,
    pub columns_: Option<String>,
    pub self_: Option<String>,
    pub self_2: Option<i32>,
    pub crate_: Option<String>,
    pub super_: Option<String>,
    pub star_: Option<String>,
    pub all_columns_: Option<String>,
    pub dsl_: Option<String>,
    pub a_b: Option<String>,
    pub é_t: Option<String>,
    pub 表: Option<String>,
    pub column: Option<String>,
    pub x_y_2: Option<String>,
    pub x_y_3: Option<String>,
    pub x_y: Option<String>,
    pub _1st: Option<String>,
    pub __odd_: Option<String>,
    pub gen_: Option<String>,
    pub async_: Option<String>,
    pub sql_type: Option<String>,
    pub uuid: Option<Uuid>,
    pub std: Option<String>,
    pub core: Option<Value>,
    pub alloc: Option<String>,
    pub model_core: Option<String>,
    pub bigdecimal: Option<BigDecimal>,
    pub q_: Option<IpNetwork>,
    pub option: Option<OptionRow>,
    pub column_2: Option<String>,
}

/// A change of a row of `select`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = select)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct SelectChanges {
    pub select_: Option<Option<String>>,
    pub table_: Option<Option<String>>,
    pub columns_: Option<Option<String>>,
    pub self_: Option<Option<String>>,
    pub self_2: Option<Option<i32>>,
    pub crate_: Option<Option<String>>,
    pub super_: Option<Option<String>>,
    pub star_: Option<Option<String>>,
    pub all_columns_: Option<Option<String>>,
    pub dsl_: Option<Option<String>>,
    pub a_b: Option<Option<String>>,
    pub é_t: Option<Option<String>>,
    pub 表: Option<Option<String>>,
    pub column: Option<Option<String>>,
    pub x_y_2: Option<Option<String>>,
    pub x_y_3: Option<Option<String>>,
    pub x_y: Option<Option<String>>,
    pub _1st: Option<Option<String>>,
    pub __odd_: Option<Option<String>>,
    pub gen_: Option<Option<String>>,
    pub async_: Option<Option<String>>,
    pub sql_type: Option<Option<String>>,
    pub uuid: Option<Option<Uuid>>,
    pub std: Option<Option<String>>,
    pub core: Option<Option<Value>>,
    pub alloc: Option<Option<String>>,
    pub model_core: Option<Option<String>>,
    pub bigdecimal: Option<Option<BigDecimal>>,
    pub q_: Option<Option<IpNetwork>>,
    pub option: Option<Option<OptionRow>>,
    pub column_2: Option<Option<String>>,
}

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = uuid_)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(sql_name = "uuid")]
pub struct UuidRow {
    pub id: UuidRowId,
    pub uuid: Option<Uuid>,
}

/// A new row of `uuid_`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = uuid_)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct NewUuidRow {
    pub id: UuidRowId,
    pub uuid: Option<Uuid>,
}

/// A change of a row of `uuid_`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = uuid_)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct UuidRowChanges {
    pub uuid: Option<Option<Uuid>>,
}
