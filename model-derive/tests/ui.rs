//! One file a diagnostic: what is wrong, and what the compiler says of it.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
