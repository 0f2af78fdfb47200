use rust_decimal::Decimal as Amount;

mod money {
    pub struct Money(i64);
    pub struct Point;
}

/// What's "sold".
#[derive(model_core::Model)]
#[diesel(table_name = sales)]
struct Sale {
    id: i64,
    /// It's a `name`.
    amount: Amount,
    tip: Option<money::Money>,
    places: Vec<money::Point>,
}
