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
    derive(Queryable, Selectable, Identifiable, Associations),
    diesel(table_name = posts, belongs_to(User)),
)]
pub struct Post {
    pub id: i64,
    pub user_id: i64,
    pub kind: Kind,
    pub kinds: Option<Vec<Option<Kind>>>,
}

#[cfg_attr(feature = "full", derive(Queryable), diesel(table_name = tags))]
pub struct Tag {
    pub id: i64,
    pub post_id: i64,
    pub path: ltree::Ltree,
}

/// Never read.
#[cfg_attr(feature = "full", derive(Insertable), diesel(table_name = crate::schema::hits))]
pub struct Hit {
    pub post_id: i64,
    pub n: i32,
}

/// Never read, and not always whole.
#[cfg_attr(feature = "full", derive(Insertable), diesel(table_name = crate::schema::visits))]
pub struct NewVisit {
    pub post_id: i64,
    pub n: Option<i32>,
}
