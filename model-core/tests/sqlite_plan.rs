//! Plans on tables with rows: no row is lost, the target is reached, and the way back leads back.
#![cfg(all(feature = "sqlite", feature = "tools"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail like its tests")]

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, QueryResult};
use model_core::database::Database;
use model_core::dialect;
use model_core::dialect::sqlite::{plan, probes};
use model_core::diff::{Pair, Rename, compare, reversed};
use model_core::introspect::read;
use model_core::ir::{Engine, QName, Schema, Table};
use model_core::plan::{Plan, PlanHints, to_sql};

fn connect(foreign_keys: bool) -> SqliteConnection {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let state = if foreign_keys { "ON" } else { "OFF" };
    connection.batch_execute(&format!("PRAGMA foreign_keys = {state}")).unwrap();
    connection
}

fn schema_of(sql: &str) -> Schema {
    let mut connection = connect(false);
    connection.batch_execute(sql).unwrap_or_else(|error| panic!("{error}:\n{sql}"));
    read(&mut connection).unwrap()
}

fn planned(from: &Schema, to: &Schema, hints: &PlanHints) -> Plan {
    plan(&compare(Pair { from, to }), from, to, hints)
}

/// As Diesel runs a migration.
fn run(connection: &mut SqliteConnection, plan: &Plan) -> QueryResult<()> {
    let sql = to_sql(&plan.statements);
    if plan.in_transaction {
        connection.transaction(|connection| connection.batch_execute(&sql))
    } else {
        connection.batch_execute(&sql)
    }
}

/// One value as text.
fn value(connection: &mut SqliteConnection, expr: &str) -> String {
    connection.json_rows(&format!("SELECT CAST(({expr}) AS TEXT) AS row")).unwrap().remove(0)
}

/// The rows of what both tables have alike.
fn rows(connection: &mut SqliteConnection, from: &Table, to: &Table) -> Vec<String> {
    let shared: Vec<String> = from
        .columns
        .iter()
        .filter(|column| {
            to.column(&column.name)
                .is_some_and(|other| other.ty == column.ty && (other.nullable || !column.nullable))
        })
        .map(|column| format!("quote(\"{}\")", column.name.replace('"', "\"\"")))
        .collect();
    let row = if shared.is_empty() { "'row'".to_owned() } else { shared.join(" || ',' || ") };
    connection
        .json_rows(&format!(
            "SELECT {row} AS row FROM \"{}\" ORDER BY 1",
            from.name.name.replace('"', "\"\"")
        ))
        .unwrap()
}

#[derive(Default)]
struct Case<'a> {
    before: &'a str,
    rows: &'a str,
    after: &'a str,
    backfills: &'a [(&'a str, &'a str, &'a str)],
    using: &'a [(&'a str, &'a str, &'a str)],
    /// Expressions and their values afterwards.
    holds: &'a [(&'a str, &'a str)],
    /// Hints for the way back.
    reverse_using: &'a [(&'a str, &'a str, &'a str)],
    reverse_backfills: &'a [(&'a str, &'a str, &'a str)],
    in_transaction: bool,
    /// What is in the plan's text, and what is not.
    contains: &'a [&'a str],
    lacks: &'a [&'a str],
}

fn hints(list: &[(&str, &str, &str)]) -> BTreeMap<(QName, String), String> {
    list.iter()
        .map(|(table, column, expr)| ((QName::new("", *table), (*column).to_owned()), (*expr).to_owned()))
        .collect()
}

