//! Whether two databases have the same schema.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use model_core::database::{Database, rows};
use model_core::generate::compare_settled;
use model_core::introspect;
use model_core::ir::{Engine, Schema};
use model_core::scratch::Scratch;

use super::Failed;

/// Whether a database has a schema, as it is read here.
pub fn equal(database: &mut dyn Database, goal: &Schema) -> Result<Result<(), String>, Failed> {
    let reached = introspect::read(database)?;
    let others =
        |schema: &Schema| schema.others.iter().map(|other| format!("{other:?}")).collect::<BTreeSet<_>>();
    let missing: Vec<_> = others(&reached).symmetric_difference(&others(goal)).cloned().collect();
    let left = compare_settled(database, reached, goal, false)?;
    let mut lines: Vec<_> =
        model_core::diff::describe(&[], &left).into_iter().map(|line| line.text).collect();
    lines.extend(missing);
    Ok(if lines.is_empty() { Ok(()) } else { Err(lines.join("; ")) })
}

/// What `pg_dump` says; nothing on SQLite.
pub fn dump(database: &mut dyn Database) -> Result<Option<String>, Failed> {
    if database.engine() == Engine::Sqlite {
        return Ok(None);
    }
    let name = rows::<String>(database, "SELECT to_json(current_database())::text AS row")?.concat();
    let server = std::env::var("MODEL_TEST_POSTGRES_URL")?;
    let (base, _) = server.rsplit_once('/').unwrap_or((&server, ""));
    let url = format!("{base}/{name}");
    let out = Command::new("pg_dump").args(["--schema-only", "--no-owner"]).arg(url).output()?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned().into());
    }
    let text = String::from_utf8(out.stdout)?;
    Ok(Some(text.lines().filter(|line| !line.starts_with('\\')).map(|line| format!("{line}\n")).collect()))
}

/// Whether two dumps say the same. PostgreSQL does not print every expression as it reads it (`x IN (..)` of a varchar, say), so
/// where they differ both are restored and dumped again.
pub fn same(
    scratch: &mut Scratch,
    mut reached: String,
    mut wanted: String,
) -> Result<Result<(), String>, Failed> {
    for _ in 0..2 {
        if differing(&reached, &wanted).is_empty() {
            return Ok(Ok(()));
        }
        reached = restored(scratch, &reached)?;
        wanted = restored(scratch, &wanted)?;
    }
    let text = differing(&reached, &wanted);
    Ok(if text.is_empty() { Ok(()) } else { Err(text) })
}

fn restored(scratch: &mut Scratch, text: &str) -> Result<String, Failed> {
    let mut database = scratch.database()?;
    // It is there already.
    database.batch(&text.replace("CREATE SCHEMA public;", ""))?;
    Ok(dump(&mut database)?.unwrap_or_default())
}

/// The statements of a dump, in no order, the columns of a table in none either.
fn statements(dump: &str) -> BTreeMap<String, usize> {
    let mut statements = BTreeMap::new();
    let mut lines: Vec<&str> = Vec::new();
    let dump = without_moments(dump);
    for line in dump.lines().filter(|line| !line.is_empty() && !line.starts_with("--")) {
        lines.push(line.trim_end_matches(','));
        if line.ends_with(';') {
            if lines.first().is_some_and(|first| first.starts_with("CREATE TABLE")) {
                lines.sort_unstable();
            }
            *statements.entry(lines.join("\n")).or_default() += 1;
            lines.clear();
        }
    }
    statements
}

/// Without the moments that `'now'::timestamp` became when a view or function was made: a history that is run twice has two.
fn without_moments(dump: &str) -> String {
    let shape = "dddd-dd-dd dd:dd:dd.";
    let is_moment = |quoted: &str| {
        let fits = |(c, of): (char, char)| if of == 'd' { c.is_ascii_digit() } else { c == of };
        quoted.len() > shape.len()
            && quoted.chars().zip(shape.chars()).all(fits)
            && quoted[shape.len()..].chars().all(|c| c.is_ascii_digit())
    };
    let pieces = dump.split('\'').map(|piece| if is_moment(piece) { "now" } else { piece });
    pieces.collect::<Vec<_>>().join("'")
}

fn differing(reached: &str, wanted: &str) -> String {
    let (reached, wanted) = (statements(reached), statements(wanted));
    let only = |a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>, sign: &str| {
        let lines = a.iter().filter(|(text, count)| b.get(*text) != Some(*count));
        lines.map(|(text, _)| format!("\n    {sign} {}", text.replace('\n', " "))).collect::<String>()
    };
    only(&wanted, &reached, "-") + &only(&reached, &wanted, "+")
}
