//! The examples: their models, their migrations, and the queries of a program that uses them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests")]

mod support;

use std::path::{Path, PathBuf};

use diesel::Connection as _;
use diesel::prelude::*;
use model_cli::config::Config;
use model_cli::connect::{Connection, connect};
use model_cli::scan;
use model_core::desired::Desired;
use model_core::ir::Engine;
use model_core::lower::LowerOptions;
use model_core::model::{AnyModel, desired};
use model_core::models;
use support::{Project, database};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name).canonicalize().unwrap()
}

fn scanned(name: &str, options: &LowerOptions) -> Desired {
    let config = Config::find(&example(name), None).unwrap();
    let scan = scan::scan(&config.root, config.scan_options(&[]));
    scan.lower(options).unwrap()
}

fn notes_models() -> Vec<AnyModel> {
    use notes::models::{Note, NoteTag, Notebook, Tag};
    models![Notebook, Note, Tag, NoteTag].to_vec()
}

fn community_models() -> Vec<AnyModel> {
    use community::{account::*, audit::*, hosting::*, organization::*, project::*, social::*};
    models![
        User,
        Session,
        ApiKey,
        Event,
        Region,
        Plan,
        Server,
        Reservation,
        Invoice,
        Organization,
        Team,
        Membership,
        Project,
        Version,
        Recommendation,
        File,
        Tag,
        ProjectTag,
        DownloadDay,
        Community,
        Thread,
        Post,
        Reaction,
        Subscription,
        Notification,
        Report,
        Ban
    ]
    .to_vec()
}

#[test]
fn what_is_scanned_is_what_is_compiled() {
    for (name, engine, models) in
        [("notes", Engine::Sqlite, notes_models()), ("community", Engine::Postgres, community_models())]
    {
        for doc_comments in [false, true] {
            let options = LowerOptions { engine, doc_comments };
            let compiled = desired(&models, &options).unwrap();
            let scanned = scanned(name, &options);
            assert_eq!(scanned.schema.tables.len(), models.len());
            assert_eq!(
                serde_json::to_value(&scanned.schema).unwrap(),
                serde_json::to_value(&compiled.schema).unwrap(),
                "{name}"
            );
            assert_eq!(scanned.hints, compiled.hints, "{name}");
        }
    }
}

/// The notes example as it is after a clone, with its own target for what is generated.
fn notes_copy() -> Project {
    let project = Project::new();
    for file in ["Cargo.toml", "model.toml", "src/lib.rs", "src/models.rs"] {
        project.write(file, &std::fs::read_to_string(example("notes").join(file)).unwrap());
    }
    project
}

#[test]
fn notes_are_generated_applied_and_used() {
    let project = notes_copy();
    let said = project.run(&["generate", "first tables", "--apply"]);
    assert!(
        said.contains("proved on made-up rows: up, down and up again")
            && said.trim_end().ends_with("exit: 0"),
        "{said}"
    );
    let directory = std::fs::read_dir(project.path("migrations")).unwrap().next().unwrap().unwrap().path();
    let text = |file: &str| std::fs::read_to_string(directory.join(file)).unwrap();
    insta::assert_snapshot!("notes_first_tables", format!("{}-- down\n{}", text("up.sql"), text("down.sql")));

    let path = project.path("notes.db");
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let notebook = notes::begin(&mut conn, "Garden").unwrap();
    assert!(notes::begin(&mut conn, "garden").is_err(), "NOCASE makes the titles equal");
    assert!(notes::begin(&mut conn, "").is_err(), "an empty title is refused");
    let first = notes::write(&mut conn, notebook.id, "Beans", "two rows").unwrap();
    let second = notes::write(&mut conn, notebook.id, "Peas", "").unwrap();
    assert_eq!((first.status, first.views), (notes::models::Status::Draft, 0));
    assert_eq!(notes::finish(&mut conn, &first).unwrap(), 1);
    let open = notes::open_notes(&mut conn, &notebook).unwrap();
    assert_eq!(open.iter().map(|note| note.id).collect::<Vec<_>>(), [second.id, first.id]);
    assert_eq!(open[1].status, notes::models::Status::Done);
    let all = notes::everything(&mut conn).unwrap();
    assert_eq!(all, [("Garden".to_owned(), "Beans".to_owned()), ("Garden".to_owned(), "Peas".to_owned())]);

    let said = project.run(&["check"]);
    assert!(said.trim_end().ends_with("exit: 0"), "{said}");
}

