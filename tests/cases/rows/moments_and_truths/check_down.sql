SELECT at = 1700000000 AND day = 0 AND flag AND done = 0 AS ok FROM t WHERE id = 1;
