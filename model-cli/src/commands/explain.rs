//! `cargo model explain`: what a hazard is.

use model_core::hazard::{Level, rule, rules};
use model_core::ir::Engine;

use crate::context::Context;
use crate::exit::{Exit, Failure};
use crate::printer::Style;

/// Prints the explanation of a rule, or the list of all.
pub fn run(context: &Context, code: Option<&str>) -> Result<Exit, Failure> {
    let printer = context.printer;
    let Some(code) = code else {
        let width = rules().iter().map(|rule| rule.code.len()).max().unwrap_or_default();
        for rule in rules() {
            let code = printer.paint_data(Style::Bold, &format!("{:width$}", rule.code));
            printer.data(format!("{code}  {:5}  {}", level(rule.level), rule.summary));
        }
        return Ok(Exit::Success);
    };
    let Some(rule) = rule(code) else {
        let known: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
        let failure = Failure::usage(format!("there is no hazard `{code}`"));
        let nearest = model_core::suggest::nearest(code, known.iter().copied());
        return Err(match nearest {
            Some(nearest) => failure.hint(format!("did you mean `cargo model explain {nearest}`?")),
            None => failure.hint("`cargo model explain` lists all of them"),
        });
    };
    let engines: Vec<String> = rule.engines.iter().map(Engine::to_string).collect();
    printer.data(printer.paint_data(Style::Bold, &format!("{}: {}", rule.code, rule.summary)));
    printer.data(format!("{}, by default: {}\n", engines.join(", "), level(rule.level)));
    printer.data(rule.explain);
    printer.data(format!(
        "\nA migration allows it with a comment above the statement, or at the head of the file for all of it:\n\n    \
         -- model: allow({code}) because ..\n\nmodel.toml changes its level for all:\n\n    [hazards]\n    {code} = \"off\""
    ));
    Ok(Exit::Success)
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Off => "off",
        Level::Warn => "warn",
        Level::Block => "block",
    }
}
