SELECT (SELECT last_value FROM to_created) = 12 AND (SELECT is_called FROM to_serial_id_seq) AND (SELECT is_called FROM of_dropped)
    AND (SELECT is_called FROM of_one) AND (SELECT is_called FROM one_a_seq) AND (SELECT is_called FROM dropped_id_seq) AS ok;
