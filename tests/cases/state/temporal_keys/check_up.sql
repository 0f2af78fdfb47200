INSERT INTO bookings VALUES (1, 1, '[2024-01-20,2024-02-10)');
-- fails
INSERT INTO bookings VALUES (2, 1, '[2024-02-20,2024-03-10)');
DELETE FROM bookings;
