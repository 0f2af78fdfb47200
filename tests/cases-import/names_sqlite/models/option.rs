use diesel::prelude::*;
use model_core::Model;

use super::ids::{IdId, OptionRowId, SelectId};
use super::ids_2::Id;
use super::select::Select;

#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = option, belongs_to(Select))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(sql_name = "Option")]
#[model(without_rowid)]
pub struct OptionRow {
    #[model(db_type = "BIGINT")]
    pub id: OptionRowId,
    #[model(references(Id))]
    pub ids_id: Option<IdId>,
    #[model(references(Select))]
    pub select_id: SelectId,
}

/// A new row of `option`: what is `None` the database fills in.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = option)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct NewOptionRow {
    pub id: OptionRowId,
    pub ids_id: Option<IdId>,
    pub select_id: SelectId,
}

/// A change of a row of `option`: what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = option)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct OptionRowChanges {
    pub ids_id: Option<Option<IdId>>,
    pub select_id: Option<SelectId>,
}
