//! Imported models, compiled as they were written, and rows written and read by them.
#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::duplicated_attributes,
    clippy::type_complexity,
    missing_docs,
    dead_code,
    reason = "the models are as they come, and not all are used here"
)]

use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use model_core::database::Database as _;

#[path = "../cases-import/names/models.rs"]
mod names;
#[path = "../cases-import/names_sqlite/models/mod.rs"]
mod names_sqlite;
#[path = "../cases-import/one_file/models.rs"]
mod one_file;
#[path = "../cases-import/postgres/models/mod.rs"]
mod postgres;
#[path = "../cases-import/sqlite/models/mod.rs"]
mod sqlite;

#[test]
fn rows_on_sqlite() {
    use sqlite::people::{NewPerson, Person, people};
    use sqlite::person_tags::{NewPersonTag, PersonTag, person_tags};
    use sqlite::tags::{NewTag, tags};

    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    connection.batch(include_str!("../cases-import/sqlite/schema.sql")).unwrap();
    let new = NewPerson {
        name: "Ada".to_owned(),
        status: None,
        born: chrono::NaiveDate::from_ymd_opt(1815, 12, 10),
        created_at: None,
        is_admin: Some(true),
        balance: Some(1.5),
        score: None,
        photo: Some(vec![1]),
    };
    let ada: Person = diesel::insert_into(people::table)
        .values(new)
        .returning(Person::as_returning())
        .get_result(&mut connection)
        .unwrap();
    assert_eq!((ada.id, ada.status.as_str(), ada.short.as_deref()), (1, "new", Some("Ada")));
    diesel::insert_into(tags::table)
        .values(NewTag { name: Some("x".to_owned()) })
        .execute(&mut connection)
        .unwrap();
    let tagged = NewPersonTag { person_id: ada.id, tag: "x".to_owned() };
    diesel::insert_into(person_tags::table).values(tagged).execute(&mut connection).unwrap();
    let found: Vec<(Person, PersonTag)> = people::table
        .inner_join(person_tags::table)
        .select((Person::as_select(), PersonTag::as_select()))
        .load(&mut connection)
        .unwrap();
    assert_eq!(found[0].1.tag, "x");
}

#[test]
fn rows_on_postgres() {
    use postgres::enums::UserStatus;
    use postgres::posts::{NewPost, Post, PostChanges, posts};
    use postgres::users::{NewUser, User, users};

    let url = std::env::var("MODEL_TEST_POSTGRES_URL").unwrap();
    let mut admin = AsyncConnectionWrapper::<AsyncPgConnection>::establish(&url).unwrap();
    let name = format!("model_imported_{}", std::process::id());
    admin.batch(&format!("CREATE DATABASE {name}")).unwrap();
    let (base, _) = url.rsplit_once('/').unwrap();
    let mut connection: AsyncConnectionWrapper<AsyncPgConnection> =
        AsyncConnectionWrapper::establish(&format!("{base}/{name}")).unwrap();
    connection.batch(include_str!("../cases-import/postgres/schema.sql")).unwrap();
    let new = NewUser {
        email: "Ada@example.com".to_owned(),
        name: "Ada".to_owned(),
        status: Some(UserStatus::OnHold),
        tags: Some(vec![Some("a".to_owned()), None]),
        moods: Some(vec![Some(UserStatus::Active)]),
        created_at: None,
        seen_at: None,
        type_: None,
        invited_by: None,
        price: Some("2.50".parse().unwrap()),
        settings: Some(serde_json::json!({"a": 1})),
        raw: None,
        // (1, 2) as two big-endian doubles.
        place: Some(postgres::sql_types::PointValue([1.0_f64.to_be_bytes(), 2.0_f64.to_be_bytes()].concat())),
        address: Some("10.0.0.1".parse().unwrap()),
        network: Some("10.0.0.0/8".parse().unwrap()),
        mac: Some([1, 2, 3, 4, 5, 6]),
        flags: None,
    };
    let ada: User = diesel::insert_into(users::table)
        .values(&new)
        .returning(User::as_returning())
        .get_result(&mut connection)
        .unwrap();
    assert_eq!((ada.status, &ada.place, ada.tags.len()), (UserStatus::OnHold, &new.place, 2));
    assert!(ada.search.is_some());
    let new = NewPost { user_id: ada.id, body: None, room: 1, during: None };
    let post: Post = diesel::insert_into(posts::table)
        .values(new)
        .returning(Post::as_returning())
        .get_result(&mut connection)
        .unwrap();
    assert_eq!(post.body, "it's");
    let changes = PostChanges { body: Some("new".to_owned()), ..PostChanges::default() };
    diesel::update(&post).set(changes).execute(&mut connection).unwrap();
    let mine: Vec<Post> = Post::belonging_to(&ada).select(Post::as_select()).load(&mut connection).unwrap();
    assert_eq!(mine[0].body, "new");
    drop(connection);
    admin.batch(&format!("DROP DATABASE {name} WITH (FORCE)")).unwrap();
}
