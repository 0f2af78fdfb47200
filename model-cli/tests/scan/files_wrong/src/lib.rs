mod absent;
mod broken;
mod unbalanced;
mod both;
#[path = "nowhere.rs"]
mod placed;
#[path = "lib.rs"]
mod myself;