fn migrate(connection: &mut SqliteConnection, from: &Schema, to: &Schema, plan: &Plan) {
    let tables: Vec<_> =
        from.tables.values().filter_map(|table| Some((table, to.tables.get(&table.name)?))).collect();
    let old: Vec<_> = tables.iter().map(|(a, b)| rows(connection, a, b)).collect();
    run(connection, plan).unwrap_or_else(|error| panic!("{error}:\n{}", to_sql(&plan.statements)));
    let new: Vec<_> = tables.iter().map(|(a, b)| rows(connection, a, b)).collect();
    assert_eq!(new, old, "rows changed by\n{}", to_sql(&plan.statements));
    let reached = read(connection).unwrap();
    let left = compare(Pair { from: &reached, to });
    assert!(left.is_empty(), "left over: {left:#?}\nafter\n{}", to_sql(&plan.statements));
    // Models know nothing of views and triggers, so that one of the two sides has none.
    let kept = if from.others.is_empty() { &to.others } else { &from.others };
    assert_eq!(&reached.others, kept, "kept objects changed by\n{}", to_sql(&plan.statements));
    assert_eq!(
        value(connection, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        "0"
    );
}

impl Case<'_> {
    fn prove(&self) {
        for foreign_keys in [true, false] {
            let mut connection = connect(foreign_keys);
            connection.batch_execute(self.before).unwrap();
            connection.batch_execute(self.rows).unwrap();
            let from = read(&mut connection).unwrap();
            // What no model describes is carried over before a change is planned.
            let to = Schema { others: from.others.clone(), ..schema_of(self.after) };
            let forth = PlanHints {
                backfills: hints(self.backfills),
                using: hints(self.using),
                ..PlanHints::default()
            };
            let back = PlanHints {
                backfills: hints(self.reverse_backfills),
                using: hints(self.reverse_using),
                ..PlanHints::default()
            };
            let up = planned(&from, &to, &forth);
            let text = to_sql(&up.statements);
            assert_eq!(up.in_transaction, self.in_transaction, "{text}");
            for part in self.contains {
                assert!(text.contains(part), "`{part}` is missing in\n{text}");
            }
            for part in self.lacks {
                assert!(!text.contains(part), "`{part}` is in\n{text}");
            }
            migrate(&mut connection, &from, &to, &up);
            for (expr, expected) in self.holds {
                assert_eq!(value(&mut connection, expr), *expected, "{expr} after\n{text}");
            }
            migrate(&mut connection, &to, &from, &planned(&to, &from, &back));
        }
    }
}

/// A parent with children that would go with it.
const FAMILY: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT, age TEXT);
    CREATE INDEX users_name ON users (name);
    CREATE TABLE posts (id INTEGER PRIMARY KEY NOT NULL, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, title TEXT);";
const FAMILY_ROWS: &str = "INSERT INTO users VALUES (1, 'a', '10'), (2, NULL, '20'), (7, 'c', '30');
    INSERT INTO posts VALUES (1, 1, 'x'), (2, 7, 'y'), (3, 7, 'z');";

#[test]
fn a_parent_is_rebuilt_and_no_child_is_lost() {
    Case {
        before: FAMILY,
        rows: FAMILY_ROWS,
        after: "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, age INTEGER, email TEXT NOT NULL);
            CREATE INDEX users_name ON users (name); CREATE UNIQUE INDEX users_email ON users (email);
            CREATE TABLE posts (id INTEGER PRIMARY KEY NOT NULL, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, title TEXT)",
        backfills: &[("users", "name", "'nobody'"), ("users", "email", "'user' || id || '@example.org'")],
        using: &[("users", "age", "CAST(age AS INTEGER)")],
        reverse_using: &[("users", "age", "CAST(age AS TEXT)")],
        holds: &[
            ("SELECT name FROM users WHERE id = 2", "nobody"),
            ("SELECT email FROM users WHERE id = 7", "user7@example.org"),
            ("SELECT typeof(age) || sum(age) FROM users", "integer60"),
            ("SELECT count(*) FROM posts", "3"),
            ("SELECT count(*) FROM pragma_foreign_key_check", "0"),
            ("SELECT count(*) FROM temp.sqlite_schema", "0"),
            ("SELECT foreign_keys FROM pragma_foreign_keys", "1"),
        ],
        in_transaction: false,
        contains: &["PRAGMA foreign_keys = OFF", "no_new_foreign_key_violations", "coalesce(name, 'nobody')"],
        ..Case::default()
    }
    .prove();
}

