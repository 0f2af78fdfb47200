UPDATE t SET id = id + 1;
