//! Derived models at work: on SQLite, and as PostgreSQL's text.

#![allow(clippy::unwrap_used, reason = "helpers of tests are not marked as tests")]

mod ids {
    //! Newtypes, away from the models.

    /// A user's id.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, model_core::ModelType)]
    pub struct UserId(pub i64);

    /// A post's id.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, model_core::ModelType)]
    pub struct PostId(pub i32);

    /// A newtype over a newtype.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, model_core::ModelType)]
    pub struct AuthorId(pub UserId);
}

mod status {
    /// What a user is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, model_core::ModelEnum)]
    #[model(name = "user_status", schema = "app")]
    pub enum Status {
        /// At work.
        Active,
        /// Not now.
        #[model(name = "on hold")]
        OnHold,
    }

    /// A newtype over an enum.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, model_core::ModelType)]
    pub struct Mood(pub Status);
}

mod users {
    use super::ids::UserId;
    use super::status::{Mood, Status};
    use diesel::prelude::*;
    use model_core::Model;

    /// A user.
    #[derive(
        Debug, Clone, PartialEq, Model, Queryable, Selectable, Insertable, Identifiable, AsChangeset,
    )]
    pub struct User {
        pub id: UserId,
        #[model(unique, max_length = 80)]
        pub name: String,
        pub status: Status,
        pub former: Option<Status>,
        pub mood: Option<Mood>,
        pub r#type: i32,
        pub invited_by: Option<UserId>,
    }

    /// Something that happened. On SQLite, a time with a zone has a SQL type of its own.
    #[derive(Debug, PartialEq, Model, Queryable, Selectable, Insertable)]
    #[diesel(check_for_backend(diesel::sqlite::Sqlite))]
    pub struct Event {
        pub id: i32,
        pub at: chrono::DateTime<chrono::Utc>,
        pub until: Option<chrono::NaiveDateTime>,
    }
}

mod blog {
    use super::ids::{AuthorId, PostId};
    use super::users;
    use diesel::prelude::*;
    use model_core::Model;

    /// A post.
    #[derive(
        Debug, Clone, PartialEq, Model, Queryable, Selectable, Insertable, Identifiable, Associations,
    )]
    #[diesel(table_name = posts, belongs_to(users::User, foreign_key = author_id))]
    pub struct Post {
        pub id: PostId,
        #[model(references(users::User, on_delete = cascade), index)]
        pub author_id: AuthorId,
        #[model(references(Post, on_delete = set_null))]
        pub parent_id: Option<PostId>,
        #[diesel(column_name = headline)]
        pub title: String,
        #[model(default = 0)]
        pub score: i32,
    }

    /// A comment.
    #[derive(
        Debug, Clone, PartialEq, Model, Queryable, Selectable, Insertable, Identifiable, Associations,
    )]
    #[diesel(table_name = comments, primary_key(post_id, number), belongs_to(Post))]
    struct Comment {
        #[model(references(Post))]
        post_id: PostId,
        number: i32,
        #[model(sql_name = "the text")]
        body: String,
    }

    model_core::allow_in_same_query!(Comment, users::User);

    /// What a comment is about; a newtype and a model that only this module sees.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, model_core::ModelType)]
    struct TagId(i32);

    #[derive(Debug, Model)]
    #[allow(dead_code)]
    struct Tag {
        id: TagId,
        name: String,
    }

    #[derive(Debug, Model)]
    #[diesel(primary_key(tag_id, post_id))]
    #[allow(dead_code)]
    struct Tagging {
        #[model(references(Tag))]
        tag_id: TagId,
        #[model(references(Post))]
        post_id: PostId,
    }

    /// Rests on a table that has no model.
    #[derive(Debug, Model)]
    #[allow(dead_code)]
    pub struct Job {
        pub id: i64,
        #[model(references(table = "queue", to(number), on_delete = cascade))]
        pub queue: i64,
    }

    // The compiler lets no public trait name the private `Tag`: this join is written out.
    diesel::joinable!(taggings -> tags (tag_id));

    pub fn tags_text() -> String {
        let query = tags::table.inner_join(taggings::table.inner_join(posts::table)).select(tags::name);
        diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string()
    }

    model_core::allow_in_same_query!(Tag, Post);

    pub fn comments_of(conn: &mut SqliteConnection, name: &str) -> Vec<String> {
        comments::table
            .inner_join(posts::table.inner_join(users::users::table))
            .filter(users::users::name.eq(name))
            .select(comments::body)
            .load(conn)
            .unwrap()
    }

    pub fn add_comment(conn: &mut SqliteConnection, post_id: PostId, body: &str) {
        let comment = Comment { post_id, number: 1, body: body.to_owned() };
        diesel::insert_into(comments::table).values(&comment).execute(conn).unwrap();
        let post: Post = posts::table.find(post_id).select(Post::as_select()).first(conn).unwrap();
        assert_eq!(Comment::belonging_to(&post).select(Comment::as_select()).load(conn).unwrap(), [comment]);
    }

    pub fn model() -> model_core::model::AnyModel {
        model_core::model::AnyModel::of::<Comment>()
    }
}

