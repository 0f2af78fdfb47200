//! Laws that hold for any two schemas, on real databases.
//!
//! `MODEL_LAW_CASES` says how many pairs are tried an engine. The seeds are always the same.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a law that does not hold shall fail")]

use std::collections::BTreeMap;

use model_core::ir::Engine;
use model_tests::{Lab, Recipe, check};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

fn cases() -> u32 {
    std::env::var("MODEL_LAW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60)
}

/// Sizes shrink; a seed does not.
fn recipes(engine: Engine) -> impl Strategy<Value = Recipe> {
    (any::<u64>().no_shrink(), 1_u8..=4, 0_u8..=6).prop_map(move |(seed, size, mutations)| Recipe {
        engine,
        seed,
        size,
        mutations,
    })
}

/// Half of the cases on each of two threads.
fn hold(engine: Engine, lab: impl Fn(usize) -> Lab + Sync) {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2_usize)
            .map(|thread| {
                let lab = &lab;
                scope.spawn(move || {
                    let config = Config {
                        cases: cases().div_ceil(2),
                        max_shrink_iters: 200,
                        failure_persistence: None,
                        ..Config::default()
                    };
                    let seed = [u8::try_from(thread).unwrap() + 1; 32];
                    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
                    let lab = std::cell::RefCell::new(lab(thread));
                    TestRunner::new_with_rng(config, rng).run(&recipes(engine), |recipe| {
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
    hold(Engine::Postgres, |thread| Lab::postgres(&thread.to_string()));
}

#[test]
fn sqlite() {
    hold(Engine::Sqlite, |_| Lab::sqlite());
}

#[test]
#[ignore]
fn survey() {
    let engine = if std::env::var("E").unwrap() == "pg" { Engine::Postgres } else { Engine::Sqlite };
    let from: u64 = std::env::var("FROM").unwrap_or("0".into()).parse().unwrap();
    let n: u64 = std::env::var("N").unwrap_or("100".into()).parse().unwrap();
    let start = std::time::Instant::now();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..2)
            .map(|t| {
                scope.spawn(move || {
                    let mut lab = if engine == Engine::Postgres {
                        Lab::postgres(&format!("s{t}"))
                    } else {
                        Lab::sqlite()
                    };
                    let mut out: BTreeMap<String, (u32, usize, String)> = BTreeMap::new();
                    for seed in (from..from + n).filter(|s| s % 2 == t) {
                        let recipe = Recipe {
                            engine,
                            seed,
                            size: 1 + (seed % 4) as u8,
                            mutations: (seed / 4 % 7) as u8,
                        };
                        let mut best = None;
                        for (size, m) in [(recipe.size, recipe.mutations)]
                            .into_iter()
                            .chain((1..recipe.size).flat_map(|s| (1..=recipe.mutations).map(move |m| (s, m))))
                        {
                            let r = Recipe { size, mutations: m, ..recipe };
                            match check(&mut lab, &r) {
                                Ok(_) => {
                                    if best.is_none() {
                                        break;
                                    }
                                }
                                Err(f) => {
                                    if best.as_ref().is_none_or(|b: &String| b.len() > f.to_string().len()) {
                                        best = Some(f.to_string());
                                    }
                                }
                            }
                        }
                        if let Some(f) = best {
                            let key: String = f.lines().take(2).collect::<Vec<_>>().join(" | ");
                            let key: String = {
                                let mut q = false;
                                key.chars()
                                    .filter(|c| {
                                        if *c == '"' {
                                            q = !q;
                                        }
                                        !q && !c.is_ascii_digit()
                                    })
                                    .collect()
                            };
                            let e = out.entry(key).or_insert((0, usize::MAX, String::new()));
                            e.0 += 1;
                            if f.len() < e.1 {
                                e.1 = f.len();
                                e.2 = f;
                            }
                        }
                    }
                    out
                })
            })
            .collect();
        for t in all {
            for (k, v) in t.join().unwrap() {
                println!("##### {} x {k}\n{}", v.0, v.2);
            }
        }
    });
    println!("TIME {:?} for {n}", start.elapsed());
}