#[test]
fn a_table_that_refers_to_itself() {
    Case {
        before: "CREATE TABLE nodes (id INTEGER PRIMARY KEY NOT NULL, parent INTEGER REFERENCES nodes ON DELETE CASCADE, label TEXT)",
        rows: "INSERT INTO nodes VALUES (1, NULL, 'root'), (2, 1, 'a'), (3, 2, 'b'), (4, 2, NULL)",
        after: "CREATE TABLE nodes (id INTEGER PRIMARY KEY NOT NULL, parent INTEGER REFERENCES nodes ON DELETE CASCADE, label TEXT NOT NULL DEFAULT '')",
        backfills: &[("nodes", "label", "''")],
        holds: &[("SELECT count(*) FROM nodes", "4"), ("SELECT group_concat(parent) FROM nodes", "1,2,2")],
        in_transaction: false,
        ..Case::default()
    }
    .prove();
}

#[test]
fn a_table_that_nothing_refers_to_stays_in_the_transaction() {
    Case {
        before: "CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parents, a TEXT)",
        rows: "INSERT INTO parents VALUES (1); INSERT INTO t VALUES (3, 1, 'x'), (9, NULL, NULL); DELETE FROM t WHERE id = 9",
        after: "CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parents, a TEXT, CHECK (a <> ''), UNIQUE (p, a))",
        in_transaction: true,
        lacks: &["foreign_keys = OFF", "legacy_alter_table", "BEGIN"],
        ..Case::default()
    }
    .prove();
}

#[test]
fn a_child_that_comes_to_refer_to_a_rebuilt_parent() {
    Case {
        before: "CREATE TABLE a_child (id INTEGER PRIMARY KEY, p INT, q INT); CREATE TABLE p (id INTEGER PRIMARY KEY, x TEXT)",
        rows: "INSERT INTO p VALUES (1, 'x'), (2, 'y'); INSERT INTO a_child VALUES (1, 1, 1), (2, 2, 2), (3, NULL, 1)",
        after: "CREATE TABLE a_child (id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE, q INT NOT NULL DEFAULT 1);
            CREATE TABLE p (id INTEGER PRIMARY KEY, x TEXT NOT NULL)",
        holds: &[("SELECT count(*) FROM a_child", "3")],
        in_transaction: false,
        ..Case::default()
    }
    .prove();
}

#[test]
fn a_foreign_key_to_a_missing_table_does_not_stop_a_rebuild() {
    Case {
        before: "CREATE TABLE t (id INTEGER PRIMARY KEY, gone INT REFERENCES gone ON DELETE CASCADE, a TEXT)",
        rows: "PRAGMA foreign_keys = OFF; INSERT INTO t VALUES (1, 5, 'x'), (2, NULL, 'y'); PRAGMA foreign_keys = ON",
        after: "CREATE TABLE t (id INTEGER PRIMARY KEY, gone INT REFERENCES gone ON DELETE CASCADE, a TEXT NOT NULL)",
        in_transaction: false,
        ..Case::default()
    }
    .prove();
}

#[test]
fn a_foreign_key_and_the_unique_index_it_needs() {
    Case {
        before: "CREATE TABLE c (id INTEGER PRIMARY KEY, code TEXT); CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT)",
        rows: "INSERT INTO p VALUES (1, 'x'), (2, 'y'); INSERT INTO c VALUES (1, 'y'), (2, NULL)",
        after: "CREATE TABLE c (id INTEGER PRIMARY KEY, code TEXT REFERENCES p (code) ON DELETE CASCADE);
            CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX p_code ON p (code)",
        in_transaction: false,
        ..Case::default()
    }
    .prove();
}

