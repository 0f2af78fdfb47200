#[cfg(feature = "full")]
use {
    super::User,
    crate::schema::posts,
    crate::schema::tags,
    diesel::prelude::*,
};

/// An enum of another crate's making.
#[cfg_attr(feature = "full", derive(DbEnum))]
pub enum Kind {
    Note,
    Photo,
}

#[derive(Clone)]
#[cfg_attr(
    feature = "full",
    derive(model_core::Model, Queryable, Selectable, Identifiable, Associations),
    diesel(table_name = posts, belongs_to(User)),
)]
#[cfg_attr(feature = "full", model(existing_table))]
pub struct Post {
    pub id: i64,
    #[cfg_attr(feature = "full", model(references(User)))]
    pub user_id: i64,
    #[cfg_attr(feature = "full", model(sql_type = app_schema::sql_types::Kind))]
    #[cfg_attr(feature = "full", model(db_type = "kind"))]
    #[cfg_attr(feature = "full", model(default = sql("'note'::kind")))]
    pub kind: Kind,
    #[cfg_attr(feature = "full", model(sql_type = diesel::sql_types::Array<diesel::sql_types::Nullable<app_schema::sql_types::Kind>>))]
    #[cfg_attr(feature = "full", model(db_type = "kind[]"))]
    pub kinds: Option<Vec<Option<Kind>>>,
}

#[cfg_attr(feature = "full", derive(model_core::Model, Queryable), diesel(table_name = tags))]
#[cfg_attr(feature = "full", model(existing_table))]
pub struct Tag {
    pub id: i64,
    #[cfg_attr(feature = "full", model(references(Post)))]
    pub post_id: i64,
    #[cfg_attr(feature = "full", model(sql_type = ltree::sql_types::Ltree, db_type = "ltree"))]
    pub path: ltree::Ltree,
}

/// Never read.
#[cfg_attr(feature = "full", derive(model_core::Model, Insertable), diesel(table_name = crate::schema::hits))]
#[cfg_attr(feature = "full", diesel(primary_key(post_id)))]
pub struct Hit {
    #[cfg_attr(feature = "full", model(references(Post)))]
    pub post_id: i64,
    #[cfg_attr(feature = "full", model(default = 0))]
    pub n: i32,
}

/// Never read, and not always whole.
#[cfg_attr(feature = "full", derive(Insertable), diesel(table_name = crate::schema::visits))]
pub struct NewVisit {
    pub post_id: i64,
    pub n: Option<i32>,
}
