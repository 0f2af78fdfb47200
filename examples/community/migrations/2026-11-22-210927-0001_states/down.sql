ALTER TYPE server_state ADD VALUE 'stopped' AFTER 'running';
DROP INDEX users_closed_idx;
