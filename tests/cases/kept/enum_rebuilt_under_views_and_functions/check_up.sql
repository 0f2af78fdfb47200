SELECT id = 1 AND mood < 'bad' AS ok FROM good_ones;
