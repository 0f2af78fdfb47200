pub mod enums_2;
pub mod ids;
pub mod ids_2;
pub mod mod_;
pub mod mods;
pub mod option;
pub mod select;
