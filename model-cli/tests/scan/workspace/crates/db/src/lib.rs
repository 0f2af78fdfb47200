pub mod prelude {
    pub use model_core::Model;
    pub use types::*;
    pub type Id = types::Key;
}

mod shop;