#[test]
fn the_history_of_community_reads_like_this() {
    let mut directories: Vec<PathBuf> = std::fs::read_dir(example("community").join("migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    directories.sort();
    assert!(directories.len() >= 6);
    for directory in directories {
        let name = directory.file_name().unwrap().to_str().unwrap();
        let name = name.split_once('_').unwrap().1;
        let text = |file: &str| std::fs::read_to_string(directory.join(file)).unwrap();
        insta::assert_snapshot!(
            format!("community_{name}"),
            format!("{}-- down\n{}", text("up.sql"), text("down.sql"))
        );
    }
}

#[test]
fn community_is_migrated_and_used() {
    let url = database("model_cli_community");
    let project = Project::with_url(&url);
    let root = example("community");
    let said = project.run_in(&root, &["check"]);
    assert!(
        said.contains("models and migrations agree: 27 tables") && said.trim_end().ends_with("exit: 0"),
        "{said}"
    );
    for args in [["up"], ["down"], ["up"], ["redo"]] {
        let said = project.run_in(&root, &args);
        assert!(said.trim_end().ends_with("exit: 0"), "{args:?}: {said}");
    }
    let Connection::Postgres(mut conn) = connect(&url).unwrap() else { panic!("not PostgreSQL") };
    use_community(&mut conn);
    drop(conn);
    // All the way back: the tables have rows.
    let said = project.run_in(&root, &["down", "all"]);
    assert!(said.trim_end().ends_with("exit: 0"), "{said}");
}

fn use_community(conn: &mut model_cli::connect::PgConnection) {
    use community::account::{NewUser, UpdateUser, User, UserStatus, users};
    use community::organization::organizations;
    use community::project::{NewProject, Project, Version, Visibility, projects, versions};
    use community::social::{Community, communities};

    let user: User = diesel::insert_into(users::table)
        .values(NewUser { username: "ada", email: "ada@example.org", locale: "en" })
        .returning(User::as_returning())
        .get_result(conn)
        .unwrap();
    assert_eq!(user.status, UserStatus::Pending);
    let organization: community::ids::OrganizationId = diesel::insert_into(organizations::table)
        .values((organizations::slug.eq("engines"), organizations::name.eq("Engines")))
        .returning(organizations::id)
        .get_result(conn)
        .unwrap();
    let project: Project = diesel::insert_into(projects::table)
        .values(NewProject {
            organization_id: organization,
            slug: "analytical",
            title: "Analytical Engine",
            visibility: Visibility::Public,
        })
        .returning(Project::as_returning())
        .get_result(conn)
        .unwrap();
    diesel::insert_into(versions::table)
        .values((
            versions::project_id.eq(project.id),
            versions::number.eq("1.0"),
            versions::author_id.eq(user.id),
        ))
        .execute(conn)
        .unwrap();
    let community: Community = diesel::insert_into(communities::table)
        .values((
            communities::slug.eq("engines"),
            communities::name.eq("Engines"),
            communities::owner_id.eq(user.id),
            communities::project_id.eq(project.id),
        ))
        .returning(Community::as_returning())
        .get_result(conn)
        .unwrap();
    let changes = UpdateUser {
        status: Some(UserStatus::Active),
        home_id: Some(Some(community.id)),
        ..UpdateUser::default()
    };
    diesel::update(&user).set(changes).execute(conn).unwrap();

    let found: Vec<(String, Option<String>)> = users::table
        .filter(users::status.eq(UserStatus::Active).and(users::email.eq("ADA@example.org")))
        .inner_join(communities::table.on(users::home_id.eq(communities::id.nullable())))
        .select((users::username, users::display_name))
        .load(conn)
        .unwrap();
    assert_eq!(found, [("ada".to_owned(), None)], "citext compares without case");
    let of_project: Vec<Version> =
        Version::belonging_to(&project).select(Version::as_select()).load(conn).unwrap();
    assert_eq!(of_project.len(), 1);
    let joined: Vec<(String, String)> = versions::table
        .inner_join(projects::table)
        .select((projects::slug, versions::number))
        .load(conn)
        .unwrap();
    assert_eq!(joined, [("analytical".to_owned(), "1.0".to_owned())]);
}
