SELECT n = 1 AS ok FROM grouped;
SELECT total = 3 AS ok FROM totals;
