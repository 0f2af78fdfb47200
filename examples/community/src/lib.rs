//! A hosting and community platform: accounts and organizations, projects with versions and files, communities with
//! threads and posts, hosted servers with subscriptions and reservations, an audit trail.
//!
//! Every table has one model; `cargo model generate` wrote everything under `migrations/`.

pub mod account;
pub mod audit;
pub mod hosting;
pub mod ids;
pub mod organization;
pub mod project;
pub mod social;
