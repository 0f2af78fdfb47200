fn f() {
    (
}
