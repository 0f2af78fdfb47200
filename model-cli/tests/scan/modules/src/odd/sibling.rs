use crate::{accounts, ids};

#[derive(model_core::Model)]
#[diesel(table_name = posts)]
pub struct Post {
    pub id: i32,
    #[model(references(accounts::User, on_delete = cascade))]
    pub author_id: ids::UserId,
    #[model(references(Self_))]
    pub parent_id: Option<i32>,
    pub r#type: String,
}

type Self_ = Post;
