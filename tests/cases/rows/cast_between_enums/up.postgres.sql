ALTER TABLE t ALTER COLUMN state TYPE new USING state::text::new;
