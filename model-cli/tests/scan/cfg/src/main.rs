#[cfg(feature = "audit")]
mod audit;
#[cfg(not(feature = "audit"))]
mod missing_but_not_compiled;
#[cfg(test)]
mod tests;

#[cfg_attr(all(feature = "beta", unix), derive(model_core::Model))]
#[cfg_attr(feature = "beta", diesel(table_name = betas))]
struct Beta {
    id: i64,
    #[cfg(feature = "off")]
    off: String,
    #[cfg(any(feature = "off", feature = "history"))]
    #[cfg_attr(feature = "history", model(unique))]
    on: String,
}

#[cfg_attr(feature = "off", derive(model_core::Model))]
struct Off {
    id: i64,
}

#[cfg(tokio_unstable)]
mod unstable;

#[cfg(tokio_unstable)]
mod unstable_as_well;

#[cfg(all(by_build_script, backend = "sqlite", not(backend = "postgres")))]
#[derive(model_core::Model)]
#[diesel(table_name = gammas)]
struct Gamma {
    id: i64,
}

fn main() {}
