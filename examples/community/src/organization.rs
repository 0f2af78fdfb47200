//! Accounts that own things together.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::{Model, ModelEnum};

use crate::account::User;
use crate::ids::{OrganizationId, UserId};

/// What a member may do in an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "member_role")]
pub enum MemberRole {
    /// Reads.
    Guest,
    /// Writes.
    Developer,
    /// Decides.
    Owner,
}

/// Accounts that own things together.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = organizations)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(expr = "lower(slug)", unique))]
pub struct Organization {
    /// The organization's id.
    pub id: OrganizationId,
    /// The name in addresses.
    #[model(max_length = 39, check = "slug ~ '^[a-z0-9-]+$'")]
    pub slug: String,
    /// The name that others see.
    pub name: String,
    /// When it was founded.
    #[model(default = now())]
    pub created_at: DateTime<Utc>,
}

/// A group within an organization.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = teams, primary_key(organization_id, number), belongs_to(Organization))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(unique(on(organization_id, name)))]
#[model(references(Team, on(organization_id, parent_number), on_delete = set_null(parent_number)))]
pub struct Team {
    /// Whose it is.
    #[model(references(Organization, on_delete = cascade))]
    pub organization_id: OrganizationId,
    /// Its number within the organization.
    pub number: i32,
    /// The group that it is part of.
    pub parent_number: Option<i32>,
    /// Its name.
    #[model(max_length = 60)]
    pub name: String,
}

/// Who is in which team.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = memberships, primary_key(organization_id, user_id), belongs_to(Organization), belongs_to(User))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(references(Team, on(organization_id, team_number), on_delete = set_null(team_number)))]
pub struct Membership {
    /// The organization.
    #[model(references(Organization, on_delete = cascade))]
    pub organization_id: OrganizationId,
    /// The member.
    #[model(references(User, on_delete = cascade), index)]
    pub user_id: UserId,
    /// The team, if any.
    pub team_number: Option<i32>,
    /// What the member may do.
    #[model(default = MemberRole::Guest)]
    pub role: MemberRole,
    /// Since when.
    #[model(default = now())]
    pub joined_at: DateTime<Utc>,
}
