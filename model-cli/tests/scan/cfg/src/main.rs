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

fn main() {}
