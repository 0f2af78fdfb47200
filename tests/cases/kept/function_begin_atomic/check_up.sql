SELECT "View Count"() = 2 AS ok;
SELECT n = 2 AS ok FROM counted;
