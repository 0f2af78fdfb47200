SELECT nextval('to_created'), nextval('to_created'), nextval('to_serial_id_seq'), nextval('of_dropped'), nextval('of_one'), nextval('one_a_seq'), nextval('dropped_id_seq');
