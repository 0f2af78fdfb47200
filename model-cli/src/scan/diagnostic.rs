//! Errors and warnings with the place they are about, rendered as rustc renders its own.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use proc_macro2::Span;

/// A file that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as it is shown: relative to the root of the scan where it lies below it.
    pub path: PathBuf,
    /// Its text, without a byte order mark.
    pub text: String,
}

/// Some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes.
    pub range: Range<usize>,
}

impl Place {
    /// The place of a span in a file. A span that is none (the end of the input) is the file's end.
    pub fn of(file: &Arc<SourceFile>, span: Span) -> Self {
        let range = span.byte_range();
        let end = file.text.trim_end().len();
        let range = if range.start == 0 && range.end == 0 { end..end } else { range };
        let inside = |at: usize| at.min(file.text.len());
        Self { file: Arc::clone(file), range: inside(range.start)..inside(range.end) }
    }

    /// Line and column, both from 1; the column counts characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = self.file.text.get(..self.range.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}

/// `path:line:column`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.file.path.display())
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.file.path, self.range.start, self.range.end).cmp(&(
            &other.file.path,
            other.range.start,
            other.range.end,
        ))
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The result would be wrong.
    Error,
    /// Something could not be seen, and may matter.
    Warning,
}

/// One error or warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The name of a warning, to search for.
    pub name: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// Where, unless it is about the workspace as a whole.
    pub place: Option<Place>,
    /// What to say at that place.
    pub label: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<(Place, String)>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error somewhere.
    pub fn error(place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            name: None,
            message: message.into(),
            place: place.into(),
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// A warning with a name.
    pub fn warning(name: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, name: Some(name), ..Self::error(place, message) }
    }

    /// Every error of a [`syn::Error`].
    pub fn from_syn(file: &Arc<SourceFile>, error: &syn::Error) -> Vec<Self> {
        error
            .clone()
            .into_iter()
            .map(|error| Self::error(Place::of(file, error.span()), error.to_string()))
            .collect()
    }

    /// Says something at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// With source lines, as rustc prints it.
    pub fn render(&self, colour: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut title = level.primary_title(self.message.as_str());
        if let Some(name) = self.name {
            title = title.id(name);
        }
        let mut group = match &self.place {
            Some(place) => title.element(snippet(place, AnnotationKind::Primary, self.label.as_deref())),
            None => title.elements(Vec::<annotate_snippets::Element<'_>>::new()),
        };
        for (place, label) in &self.related {
            group = group.element(snippet(place, AnnotationKind::Context, Some(label)));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }
}

fn snippet<'a>(
    place: &'a Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    Snippet::source(place.file.text.as_str())
        .path(place.file.path.to_string_lossy())
        .annotation(kind.span(place.range.clone()).label(label))
}

/// The order in which they are shown: by file and position, those about the whole first.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.place, a.severity, &a.message).cmp(&(&b.place, b.severity, &b.message)));
    diagnostics.dedup();
}