#[test]
fn orphans_of_old_do_not_stop_a_rebuild() {
    for (parent_is_rebuilt, target) in
        [(false, "TEXT NOT NULL DEFAULT 'x'"), (true, "TEXT NOT NULL DEFAULT 'x'")]
    {
        let extra = if parent_is_rebuilt { "NOT NULL DEFAULT 'n'" } else { "" };
        let mut connection = connect(false);
        connection
            .batch_execute(
                "CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT); CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p, a TEXT);
                 INSERT INTO p VALUES (1, 'n'); INSERT INTO c VALUES (1, 1, 'x'), (2, 99, 'x'); PRAGMA foreign_keys = ON",
            )
            .unwrap();
        let from = read(&mut connection).unwrap();
        let to = schema_of(&format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT {extra}); CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p, a {target})"
        ));
        let up = planned(&from, &to, &PlanHints::default());
        assert_eq!(up.in_transaction, !parent_is_rebuilt);
        migrate(&mut connection, &from, &to, &up);
        assert_eq!(value(&mut connection, "SELECT count(*) FROM c"), "2");
    }
}

#[test]
fn new_orphans_fail_the_plan() {
    // A foreign key that the rows do not satisfy, on a child and on a table that is a parent itself.
    for parent in [false, true] {
        let child = if parent { "; CREATE TABLE d (c INT REFERENCES c ON DELETE CASCADE)" } else { "" };
        let mut connection = connect(true);
        connection
            .batch_execute(&format!(
                "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p INT){child};
                 INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1), (2, 99)"
            ))
            .unwrap();
        let from = read(&mut connection).unwrap();
        let to = schema_of(&format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p){child}"
        ));
        let up = planned(&from, &to, &PlanHints::default());
        assert_eq!(up.in_transaction, !parent);
        let error = run(&mut connection, &up).unwrap_err().to_string();
        let expected = if parent { "no_new_foreign_key_violations" } else { "FOREIGN KEY constraint failed" };
        assert!(error.contains(expected), "{error}");
        if parent {
            connection.batch_execute("ROLLBACK").unwrap();
        }
        assert_eq!(read(&mut connection).unwrap(), from);
        assert_eq!(value(&mut connection, "SELECT count(*) FROM c"), "2");
    }
}

#[test]
fn deleted_numbers_are_not_given_again() {
    for (before, after) in [("", "NOT NULL DEFAULT ''"), ("NOT NULL DEFAULT ''", "")] {
        let table = |column: &str| {
            format!("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, a TEXT {column})")
        };
        Case {
            before: &table(before),
            rows: "INSERT INTO t (a) VALUES ('x'), ('y'), ('z'); DELETE FROM t WHERE id > 1",
            after: &table(after),
            in_transaction: true,
            holds: &[
                ("SELECT group_concat(name || seq) FROM sqlite_sequence", "t3"),
                ("SELECT count(*) FROM t", "1"),
            ],
            ..Case::default()
        }
        .prove();
    }
    let mut connection = connect(true);
    connection
        .batch_execute("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT); INSERT INTO t (a) VALUES ('x'), ('y'); DELETE FROM t")
        .unwrap();
    let from = read(&mut connection).unwrap();
    let to = schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT UNIQUE)");
    migrate(&mut connection, &from, &to, &planned(&from, &to, &PlanHints::default()));
    connection.batch_execute("INSERT INTO t (a) VALUES ('z')").unwrap();
    assert_eq!(value(&mut connection, "SELECT max(id) FROM t"), "3");
}

#[test]
fn autoincrement_strict_and_without_rowid_come_and_go() {
    Case {
        before: "CREATE TABLE a (id INTEGER PRIMARY KEY NOT NULL, x TEXT); CREATE TABLE b (k TEXT NOT NULL PRIMARY KEY, x INT); CREATE TABLE c (x INT, y TEXT)",
        rows: "INSERT INTO a VALUES (5, 'x'); INSERT INTO b VALUES ('k', 1); INSERT INTO c VALUES (1, 'one'), (2, 'two'), (3, 'three'); DELETE FROM c WHERE x = 2",
        after: "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, x TEXT); CREATE TABLE b (k TEXT NOT NULL PRIMARY KEY, x INT) WITHOUT ROWID; CREATE TABLE c (x INT, y TEXT) STRICT",
        in_transaction: true,
        holds: &[
            ("SELECT seq FROM sqlite_sequence WHERE name = 'a'", "5"),
            ("SELECT group_concat(rowid) FROM c", "1,3"),
        ],
        ..Case::default()
    }
    .prove();
}

