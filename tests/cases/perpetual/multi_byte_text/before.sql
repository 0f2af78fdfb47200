CREATE TABLE t (a text DEFAULT 'grün', b text CHECK (b <> '日本 🎉'));
