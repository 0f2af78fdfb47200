pub mod enums;
pub mod logs;
pub mod moods;
