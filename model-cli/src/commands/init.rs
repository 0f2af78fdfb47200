//! `cargo model init`: a model.toml and a migrations directory.

use crate::config::{FILE, TEMPLATE};
use crate::context::Context;
use crate::exit::{Exit, Failure};

/// Writes what is not there; what is there stays as it is.
pub fn run(context: &Context) -> Result<Exit, Failure> {
    let config = &context.config;
    let printer = context.printer;
    let failed = |what: &std::path::Path, error: std::io::Error| {
        Failure::usage(format!("cannot write {}: {error}", what.display()))
    };
    let file = config.file.clone().unwrap_or_else(|| config.root.join(FILE));
    if config.file.is_some() {
        printer.say(format!("{} is already there", config.shown(&file)));
    } else {
        std::fs::write(&file, TEMPLATE).map_err(|error| failed(&file, error))?;
        printer.say(format!("wrote {}", config.shown(&file)));
    }
    let migrations = &config.migrations;
    if migrations.is_dir() {
        printer.say(format!("{} is already there", config.shown(migrations)));
    } else {
        std::fs::create_dir_all(migrations).map_err(|error| failed(migrations, error))?;
        // Git keeps no empty directory; Diesel passes over files that begin with a dot.
        let keep = migrations.join(".keep");
        std::fs::write(&keep, "").map_err(|error| failed(&keep, error))?;
        printer.say(format!("created {}", config.shown(migrations)));
    }
    Ok(Exit::Success)
}
