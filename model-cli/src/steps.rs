//! What a command is doing: shown beside a spinner when it takes long, and timed for `--verbose`.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use model_core::database::Database;
use model_core::desired::Desired;
use model_core::generate::{GenerateError, Rooms};
use model_core::ir::Schema;

use crate::printer::Printer;

/// A quick command shows nothing.
const PATIENCE: Duration = Duration::from_millis(600);
const FRAME: Duration = Duration::from_millis(100);
const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/// A step that takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading the models from source.
    Scan,
    /// Reading the migrations from disk.
    History,
    /// Starting a scratch server, or connecting to the one that is given.
    Server,
    /// Creating the models and reading them back.
    Models,
    /// Replaying the migrations and reading the result back.
    Replay,
    /// Copying the replayed migrations.
    Copy,
    /// Reading the catalog of a database.
    Catalog,
    /// Comparing and planning.
    Compare,
    /// Running what was planned.
    Prove,
    /// Dropping scratch databases and stopping the server.
    Stop,
}

impl Step {
    /// As `--verbose` has it.
    const fn name(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::History => "read migrations",
            Self::Server => "start server",
            Self::Models => "materialise",
            Self::Replay => "replay",
            Self::Copy => "copy",
            Self::Catalog => "read databases",
            Self::Compare => "compare",
            Self::Prove => "prove",
            Self::Stop => "stop server",
        }
    }

    /// As it stands beside the spinner.
    const fn doing(self) -> &'static str {
        match self {
            Self::Scan => "reading the models",
            Self::History => "reading the migrations",
            Self::Server => "starting a scratch database server",
            Self::Models => "creating the models on a scratch database",
            Self::Replay => "replaying the migrations on a scratch database",
            Self::Copy => "copying the replayed database",
            Self::Catalog => "reading a database",
            Self::Compare => "comparing",
            Self::Prove => "running the migration up, down and up again",
            Self::Stop => "dropping the scratch databases",
        }
    }
}

/// The steps of one command.
pub struct Steps {
    printer: Printer,
    began: Instant,
    state: Mutex<State>,
    spinner: Option<Spinner>,
}

#[derive(Default)]
struct State {
    current: Option<(Step, Instant)>,
    times: Vec<(Step, Duration)>,
}

impl Steps {
    /// No step yet.
    pub fn new(printer: Printer) -> Self {
        let spinner = (printer.is_talkative() && std::io::stderr().is_terminal()).then(Spinner::start);
        Self { printer, began: Instant::now(), state: Mutex::default(), spinner }
    }

    /// Ends the step before and begins the next.
    pub fn begin(&self, step: Step) {
        self.end();
        locked(&self.state).current = Some((step, Instant::now()));
        self.show(step.doing().to_owned());
    }

    /// Shows what is being done, without timing it, until the next step begins or ends.
    pub fn show(&self, text: String) {
        if let Some(spinner) = &self.spinner {
            spinner.show(Some(text));
        }
    }

    /// Ends the step. Nothing is printed while one runs.
    pub fn end(&self) {
        if let Some(spinner) = &self.spinner {
            spinner.show(None);
        }
        let mut state = locked(&self.state);
        let Some((step, since)) = state.current.take() else { return };
        let time = since.elapsed();
        match state.times.iter_mut().find(|(there, _)| *there == step) {
            Some((_, sum)) => *sum += time,
            None => state.times.push((step, time)),
        }
    }

    /// Ends the last step and prints the times, for `--verbose`.
    pub fn finish(&self) {
        self.end();
        let state = locked(&self.state);
        let steps = state.times.iter().map(|(step, time)| format!("{} {}", step.name(), seconds(*time)));
        let total = [format!("total {}", seconds(self.began.elapsed()))];
        let memory = peak_memory().map(|mib| format!("peak memory {mib} MiB"));
        self.printer.detail(steps.chain(total).chain(memory).collect::<Vec<_>>().join(", "));
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

/// A panic elsewhere does not make a step's name wrong.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most memory that this process had, in MiB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib.div_ceil(1024))
}

/// A line on stderr that moves.
struct Spinner {
    line: Arc<Mutex<Line>>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Line {
    text: Option<String>,
    drawn: bool,
}

impl Line {
    fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }
}

impl Spinner {
    fn start() -> Self {
        let line = Arc::new(Mutex::new(Line::default()));
        let (stop, stopped) = channel();
        let shared = Arc::clone(&line);
        let thread = spawn(move || {
            let began = Instant::now();
            for frame in FRAMES.iter().cycle() {
                if stopped.recv_timeout(FRAME) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                let mut line = locked(&shared);
                if began.elapsed() < PATIENCE {
                    continue;
                }
                if let Some(text) = &line.text {
                    // Cut by the terminal, not wrapped: one line is what is cleared.
                    let _ = write!(std::io::stderr(), "\r\x1b[2K\x1b[?7l{frame} {text}\x1b[?7h");
                    line.drawn = true;
                }
            }
        });
        Self { line, stop: Some(stop), thread: Some(thread) }
    }

    fn show(&self, text: Option<String>) {
        let mut line = locked(&self.line);
        if text.is_none() {
            line.clear();
        }
        line.text = text;
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        locked(&self.line).clear();
    }
}

/// Rooms that tell which step they are at.
pub struct Watched<'a, R> {
    rooms: R,
    steps: &'a Steps,
}

impl<'a, R: Rooms> Watched<'a, R> {
    /// Watches rooms.
    pub const fn new(rooms: R, steps: &'a Steps) -> Self {
        Self { rooms, steps }
    }
}

impl<R> Watched<'_, R> {
    /// The rooms that are watched.
    pub const fn rooms(&self) -> &R {
        &self.rooms
    }
}

impl<R: Rooms> Rooms for Watched<'_, R> {
    fn history(&mut self) -> Result<Box<dyn Database + '_>, GenerateError> {
        self.steps.begin(Step::Copy);
        let database = self.rooms.history()?;
        self.steps.begin(Step::Prove);
        Ok(database)
    }

    fn empty(&mut self) -> Result<Option<Box<dyn Database + '_>>, GenerateError> {
        self.steps.begin(Step::Copy);
        let database = self.rooms.empty()?;
        self.steps.begin(Step::Prove);
        Ok(database)
    }

    fn is_whole(&self) -> bool {
        self.rooms.is_whole()
    }

    fn models(&mut self, desired: &Desired) -> Result<Schema, GenerateError> {
        self.steps.begin(Step::Models);
        let schema = self.rooms.models(desired)?;
        self.steps.begin(Step::Compare);
        Ok(schema)
    }

    fn state(&mut self) -> Result<Schema, GenerateError> {
        self.steps.begin(Step::Replay);
        let schema = self.rooms.state()?;
        self.steps.begin(Step::Compare);
        Ok(schema)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printer::{ColorChoice, Volume};

    #[test]
    fn times_of_one_step_are_added_up() {
        let steps = Steps::new(Printer::new(ColorChoice::Never, Volume::Quiet));
        for step in [Step::Scan, Step::Compare, Step::Scan] {
            steps.begin(step);
        }
        steps.end();
        let names: Vec<_> = locked(&steps.state).times.iter().map(|(step, _)| step.name()).collect();
        assert_eq!(names, ["scan", "compare"]);
    }

    #[test]
    fn memory_is_told_where_the_system_tells() {
        assert_eq!(peak_memory().is_some_and(|mib| mib > 0), cfg!(target_os = "linux"));
    }
}