mod stats {
    //! What is read from views.

    use super::blog;
    use super::ids::UserId;
    use super::users::User;
    use diesel::prelude::*;
    use model_core::Model;

    /// How much users have written.
    #[derive(Debug, PartialEq, Model, Queryable, Selectable)]
    #[diesel(table_name = totals)]
    #[model(view)]
    pub struct Total {
        #[model(references(User))]
        pub user_id: UserId,
        #[diesel(column_name = count)]
        pub posts: i64,
        pub last: Option<String>,
    }

    /// The same under another name in SQL.
    #[derive(Debug, Model, Queryable, Selectable, Identifiable)]
    #[diesel(primary_key(last, user_id))]
    #[model(view, sql_name = "odd totals")]
    pub struct OddTotal {
        pub user_id: UserId,
        pub last: String,
    }

    model_core::allow_in_same_query!(Total, blog::Post);
}

use blog::{Post, posts};
use diesel::connection::SimpleConnection;
use diesel::dsl::{exists, max};
use diesel::pg::Pg;
use diesel::prelude::*;
use ids::{AuthorId, PostId, UserId};
use model_core::ir::{Action, Engine};
use model_core::{Model, ModelEnum};
use status::{Mood, Status};
use users::users as users_table;
use users::{Event, User};

fn connect() -> SqliteConnection {
    let mut conn = SqliteConnection::establish(":memory:").unwrap();
    conn.batch_execute(
        r#"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL, former TEXT, mood TEXT,
             "type" INTEGER NOT NULL, invited_by BIGINT);
           CREATE TABLE events (id INTEGER PRIMARY KEY, at TIMESTAMP NOT NULL, until TIMESTAMP);
           CREATE TABLE posts (id INTEGER PRIMARY KEY, author_id BIGINT NOT NULL REFERENCES users, parent_id INTEGER,
             headline TEXT NOT NULL, score INTEGER NOT NULL);
           CREATE TABLE comments (post_id INTEGER NOT NULL, number INTEGER NOT NULL, "the text" TEXT NOT NULL,
             PRIMARY KEY (post_id, number));"#,
    )
    .unwrap();
    conn
}

fn user(id: i64, name: &str, status: Status) -> User {
    User {
        id: UserId(id),
        name: name.to_owned(),
        status,
        former: (id > 1).then_some(Status::Active),
        mood: Some(Mood(Status::OnHold)),
        r#type: 7,
        invited_by: None,
    }
}

fn post(id: i32, author: i64) -> Post {
    Post {
        id: PostId(id),
        author_id: AuthorId(UserId(author)),
        parent_id: (id > 1).then_some(PostId(1)),
        title: format!("post {id}"),
        score: id,
    }
}

fn filled() -> SqliteConnection {
    let mut conn = connect();
    let users = [user(1, "ann", Status::Active), user(2, "bob", Status::OnHold)];
    diesel::insert_into(users_table::table).values(&users).execute(&mut conn).unwrap();
    diesel::insert_into(posts::table)
        .values(&[post(1, 1), post(2, 2), post(3, 1)])
        .execute(&mut conn)
        .unwrap();
    conn
}

