use model_core::Model;

struct Address;

#[derive(Model)]
struct User {
    id: i64,
    #[diesel(embed)]
    address: Address,
}

fn main() {}
