//! Questions at a terminal.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, Select};
use model_core::diff::Question;

use crate::exit::Failure;

/// What stands for an expression in a flag.
const PLACEHOLDER: &str = "<SQL expression>";

/// Asks a question and gives the flag that says the answer; `None` if there is none.
pub fn ask(question: &Question) -> Result<Option<String>, Failure> {
    let flags = question.flags();
    // With one possible answer that has to be typed, there is nothing to choose.
    if let [flag] = flags.as_slice()
        && flag.contains("=\"")
    {
        return typed(flag, &format!("{question}\n  SQL expression, or nothing to stop"));
    }
    let mut items: Vec<String> = flags.iter().map(|flag| shown(flag)).collect();
    items.push("stop".to_owned());
    // Enter, pressed by habit, loses nothing.
    let loses = |flag: &String| flag.starts_with("--allow-drop") || flag.starts_with("--assume");
    let loses = flags.first().is_none_or(loses);
    let choice = Select::with_theme(&ColorfulTheme::default())
        .with_prompt(question.to_string())
        .items(&items)
        .default(if loses { flags.len() } else { 0 })
        .interact_opt()
        .map_err(unusable)?;
    match choice.and_then(|n| flags.get(n)) {
        None => Ok(None),
        Some(flag) if flag.contains("=\"") => typed(flag, "SQL expression, or nothing to stop"),
        Some(flag) => Ok(Some(flag.clone())),
    }
}

/// Has the expression of a flag typed.
fn typed(flag: &str, prompt: &str) -> Result<Option<String>, Failure> {
    let (head, proposed) = flag.split_once("=\"").unwrap_or((flag, ""));
    let proposed = proposed.trim_end_matches('"');
    let theme = ColorfulTheme::default();
    let mut input = Input::<String>::with_theme(&theme).with_prompt(prompt).allow_empty(true);
    if proposed != PLACEHOLDER {
        input = input.with_initial_text(proposed);
    }
    let text = input.interact_text().map_err(unusable)?;
    let text = text.trim();
    Ok((!text.is_empty()).then(|| format!("{head}={text}")))
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn unusable(error: dialoguer::Error) -> Failure {
    Failure::usage(format!("the terminal cannot be used: {error}"))
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
        "--assume" => "I know that there are none".to_owned(),
        _ => format!("there is no NULL in {left}"),
    }
}
