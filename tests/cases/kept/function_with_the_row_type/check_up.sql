SELECT doubled(p) = 20 AS ok FROM some_posts() p WHERE id = 1;
