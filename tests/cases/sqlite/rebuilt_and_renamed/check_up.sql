SELECT m = '1' AS ok FROM u JOIN c ON c.t = u.id;
