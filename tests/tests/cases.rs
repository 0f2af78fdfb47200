//! Cases on disk: `tests/cases/<topic>/<name>/`, see the README there.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on shall fail"
)]

#[path = "cases/case.rs"]
mod case;
#[path = "cases/databases.rs"]
mod databases;
#[path = "cases/run.rs"]
mod run;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case::Case;
use databases::Server;
use model_core::ir::Engine;

/// Runs every case of an engine, and fails with all that went wrong. `MODEL_CASE=part/of/name` picks some.
fn all(engine: Engine) {
    let wanted = std::env::var("MODEL_CASE").unwrap_or_default();
    let cases: Vec<Case> =
        Case::all().into_iter().filter(|case| case.is_for(engine) && case.name.contains(&wanted)).collect();
    let version = Server::of(engine).version();
    let (cases, newer): (Vec<Case>, Vec<Case>) =
        cases.into_iter().partition(|case| engine == Engine::Sqlite || case.hints.since <= version);
    for case in newer {
        // Past the capture of a test that succeeds.
        let _ = writeln!(
            std::io::stderr(),
            "{}: not run, it is for PostgreSQL {} and this is {version}",
            case.name,
            case.hints.since
        );
    }
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let server = Server::of(engine);
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // A helper that panics must not hide the cases after it.
                    let outcome = catch_unwind(AssertUnwindSafe(|| run::run(case, &server)))
                        .unwrap_or_else(|_| Err("it panicked: see above".to_owned()));
                    if let Err(failure) = outcome {
                        let text = format!("### {} ({engine})\n{failure}", case.name);
                        failures.lock().unwrap().insert(&case.name, text);
                    }
                }
            });
        }
    });
    let failures: Vec<String> = failures.into_inner().unwrap().into_values().collect();
    assert!(failures.is_empty(), "{} case(s) failed\n\n{}\n", failures.len(), failures.join("\n\n"));
}

#[test]
fn postgres() {
    all(Engine::Postgres);
}

#[test]
fn sqlite() {
    all(Engine::Sqlite);
}

#[test]
fn every_file_is_used() {
    let unused: Vec<String> = Case::all().iter().flat_map(Case::unused).collect();
    assert!(unused.is_empty(), "no test reads:\n{}", unused.join("\n"));
    for engine in [Engine::Postgres, Engine::Sqlite] {
        assert!(Case::all().iter().any(|case| case.is_for(engine)), "no case for {engine}");
    }
}
