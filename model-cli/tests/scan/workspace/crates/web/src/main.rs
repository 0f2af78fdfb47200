#[derive(model_core::Model)]
#[diesel(table_name = carts)]
struct Cart {
    id: i64,
    #[model(references(db::shop::Item))]
    item_id: db::prelude::Id,
}

fn main() {}
