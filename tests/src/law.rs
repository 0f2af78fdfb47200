//! The laws, of one pair of schemas.

use std::cell::RefCell;
use std::fmt;

use model_core::dialect;
use model_core::diff::{Intent, Pair, compare, describe};
use model_core::generate::{GenerateError, Stage};
use model_core::ir::Schema;
use model_core::plan::to_sql;

use crate::answer::generate_answering;
use crate::dice::Dice;
use crate::{Lab, PairRooms, Recipe};

/// Which law does not hold, and of what.
#[derive(Debug)]
pub struct Failure {
    /// The law.
    pub law: &'static str,
    /// What was seen instead.
    pub seen: String,
    /// What it was seen of.
    pub of: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}", self.law, self.seen, self.of)
    }
}

/// Tries all laws on the pair of a recipe. Gives the two files of every stage.
pub fn check(lab: &mut Lab, recipe: &Recipe) -> Result<Vec<(String, String)>, Failure> {
    let (one, two) = recipe.pair();
    let (before, after) = (one.render(), two.render());
    let intent = RefCell::new(Intent { hints: two.renames_since(&one), ..Intent::default() });
    laws(lab, recipe, &before, &after, &intent).map_err(|(law, seen)| {
        let of = format!(
            "-- {recipe:?}\n-- before\n{}\n-- after\n{}\n-- {:#?}",
            to_sql(&dialect::materialise(&before)),
            to_sql(&dialect::materialise(&after)),
            intent.borrow()
        );
        Failure { law, seen, of }
    })
}

fn laws(
    lab: &mut Lab,
    recipe: &Recipe,
    before: &Schema,
    after: &Schema,
    intent: &RefCell<Intent>,
) -> Result<Vec<(String, String)>, (&'static str, String)> {
    let refused = |error: GenerateError| ("the database takes every schema", show(&error));
    let state = lab.make(before).map_err(refused)?;
    let models = lab.make(after).map_err(refused)?;

    let again = lab.make(&state).map_err(refused)?;
    let changes = lab.compare(&state, &again).map_err(refused)?;
    if !changes.is_empty() {
        let changes = describe(&[], &changes);
        return Err(("what is read can be made again", format!("{changes:#?}\n{state:#?}\n{again:#?}")));
    }
    if !compare(Pair { from: &state, to: &state }).is_empty() {
        return Err(("a schema does not differ from itself", String::new()));
    }

    let asked = intent.borrow().clone();
    let mut models_with_sources = models.clone();
    let mut rooms = PairRooms { lab: &mut *lab, before, state: &state, models: &models_with_sources };
    let proposal = match generate_answering(after, intent, &mut rooms, &recipe.trial(), recipe.online) {
        // What is answered by rote, rows may break: a backfill that is not unique.
        Err(GenerateError::Statement { .. }) if recipe.rows => return Ok(Vec::new()),
        other => other.map_err(|error| ("a migration leads there and back", show(&error)))?,
    };
    let files = files(&proposal.stages);
    if let Some((up, _)) =
        files.iter().find(|(up, _)| up.starts_with("-- Not online: ") && !up.contains("a name goes"))
    {
        return Err(("what is planned online can be done online", up.clone()));
    }

    // One in four: the same again takes as long.
    if recipe.seed.is_multiple_of(4) {
        let mut dice = Dice::new(recipe.seed);
        let shuffled = shuffled(after, &mut dice);
        let failed = |error: GenerateError| ("the same input gives the same bytes", show(&error));
        let state = lab.make(&self::shuffled(before, &mut dice)).map_err(failed)?;
        models_with_sources = lab.make(&shuffled).map_err(failed)?;
        let mut rooms = PairRooms { lab, before, state: &state, models: &models_with_sources };
        let other =
            generate_answering(&shuffled, &RefCell::new(asked), &mut rooms, &recipe.trial(), recipe.online)
                .map_err(failed)?;
        let other = self::files(&other.stages);
        if other != files {
            return Err(("the same input gives the same bytes", format!("{files:#?}\n{other:#?}")));
        }
    }
    Ok(files)
}

fn files(stages: &[Stage]) -> Vec<(String, String)> {
    stages.iter().map(|stage| (stage.up_sql(), stage.down_sql())).collect()
}

/// The same schema with everything whose order says nothing in another order.
fn shuffled(schema: &Schema, dice: &mut Dice) -> Schema {
    let mut schema = schema.clone();
    for table in schema.tables.values_mut() {
        dice.shuffle(&mut table.uniques);
        dice.shuffle(&mut table.foreign_keys);
        dice.shuffle(&mut table.checks);
        dice.shuffle(&mut table.exclusions);
        dice.shuffle(&mut table.indexes);
    }
    schema
}

fn show(error: &GenerateError) -> String {
    let more = match error {
        GenerateError::Statement { sql, error, .. } | GenerateError::Models { sql, error } => {
            format!("{:?}\n{sql}", error.detail)
        }
        GenerateError::Unequal(unequal) => format!("{:#?}", unequal.remaining),
        GenerateError::Questions(questions) => format!("{questions:?}"),
        _ => String::new(),
    };
    format!("{error}\n{more}")
}
