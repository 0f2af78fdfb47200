//! Bills: foreign keys to models of another crate, in a schema of their own.

use bigdecimal::BigDecimal;
use common::Currency;
use common::ids::InvoiceId;
use diesel::prelude::*;
use model_core::Model;
use users::User as Customer;
// Diesel's macros for two tables want their modules.
use users::account::users as customers;

/// An invoice.
#[derive(Debug, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(belongs_to(Customer))]
#[model(schema = "billing")]
pub struct Invoice {
    pub id: InvoiceId,
    #[model(references(users::User, on_delete = cascade), index)]
    pub customer_id: common::UserId,
    #[model(references(Customer, no_join))]
    pub approver_id: Option<common::UserId>,
    pub currency: Currency,
    #[model(db_type = "numeric(12,2)")]
    pub total: BigDecimal,
}

/// The same name as a model of users.
#[derive(Debug, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = billing_settings)]
#[model(schema = "billing")]
pub struct Settings {
    pub id: i64,
    #[model(references(Invoice))]
    pub last: InvoiceId,
}

/// What somebody owes: a view.
#[derive(Debug, Model, Queryable, Selectable)]
#[model(schema = "billing", view)]
pub struct Debt {
    pub customer_id: common::UserId,
    #[model(references(Invoice))]
    pub last: InvoiceId,
    pub total: Option<BigDecimal>,
}

diesel::joinable!(invoices -> customers (customer_id));
model_core::allow_across_crates!(invoices, users::account::users);

/// What is paid in euros, by whom.
pub fn in_euros() -> String {
    let query = customers::table
        .inner_join(invoices::table)
        .filter(invoices::currency.eq(Currency::Eur))
        .select((Customer::as_select(), Invoice::as_select()));
    diesel::debug_query::<diesel::pg::Pg, _>(&query).to_string()
}

/// The last invoices of those who owe something.
pub fn last_of_debtors() -> String {
    let query = debts::table.inner_join(invoices::table).select((invoices::id, debts::total));
    diesel::debug_query::<diesel::pg::Pg, _>(&query).to_string()
}
