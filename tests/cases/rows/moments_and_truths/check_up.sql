SELECT at = '2023-11-14 22:13:20+00' AND day = '1970-01-01' AND flag = 1 AND NOT done AS ok FROM t WHERE id = 1;