#[test]
fn primary_keys_change() {
    Case {
        before: "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)); CREATE TABLE keyless (x TEXT)",
        rows: "INSERT INTO t VALUES (1, 'x'), (2, 'x'); INSERT INTO keyless VALUES ('p'), ('q'), ('r'); DELETE FROM keyless WHERE x = 'q'",
        after: "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a)); CREATE TABLE keyless (id INTEGER PRIMARY KEY NOT NULL, x TEXT)",
        in_transaction: true,
        holds: &[("SELECT group_concat(id || x) FROM keyless", "1p,3r")],
        ..Case::default()
    }
    .prove();
}

#[test]
fn what_alter_table_can_do_is_done_in_place() {
    Case {
        before: FAMILY,
        rows: FAMILY_ROWS,
        after: "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name TEXT, boss INTEGER CONSTRAINT boss_fk REFERENCES users (id) ON DELETE SET NULL,
                kind TEXT NOT NULL DEFAULT 'plain' CHECK (kind IN ('plain', 'odd')), low TEXT AS (lower(name)), note TEXT);
            CREATE TABLE posts (id INTEGER PRIMARY KEY NOT NULL, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, title TEXT);
            CREATE INDEX posts_user ON posts (user_id); CREATE INDEX users_low ON users (low) WHERE note IS NOT NULL",
        backfills: &[("users", "note", "'was ' || coalesce(name, '?')")],
        in_transaction: true,
        holds: &[("SELECT group_concat(note) FROM users", "was a,was ?,was c"), ("SELECT count(*) FROM users WHERE kind = 'plain'", "3")],
        contains: &[
            "DROP INDEX users_name",
            "ADD COLUMN boss INTEGER CONSTRAINT boss_fk REFERENCES users (id) ON DELETE SET NULL;",
            "ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain' CHECK (kind IN ('plain', 'odd'));",
            "ALTER TABLE users DROP COLUMN age;",
            "UPDATE users SET note = ",
        ],
        lacks: &["CREATE TABLE", "PRAGMA"],
        ..Case::default()
    }
    .prove();
}

#[test]
fn what_alter_table_refuses_is_rebuilt() {
    // Each of these fails as ADD COLUMN or DROP COLUMN.
    let base = "id INTEGER PRIMARY KEY NOT NULL, a TEXT, b TEXT";
    for (extra, backfill) in [
        (", c TEXT NOT NULL", Some("'x'")),
        (", c TEXT DEFAULT CURRENT_TIMESTAMP", None),
        (", c TEXT NOT NULL DEFAULT (lower('X'))", None),
        (", c TEXT UNIQUE", None),
        (", c TEXT AS (a || b) STORED", None),
        (", c INT DEFAULT 1 REFERENCES t (id) ON DELETE CASCADE", None),
        (", CHECK (a <> b)", None),
        (", c TEXT CHECK (c <> '')", Some("'x'")),
        (", c AS (a), d AS (c)", None),
        (", FOREIGN KEY (a, b) REFERENCES missing (x, y)", None),
    ] {
        let has_rows = !extra.contains("missing");
        Case {
            before: &format!("CREATE TABLE t ({base})"),
            rows: if has_rows { "INSERT INTO t VALUES (1, 'p', 'q'), (4, NULL, 't')" } else { "SELECT 1" },
            after: &format!("CREATE TABLE t ({base}{extra})"),
            backfills: &backfill.map(|expr| ("t", "c", expr)).into_iter().collect::<Vec<_>>(),
            in_transaction: !extra.contains("REFERENCES"),
            contains: &["INSERT INTO _new_t"],
            ..Case::default()
        }
        .prove();
    }
}

