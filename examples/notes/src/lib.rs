//! A notebook on SQLite.

pub mod models;

use diesel::prelude::*;

use crate::models::{NewNote, Note, Notebook, NotebookId, Status, notebooks, notes};

/// Begins a notebook.
///
/// # Errors
/// If its title is empty or taken.
pub fn begin(conn: &mut SqliteConnection, title: &str) -> QueryResult<Notebook> {
    diesel::insert_into(notebooks::table)
        .values(notebooks::title.eq(title))
        .returning(Notebook::as_returning())
        .get_result(conn)
}

/// Writes a note.
///
/// # Errors
/// If there is no such notebook.
pub fn write(conn: &mut SqliteConnection, notebook: NotebookId, title: &str, body: &str) -> QueryResult<Note> {
    diesel::insert_into(notes::table)
        .values(NewNote { notebook_id: notebook, title, body })
        .returning(Note::as_returning())
        .get_result(conn)
}

/// Finishes a note.
///
/// # Errors
/// If the database fails.
pub fn finish(conn: &mut SqliteConnection, note: &Note) -> QueryResult<usize> {
    diesel::update(note).set(notes::status.eq(Status::Done)).execute(conn)
}

/// The notes of a notebook that are not put away, newest first.
///
/// # Errors
/// If the database fails.
pub fn open_notes(conn: &mut SqliteConnection, notebook: &Notebook) -> QueryResult<Vec<Note>> {
    Note::belonging_to(notebook)
        .filter(notes::status.ne(Status::Archived))
        .order((notes::created_at.desc(), notes::id.desc()))
        .select(Note::as_select())
        .load(conn)
}

/// Every note with its notebook's title.
///
/// # Errors
/// If the database fails.
pub fn everything(conn: &mut SqliteConnection) -> QueryResult<Vec<(String, String)>> {
    notes::table.inner_join(notebooks::table).order(notes::id).select((notebooks::title, notes::title)).load(conn)
}
