DROP FUNCTION diesel_touch();
