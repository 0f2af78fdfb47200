pub mod marks;
pub mod sealed;
pub mod seals;
pub mod visits;