#[test]
fn views_and_triggers_survive_a_rebuild() {
    Case {
        before: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE other (id INTEGER PRIMARY KEY, n INT);
            CREATE TABLE log (line TEXT);
            CREATE VIEW v AS SELECT a FROM t; CREATE VIEW vv AS SELECT a AS z FROM v; CREATE VIEW broken AS SELECT x FROM gone;
            CREATE TRIGGER own AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('t' || new.id); END;
            CREATE TRIGGER elsewhere AFTER INSERT ON other BEGIN INSERT INTO t (a) VALUES ('from other;'); END;
            CREATE TRIGGER instead INSTEAD OF INSERT ON vv BEGIN INSERT INTO t (a) VALUES (new.z); END;
            CREATE VIRTUAL TABLE words USING fts5(body);",
        rows: "INSERT INTO t (a) VALUES ('x'); INSERT INTO other VALUES (1, 1); INSERT INTO vv VALUES ('via');",
        after: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, c INT); CREATE TABLE other (id INTEGER PRIMARY KEY, n INT); CREATE TABLE log (line TEXT)",
        in_transaction: true,
        holds: &[
            ("SELECT group_concat(z) FROM vv", "x,from other;,via"),
            ("SELECT group_concat(line) FROM log", "t1,t2,t3"),
            ("SELECT legacy_alter_table FROM pragma_legacy_alter_table", "0"),
        ],
        contains: &["CREATE TRIGGER own"],
        lacks: &["DROP VIEW", "DROP TRIGGER", "CREATE TRIGGER elsewhere"],
        ..Case::default()
    }
    .prove();
}

#[test]
fn a_table_comes_back_with_its_triggers() {
    let mut connection = connect(true);
    connection
        .batch_execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE log (n INT);
             CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.id); END",
        )
        .unwrap();
    let from = read(&mut connection).unwrap();
    let to = schema_of("CREATE TABLE log (n INT)");
    run(&mut connection, &planned(&from, &to, &PlanHints::default())).unwrap();
    assert!(read(&mut connection).unwrap().others.is_empty());
    migrate(&mut connection, &to, &from, &planned(&to, &from, &PlanHints::default()));
}

#[test]
fn renames_happen_inside_the_plan_s_own_transaction() {
    let mut connection = connect(true);
    connection.batch_execute(FAMILY).unwrap();
    connection.batch_execute(FAMILY_ROWS).unwrap();
    let from = read(&mut connection).unwrap();
    let renames = [
        Rename::Table(Pair { from: QName::new("", "users"), to: QName::new("", "people") }),
        Rename::Column {
            table: QName::new("", "people"),
            column: Pair { from: "age".to_owned(), to: "order".to_owned() },
        },
    ];
    let middle = schema_of(&format!("{FAMILY} {}", to_sql(&dialect::renames(Engine::Sqlite, &renames))));
    let to = schema_of(
        &FAMILY
            .replace("users", "people")
            .replace("age TEXT", "\"order\" TEXT")
            .replace("name TEXT", "name TEXT NOT NULL"),
    );
    let hints = PlanHints { backfills: hints(&[("people", "name", "'?'")]), ..PlanHints::default() };
    let mut up = planned(&middle, &to, &hints);
    up.put_first(dialect::renames(Engine::Sqlite, &renames));
    let mut down = planned(&to, &middle, &PlanHints::default());
    down.put_last(dialect::renames(Engine::Sqlite, &reversed(&renames)));
    for (plan, goal) in [(&up, &to), (&down, &from), (&up, &to)] {
        assert!(plan.statements[0].sql.starts_with("PRAGMA") && plan.statements[1].sql.starts_with("BEGIN"));
        run(&mut connection, plan).unwrap();
        let left = compare(Pair { from: &read(&mut connection).unwrap(), to: goal });
        assert!(left.is_empty(), "{left:#?}");
        assert_eq!(value(&mut connection, "SELECT count(*) FROM posts"), "3");
    }
}

