//! cargo model.

fn main() {}
