INSERT INTO t VALUES (2, 'b');
SELECT ss = '{a}' AS ok FROM other;
