#[cfg(feature = "full")]
use {crate::schema::users, diesel::prelude::*};

#[cfg_attr(feature = "full", derive(HasQuery, Identifiable))]
pub struct User {
    pub id: i64,
    pub name: String,
}

#[cfg_attr(feature = "full", derive(Queryable), diesel(table_name = crate::schema::seals))]
struct Seal {
    id: i32,
}

#[cfg_attr(feature = "full", derive(HasQuery))]
#[cfg_attr(feature = "full", diesel(table_name = users))]
pub struct UserName {
    pub name: String,
}