#[test]
fn a_backfill_does_not_set_off_triggers() {
    Case {
        before: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE log (line TEXT);
            CREATE TRIGGER watch AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.id); END;",
        rows: "INSERT INTO t (a) VALUES ('x')",
        after: "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT); CREATE TABLE log (line TEXT)",
        backfills: &[("t", "b", "a || a")],
        in_transaction: true,
        holds: &[("SELECT b FROM t", "xx"), ("SELECT count(*) FROM log", "0")],
        ..Case::default()
    }
    .prove();
}

#[test]
fn tables_come_and_go() {
    Case {
        before: "CREATE TABLE keep (id INTEGER PRIMARY KEY)",
        rows: "INSERT INTO keep VALUES (1), (2)",
        after: "CREATE TABLE keep (id INTEGER PRIMARY KEY); CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b ON DELETE CASCADE);
            CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a); CREATE TABLE c (a INT REFERENCES a, me INT UNIQUE REFERENCES c (me), k INT REFERENCES keep);
            CREATE INDEX c_a ON c (a)",
        in_transaction: true,
        ..Case::default()
    }
    .prove();
    // A ring of tables with rows, and a parent whose child stays and lets go of it.
    Case {
        before: "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a ON DELETE CASCADE);
            CREATE TABLE stays (id INTEGER PRIMARY KEY, a INT REFERENCES a ON DELETE CASCADE);",
        rows: "INSERT INTO a VALUES (1, NULL); INSERT INTO b VALUES (1, 1); UPDATE a SET b = 1; INSERT INTO stays VALUES (1, 1), (2, NULL);",
        after: "CREATE TABLE stays (id INTEGER PRIMARY KEY, a INT)",
        holds: &[("SELECT count(*) FROM stays", "2")],
        in_transaction: false,
        ..Case::default()
    }
    .prove_forth();
    // Children first: no need to switch anything off.
    Case {
        before: "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE z (a INT REFERENCES a); CREATE TABLE keep (x INT)",
        rows: "INSERT INTO a VALUES (1); INSERT INTO z VALUES (1)",
        after: "CREATE TABLE keep (x INT)",
        in_transaction: true,
        contains: &["DROP TABLE z;\nDROP TABLE a;"],
        ..Case::default()
    }
    .prove();
}

impl Case<'_> {
    /// Where the rows that are dropped on purpose are missed on the way back.
    fn prove_forth(&self) {
        for foreign_keys in [true, false] {
            let mut connection = connect(foreign_keys);
            connection.batch_execute(self.before).unwrap();
            connection.batch_execute(self.rows).unwrap();
            let from = read(&mut connection).unwrap();
            let to = schema_of(self.after);
            let up = planned(&from, &to, &PlanHints::default());
            assert_eq!(up.in_transaction, self.in_transaction);
            migrate(&mut connection, &from, &to, &up);
            for (expr, expected) in self.holds {
                assert_eq!(value(&mut connection, expr), *expected, "{expr}");
            }
        }
    }
}

#[test]
fn an_index_name_moves_to_another_table() {
    Case {
        before: "CREATE TABLE a (x TEXT); CREATE INDEX i ON a (x); CREATE TABLE z (x TEXT); CREATE TABLE old (x TEXT); CREATE INDEX j ON old (x)",
        rows: "INSERT INTO a VALUES ('x'); INSERT INTO z VALUES ('y')",
        after: "CREATE TABLE a (x TEXT NOT NULL); CREATE INDEX j ON a (x); CREATE TABLE z (x TEXT); CREATE INDEX i ON z (x);
            CREATE TABLE fresh (x TEXT)",
        in_transaction: true,
        ..Case::default()
    }
    .prove();
}

