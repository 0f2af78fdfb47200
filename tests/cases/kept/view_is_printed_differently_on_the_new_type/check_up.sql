SELECT id = 1 AS ok FROM ones;