#[test]
fn rows_come_back_as_they_went() {
    let conn = &mut filled();
    let users: Vec<User> =
        users_table::table.order(users_table::id).select(User::as_select()).load(conn).unwrap();
    assert_eq!(users, [user(1, "ann", Status::Active), user(2, "bob", Status::OnHold)]);
    let whole: Vec<Post> = posts::table.filter(posts::author_id.eq(AuthorId(UserId(2)))).load(conn).unwrap();
    assert_eq!(whole, [post(2, 2)]);
}

#[test]
fn values_compare_with_columns() {
    let conn = &mut filled();
    let count = |conn: &mut SqliteConnection, ids: &[UserId]| -> i64 {
        users_table::table.filter(users_table::id.eq_any(ids)).count().get_result(conn).unwrap()
    };
    assert_eq!(count(conn, &[UserId(1), UserId(3)]), 1);
    let names: Vec<String> = users_table::table
        .filter(users_table::status.eq(Status::OnHold).and(users_table::former.eq(Some(Status::Active))))
        .filter(users_table::status.eq_any([Status::OnHold]).and(users_table::mood.eq(Mood(Status::OnHold))))
        .select(users_table::name)
        .load(conn)
        .unwrap();
    assert_eq!(names, ["bob"]);
    let none: Option<Status> =
        users_table::table.find(UserId(1)).select(users_table::former).first(conn).unwrap();
    assert_eq!(none, None);
    let most: Option<Status> = users_table::table.select(max(users_table::status)).first(conn).unwrap();
    assert_eq!(most, Some(Status::OnHold));
    let doubled: Vec<i32> = posts::table.select(posts::score * 2).order(posts::id).load(conn).unwrap();
    assert_eq!(doubled, [2, 4, 6]);
}

#[test]
fn times_with_a_zone() {
    let conn = &mut connect();
    let event = Event { id: 1, at: chrono::DateTime::UNIX_EPOCH, until: None };
    diesel::insert_into(users::events::table).values(&event).execute(conn).unwrap();
    assert_eq!(users::events::table.select(Event::as_select()).load(conn).unwrap(), [event]);
}

#[test]
fn an_unknown_label_is_an_error() {
    let conn = &mut filled();
    conn.batch_execute("UPDATE users SET status = 'gone'").unwrap();
    let error = users_table::table.select(users_table::status).load::<Status>(conn).unwrap_err();
    let diesel::result::Error::DeserializationError(field) = error else { panic!("{error}") };
    let source = field.source().unwrap().to_string();
    assert!(source.starts_with("`gone` is no label of"), "{source}");
}

#[test]
fn a_reference_joins_both_ways() {
    let conn = &mut filled();
    let pairs: Vec<(String, String)> = users_table::table
        .inner_join(posts::table)
        .order(posts::id)
        .select((users_table::name, posts::headline))
        .load(conn)
        .unwrap();
    assert_eq!(pairs.len(), 3);
    let back: Vec<(Post, User)> = posts::table
        .inner_join(users_table::table)
        .filter(users_table::name.eq("bob"))
        .select((Post::as_select(), User::as_select()))
        .load(conn)
        .unwrap();
    assert_eq!(back, [(post(2, 2), user(2, "bob", Status::OnHold))]);
    let second: Vec<String> = users_table::table
        .left_join(posts::table)
        .filter(posts::id.nullable().eq(PostId(2)))
        .select(users_table::name)
        .load(conn)
        .unwrap();
    assert_eq!(second, ["bob"]);
    let answered =
        posts::table.filter(posts::parent_id.is_not_null().and(posts::author_id.eq(AuthorId(UserId(1)))));
    let busy: i64 = users_table::table.filter(exists(answered)).count().get_result(conn).unwrap();
    assert_eq!(busy, 2);
}

#[test]
fn private_models_relate() {
    let text = blog::tags_text();
    assert!(text.contains("ON (`taggings`.`tag_id` = `tags`.`id`)"), "{text}");
    assert!(text.contains("ON (`taggings`.`post_id` = `posts`.`id`)"), "{text}");
}

mod mutual {
    //! Models that reference each other.

    use diesel::prelude::*;
    use model_core::Model;

