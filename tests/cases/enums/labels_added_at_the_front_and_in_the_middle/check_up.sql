SELECT 'x'::mood < 'y' AND 'y'::mood < 'a' AND 'p'::mood < 'q' AND 'q'::mood < 'b' AND 'b'::mood < 'z' AS ok;
