CREATE TABLE t (a int, b int8, c bool, d timestamptz(3), e timestamp, f varchar(3), g char(3), h decimal(10, 2), i float, j real, k varbit(3), l time, m char);
