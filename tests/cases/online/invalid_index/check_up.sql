SELECT indisvalid AS ok FROM pg_index WHERE indexrelid = 't_n'::regclass;