    #[derive(Debug, Model)]
    #[allow(dead_code)]
    pub struct Company {
        pub id: i32,
        #[model(references(Person))]
        pub owner_id: Option<i32>,
        #[model(references(Place))]
        pub place_id: i32,
    }

    #[derive(Debug, Model)]
    pub struct Person {
        pub id: i32,
        #[model(references(Company))]
        pub employer_id: Option<i32>,
    }

    #[derive(Debug, Model)]
    pub struct Place {
        pub id: i32,
        #[model(references(Company, no_join))]
        pub first_company_id: Option<i32>,
        #[model(references(Person))]
        pub mayor_id: i32,
        #[model(references(Person, no_join))]
        pub deputy_id: i32,
    }

    pub fn texts() -> [String; 3] {
        let on = companys::owner_id.eq(persons::id.nullable());
        [
            debug(&companys::table.inner_join(persons::table.on(on)).select(companys::id)),
            debug(&companys::table.inner_join(places::table).select(companys::id)),
            debug(&persons::table.inner_join(places::table).select(persons::id)),
        ]
    }

    fn debug<Q>(query: &Q) -> String
    where
        Q: diesel::query_builder::QueryFragment<diesel::sqlite::Sqlite>,
    {
        diesel::debug_query::<diesel::sqlite::Sqlite, _>(query).to_string()
    }
}

#[test]
fn mutual_references_make_one_pair() {
    let [owner, place, mayor] = mutual::texts();
    assert!(owner.contains("`owner_id` = `persons`.`id`"), "{owner}");
    assert!(place.contains("`companys`.`place_id` = `places`.`id`"), "{place}");
    assert!(mayor.contains("`places`.`mayor_id` = `persons`.`id`"), "{mayor}");
}

#[test]
fn other_derives_find_the_table() {
    let conn = &mut filled();
    let ann: User = users_table::table.find(UserId(1)).select(User::as_select()).first(conn).unwrap();
    let renamed = User { name: "anna".to_owned(), ..ann };
    diesel::update(&renamed).set(&renamed).execute(conn).unwrap();
    diesel::update(users_table::table.find(UserId(2)))
        .set((users_table::status.eq(Status::Active), users_table::invited_by.eq(Some(UserId(1)))))
        .execute(conn)
        .unwrap();
    let invited: i64 =
        users_table::table.filter(users_table::invited_by.eq(UserId(1))).count().get_result(conn).unwrap();
    assert_eq!(invited, 1);
    blog::add_comment(conn, PostId(1), "first");
    assert_eq!(blog::comments_of(conn, "anna"), ["first"]);
}

