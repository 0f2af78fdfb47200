//! The tables, as structs: the only place where they are written down.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use model_core::{Model, ModelEnum, ModelType};

/// A notebook's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelType)]
pub struct NotebookId(pub i32);

/// A note's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ModelType)]
pub struct NoteId(pub i32);

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
pub enum Status {
    /// Being written.
    Draft,
    /// Finished.
    Done,
    /// Put away.
    Archived,
}

/// A collection of notes.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = notebooks)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
pub struct Notebook {
    /// The notebook's id.
    pub id: NotebookId,
    /// What is written on its cover.
    #[model(unique, collation = "NOCASE", check = "title <> ''")]
    pub title: String,
    /// When it was begun.
    #[model(default = now())]
    pub created_at: NaiveDateTime,
}

/// A note.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = notes, belongs_to(Notebook))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(index(on(notebook_id, created_at.desc()), where = "status <> 'archived'"))]
pub struct Note {
    /// The note's id.
    pub id: NoteId,
    /// The notebook it is in.
    #[model(references(Notebook, on_delete = cascade))]
    pub notebook_id: NotebookId,
    /// What it is called.
    pub title: String,
    /// What it says.
    #[model(default = "")]
    pub body: String,
    /// Where it stands.
    #[model(default = Status::Draft)]
    pub status: Status,
    /// How often it was opened.
    #[model(default = 0, check = "views >= 0")]
    pub views: i64,
    /// When it was written.
    #[model(default = now())]
    pub created_at: NaiveDateTime,
}

/// A new note.
#[derive(Debug, Insertable)]
#[diesel(table_name = notes)]
pub struct NewNote<'a> {
    /// The notebook it goes into.
    pub notebook_id: NotebookId,
    /// What it is called.
    pub title: &'a str,
    /// What it says.
    pub body: &'a str,
}

/// A word to find notes by.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable)]
#[diesel(table_name = tags, primary_key(name))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(strict, without_rowid)]
pub struct Tag {
    /// The word.
    pub name: String,
}

/// Which words a note has.
#[derive(Debug, Clone, Model, Queryable, Selectable, Identifiable, Associations)]
#[diesel(table_name = note_tags, primary_key(note_id, tag), belongs_to(Note))]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(without_rowid)]
pub struct NoteTag {
    /// The note.
    #[model(references(Note, on_delete = cascade))]
    pub note_id: NoteId,
    /// The word.
    #[model(references(Tag, on_delete = cascade, on_update = cascade), index)]
    pub tag: String,
}
