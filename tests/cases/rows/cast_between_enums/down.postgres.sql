ALTER TABLE t ALTER COLUMN state TYPE old USING state::text::old;
