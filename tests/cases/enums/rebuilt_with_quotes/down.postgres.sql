ALTER TYPE mood ADD VALUE 'it''s' BEFORE 'a';
