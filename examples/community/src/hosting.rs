//! Servers for rent.

use std::ops::Bound;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use model_core::{Model, ModelEnum};

use crate::ids::{OrganizationId, ServerId};
use crate::organization::Organization;

/// What a server is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
#[model(name = "server_state")]
pub enum ServerState {
    /// Being set up.
    Provisioning,
    /// At work.
    Running,
    /// Gone.
    Terminated,
}

/// Where machines stand.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = regions, primary_key(code))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Region {
    /// A short code.
    #[model(max_length = 12)]
    pub code: String,
    /// The name that others see.
    pub name: String,
}

/// What can be rented.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = plans)]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(unique(on(name), deferrable, initially_deferred))]
pub struct Plan {
    /// The plan's id.
    pub id: i32,
    /// Its name.
    pub name: String,
    /// The price of a month, in cents.
    #[model(check = "cents >= 0")]
    pub cents: i32,
    /// Memory in MiB.
    pub memory: i32,
}

/// A rented server.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = servers, belongs_to(Organization), belongs_to(Plan))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(index(on(region), where = "state = 'running'"))]
#[model(unique(on(organization_id, hostname)))]
pub struct Server {
    /// The server's id.
    pub id: ServerId,
    /// Who rents it.
    #[model(references(Organization, on_delete = restrict))]
    pub organization_id: OrganizationId,
    /// What was rented.
    #[model(references(Plan))]
    pub plan_id: i32,
    /// Where it stands.
    #[model(references(Region, on_update = cascade), max_length = 12)]
    pub region: String,
    /// Its name.
    #[model(max_length = 63)]
    pub hostname: String,
    /// What it is doing.
    #[model(default = ServerState::Provisioning)]
    pub state: ServerState,
    /// Its addresses.
    #[model(default = sql("'{}'::text[]"))]
    pub addresses: Vec<String>,
}

/// Time in which a server is spoken for.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = reservations, belongs_to(Server))]
#[diesel(check_for_backend(diesel::pg::Pg))]
#[model(extension = "btree_gist", exclude(using = gist, on(server_id = "=", during = "&&")))]
pub struct Reservation {
    /// The reservation's id.
    pub id: i64,
    /// The server.
    #[model(references(Server, on_delete = cascade))]
    pub server_id: ServerId,
    /// From when to when.
    pub during: (Bound<DateTime<Utc>>, Bound<DateTime<Utc>>),
    /// What for.
    pub purpose: Option<String>,
}

/// What was paid.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = invoices, belongs_to(Organization))]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Invoice {
    /// The invoice's number, without gaps to look at.
    #[model(identity(always, start = 10000))]
    pub id: i64,
    /// Who pays.
    #[model(references(Organization, on_delete = restrict), index)]
    pub organization_id: OrganizationId,
    /// How much, in cents.
    pub cents: i64,
    /// When it was written.
    #[model(default = now())]
    pub issued_at: DateTime<Utc>,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
}
