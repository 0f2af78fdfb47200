//! Where people talk.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::{Model, ModelEnum};
use serde_json::Value;

use crate::account::User;
use crate::ids::{CommunityId, PostId, ProjectId, ThreadId, UserId};
use crate::project::{Project, Visibility};

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "report_state")]
pub enum ReportState {
    /// Nobody has looked.
    Open,
    /// Somebody looks.
    #[model(renamed_from = "assigned")]
    InReview,
    /// Done.
    Closed,
}

/// A place to talk.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = communities)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(comment)]
pub struct Community {
    /// The community's id.
    pub id: CommunityId,
    /// The name in addresses.
    #[model(unique, max_length = 39)]
    pub slug: String,
    /// The name that others see.
    #[model(comment)]
    pub name: String,
    /// Who founded it.
    #[model(references(User, on_delete = restrict), index)]
    pub owner_id: UserId,
    /// The project that it is about.
    #[model(references(Project, on_delete = set_null))]
    pub project_id: Option<ProjectId>,
    /// Who can see it.
    #[model(default = Visibility::Public)]
    pub visibility: Visibility,
    /// When it was founded.
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
}

/// A subject.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = threads, belongs_to(Community))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on(community_id, bumped_at.desc()), where = "NOT locked"))]
pub struct Thread {
    /// The thread's id.
    pub id: ThreadId,
    /// Where it is.
    #[model(references(Community, on_delete = cascade))]
    pub community_id: CommunityId,
    /// What it is about.
    #[model(check = "title <> ''")]
    pub title: String,
    /// Whether nobody can answer any more.
    #[model(default = false)]
    pub locked: bool,
    /// When it last moved.
    #[model(default = now())]
    pub bumped_at: DateTime<Utc>,
}

/// Something said.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = posts, belongs_to(Thread))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on(thread_id, created_at)))]
#[model(index(on("to_tsvector('english'::regconfig, body)"), using = gin, name = "posts_search_idx"))]
pub struct Post {
    /// The post's id.
    pub id: PostId,
    /// Where it was said.
    #[model(references(Thread, on_delete = cascade))]
    pub thread_id: ThreadId,
    /// Who said it.
    #[model(references(User, on_delete = set_null), index(where = "author_id IS NOT NULL"))]
    pub author_id: Option<UserId>,
    /// What it answers.
    #[model(references(Post, on_delete = set_null))]
    pub parent_id: Option<PostId>,
    /// What was said.
    pub body: String,
    /// Since when it is public.
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
    /// When it was changed.
    pub edited_at: Option<DateTime<Utc>>,
}

/// A sign under a post.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = reactions, primary_key(post_id, user_id, emoji), belongs_to(Post), belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Reaction {
    /// The post.
    #[model(references(Post, on_delete = cascade))]
    pub post_id: PostId,
    /// Who.
    #[model(references(User, on_delete = cascade), index)]
    pub user_id: UserId,
    /// The sign.
    #[model(max_length = 16)]
    pub emoji: String,
}

/// Who reads whom.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = subscriptions, primary_key(follower_id, followed_id))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(check = "follower_id <> followed_id", renamed_from = "follows")]
pub struct Subscription {
    /// Who reads.
    #[model(references(User, on_delete = cascade))]
    pub follower_id: UserId,
    /// Who is read.
    #[model(references(User, on_delete = cascade), index)]
    pub followed_id: UserId,
}

/// Something to be told.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = notifications, belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on(user_id, id.desc()), where = "read_at IS NULL", name = "notifications_unread_idx"))]
pub struct Notification {
    /// The notification's id.
    pub id: i64,
    /// Whom it is for.
    #[model(references(User, on_delete = cascade))]
    pub user_id: UserId,
    /// What it says.
    pub body: Value,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
}

/// A complaint.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = reports)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(check(expr = "num_nonnulls(post_id, project_id) = 1", name = "reports_one_subject"))]
#[model(unique(on(reporter_id, post_id, project_id), nulls_not_distinct))]
pub struct Report {
    /// The report's id.
    pub id: i64,
    /// Who complains.
    #[model(references(User, on_delete = cascade))]
    pub reporter_id: UserId,
    /// The post it is about.
    #[model(references(Post, on_delete = cascade))]
    pub post_id: Option<PostId>,
    /// The project it is about.
    #[model(references(Project, on_delete = cascade))]
    pub project_id: Option<ProjectId>,
    /// Where it stands.
    #[model(default = ReportState::Open)]
    pub state: ReportState,
    /// What is wrong.
    pub reason: String,
}

/// A ban from a community.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = bans, primary_key(community_id, user_id), belongs_to(Community), belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Ban {
    /// Where.
    #[model(references(Community, on_delete = cascade))]
    pub community_id: CommunityId,
    /// Who.
    #[model(references(User, on_delete = cascade), index)]
    pub user_id: UserId,
    /// Until when; for ever if it does not say.
    #[model(check = "until > '2020-01-01'")]
    pub until: Option<DateTime<Utc>>,
}
