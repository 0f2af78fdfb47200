ALTER TYPE report_state RENAME VALUE 'assigned' TO 'in_review';
ALTER TYPE user_status ADD VALUE 'closed';