#[test]
fn odd_names_everywhere() {
    Case {
        before: "CREATE TABLE \"order\" (\"select\" INTEGER PRIMARY KEY, \"a\"\"b\" TEXT, \"it's 🦀\" TEXT, type TEXT, UNIQUE (\"a\"\"b\"));
            CREATE INDEX \"an 'index'\" ON \"order\" (\"it's 🦀\", type);
            CREATE TABLE \"child's\" (\"order\" INT REFERENCES \"order\" ON DELETE CASCADE, \"match\" TEXT)",
        rows: "INSERT INTO \"order\" VALUES (1, 'x', 'y', 't'), (2, NULL, NULL, NULL); INSERT INTO \"child's\" VALUES (1, 'm'), (2, 'n')",
        after: "CREATE TABLE \"order\" (\"select\" INTEGER PRIMARY KEY, \"a\"\"b\" TEXT NOT NULL, \"it's 🦀\" TEXT, type TEXT, \"from\" TEXT, UNIQUE (\"a\"\"b\"));
            CREATE INDEX \"an 'index'\" ON \"order\" (\"it's 🦀\" DESC, \"from\");
            CREATE TABLE \"child's\" (\"order\" INT REFERENCES \"order\" ON DELETE CASCADE, \"match\" TEXT, CHECK (\"match\" <> ''))",
        backfills: &[("order", "a\"b", "'filled'")],
        in_transaction: false,
        holds: &[("SELECT \"a\"\"b\" FROM \"order\" WHERE \"select\" = 2", "filled"), ("SELECT count(*) FROM \"child's\"", "2")],
        ..Case::default()
    }
    .prove();
}

#[test]
fn null_in_a_column_that_becomes_not_null_stops_the_plan_and_loses_nothing() {
    let mut connection = connect(true);
    connection.batch_execute(FAMILY).unwrap();
    connection.batch_execute(FAMILY_ROWS).unwrap();
    let from = read(&mut connection).unwrap();
    let to = schema_of(&FAMILY.replace("name TEXT,", "name TEXT NOT NULL,"));
    let error = run(&mut connection, &planned(&from, &to, &PlanHints::default())).unwrap_err().to_string();
    assert!(error.contains("NOT NULL constraint failed"), "{error}");
    connection.batch_execute("ROLLBACK").unwrap();
    assert_eq!(
        value(&mut connection, "SELECT (SELECT count(*) FROM users) || (SELECT count(*) FROM posts)"),
        "33"
    );
}

#[test]
fn nothing_to_do_is_an_empty_plan() {
    let schema = schema_of(FAMILY);
    let renamed =
        schema_of(&FAMILY.replace(
            "user_id INTEGER NOT NULL REFERENCES",
            "user_id INTEGER NOT NULL CONSTRAINT fk REFERENCES",
        ));
    assert_eq!(planned(&schema, &renamed, &PlanHints::default()), Plan::default());
}

#[test]
fn a_probe_finds_a_view_and_a_trigger_that_lost_their_column() {
    let mut connection = connect(true);
    connection
        .batch_execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, CHECK (a <> b)); CREATE VIEW v AS SELECT a FROM t;
             CREATE VIEW good AS SELECT b FROM t; CREATE VIEW broken AS SELECT x FROM gone;
             CREATE TRIGGER tr AFTER UPDATE OF b ON t BEGIN SELECT new.a; END; INSERT INTO t VALUES (1, 'x', 'y')",
        )
        .unwrap();
    let failing = |connection: &mut SqliteConnection| {
        let schema = read(connection).unwrap();
        let mut names: Vec<String> = probes(&schema)
            .into_iter()
            .filter_map(|probe| {
                connection.batch_execute(&probe.sql).is_err().then_some(probe.object.name.name)
            })
            .collect();
        names.dedup();
        names
    };
    assert_eq!(failing(&mut connection), ["broken"]);
    let from = read(&mut connection).unwrap();
    let to = schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT NOT NULL)");
    migrate(&mut connection, &from, &to, &planned(&from, &to, &PlanHints::default()));
    assert_eq!(failing(&mut connection), ["tr", "broken", "v"]);
    assert_eq!(value(&mut connection, "SELECT b FROM t"), "y", "a probe changes nothing");
}
