SELECT becomes_stored = 20 AND becomes_virtual = 30 AND changes = 400 AND added = 70 AS ok FROM prices WHERE id = 1;
