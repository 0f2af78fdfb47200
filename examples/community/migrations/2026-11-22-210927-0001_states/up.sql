DROP INDEX servers_region_idx;

-- The labels of server_state change from (provisioning, running, stopped, terminated) to (provisioning, running, terminated).
ALTER TYPE server_state RENAME TO server_state_old;
CREATE TYPE server_state AS ENUM ('provisioning', 'running', 'terminated');
ALTER TABLE servers ALTER COLUMN state DROP DEFAULT;
ALTER TABLE servers ALTER COLUMN state TYPE server_state USING (CASE state::text WHEN 'stopped' THEN 'terminated' ELSE state::text END)::server_state;
ALTER TABLE servers ALTER COLUMN state SET DEFAULT 'provisioning'::server_state;
DROP TYPE server_state_old;
CREATE INDEX users_closed_idx ON users (status) WHERE status = 'closed';
CREATE INDEX servers_region_idx ON servers (region) WHERE state = 'running'::server_state;
