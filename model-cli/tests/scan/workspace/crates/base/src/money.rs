use diesel::sql_types::{BigInt, Numeric as Num};

#[derive(diesel::AsExpression, diesel::FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct Cents(i64);

#[derive(diesel::AsExpression)]
#[diesel(sql_type = Num)]
pub struct Rate {
    numerator: i64,
}
