-- Fails while a row has the label 'closed' of user_status.
-- The labels of user_status change from (pending, active, suspended, closed) to (pending, active, suspended).
ALTER TYPE user_status RENAME TO user_status_old;
CREATE TYPE user_status AS ENUM ('pending', 'active', 'suspended');
ALTER TABLE users ALTER COLUMN status DROP DEFAULT;
ALTER TABLE users ALTER COLUMN status TYPE user_status USING status::text::user_status;
ALTER TABLE users ALTER COLUMN status SET DEFAULT 'pending'::user_status;
DROP TYPE user_status_old;
ALTER TYPE report_state RENAME VALUE 'in_review' TO 'assigned';
