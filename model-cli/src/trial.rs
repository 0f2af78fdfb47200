//! `--rows`, `--fixtures`, `[proof]` and `[hazards]`: what a proof is carried out on.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use model_core::generate::Trial;
use model_core::rows::Populate;

use crate::config::Config;
use crate::exit::Failure;

/// What a proof is carried out on.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Proof")]
pub struct ProofArgs {
    /// Rows that are made up for each table; 0 proves on empty tables [default: 12]
    #[arg(long, value_name = "N")]
    pub rows: Option<usize>,
    /// SQL that loads rows of your own into the state before the migration
    #[arg(long, value_name = "FILE")]
    pub fixtures: Option<PathBuf>,
}

impl ProofArgs {
    /// With what the configuration says where no flag does.
    pub fn resolve(&self, config: &Config) -> Result<Trial, Failure> {
        let of_file = &config.settings.proof;
        let rows = self.rows.or(of_file.rows).unwrap_or(Populate::default().rows);
        let fixtures = match (&self.fixtures, &of_file.fixtures) {
            (Some(path), _) => Some(path.clone()),
            // What a file names is relative to it.
            (None, Some(path)) => Some(config.root.join(path)),
            (None, None) => None,
        };
        let fixtures = fixtures.map(|path| {
            fs::read_to_string(&path)
                .map_err(|error| Failure::usage(format!("the fixtures {}: {error}", path.display())))
        });
        Ok(Trial {
            rows: (rows > 0).then(|| Populate { rows, ..Populate::default() }),
            fixtures: fixtures.transpose()?,
            levels: config.settings.hazards.clone(),
        })
    }
}
