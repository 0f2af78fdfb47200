SELECT count(*) = 1 AS ok FROM z_child;
