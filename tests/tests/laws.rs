//! Laws that hold for any two schemas, on real databases.
//!
//! `MODEL_LAW_CASES` says how many pairs are tried on each engine; online, it is a two-hundredth of that. The seeds are always the same.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a law that does not hold shall fail"
)]

use model_core::ir::Engine;
use model_tests::{Lab, Recipe, check};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

fn cases() -> u32 {
    std::env::var("MODEL_LAW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(100)
}

/// Sizes shrink; a seed does not.
fn recipes(engine: Engine, online: bool) -> impl Strategy<Value = Recipe> {
    (any::<u64>().no_shrink(), 1_u8..=4, 0_u8..=6).prop_map(move |(seed, size, mutations)| Recipe {
        engine,
        seed,
        size,
        mutations,
        online,
        // One in eight: the others show more pairs in that time.
        rows: !online && seed.is_multiple_of(8),
    })
}

/// Half of the cases on each of two threads.
fn hold(engine: Engine, online: bool, lab: impl Fn(usize) -> Lab + Sync) {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2_usize)
            .map(|thread| {
                let lab = &lab;
                scope.spawn(move || {
                    let config = Config {
                        // An online plan is many migrations.
                        cases: cases().div_ceil(if online { 400 } else { 2 }),
                        max_shrink_iters: 200,
                        failure_persistence: None,
                        ..Config::default()
                    };
                    let seed = [u8::try_from(thread).unwrap() + 1; 32];
                    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
                    let lab = std::cell::RefCell::new(lab(thread));
                    TestRunner::new_with_rng(config, rng).run(&recipes(engine, online), |recipe| {
                        let result = check(&mut lab.borrow_mut(), &recipe);
                        result.map(drop).map_err(|failure| TestCaseError::fail(failure.to_string()))
                    })
                })
            })
            .collect();
        for thread in threads {
            if let Err(error) = thread.join().unwrap() {
                panic!("{error}");
            }
        }
    });
}

#[test]
fn postgres() {
    hold(Engine::Postgres, false, |thread| Lab::postgres(&thread.to_string()));
}

#[test]
fn postgres_online() {
    hold(Engine::Postgres, true, |thread| Lab::postgres(&format!("online_{thread}")));
}

#[test]
fn sqlite() {
    hold(Engine::Sqlite, false, |_| Lab::sqlite());
}
