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

#[path = "../cases-import/domains/models.rs"]
mod domains;
#[path = "../cases-import/extensions/models.rs"]
mod extensions;
#[path = "../cases-import/ground/models.rs"]
mod ground;
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

type Pg = AsyncConnectionWrapper<AsyncPgConnection>;

/// A database of its own, which goes with it.
struct Server {
    admin: Pg,
    name: String,
    connection: Option<Pg>,
}

impl Server {
    fn with(schema: &str) -> Self {
        let url = std::env::var("MODEL_TEST_POSTGRES_URL").unwrap();
        let mut admin = Pg::establish(&url).unwrap();
        let thread = std::thread::current().name().unwrap_or_default().replace("::", "_");
        let name = format!("model_imported_{}_{thread}", std::process::id());
        admin.batch(&format!("CREATE DATABASE {name}")).unwrap();
        let (base, _) = url.rsplit_once('/').unwrap();
        let mut connection = Pg::establish(&format!("{base}/{name}")).unwrap();
        connection.batch(schema).unwrap();
        Self { admin, name, connection: Some(connection) }
    }

    fn connection(&mut self) -> &mut Pg {
        self.connection.as_mut().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.connection = None;
        self.admin.batch(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).unwrap();
    }
}

#[test]
fn rows_of_domains() {
    use domains::sql_types::{AddressValue, FloatrangeValue, PointValue};
    use domains::{Account, Entry, Mood, NewAccount, NewEntry, accounts, entries};

    let mut database = Server::with(include_str!("../cases-import/domains/schema.sql"));
    let connection = database.connection();
    let mails = vec![Some("a@b".to_owned()), None];
    let new = NewAccount {
        id: 7,
        number: None,
        mail: None,
        work_mail: Some("ada@work".to_owned()),
        mails: Some(mails.clone()),
        others: Some(mails),
        born: Some(1915),
        mood: Some(Mood::Glad),
        // (1, 2) as two big-endian doubles.
        place: Some(PointValue([1.0_f64.to_be_bytes(), 2.0_f64.to_be_bytes()].concat())),
        lives_at: None,
        lived_at: None,
        span: None,
        spans: None,
        name: Some("Ada".to_owned()),
    };
    let ada: Account = diesel::insert_into(accounts::table)
        .values(&new)
        .returning(Account::as_returning())
        .get_result(connection)
        .unwrap();
    assert_eq!((ada.number, ada.mail.as_str(), &ada.place), (1000, "a@b", &new.place));
    assert_eq!((ada.mood, &ada.mails, &ada.others), (Some(Mood::Glad), &new.mails, &new.others));
    connection
        .batch("UPDATE accounts SET lives_at = ('x', '1'), lived_at = ARRAY[('y', '2')::kinds.address], span = '[1,2)'")
        .unwrap();
    let ada: Account = accounts::table
        .filter(accounts::work_mail.eq("ada@work"))
        .select(Account::as_select())
        .first(connection)
        .unwrap();
    // What was read is written again, as it came.
    let (lives_at, lived_at): (Option<AddressValue>, _) = (ada.lives_at.clone(), ada.lived_at.clone());
    let span: Option<FloatrangeValue> = ada.span.clone();
    let changed = diesel::update(accounts::table.find(7_i64)).set((
        accounts::lives_at.eq(lives_at),
        accounts::lived_at.eq(lived_at),
        accounts::span.eq(span),
        accounts::mails.eq(ada.mails.clone()),
    ));
    assert_eq!(changed.execute(connection), Ok(1));
    let bad = diesel::update(accounts::table).set(accounts::mail.eq("no address"));
    assert!(bad.execute(connection).is_err(), "the domain checks it");
    diesel::insert_into(entries::table)
        .values(NewEntry { id: 2000, account_id: Some(7) })
        .execute(connection)
        .unwrap();
    let mine: Vec<Entry> = Entry::belonging_to(&ada).select(Entry::as_select()).load(connection).unwrap();
    assert_eq!(mine.len(), 1);
}

#[test]
fn rows_on_postgres() {
    use postgres::enums::UserStatus;
    use postgres::posts::{NewPost, Post, PostChanges, posts};
    use postgres::users::{NewUser, User, users};

    let mut database = Server::with(include_str!("../cases-import/postgres/schema.sql"));
    let connection = database.connection();
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
        rank: Some(3),
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
        .get_result(connection)
        .unwrap();
    assert_eq!((ada.status, &ada.place, ada.tags.len()), (UserStatus::OnHold, &new.place, 2));
    assert_eq!(ada.rank, Some(3));
    assert!(ada.search.is_some());
    let new = NewPost { user_id: ada.id, body: None, room: 1, during: None };
    let post: Post = diesel::insert_into(posts::table)
        .values(new)
        .returning(Post::as_returning())
        .get_result(connection)
        .unwrap();
    assert_eq!(post.body, "it's");
    let changes = PostChanges { body: Some("new".to_owned()), ..PostChanges::default() };
    diesel::update(&post).set(changes).execute(connection).unwrap();
    let mine: Vec<Post> = Post::belonging_to(&ada).select(Post::as_select()).load(connection).unwrap();
    assert_eq!(mine[0].body, "new");
}
