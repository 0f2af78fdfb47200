//! Tests of the whole: cases on disk and laws, against real databases.
