//! What is published.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use model_core::{Model, ModelEnum};
use serde_json::Value;

use crate::account::User;
use crate::ids::{OrganizationId, ProjectId, UserId, VersionId};
use crate::organization::Organization;

/// Who can see a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "visibility")]
pub enum Visibility {
    /// Everyone.
    Public,
    /// Whoever has the address.
    Unlisted,
    /// Members only.
    Private,
}

/// How ripe a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "release_channel")]
pub enum Channel {
    /// For everyone.
    Release,
    /// For the curious.
    Beta,
    /// For the brave.
    Alpha,
}

/// Something that is published in versions.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = projects, belongs_to(Organization))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on(downloads.desc(), id), where = "visibility = 'public'", name = "projects_popular_idx"))]
#[model(index(on(organization_id), include(slug, title)))]
#[model(index(on(keywords), using = gin))]
#[model(check(expr = "downloads >= 0", name = "projects_downloads_not_negative"))]
pub struct Project {
    /// The project's id.
    pub id: ProjectId,
    /// Whose it is.
    #[model(references(Organization, on_delete = restrict))]
    pub organization_id: OrganizationId,
    /// The name in addresses.
    #[model(unique, max_length = 64)]
    pub slug: String,
    /// The name that others see.
    pub title: String,
    /// What it is, in a sentence.
    #[model(default = "")]
    pub summary: String,
    /// What it is, in full.
    pub description: Option<String>,
    /// Who can see it.
    #[model(default = Visibility::Private)]
    pub visibility: Visibility,
    /// Words to find it by.
    #[model(default = sql("'{}'::text[]"))]
    pub keywords: Vec<String>,
    /// Whatever a client stores.
    #[model(default = sql("'{}'::jsonb"))]
    pub metadata: Value,
    /// How often it was fetched.
    #[model(default = 0)]
    pub downloads: i64,
    /// Where to look further.
    #[model(default = sql("'[]'::jsonb"))]
    pub links: Value,
    /// When it was made.
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
}

/// A new project.
#[derive(Debug, Insertable)]
#[diesel(table_name = projects)]
pub struct NewProject<'a> {
    /// Whose it is.
    pub organization_id: OrganizationId,
    /// The name in addresses.
    pub slug: &'a str,
    /// The name that others see.
    pub title: &'a str,
    /// Who can see it.
    pub visibility: Visibility,
}

/// One state of a project.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = versions, belongs_to(Project))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(unique(on(project_id, number)))]
#[model(unique(on(id, project_id)))]
#[model(index(on(project_id, published_at.desc().nulls_last())))]
pub struct Version {
    /// The version's id.
    pub id: VersionId,
    /// What it is a version of.
    #[model(references(Project, on_delete = cascade))]
    pub project_id: ProjectId,
    /// Its number, as its author writes it.
    #[model(max_length = 32)]
    pub number: String,
    /// How ripe it is.
    #[model(default = Channel::Release)]
    pub channel: Channel,
    /// What is new.
    #[model(default = "")]
    pub changelog: String,
    /// When it came out.
    pub published_at: Option<DateTime<Utc>>,
    /// Who uploaded it.
    #[model(references(User, on_delete = set_null))]
    pub author_id: Option<UserId>,
}

/// The version that a project recommends: a version of the same project.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = recommendations, primary_key(project_id))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(references(Version, on(version_id, project_id), to(id, project_id), on_delete = cascade, on_update = cascade))]
pub struct Recommendation {
    /// The project.
    #[model(references(Project, on_delete = cascade))]
    pub project_id: ProjectId,
    /// Its version.
    pub version_id: VersionId,
}

/// A file of a version.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = files, belongs_to(Version))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on(version_id), unique, where = "is_primary", name = "files_one_primary_idx"))]
pub struct File {
    /// The file's id.
    pub id: i64,
    /// What it belongs to.
    #[model(references(Version, on_delete = cascade))]
    pub version_id: VersionId,
    /// What it is saved as.
    pub name: String,
    /// Its length in bytes.
    #[model(check = "size > 0")]
    pub size: i64,
    /// Its SHA-512, in hexadecimal.
    #[model(index(using = hash), using = "encode(sha512, 'hex')")]
    pub sha512: String,
    /// Whether it is the one to take.
    #[model(default = false)]
    pub is_primary: bool,
}

/// A word from a closed list.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = tags)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Tag {
    /// The tag's id.
    pub id: i32,
    /// The word.
    #[model(unique, max_length = 30, collation = "C")]
    pub name: String,
}

/// Which words fit a project.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = project_tags, primary_key(project_id, tag_id), belongs_to(Project), belongs_to(Tag))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct ProjectTag {
    /// The project.
    #[model(references(Project, on_delete = cascade))]
    pub project_id: ProjectId,
    /// The word.
    #[model(references(Tag, on_delete = cascade), index)]
    pub tag_id: i32,
}

/// How often a project was fetched on a day.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = download_days, primary_key(project_id, day), belongs_to(Project))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct DownloadDay {
    /// The project.
    #[model(references(Project, on_delete = cascade))]
    pub project_id: ProjectId,
    /// The day.
    pub day: NaiveDate,
    /// From the web site.
    #[model(default = 0)]
    pub web: i64,
    /// From programs.
    #[model(default = 0)]
    pub api: i64,
    /// Both.
    #[model(generated = "web + api")]
    pub total: Option<i64>,
}