#[test]
fn the_text_for_postgres() {
    let query = users_table::table
        .filter(users_table::status.eq(Status::OnHold))
        .filter(users_table::id.eq_any([UserId(1)]))
        .inner_join(posts::table)
        .select(posts::headline);
    let text = diesel::debug_query::<Pg, _>(&query).to_string();
    assert!(text.contains(r#"INNER JOIN "posts" ON ("posts"."author_id" = "users"."id")"#), "{text}");
    assert!(text.contains(r#"("users"."status" = $1)"#), "{text}");
    let query = users_table::table.select(users_table::r#type);
    assert!(diesel::debug_query::<Pg, _>(&query).to_string().starts_with(r#"SELECT "users"."type""#));
}

#[test]
fn enums_know_their_labels() {
    assert_eq!(Status::ALL, [Status::Active, Status::OnHold]);
    assert_eq!((Status::OnHold.label(), Status::from_label("on hold")), ("on hold", Some(Status::OnHold)));
    assert_eq!(Status::from_label("OnHold"), None);
    let def = Status::def().unwrap();
    assert_eq!((def.name.as_str(), def.schema.as_deref()), ("user_status", Some("app")));
}

#[test]
fn models_lower_at_run_time() {
    let table = Post::table(Engine::Postgres).unwrap();
    let types: Vec<&str> = table.columns.iter().map(|column| column.ty.sql.as_str()).collect();
    assert_eq!(types, ["integer", "bigint", "integer", "text", "integer"]);
    assert_eq!(table.foreign_keys.len(), 2);
    let key = table.foreign_keys.iter().find(|key| key.columns == ["author_id"]).unwrap();
    assert_eq!((key.target.name.as_str(), &key.target_columns[..]), ("users", &["id".to_owned()][..]));
    assert_eq!(key.on_delete, Action::Cascade);
    let users = User::table(Engine::Postgres).unwrap();
    let status = users.column("status").unwrap();
    assert_eq!(status.ty.enum_name.as_ref().map(ToString::to_string).as_deref(), Some("app.user_status"));
    assert_eq!(users.column("mood").unwrap().ty, status.ty);
    let users = User::table(Engine::Sqlite).unwrap();
    assert_eq!(Event::table(Engine::Sqlite).unwrap().column("at").unwrap().ty.sql, "TIMESTAMP");
    assert_eq!(users.column("name").unwrap().ty.sql, "VARCHAR(80)");
}

#[test]
fn a_reference_may_name_a_table() {
    for engine in [Engine::Postgres, Engine::Sqlite] {
        let jobs = blog::Job::table(engine).unwrap();
        let key = &jobs.foreign_keys[0];
        assert_eq!(key.target, model_core::ir::QName::new(engine.default_schema(), "queue"));
        assert_eq!(
            (&key.columns[..], &key.target_columns[..]),
            (&["queue".to_owned()][..], &["number".to_owned()][..])
        );
        assert_eq!(key.on_delete, Action::Cascade);
    }
}

#[test]
fn all_models_together() {
    let models = model_core::models![User, Post];
    let options = model_core::lower::LowerOptions { engine: Engine::Postgres, doc_comments: true };
    let desired = model_core::model::desired(&models, &options).unwrap();
    let tables: Vec<String> = desired.schema.tables.keys().map(ToString::to_string).collect();
    assert_eq!(tables, ["posts", "users"]);
    assert_eq!(desired.schema.enums.len(), 1);
    let comment = blog::model().lowered(&options).unwrap().table;
    assert_eq!((comment.name.name.as_str(), comment.columns[2].name.as_str()), ("comments", "the text"));
    assert_eq!(comment.comment.as_deref(), Some("A comment."));
}

#[test]
fn a_view_is_read_and_joined() {
    let conn = &mut filled();
    conn.batch_execute(
        "CREATE VIEW totals AS SELECT author_id AS user_id, count(*) AS count, max(headline) AS last FROM posts GROUP BY 1;
         CREATE VIEW \"odd totals\" AS SELECT user_id, last FROM totals;",
    )
    .unwrap();
    let totals: Vec<(String, stats::Total)> = stats::totals::table
        .inner_join(users_table::table)
        .order(users_table::name)
        .select((users_table::name, stats::Total::as_select()))
        .load(conn)
        .unwrap();
    let total =
        |user, posts, last: &str| stats::Total { user_id: UserId(user), posts, last: Some(last.to_owned()) };
    assert_eq!(
        totals,
        [("ann".to_owned(), total(1, 2, "post 3")), ("bob".to_owned(), total(2, 1, "post 2"))]
    );
    // Of a model that names no key and has no `id`, it is the first column.
    let found: stats::Total = stats::totals::table.find(UserId(2)).first(conn).unwrap();
    assert_eq!(found.posts, 1);
    let odd: stats::OddTotal = stats::odd_totals::table.first(conn).unwrap();
    assert_eq!(odd.id(), (&odd.last, &odd.user_id));
}

#[test]
fn a_view_is_no_table_at_run_time() {
    let models = model_core::models![User, stats::Total, stats::OddTotal];
    let options = model_core::lower::LowerOptions { engine: Engine::Sqlite, doc_comments: false };
    let desired = model_core::model::desired(&models, &options).unwrap();
    let tables: Vec<String> = desired.schema.tables.keys().map(ToString::to_string).collect();
    assert_eq!(tables, ["users"]);
    let views: Vec<String> = desired.views.keys().map(ToString::to_string).collect();
    assert_eq!(views, ["odd totals", "totals"]);
    let total = stats::Total::table(Engine::Postgres).unwrap();
    assert!(total.primary_key.is_none() && total.foreign_keys.is_empty(), "{total:?}");
    assert_eq!(total.columns[1].name, "count");
}
