//! Questions at a terminal.

use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, Select};
use model_core::diff::{Answer, Question, Value};

use crate::exit::Failure;

/// Asks a question and gives what the person says; `None` if that is nothing.
pub fn ask(question: &Question) -> Result<Option<Answer>, Failure> {
    let answers = question.answers();
    // With one possible answer that has to be typed, there is nothing to choose.
    if let [Answer { value: Value::Sql(_), .. }] = answers.as_slice() {
        let prompt = format!("{question}\n  SQL expression, or nothing to stop");
        return answers.into_iter().next().map_or(Ok(None), |answer| typed(answer, &prompt));
    }
    let mut items: Vec<String> = answers.iter().map(|answer| shown(question, answer)).collect();
    items.push("stop".to_owned());
    // Enter, pressed by habit, loses nothing.
    let loses = |answer: &Answer| matches!(answer.flag, "--allow-drop" | "--assume");
    let loses = answers.first().is_none_or(loses);
    let choice = Select::with_theme(&ColorfulTheme::default())
        .with_prompt(question.to_string())
        .items(&items)
        .default(if loses { answers.len() } else { 0 })
        .interact_opt()
        .map_err(unusable)?;
    match choice.and_then(|n| answers.into_iter().nth(n)) {
        Some(answer) if matches!(answer.value, Value::Sql(_)) => {
            typed(answer, "SQL expression, or nothing to stop")
        }
        other => Ok(other),
    }
}

/// Has the expression of an answer typed.
fn typed(answer: Answer, prompt: &str) -> Result<Option<Answer>, Failure> {
    let theme = ColorfulTheme::default();
    let mut input = Input::<String>::with_theme(&theme).with_prompt(prompt).allow_empty(true);
    if let Value::Sql(Some(proposed)) = &answer.value {
        input = input.with_initial_text(proposed);
    }
    let text = input.interact_text().map_err(unusable)?;
    let text = text.trim();
    Ok((!text.is_empty()).then(|| Answer { value: Value::Sql(Some(text.to_owned())), ..answer }))
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn unusable(error: dialoguer::Error) -> Failure {
    Failure::usage(format!("the terminal cannot be used: {error}"))
}

/// An answer in words.
fn shown(question: &Question, answer: &Answer) -> String {
    let subject = &answer.subject;
    match (answer.flag, &answer.value) {
        (_, Value::Name(new)) => format!("renamed: {subject} is now {new}"),
        ("--backfill", _) => format!("give an expression for {subject}"),
        ("--using", _) => format!("give an expression that casts {subject}"),
        ("--allow-drop", _) if matches!(question, Question::RemovedLabel { .. }) => {
            format!("I know that no row has {subject}")
        }
        ("--allow-drop", _) => format!("drop {subject}, with its data"),
        ("--assume", _) => "I know that there are none".to_owned(),
        _ => format!("there is no NULL in {subject}"),
    }
}
