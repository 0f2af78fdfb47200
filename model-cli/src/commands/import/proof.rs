//! What is written is read as any models are, made on a scratch database, and compared with what it was written of.

use model_core::desired::Desired;
use model_core::diff::{Intent, Line, Pair};
use model_core::generate::{GenerateError, Origin, StateRooms, adopt_sequences, difference, grounded};
use model_core::ir::Schema;

use super::staged::Staged;
use crate::context::Context;
use crate::exit::Failure;
use crate::project::failure;
use crate::scan::diagnostic::Diagnostic;
use crate::scan::{self, Scan, ScanOptions};
use crate::source::Reader;
use crate::steps::Step;

/// What came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What still differs.
    pub lines: Vec<Line>,
    /// Why the models could not be made.
    pub refused: Option<String>,
}

/// Compares the models with what they were written of.
pub fn prove(
    context: &Context,
    reader: &Reader<'_>,
    staged: &Staged,
    schema: Schema,
    origin: Option<Origin>,
) -> Result<Outcome, Failure> {
    context.steps.begin(Step::Scan);
    let scan = scan::scan(staged.root(), ScanOptions::default());
    let desired = desired(context, &scan, &schema).map_err(|diagnostics| {
        Failure::files(
            "models that cannot be read came out, which is a mistake of this tool; nothing was written",
            diagnostics,
        )
        .hint("please report it with the table; `--exclude` leaves that out")
    })?;
    compare(context, reader, &desired, schema, origin)
}

/// Compares what models ask for with what they were written of.
pub fn compare(
    context: &Context,
    reader: &Reader<'_>,
    desired: &Desired,
    schema: Schema,
    origin: Option<Origin>,
) -> Result<Outcome, Failure> {
    context.steps.begin(Step::Models);
    let desired = &grounded(desired, &schema);
    let models = Origin::Models(Box::new(desired.clone()));
    let mut made = match models.read(|| reader.scratch(), None) {
        Ok(made) => made,
        Err(error @ GenerateError::Models { .. }) => return Ok(Outcome::refused(context, error, &schema)),
        Err(error) => return Err(failure(error, &context.config.root)),
    };
    adopt_sequences(&mut made, &schema);
    context.steps.begin(Step::Compare);
    let origin = origin.unwrap_or_else(|| Origin::Catalog(Box::new(schema.clone())));
    let mut rooms = StateRooms::new(origin, Pair { from: schema, to: made }, || reader.scratch());
    let found = difference(desired, &Intent::default(), &mut rooms)
        .map_err(|error| failure(error, &context.config.root))?;
    context.steps.end();
    Ok(Outcome { lines: found.describe(), refused: None })
}

/// What scanned models ask for, with what model.toml adds.
pub fn desired(context: &Context, scan: &Scan, schema: &Schema) -> Result<Desired, Vec<Diagnostic>> {
    let settings = &context.config.settings;
    let mut desired = scan.lower(&settings.lower_options(schema.engine))?;
    // A part of a database may do without.
    let wanted = schema.extensions.iter().filter(|(name, _)| settings.has_extension(name));
    desired.schema.extensions.extend(wanted.map(|(name, place)| (name.clone(), place.clone())));
    Ok(desired)
}

impl Outcome {
    fn refused(context: &Context, error: GenerateError, schema: &Schema) -> Self {
        let failure = failure(error, &context.config.root);
        let text = failure.hints.iter().fold(failure.message.clone(), |text, hint| format!("{text}\n{hint}"));
        // All that is known is that they do not make what is there.
        let mark = model_core::diff::Mark::Altered;
        let lines = schema.tables.keys().map(|name| Line { mark, depth: 0, text: format!("table {name}") });
        Self { lines: lines.collect(), refused: Some(text) }
    }
}
