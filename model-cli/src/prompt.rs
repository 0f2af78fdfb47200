//! Questions at a terminal.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, Select};
use model_core::diff::Question;

use crate::exit::Failure;

/// What stands for an expression in a flag.
const PLACEHOLDER: &str = "<SQL expression>";

/// Asks a question and gives the flag that says the answer; `None` if there is none.
pub fn ask(question: &Question) -> Result<Option<String>, Failure> {
    let theme = ColorfulTheme::default();
    let flags = question.flags();
    let mut items: Vec<String> = flags.iter().map(|flag| shown(flag)).collect();
    items.push("stop".to_owned());
    let wrong = |error: dialoguer::Error| Failure::usage(format!("the terminal cannot be used: {error}"));
    let choice = Select::with_theme(&theme)
        .with_prompt(question.to_string())
        .items(&items)
        .default(0)
        .interact_opt()
        .map_err(wrong)?;
    let Some(flag) = choice.and_then(|n| flags.get(n)) else { return Ok(None) };
    let Some((head, expression)) = flag.split_once("=\"") else { return Ok(Some(flag.clone())) };
    let expression = expression.trim_end_matches('"');
    let mut input = Input::<String>::with_theme(&theme).with_prompt("SQL expression");
    if expression != PLACEHOLDER {
        input = input.with_initial_text(expression);
    }
    let text = input.interact_text().map_err(wrong)?;
    Ok(Some(format!("{head}={text}")))
}

/// A flag in words.
fn shown(flag: &str) -> String {
    let (name, value) = flag.split_once(' ').unwrap_or((flag, ""));
    let (left, right) = value.split_once('=').unwrap_or((value, ""));
    match name {
        "--rename" => format!("renamed: {left} is now {right}"),
        "--backfill" => format!("give an expression for {left}"),
        "--using" => format!("give an expression that casts {left}"),
        "--allow-drop" => format!("drop {left}, with its data"),
        _ => format!("there is no NULL in {left}"),
    }
}
