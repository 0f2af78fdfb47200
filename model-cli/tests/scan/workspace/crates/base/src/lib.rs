mod money;
pub use money::*;
pub use self::money::Cents as Pennies;

#[cfg(not(feature = "wide"))]
#[derive(model_core::ModelType)]
pub struct Key(i32);
#[cfg(feature = "wide")]
#[derive(model_core::ModelType)]
pub struct Key(i64);

#[cfg(feature = "wrong")]
compile_error!("default features are off");
