SELECT count(*) = 1 AS ok FROM t WHERE t.t = '?';
