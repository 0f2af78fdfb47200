-- The labels of a_type_with_a_name_that_is_as_long_as_names_of_this_server_can_ change from (a, b) to (b, a).
ALTER TYPE a_type_with_a_name_that_is_as_long_as_names_of_this_server_can_ RENAME TO a_type_with_a_name_that_is_as_long_as_names_of_this_server__old;
CREATE TYPE a_type_with_a_name_that_is_as_long_as_names_of_this_server_can_ AS ENUM ('b', 'a');
ALTER TABLE t ALTER COLUMN x TYPE a_type_with_a_name_that_is_as_long_as_names_of_this_server_can_ USING x::text::a_type_with_a_name_that_is_as_long_as_names_of_this_server_can_;
DROP TYPE a_type_with_a_name_that_is_as_long_as_names_of_this_server__old;
