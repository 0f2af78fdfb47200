mod post;
mod user;

pub use self::post::*;
pub use user::User;
