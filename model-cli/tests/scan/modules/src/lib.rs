mod accounts;
#[path = "odd/place.rs"]
mod elsewhere;
pub mod ids {
    use model_core::ModelType;

    #[derive(ModelType)]
    pub struct UserId(pub i64);

    pub mod deep;
}
mod nested;

fn helper<const N: usize>() -> *const u8 {
    std::ptr::null()
}

const TABLE: [u8; { 1 + 1 }] = [0, 1];
