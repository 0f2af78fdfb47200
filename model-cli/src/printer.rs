//! What is printed, and where: data to stdout, talk to stderr.

use std::io::{IsTerminal, Write};

use clap::ValueEnum;

use crate::exit::Failure;
use crate::scan::diagnostic::Diagnostic;

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A colour of talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// Something went well.
    Good,
    /// Something to look at.
    Warn,
    /// Something went wrong.
    Bad,
    /// Less important.
    Dim,
    /// More important.
    Bold,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Good => "\x1b[32m",
            Self::Warn => "\x1b[33m",
            Self::Bad => "\x1b[1;31m",
            Self::Dim => "\x1b[2m",
            Self::Bold => "\x1b[1m",
        }
    }
}

/// How much is said besides results and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// Nothing (`--quiet`).
    Quiet,
    /// What was done.
    Normal,
    /// And what it took (`--verbose`).
    Verbose,
}

/// The one way to the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    volume: Volume,
    colour_out: bool,
    colour_err: bool,
}

impl Printer {
    /// A printer for the terminals that there are.
    pub fn new(choice: ColorChoice, volume: Volume) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let on = |terminal: bool| match choice {
            ColorChoice::Auto => terminal && !plain,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        Self {
            volume,
            colour_out: on(std::io::stdout().is_terminal()),
            colour_err: on(std::io::stderr().is_terminal()),
        }
    }

    /// Whether it prints talk at all.
    pub fn is_talkative(self) -> bool {
        self.volume != Volume::Quiet
    }

    /// Whether a question can be asked: somebody sees it, and somebody can type.
    pub fn can_ask(self) -> bool {
        self.is_talkative() && std::io::stderr().is_terminal() && std::io::stdin().is_terminal()
    }

    /// A line of the result.
    pub fn data(self, line: impl AsRef<str>) {
        // A reader that went away (`| head`) is no error of ours.
        let _ = writeln!(std::io::stdout().lock(), "{}", line.as_ref());
    }

    /// A line of talk: what was done, on which thing.
    pub fn say(self, line: impl AsRef<str>) {
        if self.is_talkative() {
            self.err(line.as_ref());
        }
    }

    /// Whether everything is to be said.
    pub fn is_verbose(self) -> bool {
        self.volume == Volume::Verbose
    }

    /// A line for `--verbose`.
    pub fn detail(self, line: impl AsRef<str>) {
        if self.is_verbose() {
            self.err(&self.paint(Style::Dim, line.as_ref()));
        }
    }

    /// A line that `-q` does not silence.
    pub fn warn(self, line: impl AsRef<str>) {
        let label = self.paint(Style::Warn, "warning");
        self.err(&format!("{label}: {}", line.as_ref()));
    }

    /// Errors and warnings in files.
    pub fn diagnostics<'a>(self, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
        for diagnostic in diagnostics {
            self.err(&format!("{}\n", diagnostic.render(self.colour_err)));
        }
    }

    /// Why a command ended early.
    pub fn failure(self, failure: &Failure) {
        self.diagnostics(&failure.diagnostics);
        self.err(&format!("{}: {}", self.paint(Style::Bad, "error"), failure.message));
        for hint in &failure.hints {
            self.err(&format!("{}: {hint}", self.paint(Style::Bold, "help")));
        }
    }

    /// Text for stderr in a style.
    pub fn paint(self, style: Style, text: &str) -> String {
        paint(self.colour_err, style, text)
    }

    /// Text for stdout in a style.
    pub fn paint_data(self, style: Style, text: &str) -> String {
        paint(self.colour_out, style, text)
    }

    #[allow(clippy::unused_self, reason = "only a printer prints")]
    fn err(self, line: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }
}

fn paint(colour: bool, style: Style, text: &str) -> String {
    if colour && style != Style::Plain { format!("{}{text}\x1b[0m", style.code()) } else { text.to_owned() }
}
